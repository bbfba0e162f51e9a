"""The network settings of replicated items, complete: every NIC, every IP configuration.

An update of an item overwrites what it leaves out, so all of it is said each time
(<https://learn.microsoft.com/powershell/module/az.recoveryservices/set-azrecoveryservicesasrreplicationprotecteditem>).
"""

from dataclasses import dataclass

from models.exports.application.parameters import Text, text
from models.exports.application.vaults import Vault
from models.plan import ReplicatedItem
from models.topology import VirtualMachine


@dataclass(frozen=True, slots=True)
class IpTarget:
    """What an IP configuration is given in a scenario; ``None`` is left to Azure.

    ``subnet`` is the one that the rules choose, in the target's own spelling.
    """

    subnet: str | None
    address: str | None
    public_ip: Text | None
    load_balancer_pools: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class IpUpdate:
    """The settings of one IP configuration; ``test_failover`` only with a test network."""

    name: str
    primary: bool
    selected: bool
    failover: IpTarget
    test_failover: IpTarget | None


@dataclass(frozen=True, slots=True)
class NicTarget:
    """What a NIC is given in a scenario; ``None`` is left to Azure."""

    name: str | None
    resource_group: str | None
    reuse_existing: bool
    network_security_group: Text | None
    accelerated_networking: bool


@dataclass(frozen=True, slots=True)
class NicUpdate:
    """The settings of one NIC: ``id`` is its ARM id, ``nic_id`` Site Recovery's own."""

    name: str
    id: Text
    nic_id: Text
    primary: bool
    failover: NicTarget
    test_failover: NicTarget | None
    ip_configurations: tuple[IpUpdate, ...]


@dataclass(frozen=True, slots=True)
class ItemUpdate:
    """A replicated item whose settings are put in place.

    ``machine_id``, ``failover_network`` and ``test_failover_network`` are ARM ids; ``name``
    is what the vault calls the item, ``existing`` that an import found it there.
    """

    item: ReplicatedItem
    machine: VirtualMachine
    machine_id: Text
    vault: Vault
    fabric: Text
    container: Text
    target_fabric: Text
    target_container: Text
    name: Text
    failover_network: Text
    test_failover_network: Text | None
    network_interfaces: tuple[NicUpdate, ...]
    existing: bool

    @property
    def path(self) -> Text:
        """Where it is below its vault."""
        return text(
            ("replicationFabrics/", *self.fabric),
            ("/replicationProtectionContainers/", *self.container),
            ("/replicationProtectedItems/", *self.name),
        )
