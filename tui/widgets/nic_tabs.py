"""The NICs of a machine in one line, the one that is shown marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from models.nic_pages import MOST_TOGETHER, NicPage
from tui.labels import text

CURRENT, OTHER = "▸", " "


class NicTabs(Widget):
    """A tab for each page of a machine; a click on one asks for it."""

    @dataclass
    class Chosen(Message):
        """The user clicked on the tab of a page."""

        page: NicPage

    pages: reactive[Sequence[NicPage]] = reactive(())
    """The pages of the machine, in their order."""
    page: reactive[NicPage | None] = reactive[NicPage | None](None)
    """The page that is shown."""

    def render(self) -> Text:
        """As many tabs as there is room for, the one of the page that is shown among them."""
        tabs = [self._tab(page) for page in self.pages]
        first = self._first(tabs)
        line = Text("… " if first else "", no_wrap=True, overflow="ellipsis", end="")
        for tab in tabs[first:]:
            line.append(tab)
        return line

    def on_click(self, event: events.Click) -> None:
        """Ask for the page whose tab was clicked on."""
        position = event.style.meta.get("page")
        if position is not None:
            self.post_message(self.Chosen(self.pages[position]))

    def _first(self, tabs: Sequence[Text]) -> int:
        """How many tabs are left out before the first, so that the one shown has room."""
        current = next((at for at, page in enumerate(self.pages) if page == self.page), 0)
        for first in range(current):
            if sum(tab.cell_len for tab in tabs[first : current + 1]) < self.size.width:
                return first
        return current

    def _tab(self, page: NicPage) -> Text:
        shown = page == self.page
        name = page.network_interface or "no NIC"
        if page.parts > 1:
            start = (page.part - 1) * MOST_TOGETHER
            name += f" {start + 1}–{start + len(page.ids)}"
        tab = text((f"{CURRENT if shown else OTHER}{name} ", "bold reverse" if shown else ""), " ")
        tab.apply_meta({"page": self.pages.index(page)})
        return tab
