"""What is asked before many rows are edited: which of several things, and which values."""

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from models.addresses import parse_address
from models.assignment import Scenario
from models.edits.bulk_addresses import Base
from models.edits.settings import WORDS
from models.plan import Plan
from models.rules.subnets import is_reserved
from models.session import Session
from models.topology import IpConfigurationId
from tui.address_labels import prefixes
from tui.screens.choose_option import Option
from tui.screens.form import Field

Ids: TypeAlias = Sequence[IpConfigurationId]
Choices: TypeAlias = list[Option[Any]]

FAILOVER, TEST = Scenario.FAILOVER, Scenario.TEST_FAILOVER


class TestNetwork(NamedTuple):
    """A choice of the network to test in, ``None`` for nowhere."""

    id: str | None


def scenarios(*_: object) -> Choices:
    """The scenarios in which something can be set."""
    return [
        Option("At failover", "the address it gets in the target region", FAILOVER),
        Option("At test failover", "the address it gets in a test", TEST),
    ]


def offsets(*_: object) -> Choices:
    """What an offset can be added to, in which scenario."""
    return [
        Option(f"To the {base}", f"at {WORDS[scenario]}", (scenario, base))
        for scenario in (FAILOVER, TEST)
        for base in Base
    ]


def subnets(session: Session, ids: Ids) -> Choices:
    """The subnets of the networks that these rows go to, at failover and in a test."""
    return [
        Option(f"At {WORDS[scenario]}: {subnet.name}", f"{prefixes(subnet)} in {id}", value)
        for scenario in (FAILOVER, TEST)
        for id in _networks(session.plan, ids, scenario)
        for subnet in session.plan.network(id).subnets
        if not is_reserved(subnet)
        for value in ((scenario, subnet.name),)
    ]


def _networks(plan: Plan, ids: Ids, scenario: Scenario) -> list[str]:
    items = [item for id in ids if (item := plan.item(id.virtual_machine)) is not None]
    if scenario is FAILOVER:
        return list(dict.fromkeys(item.failover_network for item in items))
    tests = [item.test_failover_network for item in items]
    return list(dict.fromkeys(id for id in tests if id is not None))


def test_networks(session: Session, ids: Ids) -> Choices:
    """Every network, those to test in first: in a target region, and not production."""
    plan = session.plan
    regions = {plan.network(id).region for id in _networks(plan, ids, FAILOVER)}
    networks = sorted(
        plan.virtual_networks,
        key=lambda network: (network.region not in regions, network.production),
    )
    offered: Choices = [
        Option(
            network.id,
            f"{prefixes(network)}, {network.region}{', production' if network.production else ''}",
            TestNetwork(network.id),
        )
        for network in networks
    ]
    return [*offered, Option("Nowhere", "no test failover network", TestNetwork(None))]


def _first_address(value: str) -> str | None:
    try:
        parse_address(value)
    except ValueError as error:
        return str(error) if value else "type the address of the first row"
    return None


def integer(value: str) -> str | None:
    """Why a value is no whole number, in words; else ``None``."""
    sign, digits = value[:1], value.lstrip("+-")
    right = digits.isascii() and digits.isdecimal() and len(digits) < 11
    if right and len(value) - len(digits) <= (sign in ("+", "-")):
        return None
    return "type a whole number, such as 10 or -10"


def group(value: str) -> str | None:
    """Why a value is no recovery-plan group, in words; else ``None``."""
    right = value.isascii() and value.isdecimal() and 0 < len(value) < 5 and int(value) > 0
    return None if right else "a recovery-plan group is a number from 1 to 7"


def series_fields(*_: object) -> list[Field]:
    """Where a series begins, and how far apart its addresses are."""
    return [
        Field("first", "First address", _first_address, example="10.1.2.20"),
        Field("step", "Step", integer, start="1"),
    ]
