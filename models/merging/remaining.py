"""The decisions of a plan that still mean something after its facts were replaced."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from models.findings.finding import SubnetSubject
from models.merging.machines import Draft
from models.merging.outcome import Vanished
from models.plan import (
    FailoverSettings,
    IpConfigurationSettings,
    NicSettings,
    Plan,
    ReplicatedItem,
)
from models.rules.subnets import SubnetKey, subnet_key


def remaining_decisions(
    plan: Plan, drafts: Mapping[str, Draft], vanished: Iterable[Vanished]
) -> Plan:
    """The plan without decisions about what it has no more, settings under present names.

    A setting keeps the name of a subnet that went unless it went because that was asked for.
    """
    networks = plan.virtual_networks
    dropped = {
        subnet_key(*one.subject)
        for one in vanished
        if isinstance(one.subject, SubnetSubject) and not one.kept and not one.reason
    }
    mappings = tuple(
        mapping
        for mapping in plan.network_mappings
        if mapping.source in networks and mapping.target in networks
    )
    items = [
        _item(item, drafts[item.virtual_machine], plan, dropped)
        for item in plan.replicated_items
        if item.virtual_machine in drafts and item.failover_network in networks
    ]
    return replace(
        plan,
        network_mappings=mappings,
        replicated_items=plan.replicated_items.with_rows(items),
    )


def _item(
    item: ReplicatedItem, draft: Draft, plan: Plan, dropped: Collection[SubnetKey]
) -> ReplicatedItem:
    test = item.test_failover_network
    left = item.model_copy(
        update={
            "test_failover_network": test if test in plan.virtual_networks else None,
            "network_interfaces": tuple(_nics(item, draft)),
            "ip_configurations": tuple(_configurations(item, draft, dropped)),
        }
    )
    return item if left == item else left


def _nics(item: ReplicatedItem, draft: Draft) -> Iterator[NicSettings]:
    for row in item.network_interfaces:
        name = draft.interfaces.get(row.name)
        if name is not None:
            yield row if name == row.name else row.model_copy(update={"name": name})


def _configurations(
    item: ReplicatedItem, draft: Draft, dropped: Collection[SubnetKey]
) -> Iterator[IpConfigurationSettings]:
    for row in item.ip_configurations:
        place = draft.configurations.get((row.network_interface, row.name))
        if place is not None:
            update: dict[str, object] = {"network_interface": place[0], "name": place[1]}
            if dropped:
                update |= {
                    "failover": _without(row.failover, item.failover_network, dropped),
                    "test_failover": _without(
                        row.test_failover, item.test_failover_network, dropped
                    ),
                }
            yield row.model_copy(update=update)


def _without(
    settings: FailoverSettings, network: str | None, dropped: Collection[SubnetKey]
) -> FailoverSettings:
    """Settings that name no subnet of those that were taken away."""
    if network is None or settings.subnet is None:
        return settings
    gone = subnet_key(network, settings.subnet) in dropped
    return settings.model_copy(update={"subnet": None}) if gone else settings
