"""What differs between what two plans decide: replicated items and their network settings."""

from collections.abc import Iterator

from models.comparison.difference import Difference, Kind
from models.comparison.values import Thing, matched
from models.findings.finding import ItemSubject
from models.plan import IpConfigurationSettings, NicSettings, Plan, ReplicatedItem
from models.topology import IpConfigurationId

_PARTS = ("network_interfaces", "ip_configurations")
_SCENARIOS = ("failover", "test_failover")


def item_differences(before: Plan, after: Plan) -> Iterator[Difference]:
    """The replicated items that differ, each followed by its settings."""
    old = {item.virtual_machine: item for item in before.replicated_items}
    new = {item.virtual_machine: item for item in after.replicated_items}
    for id, one, other in matched(old, new):
        thing = Thing(Kind.ITEM, ItemSubject(id), id)
        yield from thing.compared(one, other, _words, _item)


def _item(thing: Thing, before: ReplicatedItem, after: ReplicatedItem) -> Iterator[Difference]:
    yield from thing.fields(before, after, but=_PARTS)
    names = [nic.name for item in (before, after) for nic in item.network_interfaces]
    for name in dict.fromkeys(names):
        nic = Thing(Kind.NIC_SETTINGS, thing.subject, f"{thing.name}/{name}")
        yield from _nic(nic, before.nic_settings_of(name), after.nic_settings_of(name))
    ids = [
        IpConfigurationId(thing.name, row.network_interface, row.name)
        for item in (before, after)
        for row in item.ip_configurations
    ]
    for id in dict.fromkeys(ids):
        ip = Thing(Kind.SETTINGS, id, str(id))
        yield from _ip(ip, before.settings_of(id), after.settings_of(id))


def _nic(thing: Thing, before: NicSettings, after: NicSettings) -> Iterator[Difference]:
    yield from thing.fields(before, after, but=_SCENARIOS)
    for scenario in _SCENARIOS:
        pair = getattr(before, scenario), getattr(after, scenario)
        yield from thing.fields(*pair, when=scenario.replace("_", " "))


def _ip(
    thing: Thing, before: IpConfigurationSettings, after: IpConfigurationSettings
) -> Iterator[Difference]:
    yield from thing.fields(before, after, but=_SCENARIOS)
    for scenario in _SCENARIOS:
        pair = getattr(before, scenario), getattr(after, scenario)
        yield from thing.fields(*pair, when=scenario.replace("_", " "))


def _words(item: ReplicatedItem) -> str:
    return f"to {item.failover_network}, group {item.group}"
