"""What holds addresses without being a NIC of a machine: load balancers, endpoints and the like."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from models.addresses import parse_address
from models.formats.arm_ids import ArmId
from models.formats.azure_fields import Fields, Unusable
from models.formats.azure_interfaces import Interface
from models.formats.azure_networks import Networks
from models.formats.azure_report import Report, reason_of
from models.formats.azure_resources import Inventory, Resource

ENDPOINTS = "microsoft.network/privateendpoints"
NOT_KNOWN = "address not known: Azure does not show it"
PUBLIC_ONLY = "public only: it takes no address of a subnet"


class Holder(NamedTuple):
    """A kind of resource with addresses in subnets: its word and where it lists them."""

    word: str
    fields: tuple[str, ...]


HOLDERS = {
    "microsoft.network/loadbalancers": Holder("load balancers", ("frontendIPConfigurations",)),
    "microsoft.network/applicationgateways": Holder(
        "application gateways", ("frontendIPConfigurations", "gatewayIPConfigurations")
    ),
    "microsoft.network/bastionhosts": Holder("Bastion hosts", ("ipConfigurations",)),
    "microsoft.network/azurefirewalls": Holder(
        "Azure Firewalls", ("ipConfigurations", "managementIpConfiguration")
    ),
    "microsoft.network/virtualnetworkgateways": Holder(
        "virtual network gateways", ("ipConfigurations",)
    ),
}


class Holders:
    """Puts the addresses of everything but machines into the subnets, and counts whose."""

    def __init__(self, inventory: Inventory, networks: Networks, report: Report) -> None:
        self.used: Counter[str] = Counter()
        self._networks = networks
        self._report = report
        self._endpoints = {endpoint.id.key: endpoint for endpoint in inventory.of_kind(ENDPOINTS)}
        self._endpoint_of_nic: dict[str, ArmId] = {}
        self._shown_by_nic: set[str] = set()
        for endpoint in self._endpoints.values():
            with report.skipping(endpoint.source, endpoint.id.tail):
                for nic in endpoint.fields.references("networkInterfaces"):
                    self._endpoint_of_nic[nic.key] = endpoint.id

    def hold_interfaces(self, interfaces: Iterable[Interface]) -> None:
        """Hold the addresses of NICs that are part of no machine of the plan."""
        for nic in interfaces:
            owner = nic.owner or self._endpoint_of_nic.get(nic.resource.id.key)
            held = [self._hold_interface(nic, number, owner) for number in range(len(nic.ips))]
            self.used["NICs"] += any(held)
            if owner and any(held):
                self._shown_by_nic.add(owner.key)

    def _hold_interface(self, nic: Interface, number: int, owner: ArmId | None) -> bool:
        ip = nic.ips[number]
        subject = f"{nic.resource.id.tail}/ipConfigurations/{ip.value.name}"
        try:
            if ip.value.address is None:
                raise Unusable("it belongs to no machine of the plan and has no address")
            ip.subnet.hold(ip.value.address, _owner(nic, owner))
        except Unusable as error:
            self._report.skip(nic.resource.source, subject, str(error))
            return False
        return True

    def hold_frontends(self, resources: Iterable[Resource]) -> None:
        """Hold the addresses of load balancers, gateways, firewalls and Bastion hosts."""
        for resource in resources:
            if holder := HOLDERS.get(resource.kind):
                with self._report.skipping(resource.source, resource.id.tail):
                    rows = [row for field in holder.fields for row in resource.fields.rows(field)]
                    if not rows:
                        raise Unusable("it takes no address of a subnet")
                    held = [self._hold_frontend(resource, row) for row in rows]
                    self.used[holder.word] += any(held)

    def _hold_frontend(self, resource: Resource, row: Fields) -> bool:
        name = row.text("name") or ArmId(row.text("id") or "").name
        try:
            address, subnet = row.text("privateIPAddress"), row.reference("subnet")
            if subnet is None:
                raise Unusable("it names no subnet" if address else PUBLIC_ONLY)
            standing = self._networks.subnet(subnet)
            if address is None:
                raise Unusable(f"{NOT_KNOWN} (in subnet {standing.name!r})")
            standing.hold(parse_address(address), f"{resource.name}/{name}")
        except ValueError as error:
            kind = resource.id.tail
            self._report.skip_one_of(resource.source, kind, name, reason_of(error))
            return False
        return True

    def hold_endpoints(self) -> None:
        """Hold the addresses of private endpoints; where its NIC was given, that has them."""
        for endpoint in self._endpoints.values():
            if endpoint.id.key in self._shown_by_nic:
                self.used["private endpoints"] += 1
                continue
            with self._report.skipping(endpoint.source, endpoint.id.tail):
                self.used["private endpoints"] += self._hold_endpoint(endpoint)

    def _hold_endpoint(self, endpoint: Resource) -> bool:
        """Hold what a private endpoint says itself: its static or its DNS addresses."""
        id = endpoint.fields.reference("subnet")
        if id is None:
            raise Unusable("it names no subnet")
        subnet = self._networks.subnet(id)
        rows = endpoint.fields.rows("ipConfigurations")
        static = [text for row in rows if (text := row.text("privateIPAddress"))]
        named = [
            text
            for config in endpoint.fields.rows("customDnsConfigs")
            for text in config.texts("ipAddresses")
        ]
        texts = list(dict.fromkeys(static or named))
        if not texts:
            raise Unusable('address not known; add what "az network nic list" writes')
        held = False
        for text in texts:
            with self._report.skipping(endpoint.source, endpoint.id.tail):
                subnet.hold(parse_address(text), endpoint.name)
                held = True
        return held

    def known(self, interfaces: Mapping[str, Interface | None], inventory: Inventory) -> set[str]:
        """The keys of everything whose addresses were read or named as not known."""
        owners = {nic.owner.key for nic in interfaces.values() if nic and nic.owner}
        shown = {resource.id.key for resource in inventory if resource.kind in HOLDERS}
        return {*interfaces, *owners, *shown, *self._endpoints, *self._endpoint_of_nic}


def name_unknown_users(networks: Networks, known: set[str], report: Report) -> None:
    """Say of each subnet what stands in it at an address that nothing tells.

    ``known`` has the keys of the owners that were read.
    """
    for network in networks:
        for subnet in network.subnets.values():
            unknown = [user for user in subnet.users if not _is_known(user, known)]
            if unknown:
                owners = dict.fromkeys("/".join(user.tail.split("/")[:2]) for user in unknown)
                reason = "address not known: the owner is not among what is imported"
                for owner in owners:
                    report.skip_one_of(network.resource.source, subnet.id.tail, owner, reason)


def _is_known(user: ArmId, known: set[str]) -> bool:
    return any(id.key in known for id in (user, user.parent, user.parent.parent))


def _owner(nic: Interface, owner: ArmId | None) -> str:
    """Who holds the address of a NIC, in words."""
    if owner:
        return owner.name
    return f"{nic.machine.name}/{nic.name}" if nic.machine else f"{nic.name} (unattached)"
