"""What the signs of the address grid stand for, and how many addresses are of each kind."""

from collections.abc import Mapping

from rich.text import Text
from textual.geometry import Size
from textual.widget import Widget

from models.address_map import Kind
from tui.flow import flowed
from tui.kind_signs import FULL, KIND_SIGNS, KIND_STYLES
from tui.labels import text
from tui.signs import QUIET


class GridLegend(Widget):
    """As many lines as its words need; none is broken in the middle of a kind."""

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing is counted yet."""
        super().__init__(id=id)
        self._counts: Mapping[Kind, int] = {}
        self._scaled = False

    def show(self, counts: Mapping[Kind, int], scaled: bool) -> None:
        """``scaled`` says that a cell is a block, which has a figure for how full it is."""
        if (counts, scaled) != (self._counts, self._scaled):
            self._counts, self._scaled = counts, scaled
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """How many lines the words take."""
        return len(flowed(self._pieces(), width))

    def render(self) -> Text:
        """The kinds, each with its sign and how many there are."""
        return Text("\n").join(flowed(self._pieces(), self.size.width))

    def _pieces(self) -> list[Text]:
        """The words of each kind; those that are not there are quiet."""
        pieces = []
        for kind in Kind:
            count = self._counts.get(kind, 0)
            sign = (KIND_SIGNS[kind], KIND_STYLES[kind])
            words = (f" {count} {kind.value}", "") if count else (f" {kind.value}", QUIET)
            pieces.append(text(sign, words))
        if self._scaled:
            pieces.append(text((f"0-9 tenths of a block taken, {FULL} full", QUIET)))
        return pieces
