"""Virtual networks of an import while it goes on, and who holds which of their addresses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from netaddr import IPAddress, IPNetwork

from models.addresses import parse_prefix
from models.formats.arm_ids import ArmId
from models.formats.azure_fields import Fields, Unusable
from models.formats.azure_names import distinct, listed
from models.formats.azure_report import Report
from models.formats.azure_resources import Inventory, Resource
from models.topology import InUse, Subnet, VirtualNetwork

NETWORKS = "microsoft.network/virtualnetworks"
USERS = (
    "ipConfigurations",
    "privateEndpoints",
    "applicationGatewayIPConfigurations",
    "ipConfigurationProfiles",
)
"""Where a subnet names what stands in it: ids of owners, without their addresses."""


@dataclass(slots=True)
class SubnetDraft:
    """A subnet, and what is found to stand in it."""

    id: ArmId
    network: str
    name: str
    prefixes: tuple[IPNetwork, ...]
    delegation: str | None
    users: tuple[ArmId, ...]
    holders: dict[IPAddress, str] = field(default_factory=dict)
    in_use: list[InUse] = field(default_factory=list)

    def __contains__(self, address: IPAddress) -> bool:
        return any(address in prefix for prefix in self.prefixes)

    def hold(self, address: IPAddress, by: str) -> None:
        """Note that something other than a NIC of the plan holds an address.

        Raises :class:`Unusable` where that cannot be so.
        """
        if address not in self:
            raise Unusable(f"{address} is outside subnet {self.name!r}: {_joined(self.prefixes)}")
        holder = self.holders.setdefault(address, by)
        if holder != by:
            raise Unusable(f"{address} is already held by {holder}")
        entry = InUse(address=address, by=by)
        if entry not in self.in_use:
            self.in_use.append(entry)

    def value(self) -> Subnet:
        """The subnet of the plan."""
        return Subnet(
            name=self.name,
            address_prefixes=self.prefixes,
            delegation=self.delegation,
            in_use=tuple(sorted(self.in_use, key=lambda entry: entry.address)),
        )


@dataclass(slots=True)
class NetworkDraft:
    """A virtual network; ``id`` is the plan's, ``subnets`` are found by casefolded name."""

    resource: Resource
    name: str
    region: str
    address_space: tuple[IPNetwork, ...]
    peers: tuple[ArmId, ...]
    subnets: dict[str, SubnetDraft] = field(default_factory=dict)
    id: str = ""

    def value(self, ids: dict[str, str]) -> VirtualNetwork:
        """The virtual network of the plan; ``ids`` has the plan's ids by those of ARM."""
        peers = (ids.get(peer.key, peer.text) for peer in self.peers)
        return VirtualNetwork(
            id=self.id,
            name=self.name,
            region=self.region,
            resource_group=self.resource.id.resource_group,
            subscription=self.resource.id.subscription,
            address_space=self.address_space,
            production=True,
            peered_with=tuple(dict.fromkeys(peers)),
            subnets=tuple(subnet.value() for subnet in self.subnets.values()),
        )


class Networks:
    """The virtual networks of an import, in the order in which they were given."""

    def __init__(self, inventory: Inventory, report: Report) -> None:
        self._drafts: dict[str, NetworkDraft] = {}
        for resource in inventory.of_kind(NETWORKS):
            with report.skipping(resource.source, resource.id.tail):
                self._drafts[resource.id.key] = _network(resource, report)
        drafts = self._drafts.values()
        names = distinct([(draft.name, draft.resource.id.resource_group) for draft in drafts])
        for draft, id in zip(drafts, names, strict=True):
            draft.id = id
            for subnet in draft.subnets.values():
                subnet.network = id

    def __iter__(self) -> Iterator[NetworkDraft]:
        return iter(self._drafts.values())

    @property
    def ids(self) -> dict[str, str]:
        """The plan's ids by the keys of the ARM ids."""
        return {key: draft.id for key, draft in self._drafts.items()}

    def subnet(self, id: ArmId) -> SubnetDraft:
        """The subnet of an ARM id. Raises :class:`Unusable` where it was not given."""
        network = self._drafts.get(id.parent.key)
        if network is None:
            raise Unusable(
                f"its virtual network {id.parent.name!r} is not among what is imported;"
                ' add what "az network vnet list" writes'
            )
        subnet = network.subnets.get(id.name.casefold())
        if subnet is None:
            raise Unusable(f"virtual network {network.name!r} has no usable subnet {id.name!r}")
        return subnet


def _network(resource: Resource, report: Report) -> NetworkDraft:
    fields = resource.fields
    spaces = [text for row in fields.rows("addressSpace") for text in row.texts("addressPrefixes")]
    draft = NetworkDraft(
        resource,
        resource.name,
        resource.region,
        tuple(_prefixes(spaces, resource, resource.id.tail, report)),
        tuple(
            peer
            for peering in fields.rows("virtualNetworkPeerings")
            if (peer := peering.reference("remoteVirtualNetwork"))
        ),
    )
    if not draft.address_space:
        raise Unusable("it has no address space")
    for row in fields.rows("subnets"):
        name = row.text("name") or (ArmId(row.text("id") or "").name)
        id = ArmId(f"{resource.id.text.rstrip('/')}/subnets/{name}")
        with report.skipping(resource.source, id.tail):
            subnet = _subnet(id, name, row, resource, report)
            if name.casefold() in draft.subnets:
                raise Unusable("another subnet of this virtual network has its name")
            draft.subnets[name.casefold()] = subnet
    return draft


def _subnet(id: ArmId, name: str, row: Fields, resource: Resource, report: Report) -> SubnetDraft:
    if not name:
        raise Unusable("it has no name")
    alone = row.text("addressPrefix")
    texts = row.texts("addressPrefixes") or ((alone,) if alone else ())
    prefixes = tuple(_prefixes(texts, resource, id.tail, report))
    if not prefixes:
        raise Unusable("it has no address prefix that can be used")
    services = [each.text("serviceName") for each in row.rows("delegations")]
    users = tuple(user for field in USERS for user in row.references(field))
    return SubnetDraft(id, "", name, prefixes, next(filter(None, services), None), users)


def _prefixes(
    texts: Iterable[str], resource: Resource, subject: str, report: Report
) -> Iterator[IPNetwork]:
    for text in texts:
        with report.skipping(resource.source, subject):
            yield parse_prefix(text)


def _joined(prefixes: Iterable[IPNetwork]) -> str:
    return listed(map(str, prefixes))
