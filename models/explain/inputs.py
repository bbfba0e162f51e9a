"""What the results of an IP configuration follow from: facts, settings, place in the order."""

from collections.abc import Iterator
from typing import NamedTuple

from models.assign import Assignments
from models.plan import FailoverSettings, Plan
from models.rules.mapping import way_back
from models.topology import IpConfiguration, IpConfigurationId


class Input(NamedTuple):
    """One thing that a result follows from."""

    name: str
    value: str


def inputs(assignments: Assignments, id: IpConfigurationId) -> tuple[Input, ...]:
    """What is known and what was decided about an IP configuration.

    Raises ``KeyError`` for one that the plan does not have.
    """
    ip = assignments.plan.ip_configuration(id)
    return (
        Input("Source", _source(assignments.plan, ip)),
        Input("Kind", _kind(assignments.plan, id, ip)),
        *_decided(assignments, id),
    )


def _source(plan: Plan, ip: IpConfiguration) -> str:
    """Where it stands today."""
    prefixes = ", ".join(map(str, plan.subnet_of(ip).address_prefixes))
    address = ip.address or "an unknown address"
    return f"{address} in {ip.subnet} ({prefixes}) of {ip.network}, {ip.allocation.value}"


def _kind(plan: Plan, id: IpConfigurationId, ip: IpConfiguration) -> str:
    def rank(primary: bool) -> str:
        return "primary" if primary else "secondary"

    nic = plan.network_interface(id)
    return f"{rank(ip.primary)} IP configuration of a {rank(nic.primary)} NIC"


def _decided(assignments: Assignments, id: IpConfigurationId) -> Iterator[Input]:
    """What was decided about the replicated item it belongs to."""
    plan, item = assignments.plan, assignments.plan.item(id.virtual_machine)
    if item is None:
        return
    settings = item.settings_of(id)
    if not settings.selected:
        yield Input("Selected", "no")
    home = way_back(plan, item.failover_network, plan.machine(id.virtual_machine).region)
    yield Input("Failover to", f"{item.failover_network}; {_set(settings.failover)}")
    test = assignments.test_network_of(item)
    yield Input("Test in", f"{test}; {_set(settings.test_failover)}" if test else "no test network")
    yield Input("Way back to", home.id if home is not None else "no mapping leads back")
    group, position, rank = assignments.turn(id)
    items, ips = len(plan.replicated_items), len(plan.machine(id.virtual_machine).rank_of)
    yield Input(
        "Order",
        f"group {group}, item {position + 1} of {items}, its address {rank + 1} of {ips}",
    )


def _set(settings: FailoverSettings) -> str:
    """What was set for a scenario."""
    parts = [
        f"{word} {value} is set"
        for word, value in (("subnet", settings.subnet), ("address", settings.address))
        if value is not None
    ]
    return ", ".join(parts) or "nothing is set"
