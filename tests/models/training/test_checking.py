"""What ``asrnet learn --check`` finds in a lesson that is not sound."""

import pytest

from models.formats.lesson_toml import LessonText
from models.training.checking import problems
from tests.models.training.small_lesson import SMALL

WHEN_A = 'when = { mapped = ["a -> b"] }'


def problems_of(text: str) -> list[str]:
    return problems(LessonText("small", "small.toml", text).with_seed(3))


def test_a_sound_lesson_has_no_problem() -> None:
    assert problems_of(SMALL) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (WHEN_A, "when = { }", "goal 'mapped': when says nothing"),
        (WHEN_A, 'when = { mapped = ["a to b"] }', "'a to b' is not SOURCE -> TARGET"),
        (WHEN_A, 'when = { not_peered = ["b"] }', "'b' is not ONE -- OTHER"),
        (WHEN_A, 'when = { findings = ["no-such"] }', "'no-such' begins with no code"),
        (WHEN_A, 'when = { replicated = ["pc"] }', "no virtual machine 'pc'"),
        (WHEN_A, 'when = { results = [{ of = "vm/x" }] }', "'vm/x' is not in the plan"),
        (WHEN_A, 'when = { any_results = [{ of = "vm/x" }] }', "'vm/x' is not in the plan"),
        (WHEN_A, 'when = { mapped = ["a -> x"] }', "there is no virtual network 'x' in the plan"),
        (WHEN_A, 'when = { not_networks = [{ id = "x" }] }', "there is no virtual network 'x'"),
        (WHEN_A, 'when = { results = [{ of = "vm", network = "x" }] }', "no virtual network 'x'"),
        (WHEN_A, 'when = { not_findings = ["error item:pc"] }', "no virtual machine 'pc'"),
        (WHEN_A, 'when = { not_findings = ["error mapping:a->x"] }', "'mapping:a->x' is not in"),
        (WHEN_A, 'when = { not_findings = ["error vm/x"] }', "'vm/x' is not in the plan"),
        (WHEN_A, 'when = { replicated = ["vm"] }', "goal 'mapped' is reached at the start"),
        ('name = "home"', 'name = "mapped"', "two goals are called 'mapped'"),
        ('rules = ["M1"]', 'rules = ["M99"]', "there is no rule 'M99'"),
        ('rules = ["M1"]', "", "name the rules it teaches"),
        ('rules = ["M1"]', 'rules = ["M1"]\narticles = ["http://a"]', "'http://a' is no https"),
        ('reaches = ["home"]', 'reaches = ["there"]', "solution: there is no goal 'there'"),
        ('reaches = ["home"]', "", "goal 'home' is reached by 0 steps"),
        ('reaches = ["mapped"]', 'reaches = ["mapped", "home"]', "'home' is reached by 2 steps"),
        ('source = "b", target = "a", reverse = false }\nkeys',
         'source = "b", target = "b" }\nkeys', "solution, step 2: "),
        ('{ do = "map", source = "a"', '{ do = "fly", source = "a"', "do is one of map, "),
        ('{ do = "map", source = "a", target = "b", reverse = false }', '{ do = "map" }',
         "solution, step 1: map: source: Missing required argument"),
        ('{ do = "map", source = "a", target = "b", reverse = false }',
         '{ do = "group", machine = "vm", group = "two" }', "1: group: group: Input should be"),
        ('{ do = "map", source = "a", target = "b", reverse = false }',
         '{ do = "pin", of = 5 }', "step 1: pin: of: Input should be a valid string"),
        ('{ do = "map", source = "a", target = "b", reverse = false }',
         '{ do = "policy", speed = "fast" }', "step 1: policy: name one of same_address_space"),
        ('{ do = "map", source = "a", target = "b", reverse = false }',
         '{ do = "replicate", machines = ["vm"], region = "southeastasia", target = "x" }',
         "step 1: There is no virtual network 'x'"),
        ('{ do = "map", source = "a", target = "b", reverse = false }',
         '{ do = "map", source = "a", target = "b" }',
         "goal 'home' is reached already, which reaches does not say"),
        ('when = { replicated = ["vm"] }', 'when = { not_replicated = ["vm"] }',
         "what must stay does not hold at the start: vm stays"),
        ('when = { mapped = ["b -> a"], not_mapped = ["a -> b"] }',
         'when = { not_mapped = ["b -> a"] }', "a mistake is made at the start already"),
        ('when = { mapped = ["b -> a"], not_mapped = ["a -> b"] }',
         'when = { mapped = ["b -> a", "a -> b"] }', "mistake 1: its edits do not lead there"),
        ('when = { mapped = ["b -> a"], not_mapped = ["a -> b"] }',
         'when = { mapped = ["b -> a"] }', "solution, step 2: it passes a mistake"),
    ],
)  # fmt: skip
def test_what_is_unsound_is_said(old: str, new: str, said: str) -> None:
    assert SMALL.count(old) == 1
    assert any(said in problem for problem in problems_of(SMALL.replace(old, new)))


def test_a_mistake_that_an_earlier_one_hides_is_said() -> None:
    start, rest = SMALL.split("[[mistakes]]", 1)
    mistake, rest = rest.split("[[solution]]", 1)
    twice = f"{start}[[mistakes]]{mistake}[[mistakes]]{mistake}[[solution]]{rest}"
    assert problems_of(twice) == ["mistake 2: there the hint of an earlier mistake is given"]


def test_a_lesson_without_goals_and_prediction_has_nothing_to_do() -> None:
    start, _ = SMALL.split("[[goals]]", 1)
    assert any("nothing to do" in problem for problem in problems_of(start))


def test_a_prediction_needs_a_result_to_guess() -> None:
    start, rest = SMALL.split("[[goals]]", 1)
    predict = '[predict]\ntext = "Guess."\nscenarios = ["test-failover"]\nof = ["pc"]\n'
    whole = f"{start}{predict}\n[[goals]]{rest}"
    assert problems_of(whole) == ["predict: 'pc' is not in the plan"]
    assert problems_of(whole.replace('of = ["pc"]', "")) == [
        "predict: nothing has a result to guess"
    ]
