"""What was set for machines, NICs and IP configurations, as names with values."""

from collections.abc import Iterator

from models.exports.html.parts import name
from models.exports.markup import Content, joined
from models.plan import FailoverSettings, NicFailoverSettings, ReplicatedItem
from models.topology import IpConfigurationId

Fact = tuple[str, Content]


def nic_facts(item: ReplicatedItem, nic: str) -> Iterator[Fact]:
    """What was set for a NIC at failover and in a test."""
    settings = item.nic_settings_of(nic)
    yield from _nic("at failover", settings.failover)
    yield from _nic("in a test", settings.test_failover)


def ip_facts(item: ReplicatedItem, id: IpConfigurationId) -> Iterator[Fact]:
    """What was set for an IP configuration besides its subnet and its address."""
    settings = item.settings_of(id)
    if not settings.selected:
        yield "Selected for failover", "no"
    yield from _ip("at failover", settings.failover)
    yield from _ip("in a test", settings.test_failover)


def _nic(when: str, settings: NicFailoverSettings) -> Iterator[Fact]:
    yield f"NIC {when}", name(settings.name)
    yield f"Its resource group {when}", name(settings.resource_group)
    yield f"Network security group {when}", name(settings.network_security_group)
    if settings.reuse_existing is not None:
        yield f"Existing NIC {when}", "taken" if settings.reuse_existing else "not taken"
    if settings.accelerated_networking is not None:
        on = "on" if settings.accelerated_networking else "off"
        yield f"Accelerated networking {when}", on


def _ip(when: str, settings: FailoverSettings) -> Iterator[Fact]:
    yield f"Public IP address {when}", name(settings.public_ip)
    if settings.load_balancer_pools:
        pools = joined(", ", map(name, settings.load_balancer_pools))
        yield f"Load balancer pools {when}", pools
