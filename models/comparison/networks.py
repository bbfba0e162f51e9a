"""What differs between the networks of two plans: they, their subnets, what is in use there."""

from collections.abc import Iterator

from models.comparison.difference import Difference, Kind
from models.comparison.values import Thing, matched, text_of
from models.findings.finding import NetworkSubject, SubnetSubject
from models.plan import Plan
from models.topology import InUse, Subnet, VirtualNetwork


def network_differences(before: Plan, after: Plan) -> Iterator[Difference]:
    """The networks that differ, each followed by its subnets."""
    old = {network.id: network for network in before.virtual_networks}
    new = {network.id: network for network in after.virtual_networks}
    for id, one, other in matched(old, new):
        thing = Thing(Kind.NETWORK, NetworkSubject(id), id)
        yield from thing.compared(one, other, _network_words, _network)


def _network(thing: Thing, before: VirtualNetwork, after: VirtualNetwork) -> Iterator[Difference]:
    yield from thing.fields(before, after, but=("subnets",))
    for _, one, other in matched(before.subnets_by_key, after.subnets_by_key):
        yield from _subnet(before.id, one, other)
    orders = [[subnet.key for subnet in network.subnets] for network in (before, after)]
    yield from thing.order("subnets", *orders)


def _subnet(network: str, before: Subnet | None, after: Subnet | None) -> Iterator[Difference]:
    both = [subnet for subnet in (before, after) if subnet is not None]
    name = min(subnet.name for subnet in both)  # the same from either side
    thing = Thing(Kind.SUBNET, SubnetSubject(network, name), f"{network}/{name}")
    yield from thing.compared(before, after, _prefixes, _parts_of_subnet)


def _parts_of_subnet(thing: Thing, before: Subnet, after: Subnet) -> Iterator[Difference]:
    yield from thing.fields(before, after, but=("in_use",))
    old, new = ({str(held.address): held for held in subnet.in_use} for subnet in (before, after))
    for address, one, other in matched(old, new):
        held = Thing(Kind.IN_USE, thing.subject, f"{thing.name} {address}")
        yield from held.compared(one, other, _holder, _held_by_another)


def _held_by_another(thing: Thing, before: InUse, after: InUse) -> Iterator[Difference]:
    yield thing.changed("by", text_of(before.by), text_of(after.by))


def _network_words(network: VirtualNetwork) -> str:
    count = len(network.subnets)
    space = ", ".join(map(str, network.address_space))
    return f"{space} in {network.region}, {count} subnet{'' if count == 1 else 's'}"


def _prefixes(subnet: Subnet) -> str:
    return ", ".join(map(str, subnet.address_prefixes))


def _holder(held: InUse) -> str:
    return held.by or "in use"
