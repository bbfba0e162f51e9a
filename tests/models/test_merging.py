"""An import taken into a plan: which thing is which, and whose facts are whose."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest

from models.comparison import Way
from models.merging import Merge, merge
from models.plan import Plan, ReplicatedItem
from models.topology import Allocation, State, Subnet, VirtualMachine, VirtualNetwork
from tests.support.builders import (
    AWAY,
    ELSEWHERE,
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

WEB = subnet("web", "10.0.0.0/24", in_use={"10.0.0.10": "ilb/front"})
VNET = network("vnet", WEB, address_space=network("x").address_space)
DB = subnet("db", "10.0.1.0/24")
MORE = subnet("more", "10.9.0.0/24").address_prefixes
VM = machine("vm", ip("10.0.0.4"))
PLAN = plan([VNET], [VM])
AZURE = {"subscription": "s", "resource_group": "rg"}


def rows(merged: Merge, *ways: Way) -> list[str]:
    """What differs, in words."""
    return [
        f"{row.way.value} {row.kind.value} {row.name}"
        + (f" {row.field}: {row.before} -> {row.after}" if row.field else "")
        for way in ways or Way
        for row in merged.rows(way)
    ]


def with_subnets(*subnets: Subnet) -> VirtualNetwork:
    """The network with other subnets."""
    return changed(VNET, subnets=subnets)


class Case(NamedTuple):
    """An import of the estate of ``PLAN``, and what it changes there."""

    name: str
    imported: Plan
    rows: list[str]


def facts(*networks: VirtualNetwork, machines: Sequence[VirtualMachine] = (VM,)) -> Plan:
    """An import."""
    return plan(networks or (VNET,), machines)


CASES = (
    Case("the same estate", facts(), []),
    Case("nothing at all", plan([]), []),
    Case(
        "an address space that grew",
        facts(changed(VNET, address_space=(*VNET.address_space, *MORE))),
        ["changed network vnet address space: 10.0.0.0/16 -> 10.0.0.0/16, 10.9.0.0/24"],
    ),
    Case(
        "a new subnet and a delegation",
        facts(with_subnets(changed(WEB, delegation="Microsoft.Web/x"), DB)),
        [
            "added subnet vnet/db",
            "changed subnet vnet/web delegation: None -> Microsoft.Web/x",
        ],
    ),
    Case(
        "a load balancer at another address",
        facts(with_subnets(subnet("web", "10.0.0.0/24", in_use={"10.0.0.11": "ilb/front"}))),
        [
            "added address in use vnet/web 10.0.0.11",
            "gone address in use vnet/web 10.0.0.10",
        ],
    ),
    Case(
        "a machine at another address",
        facts(machines=[machine("vm", ip("10.0.0.5"))]),
        ["changed IP configuration vm/nic/ipconfig1 address: 10.0.0.4 -> 10.0.0.5"],
    ),
    Case(
        "a new machine",
        facts(machines=[VM, machine("other", ip("10.0.0.5"))]),
        ["added machine other"],
    ),
    Case(
        "another machine instead",
        facts(machines=[machine("other", ip("10.0.0.4"))]),
        ["added machine other", "gone machine vm"],
    ),
    Case(
        "another name of the NIC",
        facts(machines=[machine("vm", nic(ip("10.0.0.4"), name="new"))]),
        ["added NIC vm/new", "gone NIC vm/nic"],
    ),
    Case(
        "names in another case, which are the same",
        facts(machines=[machine("vm", nic(ip("10.0.0.4", name="IPConfig1"), name="Nic"))]),
        [],
    ),
    Case(
        "a network of that name elsewhere, which is another one",
        facts(network("vnet", WEB, region=ELSEWHERE), machines=()),
        ["added network vnet-2"],
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_facts_are_those_of_the_import(case: Case) -> None:
    merged = merge(PLAN, case.imported)
    assert sorted(rows(merged)) == sorted(case.rows)
    assert (merged.vanished, merged.clashes) == ((), ())


def identified(row: VirtualNetwork, id: str, **fields: object) -> VirtualNetwork:
    return changed(row, id=id, **{**AZURE, **fields})


class Match(NamedTuple):
    name: str
    mine: list[VirtualNetwork]
    theirs: list[VirtualNetwork]
    ids: list[str]


MATCHES = (
    Match(
        "by identity, whatever the ids",
        [identified(VNET, "mine")],
        [identified(VNET, "vnet (RG)", subscription="S", resource_group="RG")],
        ["mine"],
    ),
    Match(
        "by identity before id",
        [identified(VNET, "a", name="one"), identified(VNET, "b", name="two")],
        [identified(VNET, "b", name="one"), identified(VNET, "a", name="two")],
        ["a", "b"],
    ),
    Match("by id where one does not tell its group", [VNET], [identified(VNET, "vnet")], ["vnet"]),
    Match(
        "by a name that only one has",
        [changed(VNET, id="mine")],
        [identified(VNET, "vnet (rg)")],
        ["mine"],
    ),
    Match(
        "not by a name that two have",
        [changed(VNET, id="mine")],
        [identified(VNET, f"v ({group})", resource_group=group) for group in "ab"],
        ["v (a)", "v (b)"],
    ),
    Match(
        "not what contradicts in its group",
        [identified(VNET, "vnet", resource_group="a", subscription=None, note="mine")],
        [identified(VNET, "vnet", resource_group="b")],
        ["vnet", "vnet (b)"],
    ),
    Match(
        "a new one of an id that is taken, again",
        [identified(VNET, "vnet", region=ELSEWHERE), changed(VNET, id="vnet-2")],
        [VNET],
        ["vnet", "vnet-2"],
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", MATCHES, ids=lambda case: case.name)
def test_networks_are_found_and_keep_their_ids(case: Match) -> None:
    merged = merge(plan(case.mine), plan(case.theirs))
    assert list(merged.plan.virtual_networks.keys()) == case.ids
    assert merge(merged.plan, plan(case.theirs)).plan == merged.plan


def test_machines_stand_in_networks_by_the_ids_of_the_plan() -> None:
    mine = plan(
        [changed(VNET, id="mine", **AZURE)], [machine("vm", ip("10.0.0.4", in_network="mine"))]
    )
    merged = merge(mine, plan([changed(VNET, **AZURE)], [VM, machine("new", ip("10.0.0.9"))]))
    every = [one for row in merged.plan.virtual_machines for _, one in row.in_failover_order]
    assert [one.network for one in every] == ["mine", "mine"]


def test_of_two_nics_of_one_name_each_is_found_by_its_group() -> None:
    mine = machine("vm", nic(ip("10.0.0.4"), name="n", resource_group="a"))
    theirs = machine(
        "vm",
        nic(ip("10.0.0.4"), name="n (a)", resource_group="a", primary=True),
        nic(ip("10.0.0.5"), name="n (b)", resource_group="b"),
    )
    item = _settings("n")
    merged = merge(plan([VNET], [mine], [item]), plan([VNET], [theirs]))
    [kept] = merged.plan.replicated_items
    assert [row.network_interface for row in kept.ip_configurations] == ["n (a)"]


def _settings(nic_name: str) -> ReplicatedItem:
    return item("vm", settings(of_nic=nic_name, failover=at("10.0.0.8")), to="vnet")


def test_settings_stay_with_names_that_are_spelled_otherwise() -> None:
    theirs = machine("vm", nic(ip("10.0.0.5", name="IPConfig1"), name="NIC"))
    merged = merge(plan([VNET], [VM], [_settings("nic")]), plan([VNET], [theirs]))
    assert rows(merged) == [
        "changed IP configuration vm/nic/ipconfig1 address: 10.0.0.4 -> 10.0.0.5"
    ]


def test_an_address_that_the_import_does_not_know_stays_the_one_that_was_known() -> None:
    unknown = machine("vm", ip(None))
    merged = merge(PLAN, plan([VNET], [unknown]))
    [(_, found)] = merged.plan.machine("vm").in_failover_order
    assert (str(found.address), found.allocation) == ("10.0.0.4", Allocation.DYNAMIC)
    taken = merge(PLAN, plan([VNET], [unknown, machine("x", ip("10.0.0.4"))]))
    [(_, found)] = taken.plan.machine("vm").in_failover_order
    assert (found.address, len(taken.clashes)) == (None, 1)


# What an import covers

FAR_IP = ip("10.7.0.4", in_network="far")


def test_what_is_of_another_subscription_or_region_has_not_vanished() -> None:
    bare, far_vm = machine("bare", ip("10.0.0.6")), machine("far", FAR_IP, region=AWAY)
    there = changed(machine("there", ip("10.0.0.7")), subscription="other")
    far = network("far", subnet("web", "10.7.0.0/24"), region=AWAY)
    mine = plan([changed(VNET, **AZURE), far], [bare, far_vm, there])
    theirs = plan([changed(VNET, **AZURE)], [changed(VM, **AZURE)])
    merged = merge(mine, theirs)
    assert rows(merged, Way.GONE) == ["gone machine bare"], "only its region is known, and covered"


def test_an_import_without_machines_says_nothing_of_machines() -> None:
    held = {"10.0.0.4": "vm/nic", "10.0.0.10": "ilb/front"}
    theirs = with_subnets(subnet("web", "10.0.0.0/24", in_use=held))
    merged = merge(PLAN, plan([theirs]))
    assert merged.plan.virtual_machines == PLAN.virtual_machines
    assert rows(merged) == [], "the NIC in use there is that of the machine"


def test_what_the_import_met_and_could_not_use_has_not_vanished() -> None:
    theirs = plan([VNET], [machine("other", ip("10.0.0.9"))])
    merged = merge(PLAN, theirs, skipped=["virtualMachines/VM"])
    assert "vm" in merged.plan.virtual_machines
    assert "vm" not in merge(PLAN, theirs).plan.virtual_machines
    two = plan(
        [VNET], [machine("vm", nic(ip("10.0.0.4"), primary=True), nic(ip("10.0.0.5"), name="b"))]
    )
    merged = merge(two, PLAN, skipped=["networkInterfaces/b"])
    assert [one.name for one in merged.plan.machine("vm").network_interfaces] == ["nic", "b"]
    assert len(merge(two, PLAN).plan.machine("vm").network_interfaces) == 1


# Planned networks


def test_a_planned_network_never_vanishes_and_becomes_what_exists() -> None:
    planned = network(
        "vnet-asr", subnet("web", "10.0.0.0/24", note="mine"), region=AWAY,
        state=State.PLANNED, resource_group="rg-asr", note="ours",
    )  # fmt: skip
    mine = plan([VNET, planned], [VM], mappings=["vnet->vnet-asr"])
    away = network("hub", subnet("x", "10.3.0.0/24"), region=AWAY, subscription="s")
    merged = merge(mine, plan([VNET, away], [VM]))
    assert (merged.plan.network("vnet-asr"), merged.created) == (planned, ())
    there = network(
        "vnet-asr (dr)", subnet("web", "10.0.0.0/25"), name="VNet-ASR", region=AWAY,
        resource_group="dr", subscription="s",
    )  # fmt: skip
    merged = merge(mine, plan([VNET, there], [VM]))
    found = merged.plan.network("vnet-asr")
    assert merged.created == ("vnet-asr",)
    assert (found.state, found.production, found.note) == (State.EXISTING, False, "ours")
    assert (found.resource_group, str(found.subnets[0].address_prefixes[0])) == (
        "dr",
        "10.0.0.0/25",
    )
    assert found.subnets[0].note == "mine"
    assert [str(mapping) for mapping in merged.plan.network_mappings] == ["vnet->vnet-asr"]


# Addresses in use


def in_use(**held: str) -> Plan:
    entries = {address.replace("_", ".").strip("a"): by for address, by in held.items()}
    return plan([changed(VNET, subnets=(subnet("web", "10.0.0.0/24", in_use=entries),))], [VM])


def test_an_address_in_use_stays_unless_the_import_shows_that_it_is_not() -> None:
    mine = in_use(
        a10_0_0_20="by hand", a10_0_0_21="gone (unattached)", a10_0_0_22="lb/front", a10_0_0_23="x"
    )
    theirs = plan(
        in_use(a10_0_0_30="lb/front").virtual_networks, [VM, machine("new", ip("10.0.0.23"))]
    )
    merged = merge(mine, theirs)
    held = [(str(one.address), one.by) for one in merged.plan.network("vnet").subnets[0].in_use]
    assert held == [("10.0.0.20", "by hand"), ("10.0.0.30", "lb/front")]
    assert [one.name for one in merged.unseen] == ["vnet/web 10.0.0.20"]
    shrunk = network("vnet", subnet("web", "10.0.0.0/28"), address_space=VNET.address_space)
    merged = merge(in_use(a10_0_0_20="by hand"), plan([shrunk]))
    assert merged.plan.network("vnet").subnets[0].in_use == ()


# Other parts of a network

HUB_ID = "/subscriptions/S/resourceGroups/RG/providers/Microsoft.Network/virtualNetworks/hub"


@pytest.mark.parametrize(
    ("mine", "theirs", "wanted"),
    [
        (("hub", "outside"), (), ("outside",)),
        (("outside",), ("hub",), ("outside", "hub")),
        (("planned", "bare"), (), ("planned", "bare")),
        (("hub",), (HUB_ID,), ("hub",)),
        (("/subscriptions/x",), (), ()),
    ],
)  # fmt: skip
def test_peerings_are_facts_as_far_as_an_import_tells_of_them(
    mine: tuple[str, ...], theirs: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    hub = network("hub", **AZURE)
    others = [network("bare", region=AWAY), network("planned", state=State.PLANNED)]
    before = plan([changed(VNET, peered_with=mine), hub, *others])
    after = merge(before, plan([changed(VNET, peered_with=theirs), hub]))
    assert after.plan.network("vnet").peered_with == wanted


def test_what_a_person_wrote_of_the_plan_stays() -> None:
    noted: Callable[..., Plan] = lambda **fields: plan(  # noqa: E731
        [changed(VNET, note="n", production=False)], [changed(VM, note="m")], **fields
    )
    mine = noted(name="mine", note="p", source_region="westeurope", target_region=AWAY)
    theirs = plan([VNET], [VM], name="Imported estate", source_region="eastasia")
    merged = merge(mine, theirs)
    assert merged.plan is mine
    assert merge(noted(), theirs).plan.source_region == "eastasia"
