"""Edits of facts: what else holds an address, and how large a subnet is."""

from collections.abc import Iterable, Iterator, Sequence

from netaddr import IPAddress, IPNetwork

from models.addresses import address_of, address_text
from models.assignment import Holder
from models.consistency import Rows, flaws
from models.edits.edit import PutRow
from models.edits.lookup import network_of
from models.errors import EditRefused
from models.occupancy import in_use
from models.plan import Plan
from models.regions import RegionCatalogue
from models.rules.availability import Availability, available_count, usable_ranges
from models.rules.subnets import subnet_key
from models.topology import InUse, IpConfigurationId, Region, Subnet, VirtualNetwork

SOMETHING_ELSE = "something else"
"""Who holds an address when nobody says who."""
MOST_FILLED = 4096
"""How many addresses one edit marks as in use: a plan names each of them."""


def take_address(
    plan: Plan, network: str, subnet: str, address: IPAddress, by: str = SOMETHING_ELSE
) -> PutRow:
    """Mark an address as in use by something that is not a machine of the plan (A2).

    Raises :class:`EditRefused` where nothing could have it, or something has it already.
    """
    there, standing = network_of(plan, network), subnet_of(plan, network, subnet)
    if address.version != 4:
        raise EditRefused(f"{address} is IPv6, which is not failed over; choose an IPv4 address.")
    held, value = held_in(plan, network, standing), int(address)
    room = Availability(standing, held)
    if not room.inside(value):
        raise EditRefused(
            f"{address} is outside {standing.name} ({_listed(standing.address_prefixes)});"
            " choose one inside it."
        )
    if room.reserved(value):
        raise EditRefused(f"Azure keeps {address} for itself; choose one of {_usable(standing)}.")
    if value in held:
        raise EditRefused(f"{address} is in use{_by(held[value])} already; choose another one.")
    entry = InUse(address=address, by=by)
    label = f"{address} in {standing.name} of {network} is in use{_by(by)}"
    return _put(label, there, standing, in_use=(*standing.in_use, entry))


def fill_subnet(
    plan: Plan, network: str, subnet: str, left: int, by: str = SOMETHING_ELSE
) -> PutRow:
    """Mark addresses as in use, lowest first, until only ``left`` are available (A3).

    Raises :class:`EditRefused` where fewer are available already, or where that would mark
    more than :data:`MOST_FILLED`.
    """
    there, standing = network_of(plan, network), subnet_of(plan, network, subnet)
    held = held_in(plan, network, standing)
    available = available_count(standing, held)
    if left < 0:
        raise EditRefused("A subnet cannot have fewer than 0 addresses left.")
    if left >= available:
        only = "has none left" if not available else f"has {_addresses(available)} left"
        raise EditRefused(
            f"{standing.name} of {network} {only} already; fill it to fewer than that."
        )
    if available - left > MOST_FILLED:
        raise EditRefused(
            f"That would mark {available - left} addresses one by one, and {MOST_FILLED} is the"
            " most; make the subnet smaller first."
        )
    taken = tuple(
        InUse(address=address_of(value), by=by)
        for value in free_in(standing, held, available - left)
    )
    only = f"only {_addresses(left)}" if left else "no address"
    label = f"{only} left in {standing.name} of {network}"
    return _put(label, there, standing, in_use=(*standing.in_use, *taken))


def resize_subnet(plan: Plan, network: str, subnet: str, prefixes: Sequence[IPNetwork]) -> PutRow:
    """Give a subnet other prefixes. Raises :class:`EditRefused` for what stands outside of them.

    Also for prefixes that Azure does not take, that leave the address space of the network
    or that another subnet has.
    """
    there, standing = network_of(plan, network), subnet_of(plan, network, subnet)
    if tuple(prefixes) == standing.address_prefixes:
        raise EditRefused(f"{standing.name} is {_listed(prefixes)} already; choose another prefix.")
    if not prefixes:
        raise EditRefused(f"{standing.name} needs a prefix, such as 10.0.0.0/24.")
    outside = [
        (address, holder)
        for address, holder in _standing_in(plan, there, standing)
        if not any(address in prefix for prefix in prefixes)
    ]
    if outside:
        raise EditRefused(_left_outside(outside, prefixes))
    label = f"{standing.name} of {network} is {_listed(prefixes)}"
    edit = _put(label, there, standing, address_prefixes=tuple(prefixes))
    _refuse_flaws(edit.apply(plan).network(network))
    return edit


def subnet_of(plan: Plan, network: str, subnet: str) -> Subnet:
    """The subnet of that name. Raises :class:`EditRefused`."""
    found = network_of(plan, network).subnet(subnet)
    if found is None:
        raise EditRefused(f"{network} has no subnet {subnet!r}; choose one that it has.")
    return found


def held_in(plan: Plan, network: str, subnet: Subnet) -> dict[int, Holder]:
    """Who holds which address of a subnet today (A2)."""
    key = subnet_key(network, subnet.name)
    held = in_use(subnet)
    for machine in plan.virtual_machines:
        for id, ip in machine.in_failover_order:
            if ip.ipv4 is not None and subnet_key(ip.network, ip.subnet) == key:
                held[ip.ipv4] = id
    return held


def free_in(subnet: Subnet, held: dict[int, Holder], count: int) -> Iterator[int]:
    """The lowest addresses of a subnet that nothing holds: as many as asked for, or all."""
    room = Availability(subnet, held)
    for _ in range(count):
        if (address := room.lowest()) is None:
            return
        room.take(address, "")
        yield address


def _standing_in(
    plan: Plan, network: VirtualNetwork, subnet: Subnet
) -> Iterator[tuple[IPAddress, Holder]]:
    """Every address that is held in a subnet, of either version, and who has it."""
    yield from ((entry.address, entry.by) for entry in subnet.in_use)
    key = subnet_key(network.id, subnet.name)
    for machine in plan.virtual_machines:
        for id, ip in machine.in_failover_order:
            if ip.address is not None and subnet_key(ip.network, ip.subnet) == key:
                yield ip.address, id


def _left_outside(
    outside: Sequence[tuple[IPAddress, Holder]], prefixes: Sequence[IPNetwork]
) -> str:
    address, holder = min(outside, key=lambda held: (held[0].version, int(held[0])))
    who = holder.virtual_machine if isinstance(holder, IpConfigurationId) else holder
    others = len(outside) - 1
    more = f" and {others} other{'s' if others > 1 else ''}" if others else ""
    verb = "are" if others else "is"
    named = f" of {who}" if who else ""
    return f"{address}{named}{more} {verb} outside {_listed(prefixes)}; choose one that holds them."


def _refuse_flaws(network: VirtualNetwork) -> None:
    """Hold a network to what those of any plan are held to."""
    known = RegionCatalogue((Region(name=network.region, display_name=network.region),))
    for flaw in flaws(Rows(known, (network,), (), (), ())):
        raise EditRefused(f"{flaw.message}; choose another prefix.")


def _put(label: str, network: VirtualNetwork, subnet: Subnet, **fields: object) -> PutRow:
    """Put other facts of a subnet in place."""
    changed = subnet.model_copy(update=fields)
    subnets = tuple(changed if one is subnet else one for one in network.subnets)
    row = network.model_copy(update={"subnets": subnets})
    return PutRow(label, "virtual_networks", network.id, row)


def _by(holder: Holder) -> str:
    return f" by {holder}" if holder else ""


def _addresses(count: int) -> str:
    return f"{count} address" + ("" if count == 1 else "es")


def _listed(prefixes: Iterable[IPNetwork]) -> str:
    return ", ".join(map(str, prefixes))


def _usable(subnet: Subnet) -> str:
    return ", ".join(
        f"{address_text(first)} to {address_text(last)}" for first, last in usable_ranges(subnet)
    )
