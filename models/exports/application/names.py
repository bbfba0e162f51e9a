"""What Azure calls the things of a plan: their ARM ids, or parameters for what is not known."""

from models.exports.application.parameters import Parameters, Text, text
from models.plan import Plan
from models.topology import NetworkInterface, VirtualMachine, VirtualNetwork

NETWORKS = "Microsoft.Network/virtualNetworks"
INTERFACES = "Microsoft.Network/networkInterfaces"
MACHINES = "Microsoft.Compute/virtualMachines"
SECURITY_GROUP = "network security group"
PUBLIC_IP = "public IP address"
POOL = "load-balancer backend pool"


class AzureNames:
    """ARM ids of the networks, machines and other resources that a plan speaks of."""

    def __init__(self, plan: Plan, parameters: Parameters) -> None:
        self._plan = plan
        self._parameters = parameters
        self._networks: dict[str, Text] = {}

    def network(self, id: str) -> Text:
        """The ARM id of a virtual network of the plan."""
        if id not in self._networks:
            network = self._plan.network(id)
            own = f"/providers/{NETWORKS}/{network.name}"
            self._networks[id] = text(self._group_id(network), own)
        return self._networks[id]

    def machine(self, machine: VirtualMachine) -> Text:
        """The ARM id of a virtual machine."""
        return text(self._group_id(machine), f"/providers/{MACHINES}/{machine.name}")

    def interface(self, machine: VirtualMachine, nic: NetworkInterface) -> Text:
        """The ARM id of a NIC of a machine."""
        group = nic.resource_group
        name = nic.name.removesuffix(f" ({group})") if group else nic.name
        holder = machine.model_copy(update={"resource_group": group}) if group else machine
        return text(self._group_id(holder), f"/providers/{INTERFACES}/{name}")

    def resource(self, kind: str, name: str) -> Text:
        """The ARM id of another resource: ``name`` itself where it is one, else a parameter."""
        if name.startswith("/"):
            return text(name)
        return text(self._parameters.of(f"{kind} {name}", f"the ARM id of the {kind} {name}"))

    def subscription(self, of: VirtualNetwork | VirtualMachine) -> Text:
        """The subscription id of a network or a machine."""
        if of.subscription:
            return text(of.subscription)
        meaning = "the subscription id of everything whose subscription the plan does not say"
        return text(self._parameters.of("subscription", meaning))

    def resource_group(self, of: VirtualNetwork | VirtualMachine) -> Text:
        """The resource group of a network or a machine."""
        if of.resource_group:
            return text(of.resource_group)
        meaning = f"the resource group of {of.name}"
        return text(self._parameters.of(f"resource group of {of.id}", meaning))

    def _group_id(self, of: VirtualNetwork | VirtualMachine) -> Text:
        group = self.resource_group(of)
        return text("/subscriptions/", self.subscription(of), "/resourceGroups/", group)
