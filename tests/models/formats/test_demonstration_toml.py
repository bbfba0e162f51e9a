"""Reading scripts of demonstrations: all faults at once, each with its place and line."""

import pytest

from models.errors import InvalidInput
from models.formats.demonstration_toml import loads
from models.training.demonstration import Demonstration, Step
from tests.test_docs import PAGES, fences
from tui.key_map import exists

GOOD = """\
demonstration = 1
name = "Pin"
sample = "article"

[[steps]]
title = "Down"
keys = ["down", "/", "text:a b"]
say = "We go down."

[[steps]]
title = "Pin"
say = "We pin."
pause = 2
"""


def read(text: str) -> Demonstration:
    return loads(text, "mine.toml", ("article", "broken"), exists)


def refusal(text: str) -> str:
    with pytest.raises(InvalidInput) as raised:
        read(text)
    return str(raised.value)


def test_a_script_holds_what_it_says() -> None:
    down = Step(title="Down", keys=("down", "/", "text:a b"), say="We go down.")
    pin = Step(title="Pin", say="We pin.", pause=2.0)
    assert read(GOOD) == Demonstration(name="Pin", sample="article", steps=(down, pin))
    assert (down.pause, down.notes) == (4.0, "")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("demonstration = 1", "", "demonstration: required, but missing"),
        ("demonstration = 1", "format = 1", "this is a plan: asrnet FILE opens it"),
        ("demonstration = 1", "lesson = 1", "this is a lesson"),
        ("demonstration = 1", "demonstration = 2", "line 1: demonstration: expected 1, got 2"),
        ("demonstration = 1", "demonstration = true", "expected 1, got true"),
        ('name = "Pin"', 'nam = "Pin"', "line 2: nam: unknown key; did you mean"),
        ('name = "Pin"', 'nam = "Pin"', "name: required, but missing"),
        ('sample = "article"', "", "a plan is missing: sample ="),
        ('sample = "article"', 'sample = "artikle"', "line 3: sample: there is no sample plan"),
        ('sample = "article"', 'sample = "artikle"', "did you mean 'article'?"),
        ('sample = "article"', 'sample = "x"', "there are article, broken"),
        ('"article"', '"article"\nplan = "p.toml"', "line 4: plan: there is a sample as well"),
        ('sample = "article"', 'plan = "../p.toml"', "expected a file beside the script"),
        ('sample = "article"', 'plan = ".."', "expected a file beside the script"),
        ('sample = "article"', 'plan = "a\\\\b"', "expected a file beside the script"),
        ('sample = "article"', "plan = 7", "line 3: plan: "),
        ('title = "Down"', "", "line 5: steps[0].title: required, but missing"),
        ('title = "Down"', f'title = "{"x" * 61}"', "line 6: steps[0].title: "),
        ('"down"', '"dwn"', "line 7: steps[0].keys[0]: there is no key 'dwn'; a text is written"),
        ('"down"', '"ctrl+"', "there is no key 'ctrl+'"),
        ('"down"', "4", "line 7: steps[0].keys[0]: "),
        ('say = "We pin."', 'sya = "We pin."', "line 12: steps[1].sya: unknown key; did you mean"),
        ("pause = 2", "pause = -1", "line 13: steps[1].pause: "),
        ("pause = 2", "pause = 601", "line 13: steps[1].pause: "),
        ("pause = 2", "pause = nan", "line 13: steps[1].pause: "),
        ("pause = 2", 'pause = "long"', "line 13: steps[1].pause: "),
        ("pause = 2", "pause = ", "not valid TOML"),
    ],
)
def test_a_fault_is_told_with_its_place(old: str, new: str, said: str) -> None:
    assert old in GOOD
    assert said in refusal(GOOD.replace(old, new, 1))


def test_a_script_without_steps_is_none() -> None:
    head = GOOD.partition("[[steps]]")[0]
    assert "steps: required" in refusal(head)
    assert "steps: expected at least one" in refusal(head + "steps = []\n")


def test_every_fault_is_told_at_once_in_the_order_of_the_file() -> None:
    broken = GOOD.replace('"article"', '"x"').replace('"down"', '"dwn"')
    broken = broken.replace("pause = 2", "pause = -1").replace('say = "We go', 'sya = "We go')
    said = refusal(broken)
    lines = [int(line.split()[1].rstrip(":")) for line in said.splitlines() if " line " in line]
    assert lines == sorted(lines)
    assert {3, 7, 8, 13} <= set(lines)


def test_what_is_nested_too_deeply_is_refused() -> None:
    assert "nested too deeply" in refusal(f"demonstration = 1\nx = {'[' * 999}{']' * 999}\n")


def test_the_page_has_every_key_with_its_default_and_an_example_that_loads() -> None:
    page = PAGES["presenting.md"]
    [example] = fences(page, "toml")
    read(example)
    rows = [[cell.strip(" `") for cell in line.split("|")[1:-1]] for line in page.splitlines()]
    told = {row[0]: row[2] for row in rows if len(row) == 3}
    for model in (Demonstration, Step):
        for name, field in model.model_fields.items():
            assert name in told
            if name not in ("sample", "plan"):
                wanted = "required" if field.is_required() else str(field.default) or '""'
                assert told[name] == wanted.replace("()", "none")
