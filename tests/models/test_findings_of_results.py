"""Findings about machines and what becomes of their addresses, case by case."""

import pytest

from models.assign import assign
from models.findings import Severity, findings
from models.plan import NicFailoverSettings, NicSettings
from models.topology import Allocation
from tests.models.findings_plans import (
    DRILL,
    FAILBACK,
    FAILOVER,
    SECONDARY,
    TEST,
    VM_ID,
    estate_with,
    nic_named,
    of,
    over,
    said,
    web,
)
from tests.support.builders import (
    AWAY,
    ELSEWHERE,
    at,
    estate,
    ip,
    item,
    machine,
    network,
    nic,
    settings,
    subnet,
)


def test_the_gravest_come_first() -> None:
    grave = over(None, settings(failover=at("10.9.9.9")), mappings=(), vm=SECONDARY, group=8)
    severities = [finding.severity for finding in findings(assign(grave))]
    assert severities == sorted(severities, key=list(Severity).index)
    assert set(severities) == set(Severity)


def test_a_missing_subnet_that_the_test_takes_over_from_the_failover_is_told_as_such() -> None:
    plan = over(None, settings(failover=at(in_subnet="wbe")), test_failover_network="vnet-asr")
    assert [finding.scenario for finding in of("unknown-target-subnet", plan)] == [FAILOVER, TEST]
    assert of("no-subnet", plan) == []
    both = settings(failover=at(in_subnet="wbe"), test_failover=at(in_subnet="bew"))
    [_, (_, message)] = said(
        "unknown-target-subnet", over(None, both, test_failover_network="vnet-asr")
    )
    assert message == "at test failover, vnet-asr has no subnet bew, which is set"
    own = over(None, settings(failover=at(in_subnet="wbe")))
    assert [finding.scenario for finding in of("unknown-target-subnet", own)] == [FAILOVER]


@pytest.mark.parametrize(("by", "who"), [("ilb", "ilb"), ("", "something that the plan does not")])
def test_who_has_an_address_is_told_where_it_is_known(by: str, who: str) -> None:
    target = [web(in_use={"10.0.0.10": by, "10.0.0.20": by})]
    [(_, message)] = said("address-lost", over(target))
    assert f"it is in use by {who}" in message
    [(_, message)] = said("address-in-use", over(target, settings(failover=at("10.0.0.20"))))
    assert f"10.0.0.20, which is set, is in use by {who}" in message


def test_an_address_that_azure_keeps_there_is_lost_too() -> None:
    vm = machine("vm", ip("10.0.0.1"))
    [(_, message)] = said("address-lost", over(vm=vm))
    assert message == (
        "10.0.0.1 cannot be kept in the same address space: it is one that Azure keeps there;"
        " the forecast is 10.0.0.4"
    )


def test_a_set_address_of_ipv6_is_outside_every_subnet() -> None:
    assert len(of("address-outside-subnet", over(None, settings(failover=at("fd00::4"))))) == 1


def test_an_address_that_another_machine_has_is_in_use_by_it() -> None:
    there = machine("dc", ip("10.0.0.20", in_network="vnet-asr"), region=AWAY)
    plan = over(None, settings(failover=at("10.0.0.20")))
    plan = estate_with(plan, there)
    [(_, message)] = said("address-in-use", plan)
    assert message.endswith("is in use by dc/nic/ipconfig1")


def test_the_fix_of_a_reserved_subnet_is_one_that_can_be_carried_out() -> None:
    source = [subnet("AzureBastionSubnet", "10.0.1.0/26"), subnet("db", "10.0.0.0/24")]
    vm = machine("vm", ip("10.0.0.10", "db"))
    target = [subnet("AzureBastionSubnet", "10.0.1.0/26"), subnet("zoo", "10.0.0.0/24")]
    plan = over(target, settings(failover=at(in_subnet="zoo")), source=source, vm=vm)
    [home] = of("reserved-subnet", plan)
    assert home.scenario is FAILBACK
    assert home.fix == (
        "give vnet a subnet of the same name as the failover subnet, or fail over to one called db"
    )
    [only] = of("reserved-subnet", over(target[:1]))
    assert only.fix == "add a subnet for virtual machines to vnet-asr"


def test_the_name_of_a_nic_over_there_may_be_too_long() -> None:
    [(subject, message)] = said("name-too-long", nic_named(81))
    assert subject == "item:vm"
    assert message.startswith("the name of NIC nic at test failover has 81 characters")
    assert of("name-too-long", nic_named(80)) == []


def test_no_way_back_is_told_once_for_a_machine_and_not_where_nothing_comes_back() -> None:
    assert len(of("no-reverse-mapping", over(vm=SECONDARY, mappings=("vnet->vnet-asr",)))) == 1
    assert of("no-reverse-mapping", over([], mappings=("vnet->vnet-asr",))) == []
    astray = over(mappings=("vnet->vnet-asr", "vnet-asr->else"),
                  networks=(DRILL, network("else", region=ELSEWHERE)))  # fmt: skip
    assert len(of("no-reverse-mapping", astray)) == 1


def test_a_subnet_that_nobody_chose_is_told_in_every_scenario() -> None:
    other = network("drill", subnet("lab", "10.0.0.0/24"), region=AWAY, production=False)
    plan = over([subnet("x", "10.0.0.0/24")], networks=(other,))
    told = of("subnet-fallback", plan)
    assert [finding.scenario for finding in told] == [FAILOVER, TEST, FAILBACK]
    assert told[2].fix == "give vnet a subnet of the same name as the failover subnet"


def test_the_order_matters_in_a_test_and_on_the_way_back_too() -> None:
    busy = network("drill", web(in_use={"10.0.0.11": "x"}), region=AWAY, production=False)
    first, second = machine("vm-1", ip("10.0.0.10")), machine("vm-2", ip("10.0.0.11"))
    tested = [item(vm.id, test_failover_network="drill") for vm in (first, second)]
    plan = estate([web()], [web()], [first, second], tested, (busy,))
    assert [
        (str(finding.subject), finding.scenario) for finding in of("order-dependent", plan)
    ] == [("subnet:drill/web", TEST)]


def test_a_delegated_subnet_is_told_wherever_one_lands_on_it() -> None:
    delegated = [web(delegation="Microsoft.Web/serverFarms")]
    plan = over(delegated, source=delegated)
    assert [finding.scenario for finding in of("delegated-subnet", plan)] == [FAILOVER, FAILBACK]


def test_each_setting_without_a_counterpart_is_told() -> None:
    chosen = at().model_copy(update={"public_ip": "pip", "load_balancer_pools": ("p",)})
    group = NicSettings(name="nic", failover=NicFailoverSettings(network_security_group="nsg"))
    plan = over(None, settings(test_failover=chosen), network_interfaces=(group,))
    assert [message for _, message in said("settings-without-source", plan)] == [
        "a network security group is set for NIC nic at failover; the source NIC has none",
        "a public IP is set at test failover; the source has none",
        "a load balancer pool is set at test failover; the source has none",
    ]
    vm = machine("vm", nic(ip("10.0.0.10", public_ip="p", load_balancer_pools=("q",)),
                           network_security_group="n"))  # fmt: skip
    plan = over(None, settings(test_failover=chosen), network_interfaces=(group,), vm=vm)
    assert of("settings-without-source", plan) == []


def test_coming_back_to_another_network_is_not_coming_home() -> None:
    other = network("other", web())
    plan = over(networks=(DRILL, other), mappings=("vnet->vnet-asr", "vnet-asr->other"))
    assert said("not-home", plan) == [
        (VM_ID, "at failback it comes to other / web / 10.0.0.10, from vnet / web / 10.0.0.10")
    ]


def test_a_set_address_that_differs_is_a_change_by_hand() -> None:
    [changes] = of("address-changes", over(None, settings(failover=at("10.0.0.99"))))
    assert (changes.rule, changes.message) == ("F1", "10.0.0.10 becomes 10.0.0.99")
    dynamic = machine("vm", ip(None, allocation=Allocation.DYNAMIC))
    assert of("address-changes", over(vm=dynamic)) == []
    assert len(of("forecast-address", over(vm=dynamic))) == 1
