"""Edits of planned networks: what a plan can change of what is not there yet (M6).

A network that exists is a fact; of it only the state is changed here.
"""

from collections.abc import Iterator

from netaddr import IPAddress, IPNetwork

from models.addresses import Prefix
from models.edits.edit import Edit, PutRow
from models.edits.lookup import network_of
from models.errors import EditRefused
from models.plan import Plan
from models.topology import State, Subnet, VirtualNetwork


def plan_network(plan: Plan, network: VirtualNetwork) -> Edit:
    """Add a network that has yet to be created. Raises :class:`EditRefused`."""
    if network.id in plan.virtual_networks:
        raise EditRefused(f"There is a virtual network {network.id!r} already; take another name.")
    return PutRow(f"plan {network.id}", "virtual_networks", network.id, network)


def mark_existing(plan: Plan, id: str) -> Edit:
    """Note that a planned network was created. Raises :class:`EditRefused`."""
    network = _planned(plan, id)
    return _put(f"mark {id} as existing", network, state=State.EXISTING)


def rename_network(plan: Plan, id: str, name: str) -> Edit:
    """Give a planned network another name; its id stays. Raises :class:`EditRefused`."""
    network = _planned(plan, id)
    if not name:
        raise EditRefused("A network needs a name.")
    return _put(f"name {id} {name}", network, name=name)


def set_prefixes(plan: Plan, id: str, subnet: str, prefixes: tuple[Prefix, ...]) -> Edit:
    """Give a subnet of a planned network other prefixes.

    Raises :class:`EditRefused` where they are outside the address space, overlap another
    subnet, or leave out an address that is taken.
    """
    network = _planned(plan, id)
    standing = network.subnet(subnet)
    if standing is None:
        raise EditRefused(f"{id} has no subnet {subnet}.")
    _check_room(network, prefixes, besides=standing)
    for address in _taken(plan, network, standing):
        if not any(address in prefix for prefix in prefixes):
            raise EditRefused(f"{address} is taken in {standing.name} and would be outside.")
    changed = standing.model_copy(update={"address_prefixes": prefixes})
    rows = tuple(changed if row is standing else row for row in network.subnets)
    words = ", ".join(map(str, prefixes))
    return _put(f"give {standing.name} of {id} {words}", network, subnets=rows)


def add_subnet(plan: Plan, id: str, subnet: Subnet) -> Edit:
    """Add a subnet to a planned network. Raises :class:`EditRefused`."""
    network = _planned(plan, id)
    if network.subnet(subnet.name) is not None:
        raise EditRefused(f"{id} has a subnet {subnet.name} already.")
    _check_room(network, subnet.address_prefixes)
    label = f"add {subnet.name} to {id}"
    return _put(label, network, subnets=(*network.subnets, subnet))


def remove_peering(plan: Plan, id: str, other: str) -> Edit:
    """Take back that a planned network names another one as its peer.

    Raises :class:`EditRefused` where it names none of that name.
    """
    network = _planned(plan, id)
    if other not in network.peered_with:
        raise EditRefused(f"{id} does not say that it is peered with {other}.")
    left = tuple(name for name in network.peered_with if name != other)
    return _put(f"no peering of {id} with {other}", network, peered_with=left)


def _put(label: str, network: VirtualNetwork, **fields: object) -> PutRow:
    return PutRow(label, "virtual_networks", network.id, network.model_copy(update=fields))


def _planned(plan: Plan, id: str) -> VirtualNetwork:
    network = network_of(plan, id)
    if network.state is not State.PLANNED:
        raise EditRefused(
            f"{id} exists: change it in Azure and import it again, or edit the plan file."
        )
    return network


def _check_room(
    network: VirtualNetwork, prefixes: tuple[IPNetwork, ...], besides: Subnet | None = None
) -> None:
    for prefix in prefixes:
        if not any(prefix in space for space in network.address_space):
            raise EditRefused(f"{prefix} is outside the address space of {network.id}.")
        for other in network.subnets:
            if other is not besides and any(
                _overlap(prefix, own) for own in other.address_prefixes
            ):
                raise EditRefused(f"{prefix} overlaps {other.name} of {network.id}.")


def _overlap(one: IPNetwork, other: IPNetwork) -> bool:
    return one.version == other.version and (one in other or other in one)


def _taken(plan: Plan, network: VirtualNetwork, subnet: Subnet) -> Iterator[IPAddress]:
    """The addresses that are held in a subnet today."""
    yield from (entry.address for entry in subnet.in_use)
    for machine in plan.virtual_machines:
        for _, ip in machine.in_failover_order:
            here = ip.network == network.id and ip.subnet.casefold() == subnet.key
            if here and ip.address is not None:
                yield ip.address
