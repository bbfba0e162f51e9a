"""What of an imported estate Site Recovery may refer to, by ARM ids."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.formats.arm_ids import ArmId
from models.formats.azure_fields import Unusable
from models.plan import Plan
from models.topology import VirtualMachine, VirtualNetwork

ADD_NETWORKS = 'add what "az network vnet list" writes'
ADD_MACHINES = 'add what "az vm list" and "az network nic list" write'


@dataclass(frozen=True, slots=True)
class Places:
    """A plan, and what its things are called there, by the keys of their ARM ids.

    ``networks`` and ``machines`` have ids of the plan, some of which it may not have after
    all; ``nics`` has the id of the machine and the name that the NIC has there.
    """

    plan: Plan
    networks: Mapping[str, str]
    machines: Mapping[str, str]
    nics: Mapping[str, tuple[str, str]]

    def network(self, id: ArmId | None, role: str) -> VirtualNetwork:
        """The network of that id, which is somebody's ``role``. Raises :class:`Unusable`."""
        if id is None:
            raise Unusable(f"it names no {role} network")
        network = self.plan.virtual_networks.get(self.networks.get(id.key, ""))
        if network is None:
            raise Unusable(
                f"its {role} network {id.name!r} is not among what is imported; {ADD_NETWORKS}"
            )
        return network

    def machine(self, id: ArmId | None) -> VirtualMachine:
        """The machine of that id. Raises :class:`Unusable`."""
        if id is None:
            raise Unusable("it names no virtual machine (fabricObjectId)")
        machine = self.plan.virtual_machines.get(self.machines.get(id.key, ""))
        if machine is None:
            raise Unusable(f"its machine {id.name!r} is not among what is imported; {ADD_MACHINES}")
        return machine

    def nic(self, id: ArmId | None, machine: VirtualMachine) -> str:
        """The name of a machine's NIC, by the NIC's id. Raises :class:`Unusable`."""
        if id is None:
            raise Unusable("it names no NIC (sourceNicArmId)")
        owner, name = self.nics.get(id.key, ("", ""))
        if owner != machine.id:
            raise Unusable(f"{id.name!r} is none of the NICs that {machine.id!r} came in with")
        return name
