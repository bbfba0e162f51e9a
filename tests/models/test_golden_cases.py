"""The golden cases of ``rules.md``, each as a named row or test."""

from typing import NamedTuple

import pytest

from models.assign import assign
from models.assignment import Scenario
from models.edits.replication import enable_replication
from models.findings import Code, findings
from models.plan import NetworkMapping, Plan, Policy, SameAddressSpace
from models.session import Session
from models.topology import State, Subnet
from tests.support.builders import (
    AWAY,
    estate,
    failed_back,
    failed_over,
    in_test,
    ip,
    item,
    machine,
    network,
    plan,
    result,
    subnet,
    subnet_words,
)


class Case(NamedTuple):
    """One machine in subnet ``web`` that goes to subnet ``web`` of another prefix or the same."""

    name: str
    source: str
    address: str
    target: str
    taken: tuple[str, ...]
    gets: str
    policy: Policy = Policy()


FAILOVER = (
    Case(
        "the same prefixes and a free address",
        *("10.1.1.0/24", "10.1.1.10", "10.1.1.0/24"),
        taken=(),
        gets="10.1.1.10 retained",
    ),
    Case(
        "the same prefixes and a taken address",
        *("10.1.1.0/24", "10.1.1.10", "10.1.1.0/24"),
        taken=("10.1.1.10",),
        gets="10.1.1.4 next-available / address-taken by ilb",
    ),
    Case(
        "different address spaces",
        *("192.168.1.0/24", "192.168.1.7", "192.168.2.0/24"),
        taken=(),
        gets="192.168.2.4 next-available / different-address-space",
    ),
    Case(
        "a wider target under equal",
        *("10.0.1.0/24", "10.0.1.20", "10.0.0.0/16"),
        taken=(),
        gets="10.0.0.4 next-available / different-address-space",
    ),
    Case(
        "a wider target under contains",
        *("10.0.1.0/24", "10.0.1.20", "10.0.0.0/16"),
        taken=(),
        gets="10.0.1.20 retained",
        policy=Policy(same_address_space=SameAddressSpace.CONTAINS),
    ),
    Case(
        "a full subnet",
        *("10.0.0.0/29", "10.0.0.5", "10.0.0.0/29"),
        taken=("10.0.0.4", "10.0.0.5", "10.0.0.6"),
        gets="unassigned / subnet-full",
    ),
)

TEST_FAILOVER = (
    Case(
        "a free address",
        *("10.0.0.0/24", "10.0.0.19", "10.0.0.0/24"),
        taken=(),
        gets="10.0.0.19 retained",
    ),
    Case(
        "a taken address",
        *("10.0.0.0/24", "10.0.0.19", "10.0.0.0/24"),
        taken=("10.0.0.19",),
        gets="10.0.0.254 end-of-range / address-taken by ilb",
    ),
    Case(
        "a taken address and a taken end",
        *("10.0.0.0/24", "10.0.0.19", "10.0.0.0/24"),
        taken=("10.0.0.19", "10.0.0.254"),
        gets="10.0.0.253 end-of-range / address-taken by ilb",
    ),
    Case(
        "another address space",
        *("10.0.0.0/24", "10.0.0.8", "172.16.0.0/16"),
        taken=(),
        gets="172.16.255.254 end-of-range / outside-subnet",
    ),
    Case(
        "the smallest subnet",
        *("10.1.0.0/24", "10.1.0.8", "10.0.0.0/29"),
        taken=(),
        gets="10.0.0.6 end-of-range / outside-subnet",
    ),
)


def name_of(case: Case) -> str:
    return case.name


def in_use(prefix: str, taken: tuple[str, ...]) -> Subnet:
    return subnet("web", prefix, in_use=dict.fromkeys(taken, "ilb"))


@pytest.mark.parametrize("case", FAILOVER, ids=name_of)
def test_the_address_at_failover_is_the_one_of_the_golden_case(case: Case) -> None:
    plan = estate(
        [subnet("web", case.source)],
        [in_use(case.target, case.taken)],
        [machine("vm", ip(case.address))],
        policy=case.policy,
    )
    assert failed_over(plan, "vm") == case.gets


@pytest.mark.parametrize("case", TEST_FAILOVER, ids=name_of)
@pytest.mark.parametrize("where", ["in-the-failover-network", "in-another-network"])
def test_the_address_at_test_failover_is_the_one_of_the_golden_case(case: Case, where: str) -> None:
    there = in_use(case.target, case.taken)
    elsewhere = where == "in-another-network"
    plan = estate(
        [subnet("web", case.source)],
        [subnet("web", case.source)] if elsewhere else [there],
        [machine("vm", ip(case.address))],
        [item("vm", test_failover_network="drill" if elsewhere else "vnet-asr")],
        [network("drill", there, region=AWAY)],
    )
    assert in_test(plan, "vm") == case.gets


def test_bastion_is_first_by_alphabet_so_nothing_is_assigned_and_db_is_the_fix() -> None:
    plan = estate(
        [subnet("app", "10.0.0.0/24")],
        [
            subnet("web", "10.0.0.0/24"),
            subnet("AzureBastionSubnet", "10.0.1.0/24"),
            subnet("db", "10.0.2.0/24"),
        ],
        [machine("vm", ip("10.0.0.7", "app"))],
    )
    assert failed_over(plan, "vm") == "unassigned / reserved-subnet"
    [fix] = [found.fix for found in findings(assign(plan)) if found.code is Code.RESERVED_SUBNET]
    assert "db" in fix.split()


@pytest.mark.parametrize(
    ("source", "targets", "lands_in"),
    [
        ("Web", ("web",), "vnet-asr/web same-name"),
        ("app", ("snet-2", "snet-10"), "vnet-asr/snet-10 first-alphabetical"),
    ],
)
def test_the_subnet_is_the_one_of_the_golden_case(
    source: str, targets: tuple[str, ...], lands_in: str
) -> None:
    plan = estate(
        [subnet(source, "10.0.0.0/24")],
        [subnet(name, f"10.0.{number}.0/24") for number, name in enumerate(targets)],
        [machine("vm", ip("10.0.0.7", source))],
    )
    assert subnet_words(result(plan, "vm", Scenario.FAILOVER)) == lands_in


def test_every_machine_of_three_subnets_keeps_its_address_in_an_identical_network() -> None:
    three = [
        subnet(name, f"10.1.{number}.0/24") for number, name in enumerate(("web", "app", "db"))
    ]
    addresses = {
        f"{part.name}-{last}": (part.name, f"10.1.{number}.{last}")
        for number, part in enumerate(three)
        for last in (4, 5, 77, 254)
    }
    machines = [machine(id, ip(address, where)) for id, (where, address) in addresses.items()]
    results = assign(estate(three, three, machines))
    assert {id: (failed_over(results, id), failed_back(results, id)) for id in addresses} == {
        id: (f"{address} retained",) * 2 for id, (_, address) in addresses.items()
    }


@pytest.fixture
def contoso() -> Plan:
    """``contoso-vnet`` and a machine in it; nothing is mapped and nothing replicated."""
    web = subnet("web", "10.1.1.0/24", in_use={"10.1.1.10": "ilb-web"})
    home = network("contoso-vnet", web, subnet("db", "10.1.2.0/24"), resource_group="contoso-rg")
    return plan([home], [machine("web-01", ip("10.1.1.4", in_network="contoso-vnet"))])


def test_enabling_replication_of_contoso_makes_its_asr_network_and_both_mappings(
    contoso: Plan,
) -> None:
    session = Session(contoso)
    session.do(enable_replication(session.plan, ["web-01"], AWAY))
    home, copy = session.plan.virtual_networks
    assert home == contoso.network("contoso-vnet")
    assert (copy.name, copy.region, copy.state) == ("contoso-vnet-asr", AWAY, State.PLANNED)
    assert copy.address_space == home.address_space
    assert [(part.name, part.address_prefixes) for part in copy.subnets] == [
        (part.name, part.address_prefixes) for part in home.subnets
    ]
    assert session.plan.network_mappings == (
        NetworkMapping(source="contoso-vnet", target="contoso-vnet-asr"),
        NetworkMapping(source="contoso-vnet-asr", target="contoso-vnet"),
    )
    assert failed_over(session.assignments, "web-01") == "10.1.1.4 retained"
    session.undo()
    assert session.plan == contoso


def test_the_copy_starts_empty_where_its_source_has_addresses_in_use(contoso: Plan) -> None:
    session = Session(contoso)
    session.do(enable_replication(session.plan, ["web-01"], AWAY))
    assert [part.in_use for part in session.plan.network("contoso-vnet-asr").subnets] == [(), ()]
