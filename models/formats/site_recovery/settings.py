"""The settings that Site Recovery has on record for a replicated machine."""

from models.formats.azure_fields import Unusable
from models.formats.site_recovery.configurations import Landing, ip_configuration_settings
from models.formats.site_recovery.nics import nic_settings
from models.formats.site_recovery.places import Places
from models.formats.site_recovery.told import Told
from models.plan import IpConfigurationSettings, NicSettings
from models.topology import NetworkInterface, VirtualMachine, VirtualNetwork

PRIMARY = ""
"""What a row is called that means the primary IP configuration, as of azurerm before 5."""


class Recorded:
    """What is on record for the NICs and IP configurations of a machine.

    It comes in the machine's own order. What fits none of them is reported.
    """

    def __init__(
        self,
        details: Told,
        machine: VirtualMachine,
        failover: VirtualNetwork,
        test: VirtualNetwork | None,
        places: Places,
    ) -> None:
        self._machine = machine
        self._landing = Landing(failover, test)
        self._nics = _nics(details, machine, places)

    def nics(self) -> tuple[NicSettings, ...]:
        """The settings of the NICs for which there are any."""
        found = (nic_settings(nic, told) for nic, told in self._in_order())
        return tuple(settings for settings in found if not settings.empty)

    def ip_configurations(self) -> tuple[IpConfigurationSettings, ...]:
        """The settings of the IP configurations for which there are any."""
        found = (
            ip_configuration_settings(nic, ip, rows[ip.name], self._landing)
            for nic, told in self._in_order()
            for rows in [_configurations(nic, told)]
            for ip in nic.ip_configurations
            if ip.name in rows
        )
        return tuple(settings for settings in found if not settings.empty)

    def _in_order(self) -> list[tuple[NetworkInterface, Told]]:
        nics = self._machine.network_interfaces
        return [(nic, self._nics[nic.name]) for nic in nics if nic.name in self._nics]


def _nics(details: Told, machine: VirtualMachine, places: Places) -> dict[str, Told]:
    """What is told of each NIC, by its name in the plan; the first where that is twice."""
    found: dict[str, Told] = {}
    for row in details.rows("vmNics"):
        with row.report.skipping(row.source, row.subject):
            name = places.nic(row.id("sourceNicArmId"), machine)
            if name in found:
                raise Unusable(f"{name!r} is named before; the first is used")
            found[name] = row.called(f"{details.subject}/vmNics/{name}")
    return found


def _configurations(nic: NetworkInterface, told: Told) -> dict[str, Told]:
    """What is told of each IP configuration, by its name; the first where that is twice."""
    found: dict[str, Told] = {}
    by_name = {ip.name.casefold(): ip for ip in nic.ip_configurations}
    by_name[PRIMARY] = next(ip for ip in nic.ip_configurations if ip.primary)
    for row in told.rows("ipConfigs"):
        with row.report.skipping(row.source, row.subject):
            given = row.text("name") or PRIMARY
            ip = by_name.get(given.casefold())
            if ip is None:
                raise Unusable(f"NIC {nic.name!r} came in without an IP configuration {given!r}")
            if ip.name in found:
                raise Unusable(f"{ip.name!r} is named before; the first is used")
            found[ip.name] = row.called(f"{told.subject}/ipConfigs/{ip.name}")
    return found
