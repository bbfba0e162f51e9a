"""What resources are called within the configuration, and how others refer to them."""

from models.exports.application import Application, ItemUpdate, Mapping, PlannedNetwork, Text
from models.exports.application.peerings import Peering
from models.exports.export import DistinctNames
from models.exports.terraform.hcl import Expression, Reference
from models.topology import Subnet

NETWORK = "azurerm_virtual_network"
SUBNET = "azurerm_subnet"
PEERING = "azurerm_virtual_network_peering"
MAPPING = "azurerm_site_recovery_network_mapping"
REPLICATED_VM = "azurerm_site_recovery_replicated_vm"


class Labels:
    """Labels of resources, another for each of one kind, made of ASCII letters and digits."""

    def __init__(self, todo: Application) -> None:
        self._names: dict[str, DistinctNames] = {}
        self._planned = {network.id: network for network in todo.networks}
        self._subnets = {
            (network.id, subnet.name): subnet
            for network in todo.networks
            for subnet in network.network.subnets
        }

    def network(self, network: PlannedNetwork) -> str:
        """The label of a planned network."""
        return self._of(NETWORK, network.network.id)

    def subnet(self, network: PlannedNetwork, subnet: Subnet) -> str:
        """The label of a subnet of a planned network."""
        return self._of(SUBNET, network.network.id, subnet.name)

    def peering(self, peering: Peering) -> str:
        """The label of a peering."""
        return self._of(PEERING, peering.network.network.id, peering.name)

    def mapping(self, mapping: Mapping) -> str:
        """The label of a mapping."""
        return self._of(MAPPING, mapping.source, "to", mapping.target)

    def item(self, item: ItemUpdate) -> str:
        """The label of a replicated item."""
        return self._of(REPLICATED_VM, item.machine.id)

    def network_id(self, id: Text) -> Expression:
        """The ARM id of a network: a reference where this configuration creates it."""
        if id not in self._planned:
            return id
        return Reference(f"{NETWORK}.{self.network(self._planned[id])}.id")

    def subnet_name(self, network: Text | None, name: str) -> Expression:
        """The name of a subnet of a network: a reference where it is created here."""
        subnet = self._subnets.get((network or (), name))
        if network is None or subnet is None:
            return (name,)
        return Reference(f"{SUBNET}.{self.subnet(self._planned[network], subnet)}.name")

    def _of(self, kind: str, *words: str) -> str:
        names = self._names.setdefault(kind, DistinctNames("_"))
        name = names.of(words[0] if len(words) == 1 else repr(words))
        return f"_{name}" if name[0].isdigit() else name
