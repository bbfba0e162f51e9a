"""Findings about networks that share address space although they are connected."""

from collections.abc import Iterable, Iterator

from models.findings.finding import Code, Finding, NetworkSubject
from models.plan import Plan
from models.rules.peering import overlap
from models.topology import VirtualNetwork


def overlap_findings(plan: Plan) -> Iterator[Finding]:
    """Networks that share address space although they are connected with one another."""
    position = plan.virtual_networks.position
    connected = _overlapping(plan)
    for pair in sorted(connected, key=lambda pair: (position(pair[0]), position(pair[1]))):
        one, other = map(plan.network, sorted(pair))
        yield Finding(
            Code.OVERLAPPING_CONNECTED_NETWORKS,
            NetworkSubject(one.id),
            f"{one.id} and {other.id} share {overlap(one, other)} and are {connected[pair]}",
            "F2",
            "take the peering away, or give one of them another address space",
        )


def _overlapping(plan: Plan) -> dict[tuple[str, str], str]:
    """The pairs that share address space, in the order of the plan, and how they are connected.

    Two networks are connected where they are peered, or both are with a third one, which
    may be one outside the plan.
    """
    peers: dict[str, dict[str, VirtualNetwork]] = {}
    for network in plan.virtual_networks:
        for name in network.peered_with:
            peers.setdefault(name, {})[network.id] = network
            if (other := plan.virtual_networks.get(name)) is not None:
                peers.setdefault(network.id, {})[name] = other
    found: dict[tuple[str, str], str] = {}
    for network in plan.virtual_networks:
        for peer in peers.get(network.id, {}).values():
            if network.id != peer.id and overlap(network, peer):
                found.setdefault(_in_order(plan, network, peer), "peered")
    for name, several in peers.items():
        for one, other in _sharing([network for id, network in several.items() if id != name]):
            found.setdefault(_in_order(plan, one, other), f"both peered with {name}")
    return found


def _in_order(plan: Plan, one: VirtualNetwork, other: VirtualNetwork) -> tuple[str, str]:
    position = plan.virtual_networks.position
    first, second = sorted((one.id, other.id), key=position)
    return first, second


def _sharing(
    networks: Iterable[VirtualNetwork],
) -> Iterator[tuple[VirtualNetwork, VirtualNetwork]]:
    """The pairs of networks of which an address space overlaps the other's."""
    prefixes = sorted(
        ((prefix.version, prefix.first, prefix.last, place), network)
        for place, network in enumerate(networks)
        for prefix in network.address_space
    )
    standing: list[tuple[tuple[int, int, int, int], VirtualNetwork]] = []
    for (version, first, last, place), network in prefixes:
        standing = [entry for entry in standing if entry[0][0] == version and entry[0][2] >= first]
        for _, other in standing:
            if other is not network:
                yield other, network
        standing.append(((version, first, last, place), network))
