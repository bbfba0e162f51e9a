"""Regions to choose from, with what is known of each, beside what is chosen in the other list."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.fuzzy import Matcher
from textual.getters import query_one
from textual.reactive import reactive
from textual.widgets import Input, Static

from models.region_use import UNUSED, RegionUse
from models.regions import distance_km
from models.topology import Region
from tui.labels import Part, text
from tui.shown import shown
from tui.signs import ATTENTION, GOOD
from tui.widgets.steered_list import SteeredList

NAME, PAIRED, KIND, DISTANCE, COUNT = 20, 6, 10, 4, 4
"""How wide the columns are; Azure's longest name of a region has 20 characters."""
SPELLED_OUT = 54
"""From how many columns on zones, restriction and networks have columns of their own."""
WITH_GEOGRAPHY = 80
"""From how many columns on the geography has one."""


class RegionLines(SteeredList[Region]):
    """A line for each region."""

    nothing = "no region matches"
    other: reactive[Region | None] = reactive[Region | None](None)
    """The region that is pointed at in the other list: distances are from there."""

    def __init__(self, use: Mapping[str, RegionUse]) -> None:
        """``use`` says what of the plan stands in which region."""
        super().__init__()
        self._use = use

    def key_of(self, row: Region) -> str:
        """Its name."""
        return row.name

    def heading(self, width: int) -> Text:
        """What the columns are."""
        words = f" {'Region':<{NAME}} {'':<{PAIRED}} "
        if width >= SPELLED_OUT:
            words += f"{'':<{KIND}} {'k km':>{DISTANCE}} {'VNet':>{COUNT}} {'VMs':>{COUNT}}"
        else:
            words += f"{'k km':>{DISTANCE}} VMs"
        return text((words + ("  Geography" if width >= WITH_GEOGRAPHY else ""), "dim"))

    def line_of(self, row: Region, width: int) -> Text:
        """The name, whether it is the pair of the other, distance, and what stands there."""
        spelled_out, use = width >= SPELLED_OUT, self._use.get(row.name, UNUSED)
        mark: Part = ("!", ATTENTION) if row.restricted and not spelled_out else " "
        parts: list[Part] = [mark, f"{shown(row.display_name, NAME):<{NAME}} "]
        parts += self._pair(row)
        if spelled_out:
            parts += _kind(row)
        parts += [f"{self._distance(row):>{DISTANCE}} "]
        if spelled_out:
            parts += [f"{_count(use.networks):>{COUNT}} {_count(use.machines):>{COUNT}}"]
        else:
            parts += [f"{_count(use.machines):>{COUNT - 1}}"]
        if width >= WITH_GEOGRAPHY:
            parts += [(f"  {shown(row.geography, 24)}", "dim")]
        return text(*parts)

    def _pair(self, region: Region) -> list[Part]:
        """Whether it is what Microsoft pairs the region of the other list with (M4)."""
        paired = self.other is not None and self.other.paired_region == region.name
        return [("paired ", GOOD)] if paired else [" " * (PAIRED + 1)]

    def _distance(self, region: Region) -> str:
        """Thousands of kilometres from the region of the other list."""
        if self.other is None or self.other.name == region.name:
            return ""
        distance = distance_km(region, self.other)
        return "?" if distance is None else f"{distance / 1000:.1f}"


class RegionField(Input):
    """The field to search in; up and down move the cursor of the list below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "steer('move', -1)", "Up", show=False, id="regions.up"),
        Binding("down", "steer('move', 1)", "Down", show=False, id="regions.down"),
        Binding("pageup", "steer('page', -1)", "Page up", show=False, id="regions.page-up"),
        Binding("pagedown", "steer('page', 1)", "Page down", show=False, id="regions.page-down"),
    ]

    def __init__(self, lines: RegionLines) -> None:
        """``lines`` is the list below it."""
        super().__init__(placeholder="name or geography", compact=True)
        self.cursor_blink = False
        self._lines = lines

    def action_steer(self, action: str, by: int) -> None:
        """Move the cursor of the list."""
        if action == "page":
            self._lines.action_page(by)
        else:
            self._lines.action_move(by)


class RegionList(Vertical):
    """A field to search in above the regions that match."""

    lines = query_one(RegionLines)
    field = query_one(RegionField)

    def __init__(
        self, title: str, regions: Sequence[Region], use: Mapping[str, RegionUse], *, id: str
    ) -> None:
        """``title`` is the word above the list; ``regions`` are all there are, in order."""
        super().__init__(id=id)
        self._title, self._regions, self._use = title, regions, use
        self._before_search: str | None = None

    def compose(self) -> ComposeResult:
        """The field above the list."""
        lines = RegionLines(self._use)
        yield Static(text((self._title, "bold")), classes="title")
        yield RegionField(lines)
        yield lines

    def on_mount(self) -> None:
        """List all."""
        self.lines.show_rows(self._regions)

    @property
    def pointed(self) -> Region | None:
        """The region that is chosen: the one under the cursor."""
        return self.lines.pointed

    def choose(self, name: str | None) -> None:
        """List all regions again, the cursor on that one."""
        with self.prevent(Input.Changed):
            self.field.value = ""
        self.lines.rows = self._regions
        if name is None or not self.lines.point_at(name):
            self.lines.cursor = 0

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        """List what matches, the best match under the cursor; without a search all of them.

        Who gives up a search is back at the region chosen before it.
        """
        event.stop()
        query = event.value.strip()
        if not query:
            self.choose(self._before_search)
            return
        if self.lines.rows is self._regions and self.pointed is not None:
            self._before_search = self.pointed.name
        self.lines.rows = best_first(query, self._regions)
        self.lines.cursor = 0


def in_use_first(regions: Mapping[str, Region], use: Mapping[str, RegionUse]) -> list[Region]:
    """By display name, those in which something of the plan stands before the others."""
    return sorted(
        regions.values(), key=lambda region: (region.name not in use, region.display_name)
    )


def best_first(query: str, regions: Sequence[Region]) -> list[Region]:
    """The regions whose name, display name or geography match, the best match first."""
    matcher, found = Matcher(query), []
    for region in regions:
        names = (region.display_name, region.name, region.geography)
        if (score := max(map(matcher.match, names))) > 0:
            begins = any(name.casefold().startswith(query.casefold()) for name in names[:2])
            found.append((begins, score, region))
    found.sort(key=lambda match: match[:2], reverse=True)
    return [region for *_, region in found]


def _kind(region: Region) -> list[Part]:
    """That it is restricted; else whether it has zones."""
    if region.restricted:
        return [(f"{'restricted':<{KIND}} ", ATTENTION)]
    return [f"{'zones' if region.zones else '':<{KIND}} "]


def _count(number: int) -> str:
    """A count in at most three columns; nothing for none."""
    if number >= 1000:
        return f"{number // 1000}k"
    return str(number) if number else ""
