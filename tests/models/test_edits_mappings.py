"""The edits of network mappings: what each does, what it is called, and when it is refused."""

from collections.abc import Callable

import pytest

from models.edits import Edit
from models.edits.mappings import (
    change_mapping,
    lead_mapping,
    lead_network,
    map_network,
    map_to,
    steps_before_changing,
    unmap_all,
    unmap_network,
    unmap_several,
)
from models.errors import EditRefused
from models.plan import NetworkMapping, Plan
from models.rules.mapping import planned_copy
from tests.support.builders import AWAY, ELSEWHERE, changed, network, plan, subnet

WEB = subnet("web", "10.0.0.0/24")
PAIR = ("a->b", "b->a")
PAIR_LIST = ["a->b", "b->a"]


def estate(*mappings: str) -> Plan:
    """``a`` and ``z`` at home, ``b`` and ``c`` away, ``far`` elsewhere."""
    networks = [network(id, WEB) for id in "az"]
    networks += [network(id, WEB, region=AWAY) for id in "bc"]
    return plan([*networks, network("far", WEB, region=ELSEWHERE)], mappings=mappings)


def mapped(plan: Plan) -> list[str]:
    return [str(mapping) for mapping in plan.network_mappings]


Make = Callable[[Plan], Edit]

DOES: tuple[tuple[str, tuple[str, ...], Make, list[str], str], ...] = (
    (
        *("both directions", ("z->c",), lambda at: map_network(at, "a", "b")),
        *(["z->c", "a->b", "b->a"], "map a to b and back"),
    ),
    (
        *("one direction", (), lambda at: map_network(at, "a", "b", reverse=False)),
        *(["a->b"], "map a to b"),
    ),
    (
        *("a reverse that is there stays", ("b->z",), lambda at: map_network(at, "a", "b")),
        *(["b->z", "a->b"], "map a to b"),
    ),
    (
        *("a first mapping", (), lambda at: lead_network(at, "a", at.network("b"))),
        *(["a->b", "b->a"], "map a to b and back"),
    ),
    (
        *("a first one, one way",),
        *((), lambda at: lead_network(at, "a", at.network("b"), reverse=False), ["a->b"]),
        "map a to b",
    ),
    (
        *("another target", PAIR, lambda at: lead_network(at, "a", at.network("c"))),
        *(["a->c", "c->a"], "lead a to c instead of b"),
    ),
    (
        *("another target, one way", PAIR),
        *(lambda at: lead_network(at, "a", at.network("c"), reverse=False), ["a->c"]),
        "lead a to c instead of b",
    ),
    (
        *("another region beside it", PAIR, lambda at: lead_network(at, "a", at.network("far"))),
        *(["a->b", "b->a", "a->far", "far->a"], "map a to far and back"),
    ),
    (
        *("a reverse that leads elsewhere stays", ("a->b", "b->z")),
        *(lambda at: change_mapping(at, at.network_mappings[0], "c"), ["a->c", "b->z", "c->a"]),
        "lead a to c instead of b",
    ),
    (
        *("the new target's own reverse stays", ("a->b", "b->a", "c->z")),
        *(lambda at: change_mapping(at, at.network_mappings[0], "c"), ["a->c", "c->z"]),
        "lead a to c instead of b",
    ),
    (
        *("into another region", PAIR),
        *(lambda at: change_mapping(at, at.network_mappings[0], "far"), ["a->far", "far->a"]),
        "lead a to far instead of b",
    ),
    (
        *("one direction goes", PAIR, lambda at: unmap_network(at, at.network_mappings[0])),
        *(["b->a"], "delete the mapping from a to b"),
    ),
    (
        *("the only mapping goes", PAIR, lambda at: unmap_all(at, "b"), ["a->b"]),
        "delete the mapping from b to a",
    ),
    (
        *("all mappings go", ("a->b", "z->b", "a->far"), lambda at: unmap_all(at, "a")),
        *(["z->b"], "delete the mappings of a"),
    ),
)


@pytest.mark.parametrize(
    ("before", "make", "after", "label"), [row[1:] for row in DOES], ids=[row[0] for row in DOES]
)
def test_an_edit_of_mappings_does_what_its_label_says_and_can_be_taken_back(
    before: tuple[str, ...], make: Make, after: list[str], label: str
) -> None:
    at = estate(*before)
    edit = make(at)
    assert (mapped(edit.apply(at)), edit.label) == (after, label)
    assert edit.inverse(at).apply(edit.apply(at)) == at


REFUSED: tuple[tuple[str, tuple[str, ...], Make, str], ...] = (
    (
        *("an unknown source", (), lambda at: map_network(at, "x", "b")),
        "There is no virtual network 'x' in this plan; add it first.",
    ),
    (
        *("an unknown target", (), lambda at: map_network(at, "a", "x")),
        "There is no virtual network 'x' in this plan; add it first.",
    ),
    (
        *("one region", (), lambda at: map_network(at, "a", "z")),
        "a and z are both in eastasia; choose a network in another region (M1).",
    ),
    (
        *("itself", (), lambda at: map_network(at, "a", "a")),
        "a and a are both in eastasia; choose a network in another region (M1).",
    ),
    (
        *("the same mapping again", ("a->b",), lambda at: map_network(at, "a", "b")),
        "a is already mapped to b; delete that mapping first.",
    ),
    (
        *("a region it is mapped to, one way", ("a->b",), lambda at: map_network(at, "a", "c")),
        "a is already mapped to b in southeastasia. To change it: change a → b; create the new"
        " reverse mapping (M8).",
    ),
    (
        *("leading where it leads", PAIR, lambda at: lead_network(at, "a", at.network("b"))),
        "a is already mapped to b; delete that mapping first.",
    ),
    (
        "a change into the own region",
        *(PAIR, lambda at: change_mapping(at, at.network_mappings[0], "z")),
        "a and z are both in eastasia; choose a network in another region (M1).",
    ),
    (
        "a change into a region with another mapping",
        *(("a->b", "a->far"), lambda at: change_mapping(at, at.network_mappings[1], "c")),
        "a is already mapped to b in southeastasia. To change it: change a → b; create the new"
        " reverse mapping (M8).",
    ),
    (
        "a change of a mapping that is not there",
        *(PAIR, lambda at: change_mapping(at, NetworkMapping(source="a", target="far"), "c")),
        "There is no mapping from a to far.",
    ),
    (
        "a change of a mapping that is there twice",
        *(("a->b", "a->b"), lambda at: change_mapping(at, at.network_mappings[0], "c")),
        "a is mapped to b twice, a duplicate: a network has one mapping into southeastasia, and"
        " only the first counts (M2). Delete one of the two first, then change the other.",
    ),
    (
        "a change of one of two into a region",
        *(("a->b", "a->c"), lambda at: lead_network(at, "a", planned_copy(at.network("a"), AWAY))),
        "a is mapped to c and to b, a duplicate: a network has one mapping into southeastasia, and"
        " only the first counts (M2). Delete one of the two first, then change the other.",
    ),
    (
        *("deleting what is not there", PAIR),
        *(lambda at: unmap_network(at, NetworkMapping(source="a", target="c")),),
        "There is no mapping from a to c.",
    ),
    (
        *("deleting all of none", PAIR, lambda at: unmap_all(at, "z")),
        "z is not mapped, so there is nothing to delete.",
    ),
)


@pytest.mark.parametrize(
    ("before", "make", "message"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_an_edit_of_mappings_that_cannot_be_is_refused_with_what_to_do_first(
    before: tuple[str, ...], make: Make, message: str
) -> None:
    with pytest.raises(EditRefused) as refused:
        make(estate(*before))
    assert str(refused.value) == message


def test_a_network_that_is_still_to_be_planned_is_put_in_place_with_its_mapping() -> None:
    at = estate()
    copy = planned_copy(at.network("a"), AWAY)
    edit = lead_network(at, "a", copy)
    after = edit.apply(at)
    assert after.network("a-asr") == copy
    assert mapped(after) == ["a->a-asr", "a-asr->a"]
    assert edit.inverse(at).apply(after) == at


def test_a_mapping_can_be_changed_to_a_network_that_is_still_to_be_planned() -> None:
    at = estate(*PAIR)
    edit = lead_network(at, "a", planned_copy(at.network("a"), AWAY))
    assert mapped(edit.apply(at)) == ["a->a-asr", "a-asr->a"]
    assert edit.label == "lead a to a-asr instead of b"
    assert edit.inverse(at).apply(edit.apply(at)) == at


def test_a_changed_mapping_keeps_its_place_and_its_note() -> None:
    noted = changed(NetworkMapping(source="a", target="b"), note="agreed in May")
    at = estate("a->far", "b->a")
    before = at.network_mappings
    at = plan(at.virtual_networks, mappings=[])
    at = Plan(virtual_networks=at.virtual_networks, network_mappings=(noted, before[0], before[1]))
    after = change_mapping(at, noted, "c").apply(at)
    assert after.network_mappings[0] == changed(noted, target="c")
    assert mapped(after) == ["a->c", "a->far", "c->a"]


STEPS = (
    ("a pair", PAIR, ("delete b → a", "change a → b", "create the new reverse mapping")),
    ("one way", ("a->b",), ("change a → b", "create the new reverse mapping")),
    (
        *("a reverse that leads elsewhere", ("a->b", "b->z")),
        ("change a → b", "create the new reverse mapping"),
    ),
)


@pytest.mark.parametrize(
    ("before", "steps"), [row[1:] for row in STEPS], ids=[row[0] for row in STEPS]
)
def test_the_steps_before_a_change_say_what_has_to_go_first(
    before: tuple[str, ...], steps: tuple[str, ...]
) -> None:
    at = estate(*before)
    assert steps_before_changing(at, at.network_mappings[0]) == steps


@pytest.mark.parametrize(
    ("before", "reverse", "last"),
    [
        (PAIR, True, "create the new reverse mapping c → a"),
        (PAIR, False, "change a → b to c"),
        ((*PAIR, "c->z"), True, "change a → b to c"),
    ],
)
def test_the_steps_to_a_target_are_just_those_that_are_carried_out(
    before: tuple[str, ...], reverse: bool, last: str
) -> None:
    at = estate(*before)
    mapping = at.network_mappings[0]
    steps = steps_before_changing(at, mapping, "c", reverse=reverse)
    assert steps[-1] == last
    assert len(steps) == len(change_mapping(at, mapping, "c", reverse=reverse).edits)


def test_a_mapping_that_is_there_twice_is_deleted_once_and_can_be_changed_then() -> None:
    at = estate("a->b", "a->b", "b->a")
    once = unmap_network(at, at.network_mappings[1]).apply(at)
    assert mapped(once) == PAIR_LIST
    assert mapped(change_mapping(once, once.network_mappings[0], "c").apply(once)) == [
        *("a->c", "c->a")
    ]


def test_of_two_mappings_with_notes_the_one_that_is_meant_is_deleted() -> None:
    first = NetworkMapping(source="a", target="b", note="first")
    second = changed(first, note="second")
    at = Plan(virtual_networks=estate().virtual_networks, network_mappings=(first, second))
    assert unmap_network(at, second).apply(at).network_mappings == (first,)
    assert unmap_network(at, first).apply(at).network_mappings == (second,)


@pytest.mark.parametrize(
    "before", [PAIR, ("a->b",), ("a->b", "b->a", "b->a"), ("a->b", "b->z", "b->a"), (*PAIR, "c->z")]
)
@pytest.mark.parametrize("reverse", [True, False])
def test_a_change_is_carried_out_in_just_the_steps_that_are_named_and_leaves_no_way_back(
    before: tuple[str, ...], reverse: bool
) -> None:
    at = estate(*before)
    mapping = at.network_mappings[0]
    edit = change_mapping(at, mapping, "c", reverse=reverse)
    steps = steps_before_changing(at, mapping, "c", reverse=reverse)
    assert tuple(step.label for step in edit.edits) == steps
    after = edit.apply(at)
    assert "b->a" not in mapped(after)
    assert "a->c" in mapped(after)
    assert edit.inverse(at).apply(after) == at


def test_changing_to_a_network_still_to_be_planned_shows_that_as_the_first_step() -> None:
    at = estate(*PAIR)
    copy = planned_copy(at.network("a"), AWAY)
    edit = lead_mapping(at, at.network_mappings[0], copy)
    assert [step.label for step in edit.edits] == [
        "plan a-asr",
        "delete b → a",
        "change a → b to a-asr",
        "create the new reverse mapping a-asr → a",
    ]
    assert edit.inverse(at).apply(edit.apply(at)) == at


def test_a_new_mapping_to_a_copy_plans_it_and_one_that_stands_is_refused_with_the_steps() -> None:
    at = estate()
    copy = planned_copy(at.network("a"), AWAY)
    edit = map_to(at, "a", copy)
    assert edit.label == "map a to a-asr and back"
    assert mapped(edit.apply(at)) == ["a->a-asr", "a-asr->a"]
    with pytest.raises(EditRefused, match="To change it: delete b → a; change a → b; create"):
        map_to(estate(*PAIR), "a", at.network("c"))


def test_several_mappings_are_deleted_as_one_edit() -> None:
    at = estate(*PAIR, "z->c")
    edit = unmap_several(at, at.network_mappings[:2])
    assert (edit.label, mapped(edit.apply(at))) == ("delete 2 mappings", ["z->c"])
    assert edit.inverse(at).apply(edit.apply(at)) == at
    one = unmap_several(at, at.network_mappings[2:])
    assert one.label == "delete the mapping from z to c"
