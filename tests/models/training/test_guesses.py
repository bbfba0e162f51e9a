"""Guesses: a right one is right, and a wrong one is told which rule it overlooked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.addresses import address_text, parse_address
from models.assign import Assignments, assign
from models.assignment import Scenario
from models.errors import PlanError
from models.explain import explain
from models.formats.lesson_toml import LessonText, PlanText
from models.formats.plan_toml import loads
from models.lessons import lessons
from models.plan import Plan
from models.rule_texts import RULE_TEXTS
from models.samples import Sample, samples
from models.topology import IpConfigurationId
from models.training.facts import facts
from models.training.guesses import Question, guess_of, prediction_of, questions
from models.training.judging import Judged, judge, score
from models.training.lesson import Prediction
from tests.support.drawn_plans import plans

EVERYTHING = Prediction(text="all", scenarios=tuple(Scenario))
PLAN = """
format = 1
policy = { allocation_order = "retained-first" }
virtual_networks = [
  { name = "a", region = "eastasia", address_space = ["10.1.0.0/16"], subnets = [
      { name = "web", address_prefixes = ["10.1.1.0/24"] },
      { name = "db", address_prefixes = ["10.1.2.0/24"] },
      { name = "odd", address_prefixes = ["10.1.3.0/24"] } ] },
  { name = "b", region = "southeastasia", address_space = ["10.1.0.0/16", "10.9.0.0/16"],
    subnets = [
      { name = "web", address_prefixes = ["10.1.1.0/24"], in_use = [
          { address = "10.1.1.10", by = "lb" } ] },
      { name = "db", address_prefixes = ["10.9.2.0/24"] },
      { name = "AzureBastionSubnet", address_prefixes = ["10.9.9.0/26"] } ] },
  { name = "t", region = "southeastasia", address_space = ["10.1.0.0/16"], production = false,
    subnets = [ { name = "web", address_prefixes = ["10.1.1.0/24"], in_use = [
          { address = "10.1.1.9", by = "x" } ] } ] },
]
virtual_machines = [
  { name = "keeps", region = "eastasia", network_interfaces = [{ name = "n", ip_configurations = [
      { name = "i", network = "a", subnet = "web", address = "10.1.1.9" } ] }] },
  { name = "loses", region = "eastasia", network_interfaces = [{ name = "n", ip_configurations = [
      { name = "i", network = "a", subnet = "web", address = "10.1.1.10" } ] }] },
  { name = "moves", region = "eastasia", network_interfaces = [{ name = "n", ip_configurations = [
      { name = "i", network = "a", subnet = "db", address = "10.1.2.7" } ] }] },
  { name = "set", region = "eastasia", network_interfaces = [{ name = "n", ip_configurations = [
      { name = "i", network = "a", subnet = "db", address = "10.1.2.8" } ] }] },
  { name = "lost", region = "eastasia", network_interfaces = [{ name = "n", ip_configurations = [
      { name = "i", network = "a", subnet = "odd", address = "10.1.3.8" } ] }] },
]
replicated_items = [
  { virtual_machine = "keeps", failover_network = "b", test_failover_network = "t" },
  { virtual_machine = "loses", failover_network = "b", test_failover_network = "b" },
  { virtual_machine = "moves", failover_network = "b" },
  { virtual_machine = "set", failover_network = "b", ip_configurations = [
      { network_interface = "n", name = "i", failover = { address = "10.9.2.50" } } ] },
  { virtual_machine = "lost", failover_network = "b" },
]
"""


@pytest.fixture(scope="module")
def assignments() -> Assignments:
    return assign(loads(PLAN))


def question(machine: str, scenario: Scenario = Scenario.FAILOVER) -> Question:
    return Question(IpConfigurationId(machine, "n", "i"), scenario)


@pytest.mark.parametrize(
    ("machine", "scenario", "guess", "missed"),
    [
        ("keeps", Scenario.FAILOVER, "10.1.1.4", "F2"),
        ("keeps", Scenario.FAILOVER, "none", "F2"),
        ("keeps", Scenario.FAILOVER, "10.1.1.10", "A2"),
        ("keeps", Scenario.FAILOVER, "10.9.2.9", "S2"),
        ("keeps", Scenario.FAILBACK, "10.1.1.9", "B1"),
        ("keeps", Scenario.TEST_FAILOVER, "10.1.1.9", "A2"),
        ("keeps", Scenario.TEST_FAILOVER, "10.1.1.4", "T4"),
        ("loses", Scenario.FAILOVER, "10.1.1.10", "A2"),
        ("loses", Scenario.FAILOVER, "10.1.1.9", "F7"),
        ("loses", Scenario.FAILOVER, "10.1.1.3", "A1"),
        ("loses", Scenario.FAILOVER, "10.1.1.255", "A1"),
        ("loses", Scenario.FAILOVER, "10.1.1.11", "F5"),
        ("loses", Scenario.TEST_FAILOVER, "10.1.1.4", "T3"),
        ("loses", Scenario.FAILOVER, "10.1.1.5", "F5"),
        ("loses", Scenario.TEST_FAILOVER, "10.9.2.4", "S7"),
        ("keeps", Scenario.TEST_FAILOVER, "10.9.2.4", "T4"),
        ("moves", Scenario.FAILOVER, "10.1.2.7", "F3"),
        ("set", Scenario.FAILOVER, "10.1.2.8", "F1"),
        ("moves", Scenario.FAILOVER, "10.1.1.4", "S2"),
        ("moves", Scenario.FAILOVER, "10.9.2.50", "F7"),
        ("moves", Scenario.FAILOVER, "10.9.9.9", "S2"),
        ("moves", Scenario.FAILOVER, "172.16.0.4", "S2"),
        ("set", Scenario.FAILOVER, "10.9.2.4", "F1"),
        ("lost", Scenario.FAILOVER, "10.9.9.4", "S5"),
        ("lost", Scenario.FAILOVER, "10.1.1.4", "S5"),
    ],
)
def test_a_wrong_guess_is_told_the_rule_it_overlooked(
    assignments: Assignments, machine: str, scenario: Scenario, guess: str, missed: str
) -> None:
    judged = judge(assignments, question(machine, scenario), guess_of(guess))
    assert not judged.right
    assert judged.missed == missed, judged.why
    assert judged.why
    assert judged.missed in RULE_TEXTS


def all_judged(plan: Plan) -> list[Judged]:
    """Every question of a plan, guessed as it is computed."""
    assignments = assign(plan)
    return [
        judge(assignments, one, result.address)
        for one in questions(plan, EVERYTHING, assignments)
        if (result := assignments.of(*one)) is not None
    ]


@settings(max_examples=60)
@given(plans(), st.one_of(st.none(), st.integers(0, 2**32 - 1)), st.integers(-9, 300))
def test_what_is_computed_is_always_the_right_guess_and_nothing_else_is(
    plan: Plan, any_guess: int | None, near: int
) -> None:
    assignments = assign(plan)
    for one in all_judged(plan):
        assert one.right
        assert one.missed is None
        assert set(one.rules) <= set(RULE_TEXTS)
        assert not one.unguessed.right
        [chain] = (
            chain
            for chain in explain(assignments, one.question.id)
            if chain.scenario is one.question.scenario
        )
        assert set(one.rules) <= {"B2", *(step.rule for step in chain.steps)}
        beside = None if one.result.address is None else one.result.address + near
        for guess in {any_guess, beside, assignments.plan.ip_configuration(one.question.id).ipv4}:
            other = judge(assignments, one.question, guess)
            assert other.right is (guess == one.result.address)
            assert (other.missed is None) is other.right
            assert other.right or (other.missed in RULE_TEXTS and other.why)


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: str(sample.name))
def test_every_guess_of_a_sample_counts_for_rules_that_exist(sample: Sample) -> None:
    judged = all_judged(loads(sample.text))
    counted = score(judged)
    assert counted
    assert all(right == asked for right, asked in counted.values())


def test_the_score_tells_which_rule_is_not_understood(assignments: Assignments) -> None:
    right = judge(assignments, question("keeps"), guess_of("10.1.1.9"))
    kept = judge(assignments, question("moves"), guess_of("10.1.2.7"))
    reserved = judge(assignments, question("loses"), guess_of("10.1.1.3"))
    elsewhere = judge(assignments, question("moves"), guess_of("10.1.1.4"))
    assert score([right, kept, reserved, elsewhere]) == {
        "S2": (2, 3),
        "F2": (1, 1),
        "F3": (0, 1),
        "A1": (0, 1),
    }
    assert score([right.unguessed]) == {"F2": (0, 1)}
    next_one = judge(assignments, question("moves"), guess_of("10.9.2.4"))
    too_late = judge(assignments, question("moves"), guess_of("10.9.2.6"))
    assert score([next_one]) == {"S2": (1, 1), "F3": (1, 1), "F5": (1, 1)}
    assert score([next_one, too_late]) == {"S2": (2, 2), "F3": (1, 1), "F5": (1, 2)}
    assert score([judge(assignments, question("keeps"), None)]) == {"F2": (0, 1)}


QUEUE = """
format = 1
policy = { test_address = "failover" }
virtual_networks = [
  { name = "a", region = "eastasia", address_space = ["10.1.0.0/16"], subnets = [
      { name = "web", address_prefixes = ["10.1.1.0/24"], in_use = [
          { address = "10.1.1.5", by = "lb" } ] } ] },
  { name = "b", region = "southeastasia", address_space = ["10.9.0.0/16"], subnets = [
      { name = "web", address_prefixes = ["10.9.1.0/24"] } ] },
]
virtual_machines = [
  { name = "first", region = "eastasia", network_interfaces = [{ name = "n", ip_configurations = [
      { name = "i", network = "a", subnet = "web", address = "10.1.1.8" } ] }] },
  { name = "second", region = "eastasia", network_interfaces = [{ name = "n", ip_configurations = [
      { name = "i", network = "a", subnet = "web", address = "10.1.1.9" } ] }] },
]
network_mappings = [{ source = "b", target = "a" }]
replicated_items = [
  { virtual_machine = "first", failover_network = "b", test_failover_network = "b" },
  { virtual_machine = "second", failover_network = "b", test_failover_network = "b" },
]
"""


@pytest.mark.parametrize(
    ("machine", "scenario", "guess", "missed", "why"),
    [
        pytest.param(
            "second",
            Scenario.FAILOVER,
            "10.9.1.4",
            "F7",
            "10.9.1.4 goes to first, which is served before it",
            id="who is served first gets it",
        ),
        pytest.param(
            "first",
            Scenario.FAILOVER,
            "10.9.1.5",
            "F5",
            "10.9.1.5 is not the next one that is available",
            id="who is served later takes nothing from it",
        ),
        pytest.param(
            "first",
            Scenario.TEST_FAILOVER,
            "10.9.1.254",
            "T5",
            "the test keeps 10.9.1.4, the address of its failover",
            id="a test may keep the forecast",
        ),
        pytest.param(
            "first",
            Scenario.FAILBACK,
            "10.1.1.8",
            "B2",
            "10.1.1.8 is not kept: it comes back with the address of its failover",
            id="what it had at home is not its own any more",
        ),
    ],
)
def test_why_a_guess_is_wrong_says_who_was_first_and_what_is_kept(
    machine: str, scenario: Scenario, guess: str, missed: str, why: str
) -> None:
    judged = judge(assign(loads(QUEUE)), question(machine, scenario), guess_of(guess))
    assert (judged.missed, judged.why) == (missed, why)


def test_the_facts_tell_what_was_decided_for_who_goes_there_too(assignments: Assignments) -> None:
    [others] = [
        fact.value for fact in facts(assignments, question("moves")) if fact.name == "Also there"
    ]
    assert "set (group 1, 10.1.2.8 in db, 10.9.2.50 is set)" in others
    of_set = dict(facts(assignments, question("set")))
    assert of_set["Failover to"] == "b; address 10.9.2.50 is set"


@pytest.mark.parametrize("typed", ["10.1.1", "10.1.1.300", "web-01", "10.1.1.4/24", "010.1.1.4"])
def test_what_is_no_address_is_no_guess(typed: str) -> None:
    with pytest.raises(ValueError, match="type an IPv4 address"):
        guess_of(typed)
    with pytest.raises(ValueError, match="IPv6"):
        guess_of("fd00::4")


@pytest.mark.parametrize(
    ("typed", "guess"),
    [(" 10.1.1.4 ", int(parse_address("10.1.1.4"))), ("None", None), ("-", None)],
)
def test_a_guess_is_an_address_or_a_word_for_none(typed: str, guess: int | None) -> None:
    assert guess_of(typed) == guess


def test_what_is_asked_is_what_the_prediction_names_in_the_order_of_failover(
    assignments: Assignments,
) -> None:
    some = Prediction(
        text="some",
        scenarios=(Scenario.TEST_FAILOVER, Scenario.FAILOVER),
        of=("moves", "keeps/n", "loses/n/i"),
    )
    asked = questions(assignments.plan, some, assignments)
    assert [(one.id.virtual_machine, one.scenario.value) for one in asked] == [
        ("keeps", "test-failover"),
        ("loses", "test-failover"),
        ("keeps", "failover"),
        ("loses", "failover"),
        ("moves", "failover"),
    ]


@pytest.mark.parametrize("written", lessons(), ids=lambda written: str(written.name))
def test_the_facts_hold_nothing_that_was_computed(written: LessonText) -> None:
    lesson = written.with_seed(4)
    if lesson.predict is None:
        return
    computed = assign(lesson.plan)
    known = set(map(str, _addresses(lesson.plan)))
    for one in questions(lesson.plan, lesson.predict, computed):
        said = " ".join(fact.value for fact in facts(computed, one))
        result = computed.of(*one)
        assert result is not None
        if result.address is not None and (text := address_text(result.address)) not in known:
            assert f"{text} " not in f"{said} ".replace(",", " ").replace(")", " ")


def _addresses(plan: Plan) -> list[object]:
    """Every address that stands in a plan."""
    held = [
        one.address for net in plan.virtual_networks for sub in net.subnets for one in sub.in_use
    ]
    standing = [ip.address for vm in plan.virtual_machines for _, ip in vm.in_failover_order]
    chosen = [
        each.address
        for item in plan.replicated_items
        for ip in item.ip_configurations
        for each in (ip.failover, ip.test_failover)
    ]
    return [*held, *standing, *chosen]


def test_a_plan_is_a_prediction_of_all_its_addresses() -> None:
    lesson = prediction_of(loads(PLAN), "mine")
    assert lesson.predict is not None
    assert len(questions(lesson.plan, lesson.predict, assign(lesson.plan))) == 12


def test_a_plan_where_nothing_is_replicated_says_that_there_is_nothing_to_guess() -> None:
    with pytest.raises(PlanError, match="nothing is replicated"):
        PlanText("empty", "empty.toml", "format = 1\n").with_seed()
