"""NICs of an import: their IP configurations, and who the NIC belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from netaddr import IPAddress

from models.addresses import parse_address
from models.formats.arm_ids import ArmId
from models.formats.azure_fields import Fields, Unusable
from models.formats.azure_networks import Networks, SubnetDraft
from models.formats.azure_report import Report, reason_of
from models.formats.azure_resources import Inventory, Resource
from models.topology import Allocation, IpConfiguration, NetworkInterface

NICS = "microsoft.network/networkinterfaces"
SCALE_SETS = "microsoft.compute/virtualmachinescalesets"
POOLS = "loadBalancerBackendAddressPools"
WHOLE = {4: 32, 6: 128}
"""The prefix length of a single address."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An IP configuration, the subnet it stands in and the id of its public IP address."""

    value: IpConfiguration
    subnet: SubnetDraft
    public_ip: ArmId | None


@dataclass(frozen=True, slots=True)
class Interface:
    """A NIC whose values can be used."""

    resource: Resource
    name: str
    primary: bool
    accelerated: bool
    security_group: str | None
    machine: ArmId | None
    owner: ArmId | None
    ips: tuple[Placed, ...]

    @property
    def networks(self) -> frozenset[str]:
        """The virtual networks it stands in; in Azure it is one."""
        return frozenset(ip.value.network for ip in self.ips)

    def value(self, name: str, primary: bool, machines_group: str | None) -> NetworkInterface:
        """The NIC of the plan, of a machine in that resource group."""
        group = self.resource.id.resource_group
        return NetworkInterface(
            name=name,
            resource_group=None if group == machines_group else group,
            primary=primary,
            accelerated_networking=self.accelerated,
            network_security_group=self.security_group,
            ip_configurations=tuple(ip.value for ip in self.ips),
        )


def interfaces(
    inventory: Inventory, networks: Networks, report: Report
) -> dict[str, Interface | None]:
    """Every NIC by the key of its id; ``None`` where it cannot be used and that was said."""
    found: dict[str, Interface | None] = {}
    for resource in inventory.of_kind(NICS):
        found[resource.id.key] = None
        with report.skipping(resource.source, resource.id.tail):
            found[resource.id.key] = _interface(resource, networks, report)
    return found


def is_in_scale_set(id: ArmId) -> bool:
    """Whether an id is that of an instance of a scale set, or of a part of one."""
    return id.kind.startswith(f"{SCALE_SETS}/")


def _interface(resource: Resource, networks: Networks, report: Report) -> Interface | None:
    fields = resource.fields
    machine = fields.reference("virtualMachine")
    if machine and is_in_scale_set(machine):
        raise Unusable("it belongs to a VM scale set, whose addresses come and go")
    owner = fields.reference("privateEndpoint") or fields.reference("privateLinkService")
    security_group = fields.reference("networkSecurityGroup")
    ips = _placed(resource, networks, report)
    if not ips:
        return None
    return Interface(
        resource,
        resource.name,
        fields.flag("primary") or False,
        fields.flag("enableAcceleratedNetworking") or False,
        security_group.name if security_group else None,
        machine,
        owner,
        _one_primary(ips),
    )


def _placed(resource: Resource, networks: Networks, report: Report) -> tuple[Placed, ...]:
    rows = resource.fields.rows("ipConfigurations")
    if not rows:
        raise Unusable("it has no IP configuration")
    placed, reasons = [], []
    for row in rows:
        try:
            placed.append(_ip_configuration(row, networks))
        except ValueError as error:
            reasons.append((_name(row), reason_of(error)))
    if not placed and len({reason for _, reason in reasons}) == 1:
        raise Unusable(reasons[0][1])
    for name, reason in reasons:
        subject = f"{resource.id.tail}/ipConfigurations/{name}"
        report.skip(resource.source, subject, reason)
    for row in rows:
        if block := _block(row):
            subject = f"{resource.id.tail}/ipConfigurations/{_name(row)}"
            report.skip(resource.source, subject, block)
    return tuple(placed)


def _ip_configuration(row: Fields, networks: Networks) -> Placed:
    address, allocation = _address(row), _allocation(row)
    version = row.text("privateIPAddressVersion") or "IPv4"
    if address is None and version.casefold() == "ipv6":
        raise Unusable("IPv6 without an address")
    if address is None and allocation is Allocation.STATIC:
        raise Unusable("its allocation is static, but it has no address")
    subnet_id, public_ip = row.reference("subnet"), row.reference("publicIPAddress")
    if subnet_id is None:
        raise Unusable("it names no subnet")
    subnet = networks.subnet(subnet_id)
    if address is not None and address not in subnet:
        raise Unusable(f"{address} is outside subnet {subnet.name!r} of {subnet.network!r}")
    value = IpConfiguration(
        name=_name(row),
        primary=row.flag("primary") or False,
        network=subnet.network,
        subnet=subnet.name,
        address=address,
        allocation=allocation,
        public_ip=public_ip.name if public_ip else None,
        load_balancer_pools=tuple("/".join(pool.names) for pool in row.references(POOLS)),
    )
    return Placed(value, subnet, public_ip)


def _name(row: Fields) -> str:
    return row.text("name") or ArmId(row.text("id") or "").name


def _address(row: Fields) -> IPAddress | None:
    text = row.text("privateIPAddress")
    return parse_address(text.partition("/")[0]) if text else None


def _allocation(row: Fields) -> Allocation:
    text = row.text("privateIPAllocationMethod") or Allocation.DYNAMIC
    if text.casefold() not in set(Allocation):
        raise Unusable(f"its allocation is {text!r}; expected Static or Dynamic")
    return Allocation(text.casefold())


def _block(row: Fields) -> str | None:
    """What is not taken of an IP configuration that holds a whole block of addresses."""
    length = row.number("privateIPAddressPrefixLength")
    address = _address(row)
    if length is None or address is None or length == WHOLE[address.version]:
        return None
    return f"it holds a block of addresses, {address}/{length}; the plan has only the first"


def _one_primary(ips: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """The IP configurations with one primary: the first that says so, else the first."""
    primary = next((ip for ip in ips if ip.value.primary), ips[0])
    return tuple(_with_primary(ips, primary))


def _with_primary(ips: tuple[Placed, ...], primary: Placed) -> Iterator[Placed]:
    for ip in ips:
        yield replace(ip, value=ip.value.model_copy(update={"primary": ip is primary}))
