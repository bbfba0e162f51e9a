"""Each finding: a plan that has it, one that nearly has it, and what it says."""

from typing import NamedTuple

import pytest

from models.assign import assign
from models.assignment import Scenario
from models.findings import Code, findings
from models.findings.finding import (
    ItemSubject,
    MappingSubject,
    NetworkSubject,
    PlanSubject,
    SubnetSubject,
)
from models.plan import Plan
from models.topology import State
from tests.models.findings_plans import (
    DRILL,
    DUAL,
    FAILBACK,
    FAILOVER,
    IPV6,
    RESTRICTED,
    SECONDARY,
    TEST,
    VM,
    VM_ID,
    drilled,
    named,
    nets,
    of,
    over,
    peered,
    taken,
    two,
    web,
    with_pools,
)
from tests.support.builders import (
    AWAY,
    ELSEWHERE,
    HOME,
    at,
    estate,
    id_of,
    ip,
    machine,
    network,
    plan,
    settings,
    subnet,
)

SEVERITIES = {
    "error": "same-region-mapping duplicate-mapping failover-network-region address-outside-subnet"
    " address-reserved address-in-use address-duplicate unknown-target-subnet subnet-full"
    " reserved-subnet no-subnet name-too-long no-reverse-mapping",
    "warning": "one-way-mapping reverse-mismatch many-to-one-mapping unmapped-network"
    " subnet-fallback address-lost order-dependent test-in-failover-network test-in-production"
    " overlapping-connected-networks prefix-mismatch capacity-low delegated-subnet ipv6-unsupported"
    " region-restricted group-limit settings-without-source not-home",
    "information": "address-changes forecast-address unprotected-machine no-test-network"
    " secondary-needs-selection planned-network",
}
"""As the contract has them."""


class Case(NamedTuple):
    """A plan that has a finding and one that nearly has it."""

    has: Plan
    subject: str
    rule: str
    scenarios: tuple[Scenario | None, ...]
    fix: str
    nearly: Plan


NO_SCENARIO = (None,)
CASES: dict[str, Case] = {
    "same-region-mapping": Case(
        nets("a->b", a=HOME, b=HOME), "mapping:a->b", "M1", NO_SCENARIO,
        "map to a network in another region", nets("a->b", a=HOME, b=AWAY),
    ),
    "duplicate-mapping": Case(
        nets("a->b", "a->c", a=HOME, b=AWAY, c=AWAY), "mapping:a->c", "M2", NO_SCENARIO,
        "delete the mapping to c", nets("a->b", "a->c", a=HOME, b=AWAY, c=ELSEWHERE),
    ),
    "failover-network-region": Case(
        over(to="near", networks=(DRILL, network("near", web()))), "item:vm", "M1", NO_SCENARIO,
        "choose a failover network in another region",
        over(to="near", networks=(DRILL, network("near", web(), region=ELSEWHERE))),
    ),
    "address-outside-subnet": Case(
        over(None, settings(failover=at("10.0.1.4"))), VM_ID, "F1", (FAILOVER,),
        "set another address", over(None, settings(failover=at("10.0.0.4"))),
    ),
    "address-reserved": Case(
        over(None, settings(failover=at("10.0.0.3"), test_failover=at("10.0.0.255"))), VM_ID,
        "F1 T2", (FAILOVER, TEST), "set another address",
        over(None, settings(failover=at("10.0.0.4"), test_failover=at("10.0.0.254"))),
    ),
    "address-in-use": Case(
        over([web(in_use={"10.0.0.20": "ilb"})], settings(failover=at("10.0.0.20"))), VM_ID, "F1",
        (FAILOVER,), "set another address",
        over([web(in_use={"10.0.0.20": "ilb"})], settings(failover=at("10.0.0.21"))),
    ),
    "address-duplicate": Case(
        over(None, settings(failover=at("10.0.0.20")), settings("ip-2", failover=at("10.0.0.20")),
             vm=SECONDARY), "vm/nic/ip-2", "F1", (FAILOVER,), "set another address",
        over(None, settings(failover=at("10.0.0.20")), settings("ip-2", test_failover=at(
            "10.0.0.20")), vm=SECONDARY),
    ),
    "unknown-target-subnet": Case(
        over(None, settings(failover=at(in_subnet="wbe"), test_failover=at(in_subnet="x"))), VM_ID,
        "S1", (FAILOVER, TEST), "choose a subnet that",
        over(None, settings(failover=at(in_subnet="WEB"), test_failover=at(in_subnet="Web"))),
    ),
    "subnet-full": Case(
        over(taken(3)), VM_ID, "A4", (FAILOVER,), "widen web, or choose another subnet",
        over(taken(2)),
    ),
    "reserved-subnet": Case(
        over([subnet("AzureBastionSubnet", "10.0.1.0/24"), subnet("db", "10.0.0.0/24")]), VM_ID,
        "S5", (FAILOVER,), "set the subnet to db",
        over([subnet("AzureBastionSubnet", "10.0.1.0/24"), subnet("app", "10.0.0.0/24")]),
    ),
    "no-subnet": Case(
        over([]), VM_ID, "S6", (FAILOVER,), "add a subnet to vnet-asr",
        over([subnet("other", "10.0.0.0/24")]),
    ),
    "name-too-long": Case(
        named(65), "network:net", "M6", NO_SCENARIO, "choose a shorter name", named(64),
    ),
    "no-reverse-mapping": Case(
        over(mappings=("vnet->vnet-asr",)), "item:vm", "B1", NO_SCENARIO, "map vnet-asr to vnet",
        over(mappings=("vnet-asr->vnet",)),
    ),
    "one-way-mapping": Case(
        nets("a->b", a=HOME, b=AWAY), "mapping:a->b", "M3", NO_SCENARIO, "map b to a",
        nets("a->b", "b->a", a=HOME, b=AWAY),
    ),
    "reverse-mismatch": Case(
        nets("a->b", "b->c", "c->b", a=HOME, b=AWAY, c=HOME), "mapping:a->b", "M3", NO_SCENARIO,
        "delete b → c and map b to a", nets("a->b", "b->a", "c->b", a=HOME, b=AWAY, c=ELSEWHERE),
    ),
    "many-to-one-mapping": Case(
        nets("a->b", "c->b", "b->a", a=HOME, b=AWAY, c=HOME), "network:b", "M2", NO_SCENARIO,
        "map each of them to a network of its own",
        nets("a->b", "c->b", "b->a", "b->c", a=HOME, b=AWAY, c=ELSEWHERE),
    ),
    "unmapped-network": Case(
        over(mappings=()), "network:vnet", "M5", NO_SCENARIO, "map vnet to a network in the target",
        over(mappings=("vnet->vnet-asr",)),
    ),
    "subnet-fallback": Case(
        over([subnet("other", "10.0.0.0/24")]), VM_ID, "S3", (FAILOVER, FAILBACK),
        "set the target subnet in the network settings of vm", over([subnet("WEB", "10.0.0.0/24")]),
    ),
    "address-lost": Case(
        over([web(in_use={"10.0.0.10": "ilb"})]), VM_ID, "F2", (FAILOVER,),
        "free 10.0.0.10 in vnet-asr, or set another address",
        over([web("10.0.0.0/23", in_use={"10.0.0.10": "ilb"})]),
    ),
    "order-dependent": Case(
        two("10.0.0.10", "10.0.0.11", target=[web(in_use={"10.0.0.10": "ilb"})]),
        "subnet:vnet-asr/web", "F7", (FAILOVER,), "set the addresses that are forecast",
        two("10.0.0.10", "10.0.0.11", target=[web(in_use={"10.0.0.10": "i", "10.0.0.11": "j"})]),
    ),
    "test-in-failover-network": Case(
        over(test_failover_network="vnet-asr"), "item:vm", "T7", NO_SCENARIO,
        "test in a network of its own", over(),
    ),
    "test-in-production": Case(
        drilled(production=True), "item:vm", "T7", NO_SCENARIO, "test in a network of its own",
        drilled(peered_with=("lab", "outside")),
    ),
    "overlapping-connected-networks": Case(
        peered("10.0.0.0/16", "10.0.0.0/24", a=("b",)), "network:a", "F2", NO_SCENARIO,
        "take the peering away", peered("10.0.0.0/16", "10.1.0.0/16", a=("b",)),
    ),
    "prefix-mismatch": Case(
        over([web("10.0.0.0/23")]), "subnet:vnet-asr/web", "F2", NO_SCENARIO,
        "give both the same prefixes", over([web("10.7.0.0/24")]),
    ),
    "capacity-low": Case(
        over(taken(9, "10.0.0.0/28"), vm=machine("vm", ip("10.0.0.14"))), "subnet:vnet-asr/web",
        "A3", NO_SCENARIO, "widen web", over(taken(8, "10.0.0.0/28")),
    ),
    "delegated-subnet": Case(
        over([web(delegation="Microsoft.Web/serverFarms")]), VM_ID, "S5", (FAILOVER,),
        "choose a subnet that is not delegated",
        over([web(), subnet("f", "10.0.1.0/24", delegation="Microsoft.Web/serverFarms")]),
    ),
    "ipv6-unsupported": Case(
        over(DUAL, source=DUAL, vm=IPV6), "vm/nic/v6", "A6", NO_SCENARIO,
        "add the IPv6 address by hand", over(DUAL, settings("v6", selected=False), source=DUAL,
                                             vm=IPV6),
    ),
    "region-restricted": Case(
        nets("a->b", a=HOME, b=RESTRICTED), "plan", "M4", NO_SCENARIO,
        "make sure that the subscription may use it", nets(a=HOME, b=RESTRICTED),
    ),
    "group-limit": Case(
        over(group=8), "item:vm", "F6", NO_SCENARIO, "use a group from 1 to 7", over(group=7),
    ),
    "settings-without-source": Case(
        over(None, with_pools()), VM_ID, "M10", NO_SCENARIO, "leave it out, or give the source",
        over(None, with_pools(), vm=machine("vm", ip("10.0.0.10", load_balancer_pools=("p",)))),
    ),
    "not-home": Case(
        over([web(in_use={"10.0.0.10": "ilb"})]), VM_ID, "B4", (FAILBACK,),
        "or keep its address there", over(),
    ),
    "address-changes": Case(
        over([web("10.7.0.0/24")]), VM_ID, "F3", (FAILOVER,), "nothing relies on the old address",
        over(None, settings(failover=at("10.0.0.10"))),
    ),
    "forecast-address": Case(
        over([web("10.7.0.0/24")]), VM_ID, "F5", (FAILOVER,), "set 10.7.0.4 in the network setting",
        over([web("10.7.0.0/24")], settings(failover=at("10.7.0.4"))),
    ),
    "unprotected-machine": Case(
        estate([web()], [web()], [VM], ()), "item:vm", "M5", NO_SCENARIO,
        "enable replication of vm", over(),
    ),
    "no-test-network": Case(
        over(test_failover_network=None), "item:vm", "T7", NO_SCENARIO,
        "choose a network of its own for tests", over(),
    ),
    "secondary-needs-selection": Case(
        over(vm=SECONDARY), "vm/nic/ip-2", "F8", NO_SCENARIO, "select it in Azure",
        over(None, settings("ip-2", selected=False), vm=SECONDARY),
    ),
    "planned-network": Case(
        plan([network("new", state=State.PLANNED, production=False)]), "network:new", "M6",
        NO_SCENARIO, "create new with its subnets", plan([network("new", production=False)]),
    ),
}  # fmt: skip


def test_every_code_has_the_severity_of_the_contract_and_a_case() -> None:
    codes = {code: severity for severity, words in SEVERITIES.items() for code in words.split()}
    assert {code.value: code.severity.value for code in Code} == codes
    assert list(codes) == list(Code)
    assert set(CASES) == set(codes)


@pytest.mark.parametrize("code", list(CASES))
def test_a_plan_has_a_finding_and_says_what_to_do(code: str) -> None:
    case = CASES[code]
    found = of(code, case.has)
    assert {str(finding.subject) for finding in found} == {case.subject}
    assert sorted({finding.rule for finding in found}) == case.rule.split()
    assert tuple(finding.scenario for finding in found) == case.scenarios
    assert case.fix in found[0].fix
    for finding in found:
        assert finding.severity is Code(code).severity
        assert finding.message
        assert not finding.message.endswith(".")


@pytest.mark.parametrize("code", list(CASES))
def test_a_plan_that_nearly_has_a_finding_has_it_not(code: str) -> None:
    assert of(code, CASES[code].nearly) == []


def test_a_plan_in_which_all_is_well_has_no_findings() -> None:
    assert findings(assign(over())) == []
    assert findings(assign(Plan())) == []


def test_subjects_are_written_as_the_contract_says() -> None:
    assert str(id_of("vm")) == "vm/nic/ipconfig1"
    assert str(NetworkSubject("n")) == "network:n"
    assert str(SubnetSubject("n", "s")) == "subnet:n/s"
    assert str(MappingSubject("a", "b")) == "mapping:a->b"
    assert str(ItemSubject("vm")) == "item:vm"
    assert str(PlanSubject()) == "plan"
