"""The kinds of export as a list, under what they are for."""

from collections.abc import Hashable
from typing import NamedTuple

from rich.text import Text
from textual.geometry import Region

from models.exports.kinds import KINDS, Use
from tui.labels import text
from tui.widgets.line_list import LineList

NAME = 12
"""How wide the name of a kind is."""


class KindRow(NamedTuple):
    """A kind, or without one the heading of those that have a use."""

    use: Use
    kind: str | None


def rows_by_use() -> list[KindRow]:
    """Every kind under the heading of what it is for."""
    rows = []
    for use in Use:
        rows.append(KindRow(use, None))
        rows += [KindRow(use, name) for name, kind in KINDS.items() if kind.use is use]
    return rows


class KindList(LineList[KindRow]):
    """Kinds of export; the cursor steps over headings."""

    def key_of(self, row: KindRow) -> Hashable:
        """Its name."""
        return row.kind or row.use

    def line_of(self, row: KindRow, width: int) -> Text:
        """The name and what it is."""
        if row.kind is None:
            return text((row.use.capitalize(), "bold"))
        return text(f"  {row.kind:<{NAME}}", (KINDS[row.kind].about, "dim"))

    def watch_cursor(self, before: int, after: int) -> None:
        """Move the mark, and keep a heading right above it in sight."""
        super().watch_cursor(before, after)
        if after > 0 and self.rows[after - 1].kind is None:
            both = Region(0, after - 1, 1, 2)  # later, as at first nothing has a size yet
            self.call_after_refresh(self.scroll_to_region, both, animate=False, force=True)

    def validate_cursor(self, cursor: int) -> int:
        """A heading gives way to the kind below it, or above it on the way up."""
        if not self.rows or self.rows[min(cursor, len(self.rows) - 1)].kind is not None:
            return cursor
        up = cursor < self.cursor and cursor > 0
        return cursor - 1 if up else cursor + 1
