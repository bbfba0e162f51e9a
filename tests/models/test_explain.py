"""Every result is explained by the rules that led to it, of which the last one decided."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from models.assign import assign
from models.assignment import AddressRule, Assignment, Reason, Scenario, SubnetRule
from models.explain import Chain, explain, holder_text, reason_text
from models.plan import IpConfigurationSettings, Plan, Policy
from models.topology import IpConfigurationId, Subnet
from tests.models.findings_plans import (
    DUAL,
    FAILBACK,
    FAILOVER,
    IPV6,
    SECONDARY,
    TEST,
    VM,
    over,
    taken,
    two,
    web,
)  # fmt: skip
from tests.support.builders import (
    AWAY,
    at,
    estate,
    id_of,
    ip,
    item,
    machine,
    network,
    settings,
    subnet,
)  # fmt: skip
from tests.support.drawn_plans import plans

VM_ID = id_of("vm")


def chain(plan: Plan, scenario: Scenario, id: IpConfigurationId = VM_ID) -> Chain:
    [found] = [each for each in explain(assign(plan), id) if each.scenario is scenario]
    return found


class Case(NamedTuple):
    """The rules that are told of a plan in a scenario, and the last words."""

    plan: Plan
    scenario: Scenario
    rules: str
    said: str
    id: IpConfigurationId = VM_ID


def same_test(*set_for: IpConfigurationSettings, target: list[Subnet] | None = None) -> Plan:
    """Tested in the failover network."""
    return over(target, *set_for, test_failover_network="vnet-asr")


BUSY = [web(in_use={"10.0.0.10": "ilb", "10.0.0.4": "x"})]
ELSE = [web("10.7.0.0/24")]
RESERVED = [subnet("GatewaySubnet", "10.0.9.0/27")]
CONTAINS = Policy.model_validate({"same_address_space": "contains"})
AFTER = Policy.model_validate({"next_available": "after-source"})
STRICT = Policy.model_validate({"allocation_order": "failover-order"})
FORECAST = Policy.model_validate({"test_address": "failover"})
FULL_DRILL = (network("drill", *taken(3), region=AWAY, production=False),)
BUSY_DRILL = (network("drill", *BUSY, region=AWAY, production=False),)

CASES = {
    "kept": Case(over(), FAILOVER, "M7 S1 S2 F1 F2", "10.0.0.10 belongs to web and is available"),
    "set": Case(
        over(None, settings(failover=at("10.0.0.20", "WEB"))), FAILOVER, "M7 S1 F1",
        "10.0.0.20 is set in the network settings",
    ),
    "set outside": Case(
        over(None, settings(failover=at("10.1.0.20"))), FAILOVER, "M7 S1 S2 F1",
        "10.1.0.20 is set in the network settings: the address is outside the subnet",
    ),
    "set and kept by Azure": Case(
        over(None, settings(failover=at("10.0.0.3"))), FAILOVER, "M7 S1 S2 F1",
        "10.0.0.3 is set in the network settings: Azure keeps the address for itself",
    ),
    "set and taken": Case(
        over(BUSY, settings(failover=at("10.0.0.10"))), FAILOVER, "M7 S1 S2 F1",
        "10.0.0.10 is set in the network settings: the address is taken by ilb",
    ),
    "set twice": Case(
        over(None, settings(failover=at("10.0.0.9")), settings("ip-2", failover=at("10.0.0.9")),
             vm=SECONDARY), FAILOVER, "F8 M7 S1 S2 F1",
        "the address is also set for vm/nic/ipconfig1, which comes first", id_of("vm", "ip-2"),
    ),
    "taken": Case(
        over(BUSY), FAILOVER, "M7 S1 S2 F1 F2 F5",
        "10.0.0.5 is the lowest available, after everybody who keeps an address was served (F7); a"
        " forecast, set it to be sure",
    ),
    "another address space": Case(over(ELSE), FAILOVER, "M7 S1 S2 F1 F3 F5", "10.7.0.4 is the low"),
    "no source address": Case(
        over(vm=machine("vm", ip(None))), FAILOVER, "M7 S1 S2 F1 F3 F5", "10.0.0.4 is the lowest",
    ),
    "full": Case(
        over(taken(3)), FAILOVER, "M7 S1 S2 F1 F3 A4", "nothing of 10.0.0.4 to 10.0.0.6 is left in",
    ),
    "set subnet": Case(
        over([web(), subnet("db", "10.0.1.0/24")], settings(failover=at(in_subnet="DB"))), FAILOVER,
        "M7 S1 F1 F3 F5", "10.0.1.4 is the lowest available",
    ),
    "set subnet that is not there": Case(
        over(None, settings(failover=at(in_subnet="wbe"))), FAILOVER, "M7 S1",
        "subnet wbe is set, which vnet-asr does not have",
    ),
    "set subnet in a network without any": Case(
        over([], settings(failover=at(in_subnet="wbe"))), FAILOVER, "M7 S1",
        "subnet wbe is set, which vnet-asr does not have",
    ),
    "first in alphabetical order": Case(
        over([subnet("b", "10.0.0.0/24"), subnet("a", "10.0.1.0/24")]), FAILOVER,
        "M7 S1 S2 S3 F1 F3 F5", "10.0.1.4 is the lowest",
    ),
    "a subnet for no virtual machine": Case(
        over(RESERVED), FAILOVER, "M7 S1 S2 S3 S5", "no virtual machine may be in GatewaySubnet",
    ),
    "a network without subnets": Case(over([]), FAILOVER, "M7 S1 S6", "vnet-asr has no subnet"),
    "not selected": Case(
        over(None, settings("ip-2", selected=False), vm=SECONDARY), FAILOVER, "F8",
        "it is not selected in the network settings", id_of("vm", "ip-2"),
    ),
    "a selected secondary one": Case(
        over(vm=SECONDARY), FAILOVER, "F8 M7 S1 S2 F1 F2", "10.0.0.11 belongs to web",
        id_of("vm", "ip-2"),
    ),
    "IPv6": Case(
        over(DUAL, source=DUAL, vm=IPV6), FAILOVER, "A6",
        "fd00::9 in web of vnet is IPv6, which is not failed over", id_of("vm", "v6"),
    ),
    "contained": Case(
        over([web("10.0.0.0/16")], policy=CONTAINS), FAILOVER, "M7 S1 S2 F1 F2",
        "is available (policy: it is enough that the target subnet contains it)",
    ),
    "above the source": Case(
        over(BUSY, policy=AFTER), FAILOVER, "M7 S1 S2 F1 F2 F5",
        "10.0.0.11 is the first available above its source address, or else the lowest (policy)",
    ),
    "strictly in order": Case(
        over(BUSY, policy=STRICT), FAILOVER, "M7 S1 S2 F1 F2 F5",
        "10.0.0.5 is the lowest available, strictly in failover order (policy, F7)",
    ),
    "test: kept": Case(over(), TEST, "T1 S7 S2 T2 T4", "10.0.0.10 belongs to web and is available"),
    "test: taken": Case(
        over(networks=BUSY_DRILL), TEST, "T1 S7 S2 T2 T4 T3",
        "10.0.0.254 is the next available from the end of the range, after everybody who keeps an"
        " address was served (T6)",
    ),
    "test: strictly in order": Case(
        over(networks=BUSY_DRILL, policy=STRICT), TEST, "T1 S7 S2 T2 T4 T3",
        "strictly in failover order (policy, T6)",
    ),
    "test: full": Case(
        over(networks=FULL_DRILL), TEST, "T1 S7 S2 T2 T4 A4", "nothing of 10.0.0.4 to 10.0.0.6",
    ),
    "test: set": Case(
        over(None, settings(test_failover=at("10.0.0.99", "web"))), TEST, "T1 S7 T2",
        "10.0.0.99 is set in the network settings",
    ),
    "test: set subnet that is not there": Case(
        over(None, settings(test_failover=at(in_subnet="wbe"))), TEST, "T1 S7",
        "subnet wbe is set, which drill does not have",
    ),
    "test in the failover network": Case(
        same_test(), TEST, "T1 S7 S7 T2 T3", "10.0.0.10 belongs to web and is available",
    ),
    "test in the failover network, taken": Case(
        same_test(target=BUSY), TEST, "T1 S7 S7 T2 T3 T3", "10.0.0.254 is the next available",
    ),
    "test in the failover network, set subnet": Case(
        same_test(settings(failover=at(in_subnet="wbe"))), TEST, "T1 S7 S7",
        "the failover subnet wbe is used again, which vnet-asr does not have",
    ),
    "test in the failover network, reserved": Case(
        same_test(target=RESERVED), TEST, "T1 S7 S7 S5", "no virtual machine may be in GatewaySub",
    ),
    "test in the failover network without subnets": Case(
        same_test(target=[]), TEST, "T1 S7 S6", "vnet-asr has no subnet",
    ),
    "test: the forecast": Case(
        over(ELSE, networks=(network("drill", *ELSE, region=AWAY),), policy=FORECAST), TEST,
        "T1 S7 S2 T2 T4",
        "10.7.0.4 belongs to web and is available (policy: the forecast failover address is the one"
        " to keep)",
    ),
    "test: no forecast": Case(
        over(taken(3), policy=FORECAST), TEST, "T1 S7 S2 T2 T4 T3", "10.0.0.254 is the next avail",
    ),
    "back": Case(over(), FAILBACK, "B1 S2 F2", "10.0.0.10 belongs to web and is available"),
    "back elsewhere": Case(over(BUSY), FAILBACK, "B1 S2 F2",
    "10.0.0.5 belongs to web and is avail"),
    "back into another address space": Case(
        over(ELSE), FAILBACK, "B1 S2 F3 F5", "10.0.0.4 is the lowest available",
    ),
    "nothing to bring back": Case(
        over([]), FAILBACK, "B3", "it has no address after the failover, so none to bring back",
    ),
    "no way back": Case(
        over(mappings=("vnet->vnet-asr",)), FAILBACK, "B1",
        "no mapping leads from vnet-asr to a network in eastasia",
    ),
    "back into the first subnet": Case(
        over([subnet("zoo", "10.0.0.0/24")]), FAILBACK, "B1 S2 S3 F2", "10.0.0.10 belongs to web",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(CASES))
def test_the_rules_are_told_in_their_order_and_the_last_one_decided(name: str) -> None:
    case = CASES[name]
    found = chain(case.plan, case.scenario, case.id)
    assert " ".join(step.rule for step in found.steps) == case.rules
    assert [step.decided for step in found.steps] == [False] * (len(found.steps) - 1) + [True]
    assert case.said in found.steps[-1].text


def test_every_reason_and_rule_has_a_case() -> None:
    results = []
    for case in CASES.values():
        result = assign(case.plan).of(case.id, case.scenario)
        assert result is not None
        results.append(result)
    assert {result.reason for result in results} == {*Reason, None}
    assert {result.rule for result in results} == set(AddressRule)
    assert {result.subnet_rule for result in results} == {*SubnetRule, None}


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("kept", "10.0.0.10 in web of vnet-asr, static: kept"),
        ("set", "10.0.0.20 in web of vnet-asr, static: set by hand"),
        ("set outside", "unassigned: the address is outside the subnet"),
        ("taken", "10.0.0.5 in web of vnet-asr, static: a forecast, because the address is taken"
                  " by ilb"),
        ("no source address", "10.0.0.4 in web of vnet-asr, dynamic: a forecast, because its source"
                              " address is not known"),
        ("test: no forecast", "10.0.0.254 in web of drill, static: a forecast, because it has no"
                              " failover address to keep"),
        ("full", "unassigned: the subnet has no address left"),
        ("back", "10.0.0.10 in web of vnet, static: kept; it comes home"),
        ("back elsewhere", "10.0.0.5 in web of vnet, static: kept; it does not come home"),
        ("no way back", "unassigned: no network mapping leads back"),
    ],
)  # fmt: skip
def test_the_result_is_told_in_a_sentence(name: str, result: str) -> None:
    case = CASES[name]
    assert chain(case.plan, case.scenario, case.id).result == result


def test_the_steps_of_a_result_read_as_a_text() -> None:
    found = chain(over(BUSY), FAILOVER)
    assert [f"{step.rule} {step.text}" for step in found.steps[:-1]] == [
        "M7 from 10.0.0.10 in web of vnet to the failover network vnet-asr",
        "S1 no subnet is set in the network settings",
        "S2 vnet-asr has a subnet of the same name, web",
        "F1 no address is set in the network settings",
        "F2 10.0.0.10 cannot be kept: the address is taken by ilb",
    ]
    found = chain(same_test(), TEST)
    assert [f"{step.rule} {step.text}" for step in found.steps[:3]] == [
        "T1 tested in vnet-asr, the failover network itself; static in every case",
        "S7 no subnet is set in the network settings",
        "S7 the failover subnet web is used again",
    ]


def test_who_came_first_is_named() -> None:
    plan = two("10.0.0.10", "10.0.0.11", target=[web()])
    first = item("vm-1", settings(failover=at("10.0.0.11")))
    plan = estate([web()], [web()], plan.virtual_machines, [first, item("vm-2")])
    found = chain(plan, FAILOVER, id_of("vm-2"))
    assert "taken by vm-1/nic/ipconfig1" in found.steps[-2].text
    assert found.result.endswith("a forecast, because the address is taken by vm-1/nic/ipconfig1")


@pytest.mark.parametrize("policy", [AFTER, STRICT, CONTAINS, FORECAST])
@pytest.mark.parametrize("address", ["10.0.0.20", None])
def test_a_policy_that_did_not_matter_is_not_named(policy: Policy, address: str | None) -> None:
    set_for = settings(failover=at(address), test_failover=at(address))
    for found in explain(assign(over(None, set_for, policy=policy)), VM_ID):
        assert not any("policy" in step.text for step in found.steps)


def test_what_has_no_result_has_no_chain() -> None:
    alone = estate([web()], [web()], [VM], ())
    assert explain(assign(alone), VM_ID) == ()
    assert [each.scenario for each in explain(assign(over(test_failover_network=None)), VM_ID)] == [
        FAILOVER, FAILBACK,
    ]  # fmt: skip
    tested = explain(assign(over(test_failover_network=None), "drill"), VM_ID)
    assert [each.scenario for each in tested] == [FAILOVER, TEST, FAILBACK]
    with pytest.raises(KeyError):
        explain(assign(alone), id_of("nobody"))


def test_who_holds_an_address_without_a_name_is_said_to_have_none() -> None:
    assert holder_text("") == holder_text(None) == "something that the plan does not name"
    assert reason_text(Reason.ADDRESS_TAKEN, "") == (
        "the address is taken by something that the plan does not name"
    )


@pytest.mark.parametrize("reason", [*Reason, None])
def test_every_reason_has_words_of_its_own(reason: Reason | None) -> None:
    others = [reason_text(other, "x") for other in (*Reason, None) if other is not reason]
    assert reason_text(reason, "x") not in others


INTERNAL = re.compile(
    r"None|True|False|Reason|Scenario|Rule\b|[{}<>]|\b(ip|nic|item|landing|request|wanted|key)_"
    r"|IPAddress|\bself\b|''"
)


@hypothesis_settings(max_examples=60, deadline=None)
@given(plans(), st.sampled_from([None, "a", "b"]))
def test_every_result_of_any_plan_is_explained_by_a_chain_that_ends_in_a_decision(
    plan: Plan, test_network: str | None
) -> None:
    assignments = assign(plan, test_network)
    for id in assignments.in_order():
        chains = explain(assignments, id)
        results = {each: assignments.of(id, each) for each in Scenario}
        assert [each.scenario for each in chains] == [key for key in results if results[key]]
        for found in chains:
            result = results[found.scenario]
            assert result is not None
            assert [step.decided for step in found.steps[:-1]] == [False] * (len(found.steps) - 1)
            assert found.steps[-1].decided
            assert found.steps[-1].rule in deciding(result, found.scenario)
            for text in (found.result, *(step.text for step in found.steps)):
                assert not INTERNAL.search(text), text


def deciding(result: Assignment, scenario: Scenario) -> Sequence[str]:
    """The rules that can have decided a result."""
    test = scenario is TEST
    by_reason = {
        Reason.NOT_FAILED_OVER: ["B3"],
        Reason.NOT_SELECTED: ["F8"],
        Reason.IPV6_UNSUPPORTED: ["A6"],
        Reason.NO_REVERSE_MAPPING: ["B1"],
        Reason.NO_SUBNET: ["S7" if test else "S1", "S6"],
        Reason.RESERVED_SUBNET: ["S5"],
        Reason.SUBNET_FULL: ["A4"],
    }
    if result.reason in by_reason:
        return by_reason[result.reason]
    return {
        AddressRule.CONFIGURED: ["T2" if test else "F1"],
        AddressRule.UNASSIGNED: ["T2" if test else "F1"],
        AddressRule.RETAINED: ["T3", "T4"] if test else ["F2"],
        AddressRule.NEXT_AVAILABLE: ["F5"],
        AddressRule.END_OF_RANGE: ["T3"],
    }[result.rule]
