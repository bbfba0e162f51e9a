"""The region pickers: source and target side by side."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.fuzzy import Matcher
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from models.pairing import source_region, target_region
from models.plan import Plan
from models.regions import RegionCatalogue, catalogue, distance_km
from models.topology import Region
from tui.labels import text

Regions = tuple[str, str]


class RegionList(Vertical):
    """A field to search in above the regions that match."""

    def __init__(self, title: str, regions: RegionCatalogue, plan: Plan, *, id: str) -> None:
        """``title`` is the word above the list."""
        super().__init__(id=id)
        self.title, self.regions, self.plan = title, regions, plan
        self.chosen: str | None = None

    def compose(self) -> ComposeResult:
        """The field above the list."""
        field = Input(placeholder="search", compact=True)
        field.cursor_blink = False
        yield Static(text((self.title, "bold")), classes="title")
        yield field
        yield OptionList(markup=False)

    @property
    def options(self) -> OptionList:
        """The list itself."""
        return self.query_one(OptionList)

    def show(self, query: str = "") -> None:
        """List the regions that match, the best match first."""
        self.options.clear_options()
        self.options.add_options(
            Option(_line(region, self.plan), id=region.name) for region in self._matching(query)
        )
        self.point_at(None if query else self.chosen)

    def point_at(self, name: str | None) -> None:
        """Move the cursor to a region, or to the first one."""
        names = [option.id for option in self.options.options]
        if names:
            self.options.highlighted = names.index(name) if name in names else 0

    @property
    def pointed(self) -> str | None:
        """The name of the region under the cursor."""
        position = self.options.highlighted
        return None if position is None else self.options.get_option_at_index(position).id

    def _matching(self, query: str) -> Iterator[Region]:
        if not query:
            yield from self._in_use_first()
            return
        matcher = Matcher(query)
        found = []
        for region in self._in_use_first():
            names = (region.display_name, region.name, region.geography)
            if (score := max(map(matcher.match, names))) > 0:
                begins = any(name.casefold().startswith(query.casefold()) for name in names[:2])
                found.append((begins, score, region))
        found.sort(key=lambda match: match[:2], reverse=True)
        yield from (region for *_, region in found)

    def _in_use_first(self) -> list[Region]:
        """The regions in which something of the plan stands come first."""
        in_use = {network.region for network in self.plan.virtual_networks}
        return sorted(
            self.regions.values(),
            key=lambda region: (region.name not in in_use, region.display_name),
        )


class RegionsScreen(ModalScreen[Regions | None]):
    """Chooses the source and the target region; the result is their names."""

    CSS_PATH = "../styles/regions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", id="regions.cancel"),
        Binding("ctrl+t", "swap", "Swap", tooltip="Swap source and target", id="regions.swap"),
    ]

    def __init__(self, plan: Plan) -> None:
        """``plan`` says which regions are chosen now, and what stands in each."""
        super().__init__()
        self.plan = plan
        self.regions = catalogue().with_regions(plan.regions)

    def compose(self) -> ComposeResult:
        """The two lists above what there is to say of them."""
        with Vertical(id="dialog"):
            with Horizontal(id="lists"):
                yield RegionList("Source region", self.regions, self.plan, id="source-region")
                yield RegionList("Target region", self.regions, self.plan, id="target-region")
            yield Static(id="details")
            hint = "Enter takes a region · Tab other list · ^T swaps · Esc cancels"
            yield Static(text((hint, "dim")))

    def on_mount(self) -> None:
        """Start from the regions that are chosen, in the source list."""
        source, target = source_region(self.plan), target_region(self.plan)
        for region_list, name in ((self.source, source), (self.target, target)):
            region_list.chosen = name
            region_list.show()
        if target is None and source is not None and source in self.regions:
            self.target.point_at(self.regions[source].paired_region or None)
        self.source.query_one(Input).focus()

    @property
    def source(self) -> RegionList:
        """The list of source regions."""
        return self.query_one("#source-region", RegionList)

    @property
    def target(self) -> RegionList:
        """The list of target regions."""
        return self.query_one("#target-region", RegionList)

    @on(Input.Changed)
    def search(self, event: Input.Changed) -> None:
        """Show what matches."""
        event.stop()
        region_list = self._list_of(event.input)
        region_list.show(event.value.strip())

    @on(Input.Submitted)
    def take_best(self, event: Input.Submitted) -> None:
        """Take the region under the cursor of the list below the field."""
        event.stop()
        self._take(self._list_of(event.input))

    @on(OptionList.OptionSelected)
    def take(self, event: OptionList.OptionSelected) -> None:
        """Take the region that was chosen."""
        event.stop()
        self._take(self._list_of(event.option_list))

    @on(OptionList.OptionHighlighted)
    def describe(self, event: OptionList.OptionHighlighted) -> None:
        """Say what there is to know of the region under the cursor."""
        event.stop()
        region_list = self._list_of(event.option_list)
        if region_list.options.has_focus or region_list.query_one(Input).has_focus:
            self._describe(region_list)

    def on_key(self, event: object) -> None:
        """Up and down in a field move the cursor of the list below it."""
        key = getattr(event, "key", "")
        focused = self.focused
        if key in ("up", "down") and isinstance(focused, Input):
            options = self._list_of(focused).options
            if key == "up":
                options.action_cursor_up()
            else:
                options.action_cursor_down()

    def action_swap(self) -> None:
        """Let source and target change places."""
        source, target = self.source.pointed, self.target.pointed
        for region_list, name in ((self.source, target), (self.target, source)):
            region_list.query_one(Input).value = ""
            region_list.chosen = name
            region_list.show()

    def _take(self, region_list: RegionList) -> None:
        name = region_list.pointed
        if name is None:
            return
        region_list.chosen = name
        if region_list is self.source:
            self.target.query_one(Input).focus()
            self._describe(self.target)
            return
        source = self.source.chosen or self.source.pointed
        if source is None:
            self.source.query_one(Input).focus()
        elif source == name:
            words = "Source and target are the same region; a failover needs two."
            self.query_one("#details", Static).update(text((words, "bold red")))
        else:
            self.dismiss((source, name))

    def _describe(self, region_list: RegionList) -> None:
        name = region_list.pointed
        other = self.target if region_list is self.source else self.source
        if name is not None:
            words = _details(self.regions, self.plan, name, other.chosen or other.pointed)
            self.query_one("#details", Static).update(words)

    def _list_of(self, widget: Input | OptionList) -> RegionList:
        parent = widget.parent
        return parent if isinstance(parent, RegionList) else self.source


def _line(region: Region, plan: Plan) -> Text:
    networks, machines = _standing(plan, region.name)
    stands = f"  {_count(networks, 'VNet')}, {_count(machines, 'VM')}"
    if not networks and not machines:
        stands = ""
    mark = " (restricted)" if region.restricted else ""
    return text(region.display_name, (mark, "yellow"), (stands, "green"))


def _standing(plan: Plan, region: str) -> tuple[int, int]:
    """How many networks and machines of the plan stand in a region."""
    networks = sum(network.region == region for network in plan.virtual_networks)
    machines = sum(machine.region == region for machine in plan.virtual_machines)
    return networks, machines


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _details(regions: Mapping[str, Region], plan: Plan, name: str, other: str | None) -> Text:
    region = regions[name]
    networks, machines = _standing(plan, name)
    paired = regions.get(region.paired_region)
    facts = [
        f"{region.display_name} ({region.name})",
        region.geography,
        f"paired with {paired.display_name}" if paired else "paired with none",
        "zones" if region.zones else "no zones",
        f"{_count(networks, 'VNet')} and {_count(machines, 'VM')} of the plan",
    ]
    if region.restricted:
        facts.append("restricted: by allow-list only")
    if other is not None and other in regions and other != name:
        distance = distance_km(region, regions[other])
        if distance is not None:
            rounded = f"{round(distance, -2):,.0f}"
            facts.append(f"about {rounded} km from {regions[other].display_name}")
    return text(" · ".join(fact for fact in facts if fact))
