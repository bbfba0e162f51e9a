"""S1 to S7: which subnet an IP configuration lands in, in every scenario."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import pytest

from models.assign import assign
from models.assignment import Reason, Scenario
from models.plan import AUTOMATIC, FailoverSettings, Plan
from models.rules.subnets import RESERVED_SUBNETS, first_alphabetical, first_usable
from models.topology import Subnet
from tests.support.builders import (
    AWAY,
    at,
    estate,
    ip,
    item,
    machine,
    network,
    result,
    settings,
    subnet,
    subnet_words,
)

NO_VM_MAY_BE_IN = (
    "GatewaySubnet",
    "AzureFirewallSubnet",
    "AzureFirewallManagementSubnet",
    "AzureBastionSubnet",
    "RouteServerSubnet",
)


def named(names: Sequence[str]) -> list[Subnet]:
    """Subnets of those names, each with a prefix of its own."""
    return [subnet(name, f"10.0.{number}.0/24") for number, name in enumerate(names)]


def landing(
    source: str, targets: Sequence[str], failover: FailoverSettings = AUTOMATIC
) -> tuple[str, Reason | None]:
    """Where somebody in that subnet lands at failover, and why nowhere."""
    plan = estate(
        [subnet(source, "10.9.0.0/24")],
        named(targets),
        [machine("vm", ip("10.9.0.10", source))],
        [item("vm", settings(failover=failover))],
    )
    found = result(plan, "vm", Scenario.FAILOVER)
    return subnet_words(found), found.reason if found.address is None else None


class Case(NamedTuple):
    name: str
    source: str
    targets: Sequence[str]
    set_subnet: str | None
    lands_in: str
    reason: Reason | None = None


CASES = (
    Case("S1: a set subnet is used", "web", ("web", "db"), "db", "vnet-asr/db configured"),
    Case("S1: it is found without case", "web", ("web", "DB"), "db", "vnet-asr/DB configured"),
    Case(
        *("S1: none of that name", "web", ("web", "db"), "dmz", "vnet-asr/- -"),
        Reason.NO_SUBNET,
    ),
    Case("S2: the same name", "web", ("app", "web"), None, "vnet-asr/web same-name"),
    Case("S2: without case", "WEB", ("app", "Web"), None, "vnet-asr/Web same-name"),
    Case("S2: beyond ASCII", "straße", ("app", "STRASSE"), None, "vnet-asr/STRASSE same-name"),
    Case("S3: the first one", "web", ("db", "app"), None, "vnet-asr/app first-alphabetical"),
    Case("S3: casefolded", "web", ("Zoo", "app"), None, "vnet-asr/app first-alphabetical"),
    Case(
        *("S3: not naturally sorted", "web", ("snet-2", "snet-10"), None),
        "vnet-asr/snet-10 first-alphabetical",
    ),
    Case(
        *("S5: a reserved one of the same name", "GatewaySubnet", ("app", "gatewaysubnet"), None),
        "vnet-asr/gatewaysubnet same-name",
        Reason.RESERVED_SUBNET,
    ),
    Case(
        *("S5: a reserved one that was set", "web", ("web", "GatewaySubnet"), "gatewaysubnet"),
        "vnet-asr/GatewaySubnet configured",
        Reason.RESERVED_SUBNET,
    ),
    Case(
        *("S5: a reserved one comes first", "web", ("db", "AzureBastionSubnet"), None),
        "vnet-asr/AzureBastionSubnet first-alphabetical",
        Reason.RESERVED_SUBNET,
    ),
    Case("S6: no subnets at all", "web", (), None, "vnet-asr/- -", Reason.NO_SUBNET),
    Case("S6: nor the one that is set", "web", (), "web", "vnet-asr/- -", Reason.NO_SUBNET),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_subnet_at_failover_follows_the_rule(case: Case) -> None:
    found = landing(case.source, case.targets, FailoverSettings(subnet=case.set_subnet))
    assert found == (case.lands_in, case.reason)


@pytest.mark.parametrize("targets", [("web", "db"), ("db", "web")])
def test_address_ranges_play_no_part_in_the_choice_of_the_subnet(targets: tuple[str, ...]) -> None:
    plan = estate(
        [subnet("web", "10.0.1.0/24")],
        [subnet(name, f"10.0.{number}.0/24") for number, name in enumerate(targets)],
        [machine("vm", ip("10.0.1.10"))],
    )
    assert subnet_words(result(plan, "vm", Scenario.FAILOVER)) == "vnet-asr/web same-name"


@pytest.mark.parametrize("name", NO_VM_MAY_BE_IN)
@pytest.mark.parametrize("spelt", [str, str.lower, str.upper])
def test_no_machine_is_put_into_a_subnet_of_azures_own(
    name: str, spelt: Callable[[str], str]
) -> None:
    _, reason = landing(name, (spelt(name), "web"))
    assert reason is Reason.RESERVED_SUBNET


def test_azure_keeps_no_other_subnets_for_itself() -> None:
    assert {name.casefold() for name in NO_VM_MAY_BE_IN} == RESERVED_SUBNETS


def test_a_delegated_subnet_is_used_all_the_same() -> None:
    plan = estate(
        [subnet("web", "10.0.0.0/24")],
        [subnet("web", "10.0.0.0/24", delegation="Microsoft.Web/serverFarms")],
        [machine("vm", ip("10.0.0.10"))],
    )
    assert result(plan, "vm", Scenario.FAILOVER).address is not None


def test_names_that_differ_in_nothing_but_case_are_ordered_by_the_name_itself() -> None:
    both = network("vnet", subnet("b", "10.0.0.0/24"), subnet("B", "10.0.1.0/24"))
    first = first_alphabetical(both)
    assert first is not None
    assert first.name == "B"


@pytest.mark.parametrize(
    ("names", "usable"),
    [
        (("web", "AzureBastionSubnet", "db"), "db"),
        (("GatewaySubnet", "AzureBastionSubnet"), None),
        ((), None),
    ],
)
def test_the_subnet_that_is_offered_instead_is_the_first_a_machine_may_be_in(
    names: tuple[str, ...], usable: str | None
) -> None:
    found = first_usable(network("vnet", *named(names)))
    assert (found.name if found else None) == usable


class InTest(NamedTuple):
    name: str
    targets: Sequence[str]
    failover: str | None
    tested_in: str
    test: str | None
    lands_in: str
    reason: Reason | None = None


TEST_CASES = (
    InTest(
        *("S7: a test subnet that is set", ("web", "db"), None, "drill", "db"),
        "drill/db configured",
    ),
    InTest(
        *("S7: none of that name", ("web", "db"), "db", "vnet-asr", "dmz"),
        *("vnet-asr/- -", Reason.NO_SUBNET),
    ),
    InTest(
        *("S7: it comes before the failover subnet", ("web", "db"), "db", "vnet-asr", "web"),
        "vnet-asr/web configured",
    ),
    InTest(
        *("S7: the failover network gives the failover subnet", ("web", "db"), "db", "vnet-asr"),
        *(None, "vnet-asr/db failover-subnet"),
    ),
    InTest(
        *("S7: also where nobody chose it", ("app", "db"), None, "vnet-asr", None),
        "vnet-asr/app failover-subnet",
    ),
    InTest(
        *("S7: and where there is none", ("web", "db"), "dmz", "vnet-asr", None, "vnet-asr/- -"),
        Reason.NO_SUBNET,
    ),
    InTest(
        *("S5: and where it is reserved", ("web", "GatewaySubnet"), "GatewaySubnet", "vnet-asr"),
        *(None, "vnet-asr/GatewaySubnet failover-subnet", Reason.RESERVED_SUBNET),
    ),
    InTest(
        *("S7: elsewhere the same name as the source", ("web", "db"), "db", "drill", None),
        "drill/web same-name",
    ),
    InTest(
        *("S7: elsewhere the first one", ("app", "db"), "db", "drill", None),
        "drill/app first-alphabetical",
    ),
    InTest(
        *("S5: elsewhere a reserved one", ("db", "AzureBastionSubnet"), "db", "drill", None),
        *("drill/AzureBastionSubnet first-alphabetical", Reason.RESERVED_SUBNET),
    ),
    InTest(*("S6: elsewhere no subnets", (), None, "drill", None, "drill/- -"), Reason.NO_SUBNET),
)


@pytest.mark.parametrize("case", TEST_CASES, ids=lambda case: case.name)
def test_the_subnet_at_test_failover_follows_the_rule(case: InTest) -> None:
    there = named(case.targets)
    chosen = settings(failover=at(in_subnet=case.failover), test_failover=at(in_subnet=case.test))
    plan = estate(
        [subnet("web", "10.9.0.0/24")],
        there,
        [machine("vm", ip("10.9.0.10"))],
        [item("vm", chosen, test_failover_network=case.tested_in)],
        [network("drill", *there, region=AWAY)],
    )
    found = result(plan, "vm", Scenario.TEST_FAILOVER)
    reason = found.reason if found.address is None else None
    assert (subnet_words(found), reason) == (case.lands_in, case.reason)


FAILBACK_CASES = (
    ("the name of the failover subnet counts", ("web", "db"), "db", "vnet/db same-name", None),
    ("not that of the original one", ("web", "app"), "db", "vnet/app first-alphabetical", None),
    ("without case", ("web", "DB"), "db", "vnet/DB same-name", None),
    (
        *("a reserved one comes first", ("web", "AzureBastionSubnet"), "db"),
        *("vnet/AzureBastionSubnet first-alphabetical", Reason.RESERVED_SUBNET),
    ),
)


@pytest.mark.parametrize(
    ("at_home", "failover", "lands_in", "reason"),
    [row[1:] for row in FAILBACK_CASES],
    ids=[row[0] for row in FAILBACK_CASES],
)
def test_the_subnet_at_failback_goes_by_that_of_the_failover(
    at_home: Sequence[str], failover: str, lands_in: str, reason: Reason | None
) -> None:
    plan = estate(
        named(at_home),
        named(("web", "db")),
        [machine("vm", ip("10.0.0.10"))],
        [item("vm", settings(failover=at(in_subnet=failover)))],
    )
    found = result(plan, "vm", Scenario.FAILBACK)
    assert (subnet_words(found), found.reason if found.address is None else None) == (
        lands_in,
        reason,
    )


def test_a_way_back_into_a_network_without_subnets_leads_nowhere() -> None:
    plan = estate(
        named(["web"]),
        named(["web"]),
        [machine("vm", ip("10.0.0.10"))],
        networks=[network("empty")],
        mappings=["vnet-asr->empty"],
    )
    found = result(plan, "vm", Scenario.FAILBACK)
    assert (subnet_words(found), found.reason) == ("empty/- -", Reason.NO_SUBNET)


@pytest.mark.parametrize("scenario", Scenario)
def test_results_name_the_subnet_as_the_target_spells_it(scenario: Scenario) -> None:
    plan: Plan = estate(
        [subnet("WEB", "10.0.0.0/24")],
        [subnet("wEb", "10.0.0.0/24")],
        [machine("vm", ip("10.0.0.10", "web"))],
        [item("vm", settings(failover=at(in_subnet="Web")), test_failover_network="vnet-asr")],
    )
    at_home = scenario is Scenario.FAILBACK
    assert result(assign(plan), "vm", scenario).subnet == ("WEB" if at_home else "wEb")
