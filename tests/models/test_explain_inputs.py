"""What results follow from, which policies mattered, and what is missing for a result."""

from dataclasses import replace

import pytest
from hypothesis import given

from models.assign import Assignments, assign
from models.assignment import Scenario
from models.explain.inputs import inputs
from models.explain.missing import missing
from models.explain.policies import policies_that_mattered
from models.plan import AllocationOrder, NextAvailable, Plan, Policy
from models.topology import IpConfigurationId
from tests.models.findings_plans import (
    FAILBACK,
    FAILOVER,
    SECONDARY,
    TEST,
    VM,
    over,
    taken,
    two,
    web,
)
from tests.support.builders import at, estate, id_of, machine, settings
from tests.support.drawn_plans import plans
from tests.support.laws import law

VM_ID = id_of("vm")


def told(plan: Plan, id: IpConfigurationId = VM_ID) -> dict[str, str]:
    return dict(inputs(assign(plan), id))


def test_what_a_result_follows_from_is_named() -> None:
    assert told(over()) == {
        "Source": "10.0.0.10 in web (10.0.0.0/24) of vnet, static",
        "Kind": "primary IP configuration of a primary NIC",
        "Failover to": "vnet-asr; nothing is set",
        "Test in": "drill; nothing is set",
        "Way back to": "vnet",
        "Order": "group 1, item 1 of 1, its address 1 of 1",
    }


def test_what_was_set_is_named_for_each_scenario() -> None:
    set_for = settings(
        failover=at("10.0.0.20"), test_failover=at("10.0.0.9", "web"), selected=False
    )
    found = told(over(None, set_for))
    assert found["Failover to"] == "vnet-asr; address 10.0.0.20 is set"
    assert found["Test in"] == "drill; subnet web is set, address 10.0.0.9 is set"
    assert found["Selected"] == "no"


def test_the_place_in_the_order_is_named() -> None:
    plan = over(vm=SECONDARY, more=(machine("other"),), group=3)
    assert told(plan, id_of("vm", "ip-2"))["Order"] == "group 3, item 1 of 2, its address 2 of 2"
    assert told(plan, id_of("vm", "ip-2"))["Kind"].startswith("secondary IP configuration")


def test_what_is_not_replicated_has_a_source_only() -> None:
    alone = estate([web()], [web()], [VM], ())
    assert list(told(alone)) == ["Source", "Kind"]


def test_a_missing_test_network_and_way_back_are_named() -> None:
    found = told(over(test_failover_network=None, mappings=("vnet->vnet-asr",)))
    assert found["Test in"] == "no test network"
    assert found["Way back to"] == "no mapping leads back"


def mattered(plan: Plan, scenario: Scenario, name: str = "vm") -> list[str]:
    found = policies_that_mattered(assign(plan), id_of(name), scenario)
    return [f"{one.rule} {one.policy} = {one.value}: {one.otherwise}" for one in found]


def policy(**fields: str) -> Policy:
    return Policy.model_validate(fields)


WIDE = [web("10.0.0.0/16")]
BUSY = [web(in_use={"10.0.0.10": "ilb"})]


@pytest.mark.parametrize(
    ("plan", "scenario", "said"),
    [
        (over(), FAILOVER, []),
        (over(), TEST, []),
        (over(None, settings(failover=at("10.0.0.4")), policy=policy(
            same_address_space="contains", next_available="after-source")), FAILOVER, []),
        (over(WIDE), FAILOVER, [
            "F2 same_address_space = equal: with contains the address to keep would be 10.0.0.10",
            "F5 next_available = lowest: with after-source its address would be 10.0.0.11"]),
        (over(WIDE, policy=policy(same_address_space="contains")), FAILOVER, [
            "F2 same_address_space = contains: with equal the address to keep would be none"]),
        (over(BUSY), FAILOVER, [
            "F5 next_available = lowest: with after-source its address would be 10.0.0.11"]),
        (over(BUSY), TEST, [
            "T5 test_address = source: with failover the address to keep would be 10.0.0.4"]),
        (over(taken(3)), FAILOVER, []),
    ],
)  # fmt: skip
def test_a_policy_mattered_where_its_other_value_gives_another_result(
    plan: Plan, scenario: Scenario, said: list[str]
) -> None:
    assert mattered(plan, scenario) == said


def test_the_order_mattered_where_somebody_else_would_have_come_first() -> None:
    plan = two("10.0.0.10", "10.0.0.4", target=BUSY)
    assert mattered(plan, FAILOVER, "vm-1") == [
        "F7 allocation_order = retained-first: with failover-order its address would be 10.0.0.4",
        "F5 next_available = lowest: with after-source its address would be 10.0.0.11",
    ]
    assert mattered(plan, FAILOVER, "vm-2") == [
        "F7 allocation_order = retained-first: with failover-order its address would be 10.0.0.5",
    ]


def test_policies_matter_to_nobody_who_lands_nowhere() -> None:
    assert mattered(over([]), FAILOVER) == mattered(over([]), FAILBACK) == []
    assert mattered(estate([web()], [web()], [VM], ()), FAILOVER) == []


@law
@given(plans())
def test_at_failover_what_mattered_is_what_computing_under_the_other_policy_changes(
    plan: Plan,
) -> None:
    here = assign(plan)
    order, which = plan.policy.allocation_order, plan.policy.next_available
    for name, other in (
        ("allocation_order", next(one for one in AllocationOrder if one is not order)),
        ("next_available", next(one for one in NextAvailable if one is not which)),
    ):
        there = assign(replace(plan, policy=plan.policy.model_copy(update={name: other})))
        for id in here.in_order():
            named = name in {one.policy for one in policies_that_mattered(here, id, FAILOVER)}
            assert named is (address(here, id) != address(there, id))


def address(assignments: Assignments, id: IpConfigurationId) -> int | None:
    result = assignments.failover(id)
    assert result is not None
    return result.address


def to_do(plan: Plan) -> list[str]:
    return [f"{step.rule} {step.text}" for step in missing(assign(plan), VM_ID)]


def test_nothing_is_missing_for_who_has_every_result() -> None:
    assert to_do(over()) == []


def test_without_a_test_network_one_is_to_be_chosen() -> None:
    assert to_do(over(test_failover_network=None)) == [
        "T7 choose a test network: without one there is no test failover"
    ]


@pytest.mark.parametrize(
    ("mappings", "target", "steps"),
    [
        (("vnet->vnet-asr",), "southeastasia", [
            "M7 nothing to map: vnet is mapped, and vnet-asr is the default",
            "M1 enable replication of vm, to that network or another one"]),
        ((), "southeastasia", [
            "M6 the default target network is vnet-asr, which is there",
            "M5 vnet and vnet-asr are mapped to each other by that",
            "M1 enable replication of vm, to that network or another one"]),
        ((), "westeurope", [
            "M6 the default target network is vnet-asr, a copy that has to be created",
            "M5 vnet and vnet-asr are mapped to each other by that",
            "M1 enable replication of vm, to that network or another one"]),
        ((), "eastasia", [
            "M1 choose another target region: vnet is in eastasia already",
            "M1 enable replication of vm, to that network or another one"]),
    ],
)  # fmt: skip
def test_for_what_is_not_replicated_it_is_said_what_to_do(
    mappings: tuple[str, ...], target: str, steps: list[str]
) -> None:
    plan = estate([web()], [web()], [VM], (), mappings=mappings)
    assert to_do(replace(plan, target_region=target)) == steps


def test_without_another_region_the_target_region_is_to_be_chosen_first() -> None:
    plan = estate([web()], [web()], [VM], ())
    home = [network for network in plan.virtual_networks if network.id == "vnet"]
    alone = replace(
        plan, virtual_networks=Plan().virtual_networks.with_rows(home), network_mappings=()
    )
    assert to_do(alone)[0] == "M4 choose the target region"
