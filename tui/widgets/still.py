"""What scrolls, and stays as it is painted while something else on the screen is laid out."""

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.scroll_view import ScrollView

if TYPE_CHECKING:
    View = ScrollView
else:
    View = object  # no widget of its own: Textual looks for styles along the first base that is one


class Still(View):
    """Comes before a scroll view; its scroll bars are painted again only where they change.

    Textual paints those of every view after each layout, which comes with every letter that
    is typed; over a slow line that is most of what is sent.
    """

    _laid_out: tuple[Size, ...] = ()

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        """Do nothing where neither the view nor what it shows has another size."""
        laid_out = (size, self.virtual_size, container_size)
        if laid_out == self._laid_out:
            return False
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        self._laid_out = (size, self.virtual_size, container_size)
        return changed
