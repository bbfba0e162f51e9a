"""What differs between two plans: in their own terms, and in the addresses that result."""

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.assign import assign
from models.assignment import Scenario
from models.comparison import Kind, Way, address_differences, plan_differences
from models.comparison.addresses import place_text
from models.comparison.values import WRITTEN
from models.edits.mappings import change_mapping, map_network, unmap_network
from models.edits.replication import disable_replication, set_regions
from models.edits.settings import set_failover_settings, set_nic_settings
from models.plan import (
    AllocationOrder,
    NicFailoverSettings,
    NicSettings,
    Plan,
    Policy,
)
from models.session import Session
from models.topology import Region
from tests.support.builders import (
    AWAY,
    HOME,
    at,
    changed,
    id_of,
    ip,
    item,
    machine,
    network,
    plan,
    subnet,
)
from tests.support.drawn_plans import plans
from tests.support.laws import law, long_law, results_of, walk

WEB, DB = subnet("web", "10.0.0.0/24"), subnet("db", "10.0.1.0/24")
VNET, OTHER = network("vnet", WEB, DB), network("other", WEB, region=AWAY)
COPY = network("copy", WEB, DB, region=AWAY)
VMS = (
    machine("vm-1", ip("10.0.0.4", in_network="vnet")),
    machine("vm-2", ip("10.0.0.5", in_network="vnet")),
)
PLAN = plan(
    (VNET, COPY, OTHER),
    VMS,
    [item("vm-1", to="copy"), item("vm-2", to="copy")],
    ["vnet->copy", "copy->vnet"],
)


class Case(NamedTuple):
    name: str
    after: Plan
    rows: list[str]


def with_network(**fields: object) -> Plan:
    return replace(PLAN, virtual_networks=PLAN.virtual_networks.put(changed(VNET, **fields)))


def with_machine(**fields: object) -> Plan:
    return replace(PLAN, virtual_machines=PLAN.virtual_machines.put(changed(VMS[0], **fields)))


NIC = VMS[0].network_interfaces[0]
IP = NIC.ip_configurations[0]
VM_1 = id_of("vm-1")
CASES = (
    Case("the same plan", replace(PLAN), []),
    Case("a name", replace(PLAN, name="new"), ["changed plan plan name: '' -> 'new'"]),
    Case(
        "regions",
        set_regions(HOME, AWAY).apply(PLAN),
        [
            f"changed plan plan source region: None -> '{HOME}'",
            f"changed plan plan target region: None -> '{AWAY}'",
        ],
    ),
    Case(
        "a policy",
        replace(PLAN, policy=Policy(allocation_order=AllocationOrder.FAILOVER_ORDER)),
        ["changed policy policy allocation order: 'retained-first' -> 'failover-order'"],
    ),
    Case(
        "a region of the plan's own",
        replace(PLAN, regions=(Region(name="edge", display_name="Edge"),)),
        ["added region edge : None -> 'Edge'"],
    ),
    Case(
        "a network",
        replace(PLAN, virtual_networks=PLAN.virtual_networks.put(network("new", WEB))),
        [f"added network new : None -> '10.0.0.0/24 in {HOME}, 1 subnet'"],
    ),
    Case(
        "a peering",
        with_network(peered_with=("copy", "hub")),
        ["changed network vnet peered with: None -> 'copy, hub'"],
    ),
    Case(
        "a subnet",
        with_network(subnets=(WEB,)),
        ["gone subnet vnet/db : '10.0.1.0/24' -> None"],
    ),
    Case(
        "subnets the other way round",
        with_network(subnets=(DB, WEB)),
        ["changed network vnet order of subnets: 'web, db' -> 'db, web'"],
    ),
    Case(
        "a subnet's prefix",
        with_network(subnets=(subnet("web", "10.0.0.0/25"), DB)),
        ["changed subnet vnet/web address prefixes: '10.0.0.0/24' -> '10.0.0.0/25'"],
    ),
    Case(
        "a subnet in other letters",
        with_network(subnets=(subnet("Web", "10.0.0.0/24"), DB)),
        ["changed subnet vnet/Web name: 'web' -> 'Web'"],
    ),
    Case(
        "an address in use",
        with_network(subnets=(subnet("web", "10.0.0.0/24", in_use={"10.0.0.9": "ilb"}), DB)),
        ["added address in use vnet/web 10.0.0.9 : None -> 'ilb'"],
    ),
    Case(
        "a machine",
        replace(
            PLAN,
            virtual_machines=PLAN.virtual_machines.without("vm-2"),
            replicated_items=PLAN.replicated_items.without("vm-2"),
        ),
        [
            f"gone machine vm-2 : '10.0.0.5 in {HOME}' -> None",
            "gone replicated item vm-2 : 'to copy, group 1' -> None",
        ],
    ),
    Case(
        "a resource group of a machine",
        with_machine(resource_group="rg"),
        ["changed machine vm-1 resource group: None -> 'rg'"],
    ),
    Case(
        "accelerated networking of a NIC",
        with_machine(network_interfaces=(changed(NIC, accelerated_networking=True),)),
        [f"changed NIC vm-1/{NIC.name} accelerated networking: 'no' -> 'yes'"],
    ),
    Case(
        "another address",
        with_machine(
            network_interfaces=(
                changed(NIC, ip_configurations=(changed(IP, address=at("10.0.0.7").address),)),
            )
        ),
        [f"changed IP configuration {VM_1} address: '10.0.0.4' -> '10.0.0.7'"],
    ),
    Case(
        "a mapping that leads elsewhere",
        change_mapping(PLAN, PLAN.network_mappings[0], "other", reverse=False).apply(PLAN),
        [
            f"changed mapping vnet to {AWAY} target: 'copy' -> 'other'",
            f"gone mapping copy → vnet : 'into {HOME}' -> None",
        ],
    ),
    Case(
        "a mapping more",
        map_network(PLAN, "other", "vnet", reverse=False).apply(PLAN),
        [f"added mapping other → vnet : None -> 'into {HOME}'"],
    ),
    Case(
        "a mapping less",
        unmap_network(PLAN, PLAN.network_mappings[1]).apply(PLAN),
        [f"gone mapping copy → vnet : 'into {HOME}' -> None"],
    ),
    Case(
        "mappings in another order",
        replace(PLAN, network_mappings=PLAN.network_mappings[::-1]),
        [
            "changed plan plan order of mappings: 'vnet → copy, copy → vnet'"
            " -> 'copy → vnet, vnet → copy'"
        ],
    ),
    Case(
        "an item",
        disable_replication(PLAN, ["vm-1"]).apply(PLAN),
        ["gone replicated item vm-1 : 'to copy, group 1' -> None"],
    ),
    Case(
        "items in another order",
        replace(PLAN, replicated_items=PLAN.replicated_items.with_rows(
            reversed(list(PLAN.replicated_items)))),
        ["changed plan plan order of replicated items: 'vm-1, vm-2' -> 'vm-2, vm-1'"],
    ),
    Case(
        "an address that is set",
        set_failover_settings(PLAN, VM_1, Scenario.FAILOVER, at("10.0.0.9")).apply(PLAN),
        [f"changed settings {VM_1} failover address: None -> '10.0.0.9'"],
    ),
    Case(
        "a NIC name that is set",
        set_nic_settings(
            PLAN,
            "vm-1",
            NicSettings(name=NIC.name, test_failover=NicFailoverSettings(name="drill")),
        ).apply(PLAN),
        [f"changed NIC settings vm-1/{NIC.name} test failover name: None -> 'drill'"],
    ),
    Case(
        "settings that set nothing, spelled out",
        replace(
            PLAN,
            replicated_items=PLAN.replicated_items.put(
                changed(PLAN.replicated_items["vm-1"], network_interfaces=(
                    NicSettings(name=NIC.name),))
            ),
        ),
        [f"changed replicated item vm-1 {WRITTEN}: None -> None"],
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_thing_that_differs_is_a_row_in_the_words_of_a_plan(case: Case) -> None:
    rows = [
        f"{row.way.value} {row.kind.value} {row.name} {row.field}: {row.before!r} -> {row.after!r}"
        for row in plan_differences(PLAN, case.after)
    ]
    assert rows == case.rows


def test_a_long_order_names_only_the_first_that_stand_elsewhere() -> None:
    names = [f"vm-{n}" for n in range(9)]
    rows = [machine(name, ip(f"10.0.0.{n + 4}", in_network="vnet")) for n, name in enumerate(names)]
    before = plan((VNET, COPY), rows)
    after = plan((VNET, COPY), [rows[0], *reversed(rows[1:])])
    [row] = plan_differences(before, after)
    assert row.before == "vm-1, vm-2, vm-3, vm-4, vm-5, 3 more"
    assert row.after == "vm-8, vm-7, vm-6, vm-5, vm-4, 3 more"


def test_the_addresses_that_differ_are_told_scenario_by_scenario_with_where_they_are() -> None:
    after = set_failover_settings(PLAN, VM_1, Scenario.FAILOVER, at("10.0.0.9")).apply(PLAN)
    found = address_differences(assign(PLAN), assign(after))
    assert [
        (row.way, row.scenario, place_text(row.before), place_text(row.after)) for row in found
    ] == [
        (Way.CHANGED, Scenario.FAILOVER, "10.0.0.4 in copy/web", "10.0.0.9 in copy/web"),
        (Way.CHANGED, Scenario.FAILBACK, "10.0.0.4 in vnet/web", "10.0.0.9 in vnet/web"),
    ]


def test_who_is_replicated_in_one_plan_only_has_an_address_in_that_one_only() -> None:
    after = disable_replication(PLAN, ["vm-1"]).apply(PLAN)
    found = address_differences(assign(PLAN), assign(after))
    assert [(row.way, row.id, place_text(row.before), row.after) for row in found] == [
        (Way.GONE, VM_1, "10.0.0.4 in copy/web", None),
        (Way.GONE, VM_1, "10.0.0.4 in vnet/web", None),
    ]


@law
@given(plans())
def test_a_plan_does_not_differ_from_itself(plan: Plan) -> None:
    again = replace(plan, virtual_machines=plan.virtual_machines.with_rows(plan.virtual_machines))
    assert plan_differences(plan, again) == []
    assert address_differences(assign(plan), assign(again)) == []


@long_law
@given(plans(), st.data())
def test_every_edit_that_changes_a_plan_shows_and_looks_the_same_from_the_other_side(
    plan: Plan, data: st.DataObject
) -> None:
    session, opened = Session(plan), plan
    for _, change in walk(session, data, most=4):
        assert plan_differences(change.before, session.plan)
        for before in (change.before, opened):
            there = plan_differences(before, session.plan)
            back = plan_differences(session.plan, before)
            assert bool(there) == (before != session.plan)
            assert Counter(row.swapped for row in there) == Counter(back)
            assert all(row.before != row.after or row.field == WRITTEN for row in there)
            assert all((row.kind, row.field) != (Kind.PLAN, WRITTEN) for row in there)


@long_law
@given(plans(), st.data())
def test_the_addresses_that_differ_are_exactly_the_results_that_do(
    plan: Plan, data: st.DataObject
) -> None:
    session, before = Session(plan), assign(plan)
    for _ in walk(session, data, most=4):
        pass
    after = session.assignments
    found = address_differences(before, after)
    assert {(row.scenario, row.id): (row.before, row.after) for row in found} == {
        key: (old.get(key), new.get(key))
        for old, new in [(results_of(before), results_of(after))]
        for key in old.keys() | new.keys()
        if place_text(old.get(key)) != place_text(new.get(key))
    }
    back = address_differences(after, before)
    assert Counter(row.swapped for row in found) == Counter(back)
