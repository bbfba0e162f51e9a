"""The network mappings: a line for each pair of networks, both directions side by side."""

from collections.abc import Hashable, Mapping, Sequence

from rich.text import Text

from models.findings import Severity
from models.mapping_pairs import Direction, NetworkPair, PairState
from models.status import Status
from tui.labels import text
from tui.shown import shown
from tui.signs import SEVERITY_SIGNS, SEVERITY_STYLES, SIGNS, STYLES
from tui.widgets.line_list import LineList

_FINE = (SIGNS[Status.KEPT], STYLES[Status.KEPT])
_WARNING = (SEVERITY_SIGNS[Severity.WARNING], SEVERITY_STYLES[Severity.WARNING])
_ERROR = (SEVERITY_SIGNS[Severity.ERROR], SEVERITY_STYLES[Severity.ERROR])
STATE_SIGNS = {
    PairState.SAME_REGION: _ERROR,
    PairState.DUPLICATE: _ERROR,
    PairState.MISMATCHED: _WARNING,
    PairState.MANY_TO_ONE: _WARNING,
    PairState.ONE_WAY: _WARNING,
    PairState.COMPLETE: _FINE,
}
STATE_WIDTH, WAYS_WIDTH, ITEMS_WIDTH = 14, 5, 5
LEAST_NAME = 24
"""How much of both names is shown before the regions are."""
MISSING, ELSEWHERE = ("·", "dim"), ("!", _WARNING[1])


class MappingList(LineList[NetworkPair]):
    """Pairs of networks, each with the state of both directions between its two names."""

    nothing = "no network is mapped: a adds a mapping"

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing is known yet."""
        super().__init__(id=id)
        self._items: Mapping[str, int] = {}
        self._regions: Mapping[str, str] = {}
        self._longest = (0, 0, 0)

    def show_pairs(
        self, pairs: Sequence[NetworkPair], items: Mapping[str, int], regions: Mapping[str, str]
    ) -> None:
        """List pairs; how many replicated items go to each network, and where each one is."""
        self._items, self._regions = items, regions
        self._longest = (
            max((len(shown(pair.forth.source)) for pair in pairs), default=0),
            max((len(shown(pair.forth.target)) for pair in pairs), default=0),
            max((len(self._where(pair)) for pair in pairs), default=0),
        )
        self.show_rows(pairs)
        self.refresh()

    def key_of(self, row: NetworkPair) -> Hashable:
        """Its two networks."""
        return row.key

    def heading(self, width: int) -> Text:
        """What the columns are."""
        one, other, where = self._widths(width)
        names = f"{'Network':<{one}} {'Ways':<{WAYS_WIDTH}} {'Network':<{other}} "
        regions = f"{'Regions':<{where}} " if where else ""
        return text((f" {'State':<{STATE_WIDTH}}{names}{regions}{'→ Items ←':>10}", "bold"))

    def line_of(self, row: NetworkPair, width: int) -> Text:
        """State, both directions, regions, and how many items use the target of each."""
        one, other, where = self._widths(width)
        sign, style = STATE_SIGNS[row.state]
        there, back = _way_sign(row.forth, row), _way_sign(row.back, row)
        items = [self._items.get(way.target, 0) for way in (row.forth, row.back)]
        return text(
            (f" {f'{sign} {row.state.value}':<{STATE_WIDTH}}", style),
            f"{shown(row.forth.source, one):<{one}} ",
            (f"→{there[0]}", there[1]),
            " ",
            (f"←{back[0]}", back[1]),
            f" {shown(row.forth.target, other):<{other}} ",
            f"{shown(self._where(row), where):<{where}} " if where else "",
            f"{items[0]:>{ITEMS_WIDTH}}{items[1]:>{ITEMS_WIDTH}}",
        )

    def _widths(self, width: int) -> tuple[int, int, int]:
        """The widths of the two names and of the regions, which give way first."""
        one, other, where = self._longest
        room = max(2, width - STATE_WIDTH - WAYS_WIDTH - 2 * ITEMS_WIDTH - 4)
        left = room - where - 1
        if left < min(one, LEAST_NAME) + min(other, LEAST_NAME):
            left, where = room, 0
        if one + other > left:
            one = min(one, max(left // 2, left - other))
            other = min(other, left - one)
        return max(one, 7), max(other, 7), where

    def _where(self, pair: NetworkPair) -> str:
        names = [self._regions.get(id, "?") for id in (pair.forth.source, pair.forth.target)]
        return " → ".join(names)


def _way_sign(way: Direction, pair: NetworkPair) -> tuple[str, str]:
    if PairState.SAME_REGION in pair.states:
        return _ERROR if way.mappings else MISSING
    if way.mappings:
        return _FINE if way.counts and len(way.mappings) == 1 else _ERROR
    return MISSING if way.leads is None else ELSEWHERE
