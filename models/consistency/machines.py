"""What is wrong with virtual machines: their NICs, and where these stand."""

from collections.abc import Iterator

from models.consistency.flaw import Flaw, Path
from models.consistency.inside import holds, outside
from models.consistency.references import no_such_network, unknown_region
from models.consistency.repetition import duplicates, two_primaries
from models.consistency.rows import Networks, Rows
from models.progress import Progress, told
from models.topology import Allocation, IpConfiguration, VirtualMachine


def machine_flaws(rows: Rows, networks: Networks, progress: Progress) -> Iterator[Flaw]:
    """Machines whose parts share a name, stand apart, or have an address outside their subnet."""
    at = "virtual_machines"
    yield from duplicates((at,), rows.virtual_machines, lambda machine: machine.id, "id")
    for index, machine in enumerate(told(rows.virtual_machines, progress)):
        path = (at, index)
        yield from unknown_region((*path, "region"), machine.region, rows.regions)
        nics = (*path, "network_interfaces")
        yield from duplicates(nics, machine.network_interfaces, lambda nic: nic.name, "name")
        yield from two_primaries(nics, machine.network_interfaces)
        standing: str | None = None
        for number, nic in enumerate(machine.network_interfaces):
            ips = (*nics, number, "ip_configurations")
            yield from duplicates(ips, nic.ip_configurations, lambda ip: ip.name, "name")
            yield from two_primaries(ips, nic.ip_configurations)
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
        yield no_such_network((*path, "network"), ip.network)
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
    elif ip.address is not None and not holds(subnet, ip.address):
        prefixes = (*subnets, network.subnet_positions[subnet.key], "address_prefixes")
        yield outside((*path, "address"), ip.address, subnet, prefixes)
