"""Planned networks: what has to be created before anything can fail over to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.exports.application.names import AzureNames
from models.exports.application.parameters import Text, text
from models.plan import Plan
from models.topology import State, VirtualNetwork


@dataclass(frozen=True, slots=True)
class Peer:
    """A network that a planned one is peered with; ``id`` is its ARM id, where that is known."""

    name: str
    id: Text | None


@dataclass(frozen=True, slots=True)
class PlannedNetwork:
    """A virtual network to create with its subnets, and then to peer."""

    network: VirtualNetwork
    id: Text
    subscription: Text
    resource_group: Text
    peers: tuple[Peer, ...]


def planned_networks(plan: Plan, names: AzureNames) -> Iterator[PlannedNetwork]:
    """The planned networks in the order of the plan."""
    for network in plan.virtual_networks:
        if network.state is State.PLANNED:
            yield PlannedNetwork(
                network,
                names.network(network.id),
                names.subscription(network),
                names.resource_group(network),
                tuple(_peer(plan, names, peer) for peer in network.peered_with),
            )


def _peer(plan: Plan, names: AzureNames, peer: str) -> Peer:
    if peer in plan.virtual_networks:
        return Peer(plan.network(peer).name, names.network(peer))
    return Peer(peer, text(peer) if peer.startswith("/") else None)
