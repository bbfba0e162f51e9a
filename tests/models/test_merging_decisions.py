"""What becomes of decisions about things that an import no longer has."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest

from models.comparison import Kind, Way
from models.errors import InvalidInput
from models.merging import Merge, merge
from models.plan import NicFailoverSettings, NicSettings, Plan, ReplicatedItem
from models.topology import State, VirtualMachine, VirtualNetwork
from tests.support.builders import (
    AWAY,
    at,
    changed,
    ip,
    item,
    machine,
    network,
    nic,
    plan,
    settings,
    subnet,
)
from tests.support.drawn_plans import flaws_of

WEB, DB = subnet("web", "10.0.0.0/24"), subnet("db", "10.0.1.0/24")
SPACE = network("x").address_space
VNET = network("vnet", WEB, DB, address_space=SPACE)
COPY = network("vnet-asr", WEB, DB, address_space=SPACE, region=AWAY)
OTHER = network("other", WEB, address_space=SPACE)
ELSE = network("else", WEB, address_space=SPACE, region=AWAY)
VM, NEW = machine("vm", ip("10.0.0.4")), machine("new", ip("10.0.0.9"))
EVERYTHING = (VNET, COPY, OTHER, ELSE)


def decided(
    *,
    networks: Sequence[VirtualNetwork] = EVERYTHING,
    machines: Sequence[VirtualMachine] = (VM, NEW),
    items: Sequence[ReplicatedItem] = (),
    mappings: Sequence[str] = (),
) -> Plan:
    """A plan with some decisions."""
    return plan(networks, machines, items, mappings)


def without(gone: str, mine: Plan) -> Plan:
    """The facts of a plan but for one network or machine."""
    return plan(
        [row for row in mine.virtual_networks if row.id != gone],
        [row for row in mine.virtual_machines if row.id != gone],
    )


class Case(NamedTuple):
    """A plan, what vanishes of it, the decisions told, and what dropping leaves of them."""

    name: str
    mine: Plan
    gone: str
    decisions: tuple[str, ...]
    left: str


CASES = (
    Case(
        "a network that is mapped",
        decided(mappings=["other->else", "vnet->vnet-asr"]),
        "other",
        ("mapping other → else",),
        "vnet->vnet-asr",
    ),
    Case(
        "a network that a machine fails over to",
        decided(items=[item("vm", to="else"), item("new", to="vnet-asr")]),
        "else",
        ("failover network of vm",),
        "new>vnet-asr",
    ),
    Case(
        "a network that machines are tested in",
        decided(items=[item("vm", test_failover_network="else")]),
        "else",
        ("test network of vm",),
        "vm>vnet-asr",
    ),
    Case(
        "a network with a note, not for production",
        decided(networks=(VNET, COPY, changed(OTHER, note="n", production=False))),
        "other",
        ("a note", "production set by hand"),
        "",
    ),
    Case(
        "a network with an address in use that no import wrote",
        decided(networks=(VNET, COPY, changed(OTHER, subnets=(
            subnet("web", "10.0.0.0/24", note="n", in_use={"10.0.0.7": "printer"}),)))),
        "other",
        ("a note (web)", "in use: 10.0.0.7 (web)"),
        "",
    ),
    Case(
        "a machine that is replicated",
        decided(items=[item("vm"), item("new")]),
        "vm",
        ("replicated to vnet-asr",),
        "new>vnet-asr",
    ),
    Case("a machine with a note", decided(machines=(changed(VM, note="n"), NEW)), "vm",
         ("a note",), ""),
)  # fmt: skip


def decisions_of(found: Plan) -> str:
    items = [f"{one.virtual_machine}>{one.failover_network}" for one in found.replicated_items]
    return " ".join([*map(str, found.network_mappings), *items])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_vanished_with_decisions_is_kept_and_told_unless_it_is_to_be_dropped(
    case: Case,
) -> None:
    theirs = without(case.gone, case.mine)
    merged = merge(case.mine, theirs)
    assert merged.plan == case.mine
    [told] = merged.vanished
    assert (told.name, told.decisions, told.kept) == (case.gone, case.decisions, True)
    dropped = merge(case.mine, theirs, drop_vanished=True)
    [told] = dropped.vanished
    assert (told.name, told.decisions, told.kept) == (case.gone, case.decisions, False)
    assert case.gone not in (
        *dropped.plan.virtual_networks.keys(),
        *dropped.plan.virtual_machines.keys(),
    )
    assert decisions_of(dropped.plan) == case.left
    kinds = [row.kind for row in dropped.rows(Way.GONE)]
    assert not {Kind.NETWORK, Kind.MACHINE} & set(kinds), "they are told already"
    assert flaws_of(dropped.plan) == []
    [*tests] = [one.test_failover_network for one in dropped.plan.replicated_items]
    assert case.gone not in tests


def test_what_vanished_without_decisions_goes_and_is_told() -> None:
    held = {"10.0.0.7": "ilb/front", "10.0.0.8": "n (unattached)"}
    there = changed(OTHER, subnets=(subnet("web", "10.0.0.0/24", in_use=held),))
    mine = decided(networks=(VNET, COPY, there))
    for gone in ("other", "vm"):
        merged = merge(mine, without(gone, mine))
        assert (merged.vanished, [row.name for row in merged.rows(Way.GONE)]) == ((), [gone])


@pytest.mark.fault(56)
def test_a_network_stays_for_the_machines_that_stand_in_it() -> None:
    standing = machine("far", ip("10.0.0.4", in_network="else"), region=AWAY)
    mine = decided(machines=(VM, standing))
    theirs = plan([VNET, COPY, OTHER], [VM])
    for drop in (False, True):
        merged = merge(mine, theirs, drop_vanished=drop)
        assert merged.plan == mine
        assert [(one.name, one.kept) for one in merged.vanished] == [("else", True)]


# Subnets


def test_a_subnet_that_is_set_for_somebody_is_kept_where_it_fits() -> None:
    mine = decided(items=[item("vm", settings(failover=at(in_subnet="DB")))])
    theirs = plan([VNET, changed(COPY, subnets=(WEB,)), OTHER, ELSE], [VM, NEW])
    merged = merge(mine, theirs)
    [told] = merged.vanished
    assert (told.name, told.decisions, told.kept) == ("vnet-asr/db", ("set for vm",), True)
    assert merged.plan == mine
    dropped = merge(mine, theirs, drop_vanished=True).plan
    assert dropped.network("vnet-asr").subnet("db") is None
    assert dropped.replicated_items["vm"].ip_configurations[0].failover.subnet is None


@pytest.mark.parametrize(
    ("there", "why"),
    [
        (
            {"subnets": (WEB, subnet("wide", "10.0.1.0/25"))},
            "it overlaps wide 10.0.1.0/25, which the import has there",
        ),
        (
            {"subnets": (WEB,), "address_space": WEB.address_prefixes},
            "it is outside the address space that the import tells, 10.0.0.0/24",
        ),
    ],
)
def test_a_subnet_that_does_not_fit_goes_and_the_setting_stays(
    there: dict[str, object], why: str
) -> None:
    mine = decided(items=[item("vm", settings(failover=at(in_subnet="db")))])
    merged = merge(mine, plan([VNET, changed(COPY, **there), OTHER, ELSE], [VM, NEW]))
    [told] = merged.vanished
    assert (told.kept, told.reason) == (False, why)
    assert merged.plan.network("vnet-asr").subnet("db") is None
    assert merged.plan.replicated_items == mine.replicated_items


# Parts of machines, and what stands in the way

HELD = {"10.0.0.4": "ilb/f"}


def test_a_nic_with_settings_is_kept_and_is_primary_no_more() -> None:
    nic_settings = NicSettings(name="nic", failover=NicFailoverSettings(name="dr"))
    mine = decided(items=[item("vm", network_interfaces=(nic_settings,))])
    theirs = plan(EVERYTHING, [machine("vm", nic(ip("10.0.0.5"), name="new")), NEW])
    merged = merge(mine, theirs)
    assert [(one.name, one.kept) for one in merged.vanished] == [("vm/nic", True)]
    found = merged.plan.machine("vm").network_interfaces
    assert [(one.name, one.primary) for one in found] == [("new", True), ("nic", False)]
    assert merged.plan.replicated_items == mine.replicated_items
    dropped = merge(mine, theirs, drop_vanished=True).plan
    assert dropped.replicated_items["vm"].network_interfaces == ()
    assert flaws_of(merged.plan) == flaws_of(dropped) == []


def test_an_id_that_only_azure_knows_is_no_decision_about_a_nic() -> None:
    mine = decided(items=[item("vm", network_interfaces=(NicSettings(name="nic", nic_id="1"),))])
    theirs = plan(EVERYTHING, [machine("vm", nic(ip("10.0.0.5"), name="new")), NEW])
    merged = merge(mine, theirs)
    assert merged.vanished == ()
    assert merged.plan.replicated_items["vm"].network_interfaces == ()


def test_an_ip_configuration_with_settings_is_kept_beside_those_that_are_there() -> None:
    mine = decided(items=[item("vm", settings(failover=at("10.0.0.8")))])
    theirs = plan(EVERYTHING, [machine("vm", nic(ip("10.0.0.5", name="new"))), NEW])
    merged = merge(mine, theirs)
    assert [one.name for one in merged.vanished] == ["vm/nic/ipconfig1"]
    [found] = merged.plan.machine("vm").network_interfaces
    assert [(one.name, one.primary) for one in found.ip_configurations] == [
        ("new", True),
        ("ipconfig1", False),
    ]


@pytest.mark.parametrize(
    ("networks", "machines", "what"),
    [
        (EVERYTHING, [machine("heir", ip("10.0.0.4"))], "heir/nic has it"),
        (
            [changed(VNET, subnets=(subnet("web", "10.0.0.0/24", in_use=HELD), DB))],
            [NEW],
            "ilb/f has it",
        ),
        (
            [changed(VNET, subnets=(subnet("web", "10.0.0.128/25"), DB))],
            [machine("x", ip("10.0.0.200"))],
            "it is outside vnet/web",
        ),
    ],
)  # fmt: skip
def test_a_machine_that_is_kept_gives_up_an_address_that_it_cannot_have(
    networks: Sequence[VirtualNetwork], machines: Sequence[VirtualMachine], what: str
) -> None:
    rest = [row for row in EVERYTHING if row.id not in {one.id for one in networks}]
    mine = decided(items=[item("vm")])
    merged = merge(mine, plan([*networks, *rest], machines))
    assert [one.what for one in merged.clashes] == [f"is kept without its address 10.0.0.4: {what}"]
    assert merged.plan.item("vm") == mine.item("vm")
    assert flaws_of(merged.plan) == []


def test_an_ip_configuration_whose_subnet_cannot_be_kept_goes_with_its_settings() -> None:
    mine = decided(items=[item("vm", settings(failover=at("10.0.0.8")))])
    taken = changed(VNET, subnets=(subnet("all", "10.0.0.0/23"),))
    there = machine("new", ip("10.0.0.9", in_subnet="all"))
    merged = merge(mine, plan([taken, COPY, OTHER, ELSE], [there]))
    assert [one.what for one in merged.clashes] == ["is not kept: vnet has no subnet web any more"]
    assert [(one.name, one.kept) for one in merged.vanished] == [
        ("vnet/web", False),
        ("vm", True),
    ]
    [kept] = merged.plan.replicated_items
    assert (kept.virtual_machine, kept.ip_configurations) == ("vm", ())
    assert flaws_of(merged.plan) == []


def test_a_plan_that_would_mean_nothing_is_refused() -> None:
    broken = plan([VNET], [machine("x", ip("10.0.0.9", in_subnet="missing"))])
    with pytest.raises(InvalidInput, match="the merged plan"):
        merge(plan([VNET]), broken)


def test_planned_networks_stay_whatever_is_dropped() -> None:
    mine = decided(networks=(VNET, changed(COPY, state=State.PLANNED), OTHER, ELSE))
    theirs = plan([VNET, OTHER, ELSE], [VM, NEW])
    merged: Merge = merge(mine, theirs, drop_vanished=True)
    assert merged.plan == mine
