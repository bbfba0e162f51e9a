"""What every edit is made of: a row, a value, or several of them together."""

from collections.abc import Callable

import pytest

from models.edits import Edit, PutField, PutRow, Together
from models.plan import NextAvailable, Plan, Policy, ReplicatedItem
from models.topology import VirtualMachine, VirtualNetwork
from models.touched import Touched
from tests.support.builders import AWAY, changed, ip, item, machine, network, plan, subnet

WEB = subnet("web", "10.0.0.0/24")


@pytest.fixture
def estate() -> Plan:
    """Networks ``a``, ``b``, ``c`` and machines of those names, each replicated."""
    networks = [network(id, WEB, region=AWAY if id == "c" else "eastasia") for id in "abc"]
    machines = [machine(id, ip("10.0.0.4", in_network=id)) for id in "ab"]
    items = [item(id, to="c") for id in "ab"]
    return plan(networks, machines, items, ["a->c", "c->a", "b->c"])


def put(
    row: VirtualNetwork | VirtualMachine | ReplicatedItem, position: int | None = None
) -> PutRow:
    """The edit that puts a row in place."""
    match row:
        case VirtualNetwork():
            return PutRow("put", "virtual_networks", row.id, row, position)
        case VirtualMachine():
            return PutRow("put", "virtual_machines", row.id, row, position)
        case ReplicatedItem():
            return PutRow("put", "replicated_items", row.virtual_machine, row, position)


Make = Callable[[Plan], Edit]
EDITS: dict[str, Make] = {
    "a new network": lambda plan: put(network("d", WEB)),
    "a new network in the middle": lambda plan: put(network("d", WEB), 1),
    "another network in its place": lambda plan: put(network("b", WEB, region=AWAY)),
    "a network elsewhere": lambda plan: put(plan.network("c"), 0),
    "a network less": lambda plan: PutRow("less", "virtual_networks", "b", None),
    "no network less": lambda plan: PutRow("less", "virtual_networks", "x", None),
    "a machine": lambda plan: put(machine("b", ip("10.0.0.9", in_network="b"))),
    "an item elsewhere": lambda plan: put(plan.replicated_items["b"], 0),
    "an item less": lambda plan: PutRow("less", "replicated_items", "a", None),
    "a name": lambda plan: PutField("name", "name", "other"),
    "a policy": lambda plan: PutField(
        "policy", "policy", Policy(next_available=NextAvailable.AFTER_SOURCE)
    ),
    "mappings": lambda plan: PutField("map", "network_mappings", plan.network_mappings[1:]),
    "nothing": lambda plan: Together("nothing", ()),
    "the same row twice": lambda plan: Together(
        "twice", (put(network("d", WEB)), put(network("d", WEB, region=AWAY), 0))
    ),
    "there and back": lambda plan: Together(
        "back", (PutRow("less", "virtual_networks", "b", None), put(plan.network("b")))
    ),
    "together in together": lambda plan: Together(
        "outer",
        (Together("inner", (put(network("d", WEB)), PutField("name", "name", "x"))),
         PutRow("less", "virtual_networks", "d", None)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("make", EDITS.values(), ids=EDITS)
def test_the_inverse_of_an_edit_takes_it_back_and_its_inverse_does_it_again(
    estate: Plan, make: Make
) -> None:
    edit = make(estate)
    after = edit.apply(estate)
    inverse = edit.inverse(estate)
    assert inverse.apply(after) == estate
    assert inverse.inverse(after).apply(estate) == after
    assert inverse.label == edit.label


def test_a_row_keeps_its_place_comes_last_or_stands_where_it_is_put(estate: Plan) -> None:
    ids = {
        name: list(EDITS[name](estate).apply(estate).virtual_networks.keys())
        for name in (
            *("a new network", "a new network in the middle"),
            *("another network in its place", "a network elsewhere", "a network less"),
        )
    }
    assert ids == {
        "a new network": ["a", "b", "c", "d"],
        "a new network in the middle": ["a", "d", "b", "c"],
        "another network in its place": ["a", "b", "c"],
        "a network elsewhere": ["c", "a", "b"],
        "a network less": ["a", "c"],
    }


def test_an_edit_leaves_the_plan_it_was_made_for_as_it_was(estate: Plan) -> None:
    before = list(estate.virtual_networks), list(estate.replicated_items), estate.network_mappings
    for make in EDITS.values():
        make(estate).apply(estate)
    assert before == (
        list(estate.virtual_networks), list(estate.replicated_items), estate.network_mappings,
    )  # fmt: skip


def only(*ids: str) -> frozenset[str]:
    return frozenset(ids)


TOUCHES: dict[str, Touched] = {
    "a new network": Touched(networks=only("d")),
    "a machine": Touched(machines=only("b")),
    "an item less": Touched(items=only("a")),
    "a name": Touched(),
    "a policy": Touched(everything=True),
    "mappings": Touched(mappings=only("a")),
    "nothing": Touched(),
    "together in together": Touched(networks=only("d")),
}


@pytest.mark.parametrize(("name", "touched"), TOUCHES.items())
def test_an_edit_says_which_rows_it_touches(estate: Plan, name: str, touched: Touched) -> None:
    edit = EDITS[name](estate)
    assert edit.touches(estate) == touched
    assert edit.inverse(estate).touches(edit.apply(estate)) == touched


def test_mappings_in_another_order_touch_only_the_networks_whose_order_differs() -> None:
    before = plan([], mappings=["a->x", "a->y", "b->x"])
    reordered = plan([], mappings=["b->x", "a->y", "a->x"])
    edit = PutField("reorder", "network_mappings", reordered.network_mappings)
    assert edit.touches(before) == Touched(mappings=only("a"))


def test_edits_together_touch_what_each_touches_in_its_turn(estate: Plan) -> None:
    """Mappings that come and go again are touched, though the plan is what it was."""
    without = PutField("unmap", "network_mappings", ())
    again = PutField("map", "network_mappings", estate.network_mappings)
    edit = Together("unmap and map", (without, again))
    assert edit.apply(estate) == estate
    assert edit.touches(estate) == Touched(mappings=only("a", "b", "c"))


def test_a_copy_of_a_network_made_with_other_fields_finds_its_own_subnets() -> None:
    before = network("a", WEB)
    assert before.subnet("web") is not None
    after = changed(before, subnets=(subnet("db", "10.0.0.0/24"),))
    assert (after.subnet("web"), after.subnet("DB")) == (None, after.subnets[0])
