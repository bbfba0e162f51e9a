"""Peerings of planned networks, each a resource of its own in Azure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from models.exports.application.networks import Peer, PlannedNetwork
from models.exports.application.parameters import Text
from models.exports.export import DistinctNames
from models.formats.arm_ids import ArmId

LONGEST_NAME = 76
"""Azure takes 80 characters for the name of a peering, and a number may follow."""


@dataclass(frozen=True, slots=True)
class Peering:
    """One half of a peering: from a planned network to ``remote``, an ARM id."""

    network: PlannedNetwork
    name: str
    peer: str
    remote: Text


def peerings(networks: Sequence[PlannedNetwork]) -> Iterator[Peering]:
    """The peerings of planned networks whose other end has a known place."""
    for network in networks:
        names = DistinctNames("-", LONGEST_NAME)
        for peer in network.peers:
            if peer.id is not None:
                yield Peering(network, names.of(f"to {_short(peer)}"), peer.name, peer.id)


def peering_notes(networks: Sequence[PlannedNetwork]) -> Iterator[str]:
    """What is left to do by hand: peers of unknown place, and halves outside the plan."""
    made = {(row.network.id, row.remote) for row in peerings(networks)}
    for network in networks:
        name = network.network.name
        for peer in network.peers:
            if peer.id is None:
                yield f"{name} is not peered with {peer.name}: the plan does not say where it is."
            elif (peer.id, network.id) not in made:
                yield (
                    f"{name} is peered with {peer.name} from its own side only;"
                    " create the other half there."
                )


def _short(peer: Peer) -> str:
    return ArmId(peer.name).name or peer.name
