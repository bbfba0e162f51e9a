"""What would make a plan meaningless: every check that a plan passes before it is one.

Each check yields :class:`Flaw` values; all checks always run, so that a person sees
everything that is wrong at once. What is meaningful but unwise is a finding instead
(:mod:`models.findings`).
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias, TypeVar

from netaddr import IPAddress, IPNetwork

from models.addresses import address_text
from models.plan import IpConfigurationSettings, NetworkMapping, Plan, ReplicatedItem
from models.progress import Progress, part_of, told, untold
from models.regions import RegionCatalogue, catalogue
from models.topology import (
    Allocation,
    IpConfiguration,
    NetworkInterface,
    Region,
    Subnet,
    VirtualMachine,
    VirtualNetwork,
)

Path: TypeAlias = tuple[str | int, ...]
T = TypeVar("T")

SMALLEST_SUBNET, LARGEST_SUBNET = 29, 2
"""IPv4 prefix lengths, both allowed (A1)."""
IPV6_SUBNET = 64
"""The only length an IPv6 subnet may have."""


MACHINES, HOLDERS = 0.5, 0.8
"""How much is done once the machines, and who holds which address, were gone through."""


class Flaw(NamedTuple):
    """Something that makes the rows meaningless, and where: a path of names and indexes.

    ``against`` is the place of what it was held against, where that is another one.
    ``refers_to`` is set where a reference leads nowhere: the name that is not there.
    """

    path: Path
    message: str
    against: Path = ()
    refers_to: str | None = None


class Rows(NamedTuple):
    """The rows of a plan before it is one; references may lead nowhere."""

    regions: RegionCatalogue
    virtual_networks: Sequence[VirtualNetwork]
    virtual_machines: Sequence[VirtualMachine]
    network_mappings: Sequence[NetworkMapping]
    replicated_items: Sequence[ReplicatedItem]
    source_region: str | None = None
    target_region: str | None = None
    own_regions: Sequence[Region] = ()


Networks: TypeAlias = Mapping[str, tuple[int, VirtualNetwork]]
Machines: TypeAlias = Mapping[str, tuple[int, VirtualMachine]]
"""Rows by id, each with its position; of several with one id the first."""


def rows_of(plan: Plan) -> Rows:
    """The rows of a plan, to look whether it still means something."""
    return Rows(
        catalogue().with_regions(plan.regions),
        list(plan.virtual_networks),
        list(plan.virtual_machines),
        plan.network_mappings,
        list(plan.replicated_items),
        plan.source_region,
        plan.target_region,
        plan.regions,
    )


def flaws(rows: Rows, progress: Progress = untold) -> Iterator[Flaw]:
    """Everything that makes these rows meaningless, in the order of the file."""
    for field, region in (
        ("source_region", rows.source_region),
        ("target_region", rows.target_region),
    ):
        if region is not None:
            yield from _unknown_region((field,), region, rows.regions)
    yield from _region_flaws(rows.own_regions)
    networks = {row.id: (index, row) for index, row in _backwards(rows.virtual_networks)}
    machines = {row.id: (index, row) for index, row in _backwards(rows.virtual_machines)}
    yield from _network_flaws(rows)
    yield from _machine_flaws(rows, networks, part_of(progress, 0, MACHINES))
    progress(MACHINES)
    yield from _held_twice(rows)
    progress(HOLDERS)
    for index, mapping in enumerate(rows.network_mappings):
        for field, id in (("source", mapping.source), ("target", mapping.target)):
            if id not in networks:
                yield _no_such_network(("network_mappings", index, field), id)
    yield from _item_flaws(rows, networks, machines)


def _backwards(rows: Sequence[T]) -> Iterator[tuple[int, T]]:
    return zip(range(len(rows) - 1, -1, -1), reversed(rows), strict=True)


def _no_such_network(path: Path, id: str) -> Flaw:
    message = f"there is no virtual network {id!r} in this plan"
    return Flaw(path, message, ("virtual_networks",), id)


def _unknown_region(path: Path, name: str, regions: RegionCatalogue) -> Iterable[Flaw]:
    if name in regions:
        return ()
    meant = regions.suggestion(name)
    hint = f"did you mean {meant!r}? " if meant else ""
    message = f"{name!r} is not a known region; {hint}a plan adds its own under [[regions]]"
    return (Flaw(path, message, ("regions",), name),)


def _region_flaws(regions: Sequence[Region]) -> Iterator[Flaw]:
    yield from _duplicates(("regions",), regions, lambda region: region.name, "name")
    for index, region in enumerate(regions):
        for field, degrees, most in (
            ("latitude", region.latitude, 90),
            ("longitude", region.longitude, 180),
        ):
            if degrees is not None and not -most <= degrees <= most:
                yield Flaw(
                    ("regions", index, field), f"expected -{most} to {most} degrees, got {degrees}"
                )


def _network_flaws(rows: Rows) -> Iterator[Flaw]:
    at = "virtual_networks"
    yield from _duplicates((at,), rows.virtual_networks, lambda network: network.id, "id")
    for index, network in enumerate(rows.virtual_networks):
        path = (at, index)
        yield from _unknown_region((*path, "region"), network.region, rows.regions)
        yield from _overlaps(
            ((*path, "address_space", number), prefix, ", of the same address space")
            for number, prefix in enumerate(network.address_space)
        )
        yield from _duplicates(
            (*path, "subnets"), network.subnets, lambda subnet: subnet.key, "name"
        )
        for number, subnet in enumerate(network.subnets):
            yield from _subnet_flaws((*path, "subnets", number), subnet, network)
        yield from _overlapping_subnets(path, network)


def _subnet_flaws(path: Path, subnet: Subnet, network: VirtualNetwork) -> Iterator[Flaw]:
    for index, prefix in enumerate(subnet.address_prefixes):
        here = (*path, "address_prefixes", index)
        if prefix.version == 6 and prefix.prefixlen != IPV6_SUBNET:
            yield Flaw(here, f"{prefix}: an IPv6 subnet is a /{IPV6_SUBNET}")
        elif prefix.version == 4 and prefix.prefixlen > SMALLEST_SUBNET:
            yield Flaw(here, f"{prefix} is too small; the smallest subnet is /{SMALLEST_SUBNET}")
        elif prefix.version == 4 and prefix.prefixlen < LARGEST_SUBNET:
            yield Flaw(here, f"{prefix} is too large; the largest subnet is /{LARGEST_SUBNET}")
        elif not any(prefix in space for space in network.address_space):
            spaces = ", ".join(map(str, network.address_space))
            message = f"{prefix} is outside the address space of {network.id!r}: {spaces}"
            yield Flaw(here, message, (*path[:-2], "address_space"))
    for index, entry in enumerate(subnet.in_use):
        if not _holds(subnet, entry.address):
            yield _outside(
                (*path, "in_use", index, "address"),
                entry.address,
                subnet,
                (*path, "address_prefixes"),
            )


def _overlapping_subnets(path: Path, network: VirtualNetwork) -> Iterator[Flaw]:
    prefixes = []
    for number, subnet in enumerate(network.subnets):
        for index, prefix in enumerate(subnet.address_prefixes):
            here = (*path, "subnets", number, "address_prefixes", index)
            prefixes.append((here, prefix, f" of subnet {subnet.name!r}"))
    yield from _overlaps(prefixes)


def _overlaps(prefixes: Iterable[tuple[Path, IPNetwork, str]]) -> Iterator[Flaw]:
    """Prefixes that share addresses with one that starts no later, each named once.

    Each comes with its place and with words for whose it is.
    """
    found = []
    widest: tuple[IPNetwork, str] | None = None
    for path, prefix, whose in sorted(
        prefixes, key=lambda entry: (entry[1].version, entry[1].first, -entry[1].last)
    ):
        other = widest[0] if widest else None
        if other and widest and other.version == prefix.version and prefix.first <= other.last:
            found.append(Flaw(path, f"{prefix} overlaps {other}{widest[1]}"))
        else:
            widest = prefix, whose
    yield from sorted(found)


def _machine_flaws(rows: Rows, networks: Networks, progress: Progress) -> Iterator[Flaw]:
    at = "virtual_machines"
    yield from _duplicates((at,), rows.virtual_machines, lambda machine: machine.id, "id")
    for index, machine in enumerate(told(rows.virtual_machines, progress)):
        path = (at, index)
        yield from _unknown_region((*path, "region"), machine.region, rows.regions)
        nics = (*path, "network_interfaces")
        yield from _duplicates(nics, machine.network_interfaces, lambda nic: nic.name, "name")
        yield from _two_primaries(nics, machine.network_interfaces)
        standing: str | None = None
        for number, nic in enumerate(machine.network_interfaces):
            ips = (*nics, number, "ip_configurations")
            yield from _duplicates(ips, nic.ip_configurations, lambda ip: ip.name, "name")
            yield from _two_primaries(ips, nic.ip_configurations)
            for position, ip in enumerate(nic.ip_configurations):
                here = (*ips, position)
                yield from _ip_configuration_flaws(here, ip, machine, rows, networks)
                if standing is not None and ip.network != standing and ip.network in networks:
                    yield Flaw(
                        (*here, "network"),
                        f"{machine.id!r} stands in {standing!r} and in {ip.network!r};"
                        " all its IP configurations are in one virtual network",
                    )
                standing = standing or (ip.network if ip.network in networks else None)


def _ip_configuration_flaws(
    path: Path,
    ip: IpConfiguration,
    machine: VirtualMachine,
    rows: Rows,
    networks: Networks,
) -> Iterator[Flaw]:
    if ip.address is None and ip.allocation is Allocation.STATIC:
        yield Flaw(
            (*path, "address"),
            "required where the allocation is static; expected an address, or"
            ' allocation = "dynamic"',
            (*path, "allocation"),
        )
    if ip.network not in networks:
        yield _no_such_network((*path, "network"), ip.network)
        return
    position, network = networks[ip.network]
    known = network.region in rows.regions and machine.region in rows.regions
    if known and network.region != machine.region:
        yield Flaw(
            (*path, "network"),
            f"{ip.network!r} is in {network.region}, {machine.id!r} in {machine.region}",
        )
    subnet = network.subnet(ip.subnet)
    subnets = ("virtual_networks", position, "subnets")
    if subnet is None:
        message = f"{ip.network!r} has no subnet {ip.subnet!r}"
        yield Flaw((*path, "subnet"), message, subnets, ip.subnet)
    elif ip.address is not None and not _holds(subnet, ip.address):
        prefixes = (*subnets, network.subnet_positions[subnet.key], "address_prefixes")
        yield _outside((*path, "address"), ip.address, subnet, prefixes)


def _holds(subnet: Subnet, address: IPAddress) -> bool:
    if address.version != 4:
        return any(address in prefix for prefix in subnet.address_prefixes)
    number = int(address)
    for first, last in subnet.ranges:  # noqa: SIM110 - any() takes twice as long
        if first <= number <= last:
            return True
    return False


def _outside(path: Path, address: IPAddress, subnet: Subnet, prefixes: Path) -> Flaw:
    expected = ", ".join(map(str, subnet.address_prefixes))
    message = f"{address} is outside subnet {subnet.name!r}: {expected}"
    return Flaw(path, message, prefixes)


_Held: TypeAlias = tuple[Path, str, str, int | IPAddress, tuple[str, ...]]
"""An address that something holds today: where the file says so, its network and subnet, and
the names of who holds it."""


def _held_twice(rows: Rows) -> Iterator[Flaw]:
    """Addresses of one subnet that two things hold today."""
    holders: dict[tuple[str, str, int | IPAddress], tuple[str, ...]] = {}
    for path, network, subnet, address, by in chain(_held_by_others(rows), _held_by_machines(rows)):
        key = (network, subnet.casefold(), address)
        if first := holders.get(key):
            both = f"by {'/'.join(first)} and by {'/'.join(by)}"
            shown = address_text(address) if isinstance(address, int) else address
            yield Flaw(path, f"{shown} is held twice: {both}")
        else:
            holders[key] = by


def _held_by_others(rows: Rows) -> Iterator[_Held]:
    seen = set()
    for index, network in enumerate(rows.virtual_networks):
        if network.id in seen:
            continue
        seen.add(network.id)
        for number, subnet in enumerate(network.subnets):
            for position, entry in enumerate(subnet.in_use):
                path = ("virtual_networks", index, "subnets", number, "in_use", position, "address")
                by = repr(entry.by) if entry.by else "an entry of in_use"
                yield path, network.id, subnet.name, _number(entry.address), (by,)


def _held_by_machines(rows: Rows) -> Iterator[_Held]:
    for index, machine in enumerate(rows.virtual_machines):
        for number, nic in enumerate(machine.network_interfaces):
            at = ("virtual_machines", index, "network_interfaces", number, "ip_configurations")
            for position, ip in enumerate(nic.ip_configurations):
                if ip.address is not None:
                    path = (*at, position, "address")
                    by = (machine.id, nic.name, ip.name)
                    yield path, ip.network, ip.subnet, _number(ip.address), by


def _number(address: IPAddress) -> int | IPAddress:
    """The integer of an IPv4 address, which is compared sooner; any other as it is."""
    return int(address) if address.version == 4 else address


def _item_flaws(rows: Rows, networks: Networks, machines: Machines) -> Iterator[Flaw]:
    at = "replicated_items"
    yield from _duplicates(
        (at,), rows.replicated_items, lambda item: item.virtual_machine, "virtual_machine"
    )
    for index, item in enumerate(rows.replicated_items):
        path = (at, index)
        for field, network in (
            ("failover_network", item.failover_network),
            ("test_failover_network", item.test_failover_network),
        ):
            if network is not None and network not in networks:
                yield _no_such_network((*path, field), network)
        if item.virtual_machine in machines:
            yield from _settings_flaws(path, item, *machines[item.virtual_machine])
        else:
            yield Flaw(
                (*path, "virtual_machine"),
                f"there is no virtual machine {item.virtual_machine!r} in this plan",
                ("virtual_machines",),
                item.virtual_machine,
            )


def _settings_flaws(
    path: Path, item: ReplicatedItem, position: int, machine: VirtualMachine
) -> Iterator[Flaw]:
    if not item.network_interfaces and not item.ip_configurations:
        return
    nics = {row.name: (number, row) for number, row in _backwards(machine.network_interfaces)}
    rows = ("virtual_machines", position, "network_interfaces")
    at = (*path, "network_interfaces")
    yield from _duplicates(at, item.network_interfaces, lambda settings: settings.name, "name")
    for index, settings in enumerate(item.network_interfaces):
        if (name := settings.name) not in nics:
            yield Flaw((*at, index, "name"), f"{machine.id!r} has no NIC {name!r}", rows, name)
    at = (*path, "ip_configurations")
    yield from _duplicates(at, item.ip_configurations, _settings_key, "name")
    for index, ip in enumerate(item.ip_configurations):
        if (name := ip.network_interface) not in nics:
            here = (*at, index, "network_interface")
            yield Flaw(here, f"{machine.id!r} has no NIC {name!r}", rows, name)
            continue
        number, nic = nics[name]
        if not any(other.name == ip.name for other in nic.ip_configurations):
            message = f"NIC {nic.name!r} has no IP configuration {ip.name!r}"
            against = (*rows, number, "ip_configurations")
            yield Flaw((*at, index, "name"), message, against, ip.name)


def _settings_key(settings: IpConfigurationSettings) -> tuple[str, str]:
    return settings.network_interface, settings.name


def _duplicates(
    path: Path, rows: Sequence[T], key: Callable[[T], Hashable], field: str
) -> Iterable[Flaw]:
    """Rows whose key an earlier row has."""
    return _repeated(path, rows, key, field) if len(rows) > 1 else ()


def _repeated(
    path: Path, rows: Sequence[T], key: Callable[[T], Hashable], field: str
) -> Iterator[Flaw]:
    first: dict[Hashable, int] = {}
    for index, row in enumerate(rows):
        value = key(row)
        standing = first.setdefault(value, index)
        if standing != index:
            shown = "/".join(value) if isinstance(value, tuple) else getattr(row, field)
            message = f"{shown!r} is already used by [{standing}] here"
            yield Flaw((*path, index, field), message, (*path, standing))


def _two_primaries(
    path: Path, rows: Sequence[NetworkInterface | IpConfiguration]
) -> Iterable[Flaw]:
    if len(rows) < 2:
        return ()
    primaries = [index for index, row in enumerate(rows) if row.primary]
    return [
        Flaw((*path, index, "primary"), f"{rows[primaries[0]].name!r} is already the primary one")
        for index in primaries[1:]
    ]
