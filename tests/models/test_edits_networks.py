"""Edits of planned networks, and what is refused of those that exist."""

from dataclasses import replace

import pytest

from models.addresses import parse_prefix
from models.assign import assign
from models.edits import Edit
from models.edits.networks import (
    add_subnet,
    mark_existing,
    plan_network,
    remove_peering,
    rename_network,
    set_prefixes,
)
from models.edits.unmapping import drop_mappings
from models.errors import EditRefused
from models.plan import Plan
from models.topology import State, Subnet
from tests.support.builders import (
    AWAY,
    changed,
    estate,
    failed_over,
    ip,
    machine,
    network,
    plan,
    subnet,
)
from tests.support.drawn_plans import flaws_of


def web(prefix: str = "10.0.0.0/24") -> Subnet:
    return subnet("web", prefix)


def planned(*subnets: Subnet) -> Plan:
    """``vnet-asr`` is planned, in 10.0.0.0/16."""
    before = estate([web()], [web(), *subnets], [machine("vm", ip("10.0.0.10"))])
    row = changed(
        before.network("vnet-asr"), state=State.PLANNED, production=False,
        address_space=(parse_prefix("10.0.0.0/16"),), peered_with=("hub",),
    )  # fmt: skip
    return replace(before, virtual_networks=before.virtual_networks.put(row))


def check(before: Plan, edit: Edit) -> Plan:
    after = edit.apply(before)
    assert flaws_of(after) == []
    assert edit.inverse(before).apply(after) == before
    return after


def test_a_planned_network_is_marked_as_existing_and_stays_what_it_is_for() -> None:
    after = check(planned(), mark_existing(planned(), "vnet-asr")).network("vnet-asr")
    assert (after.state, after.production) == (State.EXISTING, False)


def test_a_planned_network_gets_another_name_but_keeps_its_id() -> None:
    after = check(planned(), rename_network(planned(), "vnet-asr", "dr"))
    assert after.network("vnet-asr").name == "dr"


def test_other_prefixes_of_a_subnet_count_at_once() -> None:
    before = planned()
    assert failed_over(before, "vm") == "10.0.0.10 retained"
    key = before.network("vnet-asr").subnets[0].ranges
    edit = set_prefixes(before, "vnet-asr", "WEB", (parse_prefix("10.0.8.0/24"),))
    after = check(before, edit)
    assert after.network("vnet-asr").subnets[0].ranges != key
    assert failed_over(assign(after), "vm") == "10.0.8.4 next-available / different-address-space"


def test_a_subnet_is_added_to_a_planned_network() -> None:
    before = planned()
    before.network("vnet-asr").subnet("web")  # so that the subnets were looked up before
    after = check(before, add_subnet(before, "vnet-asr", subnet("db", "10.0.4.0/24")))
    assert after.network("vnet-asr").subnet("DB") is not None


def test_a_planned_network_no_longer_names_a_peer() -> None:
    after = check(planned(), remove_peering(planned(), "vnet-asr", "hub"))
    assert after.network("vnet-asr").peered_with == ()


def test_a_network_is_planned_beside_the_others() -> None:
    new = network("drill", web(), region=AWAY, state=State.PLANNED, production=False)
    after = check(planned(), plan_network(planned(), new))
    assert after.network("drill") == new


TAKEN = planned(subnet("db", "10.0.4.0/24", in_use={"10.0.4.200": "ilb"}))
REFUSED = {
    "exists already": (lambda: plan_network(planned(), network("vnet")), "take another name"),
    "is a fact": (lambda: mark_existing(planned(), "vnet"), "vnet exists: change it in Azure"),
    "is not there": (lambda: mark_existing(planned(), "nowhere"), "no virtual network"),
    "without a name": (lambda: rename_network(planned(), "vnet-asr", ""), "needs a name"),
    "no such subnet": (
        lambda: set_prefixes(planned(), "vnet-asr", "db", (parse_prefix("10.0.4.0/24"),)),
        "has no subnet db",
    ),
    "outside the space": (
        lambda: set_prefixes(planned(), "vnet-asr", "web", (parse_prefix("10.1.0.0/24"),)),
        "outside the address space",
    ),
    "overlaps another": (
        lambda: set_prefixes(TAKEN, "vnet-asr", "web", (parse_prefix("10.0.0.0/21"),)),
        "overlaps db",
    ),
    "leaves an address out": (
        lambda: set_prefixes(TAKEN, "vnet-asr", "db", (parse_prefix("10.0.4.0/25"),)),
        "10.0.4.200 is taken in db",
    ),
    "has that subnet": (
        lambda: add_subnet(planned(), "vnet-asr", web("10.0.4.0/24")),
        "has a subnet web already",
    ),
    "no room for it": (
        lambda: add_subnet(planned(), "vnet-asr", subnet("db", "10.0.0.128/25")),
        "overlaps web",
    ),
    "no such peer": (lambda: remove_peering(planned(), "vnet-asr", "x"), "does not say"),
    "no such mapping": (
        lambda: drop_mappings(planned(), "none", lambda *_: False),
        "no such mapping",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_with_the_reason(case: tuple[object, str]) -> None:
    make, why = case
    assert callable(make)
    with pytest.raises(EditRefused, match=why):
        make()


def test_mappings_are_dropped_by_their_place() -> None:
    before = plan([network("a"), network("b", region=AWAY)], mappings=("a->b", "b->a", "a->b"))
    after = check(before, drop_mappings(before, "drop", lambda place, _: place == 2))
    assert list(map(str, after.network_mappings)) == ["a->b", "b->a"]
