"""The region pickers: source and target side by side."""

from collections.abc import Iterator
from typing import ClassVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from models.pairing import RegionPair, pairs, source_region, target_region
from models.plan import Plan
from models.region_use import UNUSED, region_use
from models.region_words import counted, region_words
from models.regions import catalogue
from tui.labels import text
from tui.screens.pick_line import LineOption, PickLineScreen
from tui.signs import WRONG
from tui.widgets.line_list import LineList
from tui.widgets.region_list import RegionList, in_use_first

Regions = tuple[str, str]
SAME = "Source and target are the same region; a failover needs two."
NO_PAIR = "The plan has no pair of regions yet: nothing is mapped and nothing is replicated."


class RegionsScreen(ModalScreen[Regions | None]):
    """Chooses the source and the target region; the result is their names."""

    CSS_PATH = "../styles/regions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", tooltip="Change nothing", id="regions.cancel"),
        Binding("ctrl+t", "swap", "Swap", tooltip="Swap source and target", id="regions.swap"),
        Binding(
            "ctrl+r",
            "pairs",
            "Pairs",
            tooltip="Choose one of the pairs of regions that the plan has",
            id="regions.pairs",
        ),
    ]

    source = query_one("#source-region", RegionList)
    target = query_one("#target-region", RegionList)
    details = query_one("#details", Static)

    def __init__(self, plan: Plan) -> None:
        """``plan`` says which regions are chosen now, and what stands in each."""
        super().__init__()
        self.plan = plan
        self.regions = catalogue().with_regions(plan.regions)
        self._use, self._pairs = region_use(plan), pairs(plan)

    def compose(self) -> ComposeResult:
        """The two lists above what there is to say of them."""
        listed = in_use_first(self.regions, self._use)
        with Vertical(id="dialog"):
            with Horizontal(id="lists"):
                yield RegionList("Source region", listed, self._use, id="source-region")
                yield RegionList("Target region", listed, self._use, id="target-region")
            yield Static(id="details")
            count = f" ({len(self._pairs)})" if len(self._pairs) > 1 else ""
            keys = f"Enter takes it · Tab other list · ^T swaps · ^R pairs{count} · Esc cancels"
            yield Static(text((keys, "dim")), id="hint")

    def on_mount(self) -> None:
        """Start from the regions that are chosen, in the source list."""
        source, target = source_region(self.plan), target_region(self.plan)
        if target is None and source is not None and source in self.regions:
            target = self.regions[source].paired_region
        self.source.field.focus()
        self.call_after_refresh(self._choose, source, target)

    @on(LineList.Pointed)
    def follow(self, event: LineList.Pointed) -> None:
        """Measure the other list from the region under the cursor, and tell about it."""
        event.stop()
        self.source.lines.other, self.target.lines.other = self.target.pointed, self.source.pointed
        self._describe()

    @on(LineList.Chosen)
    def take_clicked(self, event: LineList.Chosen) -> None:
        """A second click on a region takes it."""
        event.stop()
        self._take(self.source if event.lines is self.source.lines else self.target)

    @on(Input.Submitted)
    def take(self, event: Input.Submitted) -> None:
        """Take the region under the cursor of the list below the field."""
        event.stop()
        self._take(self.source if event.input is self.source.field else self.target)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Tell about the region of the list the user went to."""
        self._describe()

    def action_swap(self) -> None:
        """Let source and target change places."""
        source, target = self.source.pointed, self.target.pointed
        self._choose(target.name if target else None, source.name if source else None)

    def action_pairs(self) -> None:
        """Choose one of the pairs that the plan has."""
        if not self._pairs:
            self.details.update(text((NO_PAIR, "bold")))
            return

        def chosen(regions: Regions | None) -> None:
            if regions is not None:
                self.dismiss(regions)

        options = [LineOption(pair[:2], line) for pair, line in self._pair_lines()]
        now = (source_region(self.plan), target_region(self.plan))
        title = "Pairs of regions: items, and mappings there + back"
        self.app.push_screen(PickLineScreen(title, options, chosen=now), chosen)

    def _choose(self, source: str | None, target: str | None) -> None:
        self.source.choose(source)
        self.target.choose(target)

    def _take(self, region_list: RegionList) -> None:
        source, target = self.source.pointed, self.target.pointed
        if region_list is self.source or source is None:
            other = self.target if source is not None else self.source
            other.field.focus()
        elif source == target:
            self.details.update(text((SAME, WRONG)))
        elif target is not None:
            self.dismiss((source.name, target.name))

    def _describe(self) -> None:
        ours, other = self.source, self.target
        if self.focused is self.target.field:
            ours, other = other, ours
        ours.add_class("-active")
        other.remove_class("-active")
        if (region := ours.pointed) is not None:
            use = self._use.get(region.name, UNUSED)
            facts = region_words(region, use, self.regions, other.pointed)
            words = text(" · ".join(facts))
            words.no_wrap = False
            self.details.update(words)

    def _pair_lines(self) -> Iterator[tuple[RegionPair, Text]]:
        """A line for each pair, the numbers below each other."""
        names = [" → ".join(map(self.regions.display_name, pair[:2])) for pair in self._pairs]
        longest = max(map(len, names))
        for pair, name in zip(self._pairs, names, strict=True):
            items = counted(pair.items, "item")
            yield pair, text(f"{name:<{longest}}  {items:>9}  {pair.mappings} + {pair.back}")
