"""A list that is steered from a field above it, in which one types what to look for."""

from typing import TypeVar

from textual.strip import Strip

from tui.widgets.line_list import POINTER, LineList

Row = TypeVar("Row")


class SteeredList(LineList[Row], can_focus=False):
    """Rows, one under the cursor, which is seen although the field has the focus."""

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        strip = super().render_line(y)
        pointed = self.rows and y - self._above + self.scroll_offset.y == self.cursor
        return strip.apply_style(POINTER) if pointed and y >= self._above else strip
