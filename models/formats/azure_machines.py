"""Virtual machines of an import, each with those of its NICs that can be used."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.formats.arm_ids import ArmId
from models.formats.azure_fields import Unusable
from models.formats.azure_interfaces import Interface
from models.formats.azure_names import distinct, listed
from models.formats.azure_networks import Networks
from models.formats.azure_report import Report
from models.formats.azure_resources import Inventory, Resource
from models.topology import VirtualMachine

MACHINES = "microsoft.compute/virtualmachines"
PROFILE = "networkProfile"
NO_NICS = "none of its NICs can be used"
ADD_NICS = 'add what "az network nic list" writes'


@dataclass(frozen=True, slots=True)
class MachineDraft:
    """A virtual machine and its NICs, the primary one named apart."""

    resource: Resource
    name: str
    region: str
    interfaces: tuple[Interface, ...]
    primary: Interface

    @property
    def nic_names(self) -> list[str]:
        """What the plan calls its NICs, in their order."""
        return distinct([(nic.name, nic.resource.id.resource_group) for nic in self.interfaces])

    def value(self, id: str) -> VirtualMachine:
        """The virtual machine of the plan, under its id there."""
        return VirtualMachine(
            id=id,
            name=self.name,
            region=self.region,
            resource_group=self.resource.id.resource_group,
            subscription=self.resource.id.subscription,
            network_interfaces=tuple(
                nic.value(name, nic is self.primary, self.resource.id.resource_group)
                for nic, name in zip(self.interfaces, self.nic_names, strict=True)
            ),
        )


def machines(
    inventory: Inventory,
    interfaces: Mapping[str, Interface | None],
    networks: Networks,
    report: Report,
) -> list[MachineDraft]:
    """The virtual machines that have at least one NIC in the virtual networks."""
    regions = {network.id: network.region for network in networks}
    found: list[MachineDraft] = []
    owners: dict[str, str] = {}
    for resource in inventory.of_kind(MACHINES):
        with report.skipping(resource.source, resource.id.tail):
            draft = _Assembly(resource, interfaces, regions, owners, report).draft()
            owners |= {nic.resource.id.key: draft.name for nic in draft.interfaces}
            found.append(draft)
    for draft in found:
        for nic in draft.interfaces:
            for ip in nic.ips:
                if ip.value.address is not None:
                    by = f"{draft.name}/{nic.name}/{ip.value.name}"
                    ip.subnet.holders.setdefault(ip.value.address, by)
    return found


class _Assembly:
    """One virtual machine and the NICs it names, while they are put together."""

    def __init__(
        self,
        resource: Resource,
        interfaces: Mapping[str, Interface | None],
        regions: Mapping[str, str],
        owners: Mapping[str, str],
        report: Report,
    ) -> None:
        self.resource = resource
        self.interfaces = interfaces
        self.regions = regions
        self.owners = owners
        self.report = report
        self.missing: list[str] = []

    def draft(self) -> MachineDraft:
        """The machine. Raises :class:`Unusable` where no NIC of it can be used."""
        name, region = self.resource.name, self.resource.region
        nics = self._named()
        if not nics:
            raise Unusable(self._why_none())
        primary = next((nic for nic, flagged in nics if flagged), None)
        primary = primary or next((nic for nic, _ in nics if nic.primary), nics[0][0])
        fitting = tuple(nic for nic, _ in nics if self._fits(nic, primary, region))
        if primary not in fitting:
            raise Unusable(f"its primary NIC {primary.name!r} cannot be used")
        for missing in self.missing:
            reason = f"a NIC of {name!r}, but not among what is imported; {ADD_NICS}"
            self.report.skip(self.resource.source, missing, reason)
        return MachineDraft(self.resource, name, region, fitting, primary)

    def _named(self) -> list[tuple[Interface, bool]]:
        """The NICs that the machine names and that can be used, and whether it says primary."""
        found: dict[str, tuple[Interface, bool]] = {}
        for profile in self.resource.fields.rows(PROFILE):
            for row in profile.rows("networkInterfaces"):
                id = ArmId(row.text("id") or "")
                if id.key not in self.interfaces:
                    self.missing.append(id.tail or "one without an id")
                elif nic := self.interfaces[id.key]:
                    found.setdefault(id.key, (nic, row.flag("primary") or False))
        return list(found.values())

    def _why_none(self) -> str:
        if self.missing:
            return (
                f"none of its NICs is among what is imported ({listed(self.missing)}); {ADD_NICS}"
            )
        if not any(row.rows("networkInterfaces") for row in self.resource.fields.rows(PROFILE)):
            return "it names no NIC"
        return NO_NICS

    def _fits(self, nic: Interface, primary: Interface, region: str) -> bool:
        """Whether a NIC can be part of this machine; if not, that is reported."""
        reason = self._why_not(nic, primary, region)
        if reason:
            self.report.skip(nic.resource.source, nic.resource.id.tail, reason)
        return reason is None

    def _why_not(self, nic: Interface, primary: Interface, region: str) -> str | None:
        if owner := self.owners.get(nic.resource.id.key):
            return f"{self.resource.name!r} names it too, but it is a NIC of {owner!r}"
        if nic.networks != primary.networks or len(nic.networks) > 1:
            return f"{self.resource.name!r} would stand in several virtual networks"
        for network in nic.networks:
            if self.regions[network] != region:
                where = self.regions[network]
                return f"it stands in {where}, but {self.resource.name!r} in {region}"
        return None
