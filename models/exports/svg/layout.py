"""Where the networks of a band stand, so that what is mapped to each other is side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.exports.bands import Band
from models.topology import VirtualNetwork

WIDTH = 1160
"""How wide every drawing is; it grows in height only."""
MARGIN, PADDING, GAP = 20, 14, 16
REGION = 440
"""How wide a region is; what leads from one to the other has the room between the two."""
INSIDE = REGION - 2 * PADDING
"""How wide a network is."""
TITLE, HEADER, ROW, FOOT = 46, 48, 38, 8
"""How high the title of a region, that of a network, a subnet and the end of a network are."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A network with the place of its box."""

    network: VirtualNetwork
    x: float
    y: float
    right_hand: bool = False

    @property
    def height(self) -> float:
        """How high the box is."""
        return height(self.network)

    @property
    def middle(self) -> float:
        """Where a mapping ends."""
        return self.y + HEADER / 2

    @property
    def side(self) -> float:
        """The edge that faces the other region."""
        return self.x if self.right_hand else self.x + INSIDE

    def row(self, key: str) -> float:
        """Where a subnet begins, by its key."""
        return self.y + HEADER + ROW * list(self.network.subnets_by_key).index(key)


@dataclass(frozen=True, slots=True)
class Layout:
    """The places of the networks of a band, from ``top`` to ``bottom``, by their ids."""

    band: Band
    top: float
    bottom: float
    left: dict[str, Placed]
    right: dict[str, Placed]

    def ends(self, source: str, target: str) -> tuple[Placed, Placed] | None:
        """The boxes at the ends of something that leads from one network to another."""
        if source in self.left and target in self.right:
            return self.left[source], self.right[target]
        if source in self.right and target in self.left:
            return self.right[source], self.left[target]
        return None


def height(network: VirtualNetwork) -> float:
    """How high the box of a network is."""
    return HEADER + ROW * max(1, len(network.subnets)) + FOOT


def placed(band: Band, top: float) -> Layout:
    """A band from a height on: each network beside the first that it is connected with."""
    start = top + TITLE
    layout = Layout(band, top, top, {}, {})
    columns = _Columns(band, layout, start)
    for one, other in _connected(band):
        columns.place(one, other)
    for network in (*band.left, *band.right):
        columns.place(network.id, None)
    return Layout(band, top, max(columns.end, start) + PADDING - GAP, layout.left, layout.right)


class _Columns:
    """The two columns of a band while they are filled from above."""

    def __init__(self, band: Band, layout: Layout, start: float) -> None:
        self._networks = (
            {network.id: network for network in band.left},
            {network.id: network for network in band.right},
        )
        self._places = (layout.left, layout.right)
        self._next = [start, start]

    @property
    def end(self) -> float:
        return max(self._next)

    def place(self, one: str, other: str | None) -> None:
        """Give two networks a place, the same height where neither has one yet."""
        free = [
            (side, id)
            for id in (one, other)
            for side in (0, 1)
            if id in self._networks[side] and id not in self._places[side]
        ]
        sides = {side for side, _ in free}
        if len(sides) > 1:
            self._next = [self.end, self.end]
        for side, id in free:
            if id is not None and id not in self._places[side]:
                self._put(side, id)

    def _put(self, side: int, id: str) -> None:
        x = WIDTH - MARGIN - REGION + PADDING if side else MARGIN + PADDING
        network = self._networks[side][id]
        self._places[side][id] = Placed(network, x, self._next[side], bool(side))
        self._next[side] += height(network) + GAP


def _connected(band: Band) -> Iterator[tuple[str, str]]:
    for pair in band.pairs:
        yield pair.forth.source, pair.forth.target
    for flow in band.flows:
        yield flow.source[0], flow.target[0]
    for test in band.tests:
        yield test.source, test.target
