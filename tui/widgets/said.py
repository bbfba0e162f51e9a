"""A text of which no more is painted again than what differs: over a slow line bytes are time."""

from rich.text import Text
from textual.geometry import Region
from textual.visual import VisualType
from textual.widgets import Static


class Said(Static):
    """Text in a place whose width does not follow from it."""

    _said: object = None
    _differing: tuple[Region, ...] = ()

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Say something; the screen is laid out anew only where that takes other room."""
        if content == self._said:
            return
        before, self._said = self._said, content
        self._differing = self._lines_between(before, content)
        super().update(content, layout=False)
        self._differing = ()
        if layout and self._lines_needed != self.size.height:
            self.refresh(layout=True)

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> "Said":
        """Paint again; while something else is said, only the lines that differ."""
        super().refresh(
            *(regions or self._differing), repaint=repaint, layout=layout, recompose=recompose
        )
        return self

    @property
    def _lines_needed(self) -> int:
        """How many lines the text takes in the width there is."""
        return self.get_content_height(self.container_size, self.app.size, self.size.width)

    def _lines_between(self, before: object, after: object) -> tuple[Region, ...]:
        """The lines in which two texts differ; none where a text does not have a line a line."""
        if not (isinstance(before, Text) and isinstance(after, Text)):
            return ()
        old, new = before.split(allow_blank=True), after.split(allow_blank=True)
        width = self.size.width
        if len(old) != len(new) or any(line.cell_len > width for line in (*old, *new)):
            return ()
        return tuple(
            _between(y, one, other, width)
            for y, (one, other) in enumerate(zip(old, new, strict=True))
            if one != other
        )


def _between(y: int, one: Text, other: Text, width: int) -> Region:
    """The part of a line in which it differs; all of it where styles do, or letters are wide."""
    before, after = one.plain, other.plain
    narrow = one.cell_len == len(before) and other.cell_len == len(after)
    if not narrow or (one.spans, one.style) != (other.spans, other.style):
        return Region(0, y, width, 1)
    longest = max(len(before), len(after))
    pairs = zip(before.ljust(longest), after.ljust(longest), strict=True)
    differing = [x for x, (here, there) in enumerate(pairs) if here != there] or [0]
    return Region(differing[0], y, differing[-1] - differing[0] + 1, 1)
