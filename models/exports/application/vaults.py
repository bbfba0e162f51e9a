"""Recovery Services vaults, their fabrics and containers: from imported ids, else parameters."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.exports.application.parameters import Parameters, Text, text
from models.formats.arm_ids import ArmId
from models.plan import NetworkMapping, Plan, ReplicatedItem


@dataclass(frozen=True, slots=True)
class Vault:
    """A Recovery Services vault; ``region`` is the target region whose items it has.

    A vault cannot protect machines of its own region, so each direction has one.
    """

    region: str
    subscription: Text
    resource_group: Text
    name: Text

    @property
    def id(self) -> Text:
        """Its ARM id."""
        return text(
            ("/subscriptions/", *self.subscription),
            ("/resourceGroups/", *self.resource_group),
            ("/providers/Microsoft.RecoveryServices/vaults/", *self.name),
        )


class Vaults:
    """The vaults of a plan by the target region they serve."""

    def __init__(self, plan: Plan, parameters: Parameters) -> None:
        self._plan = plan
        self._parameters = parameters
        self._directions = {self._direction(item) for item in plan.replicated_items}
        self._several = len({target for _, target in self._directions}) > 1
        self._ids: dict[str, ArmId] = {}
        self._fabrics: dict[tuple[str, str], str] = {}
        self._containers: dict[tuple[str, str], str] = {}
        self._vaults: dict[str, Vault] = {}
        for region, vault, id in self._known():
            names = id.names
            self._ids.setdefault(vault, id)
            self._fabrics.setdefault((vault, region), names[1])
            if id.kind.endswith("/replicationprotecteditems"):
                self._containers.setdefault((vault, region), names[2])

    def of_item(self, item: ReplicatedItem) -> Vault:
        """The vault of a replicated item."""
        return self._vault(self._direction(item)[1])

    def of_mapping(self, mapping: NetworkMapping) -> Vault:
        """The vault of a mapping: that of the items it serves, ahead or on their way back."""
        return self._vault(self._serves(mapping))

    def fabric(self, vault: Vault, region: str) -> Text:
        """The name of the fabric of a region in a vault."""
        if name := self._fabrics.get((vault.region, region)):
            return text(name)
        meaning = f"the name of the fabric of {region}, for example asr-a2a-default-{region}"
        return text(self._parameters.of(self._words(f"fabric {region}", vault.region), meaning))

    def container(self, vault: Vault, region: str) -> Text:
        """The name of the protection container of a region in a vault."""
        if name := self._containers.get((vault.region, region)):
            return text(name)
        meaning = (
            f"the name of the protection container of {region},"
            f" for example asr-a2a-default-{region}-container"
        )
        return text(self._parameters.of(self._words(f"container {region}", vault.region), meaning))

    def _vault(self, region: str) -> Vault:
        if region not in self._vaults:
            self._vaults[region] = self._made(region)
        return self._vaults[region]

    def _made(self, region: str) -> Vault:
        id = self._ids.get(region)
        if id is not None and id.subscription and id.resource_group:
            return Vault(region, text(id.subscription), text(id.resource_group), text(id.names[0]))
        return Vault(region, *(self._asked(part, region) for part in _PARTS))

    def _asked(self, part: str, region: str) -> Text:
        meaning = f"{_PARTS[part]} of the Recovery Services vault of what fails over to {region}"
        return text(self._parameters.of(self._words(part, region), meaning))

    def _words(self, name: str, region: str) -> str:
        return f"{name} for {region}" if self._several else name

    def _direction(self, item: ReplicatedItem) -> tuple[str, str]:
        machine = self._plan.machine(item.virtual_machine)
        return machine.region, self._plan.network(item.failover_network).region

    def _serves(self, mapping: NetworkMapping) -> str:
        source = self._plan.network(mapping.source).region
        target = self._plan.network(mapping.target).region
        back = (source, target) not in self._directions and (target, source) in self._directions
        return source if back else target

    def _known(self) -> Iterator[tuple[str, str, ArmId]]:
        """The region, the vault and the ARM id of everything that an import named."""
        for item in self._plan.replicated_items:
            if item.azure_id and len((id := ArmId(item.azure_id)).names) >= _LEAST:
                source, target = self._direction(item)
                yield source, target, id
        for mapping in self._plan.network_mappings:
            if mapping.azure_id and len((id := ArmId(mapping.azure_id)).names) >= _LEAST:
                yield self._plan.network(mapping.source).region, self._serves(mapping), id


_PARTS = {
    "vault subscription": "the subscription id",
    "vault resource group": "the resource group",
    "vault name": "the name",
}
_LEAST = 4
"""Vault, fabric, container or network, and the name of the thing itself."""
