"""What Site Recovery has on record for an IP configuration of a replicated machine."""

from typing import NamedTuple

from models.formats.site_recovery.told import Told
from models.plan import FailoverSettings, IpConfigurationSettings
from models.rules.subnets import target_subnet
from models.topology import IpConfiguration, NetworkInterface, VirtualNetwork


class Landing(NamedTuple):
    """Where an item goes at failover and, where that is on record, at test failover."""

    failover: VirtualNetwork
    test_failover: VirtualNetwork | None


def ip_configuration_settings(
    nic: NetworkInterface, ip: IpConfiguration, told: Told, landing: Landing
) -> IpConfigurationSettings:
    """The settings of an IP configuration, without subnets that the rules would choose (S2, S3)."""
    failover = _subnet(landing.failover, ip, told.text("recoverySubnetName"))
    again = landing.test_failover == landing.failover
    test = _subnet(
        landing.test_failover, ip, told.text("tfoSubnetName"), failover if again else None
    )
    selected = told.flag("isSeletedForFailover")
    return IpConfigurationSettings(
        network_interface=nic.name,
        name=ip.name,
        selected=ip.primary or selected is not False,
        failover=FailoverSettings(
            subnet=failover,
            address=told.address("recoveryStaticIPAddress"),
            public_ip=told.text("recoveryPublicIPAddressId"),
            load_balancer_pools=told.texts("recoveryLBBackendAddressPoolIds"),
        ),
        test_failover=FailoverSettings(
            subnet=test,
            address=told.address("tfoStaticIPAddress"),
            public_ip=told.text("tfoPublicIPAddressId"),
            load_balancer_pools=told.texts("tfoLBBackendAddressPoolIds"),
        ),
    )


def _subnet(
    network: VirtualNetwork | None,
    ip: IpConfiguration,
    recorded: str | None,
    otherwise: str | None = None,
) -> str | None:
    """The subnet that was set; ``None`` where it is the one that is chosen without it.

    ``otherwise`` is what was set for the failover, where the test is in its network (S7).
    """
    if network is None or recorded is None:
        return recorded
    chosen = target_subnet(network, ip.subnet, otherwise).name
    if chosen is not None and recorded.casefold() == chosen.casefold():
        return None
    there = network.subnet(recorded)
    return there.name if there else recorded
