"""The workspace: both regions, the network settings of what is chosen, and the findings."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.widgets import Tab, Tabs

from models.edits.mappings import unmap_all
from models.edits.replication import disable_replication, enable_replication
from models.edits.settings import automatic_all, pin_all
from models.errors import EditRefused
from models.findings import Subject
from models.findings.finding import NetworkSubject
from models.pairing import may_be_others, source_region, target_region
from models.regions import catalogue
from models.session import Change, Session
from tui.labels import text
from tui.screens.choose_fix import mend
from tui.screens.mapping_flow import map_network
from tui.screens.note import NoteScreen
from tui.screens.plan_screen import PlanScreen
from tui.selection import Selection, thing_of
from tui.widgets.finding_list import FindingList
from tui.widgets.findings_pane import FindingsPane
from tui.widgets.network_tree import NetworkTree, Thing
from tui.widgets.settings_pane import SettingsPane
from tui.widgets.source_tree import SourceTree
from tui.widgets.target_tree import TargetTree

PANES = {"source": "Source", "target": "Target", "settings": "Settings", "findings": "Findings"}
"""The panes by id, in the order of the tabs of a narrow terminal."""


class WorkspaceScreen(PlanScreen):
    """The main screen. It requests edits and shows what they change; it makes none."""

    CSS_PATH = "../styles/workspace.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "note", "Note", tooltip="Read the note of the plan", id="note", show=False),
        *(
            Binding(str(number), f"show_pane('{pane}')", name, show=False, id=f"pane.{pane}")
            for number, (pane, name) in enumerate(PANES.items(), start=1)
        ),
    ]

    source = query_one(SourceTree)
    target = query_one(TargetTree)
    settings = query_one(SettingsPane)
    findings = query_one(FindingList)
    tabs = query_one(Tabs)

    def __init__(self, session: Session) -> None:
        """``session`` holds the plan that is shown."""
        super().__init__(session)
        self._regions = catalogue().with_regions(session.plan.regions)
        self._pair = (source_region(session.plan), target_region(session.plan))
        self._entitled: list[str] = []
        self._came_from: NetworkTree | None = None
        self._selection: Selection | None = None

    @property
    def selection(self) -> Selection | None:
        """What keys act on: what the cursor is on, even before the settings show it."""
        if isinstance(self.focused, NetworkTree):
            pointed = self.focused.pointed
            return Selection(self.session, pointed) if pointed is not None else None
        return self._selection

    @property
    def subject(self) -> Subject | None:
        """What the cursor is on, in the trees or in the findings."""
        if self.findings.has_focus and self.findings.pointed is not None:
            return self.findings.pointed.subject
        return self.selection.thing if self.selection is not None else None

    def compose_body(self) -> ComposeResult:
        """Lay the panes out; the style sheet makes tabs of them on a narrow terminal."""
        source, target = self._pair
        tabs = enumerate(PANES.items(), start=1)
        yield Tabs(*(Tab(f"{number} {name}", id=f"tab-{id}") for number, (id, name) in tabs))
        with Vertical(id="panes"):
            with Horizontal(id="upper"):
                yield SourceTree(self.session, source, id="source")
                yield TargetTree(self.session, target, id="target")
                yield SettingsPane(self.session, id="settings")
            yield FindingsPane(self.session, id="lower")

    def on_mount(self) -> None:
        """Show the plan as it is."""
        self.show_pane("source")
        self.source.focus()
        self._show_plan()
        self.change_line.say(_opening_words(self.session.plan.note))
        self.call_after_refresh(self._point_at_first)

    def plan_changed(self, change: Change) -> None:
        """Show what an edit changed."""
        plan = self.session.plan
        if may_be_others(change.before, plan, change.touched):
            self._pair = (source_region(plan), target_region(plan))
            self.source.show_region(self._pair[0])
            self.target.show_region(self._pair[1])
        self.source.plan_changed(change)
        self.target.plan_changed(change)
        self._show_selection()
        self._show_plan()

    def headline(self) -> str:
        """The two regions."""
        return " → ".join(self._region_names)

    def show_pane(self, pane: str) -> None:
        """Show one pane on a narrow terminal; a wide one shows them all."""
        self.update_classes({f"-show-{id}": id == pane for id in PANES})
        with self.prevent(Tabs.TabActivated):
            self.tabs.active = f"tab-{pane}"

    def go_to(self, subject: Subject) -> None:
        """Show what a finding or a search is about."""
        thing = thing_of(self.session.plan, subject)
        for tree in (self.source, self.target):
            if thing is not None and tree.reveal(thing):
                self.show_pane(tree.id or "source")
                tree.focus()
                self._select(thing, tree)
                return
        self.change_line.say(f"{subject} is in neither of the two regions shown")

    @on(NetworkTree.Pointed)
    def follow(self, event: NetworkTree.Pointed) -> None:
        """Show the counterpart of what the user moved to, and its settings."""
        event.stop()
        if event.thing is not None:
            self._select(event.thing, event.tree)

    @on(NetworkTree.Entered)
    def enter_settings(self, event: NetworkTree.Entered) -> None:
        """Go to the settings of an IP configuration."""
        event.stop()
        self._select(event.id, event.tree)
        self.action_show_pane("settings")

    @on(SettingsPane.Left)
    def back(self) -> None:
        """Go back from the settings to the tree they were entered from."""
        tree = self._came_from or self.source
        self.show_pane(tree.id or "source")
        tree.focus()

    @on(Tabs.TabActivated)
    def change_pane(self, event: Tabs.TabActivated) -> None:
        """Show the pane of a tab."""
        event.stop()
        self.show_pane((event.tab.id or "").removeprefix("tab-"))

    def action_show_pane(self, pane: str) -> None:
        """Show a pane and go into it."""
        self.show_pane(pane)
        if pane == "settings":
            self.settings.enter()
        else:
            self.query_one(f"#{pane}").focus()

    def action_findings(self) -> None:
        """Go to the findings, or back from them."""
        if self.findings.has_focus:
            self.back()
        else:
            self.action_show_pane("findings")

    def action_fix(self) -> None:
        """Mend the finding under the cursor: see the ways, then the effect."""
        pointed = self.findings.pointed
        mend(self, [pointed] if pointed is not None else [])

    def action_note(self) -> None:
        """Show the whole note of the plan."""
        self.app.push_screen(NoteScreen(self.session.plan))

    def action_map(self) -> None:
        """Map the network of what is chosen; a mapping that stands is changed step by step."""
        if (selection := self.selection) is None:
            self.change_line.say("choose a network first")
            return
        try:
            map_network(self, selection.network)
        except EditRefused as refusal:
            self.change_line.say(str(refusal))

    def action_replicate(self) -> None:
        """Replicate what is chosen to the target region, with the default network."""
        region, selection = self._pair[1], self.selection
        machines = selection.machines(replicated=False) if selection else []
        if region is None:
            self.change_line.say("choose the target region first: F2")
        elif not machines:
            self.change_line.say(
                "nothing to replicate here: choose a machine that is not replicated yet"
            )
        else:
            self.request(lambda session: enable_replication(session.plan, machines, region))

    def action_pin(self) -> None:
        """Set the addresses that are only forecast, of what is chosen."""
        selection = self.selection
        ids = selection.ip_configurations if selection else []
        self.request(lambda session: pin_all(session.assignments, ids))

    def action_automatic(self) -> None:
        """Let the rules decide for what is chosen."""
        selection = self.selection
        ids = selection.ip_configurations if selection else []
        self.request(lambda session: automatic_all(session.plan, ids))

    def action_remove(self) -> None:
        """Stop replicating what is chosen, or delete the mappings of the network."""
        if (selection := self.selection) is None:
            return
        thing, machines = selection.thing, selection.machines(replicated=True)
        if isinstance(thing, NetworkSubject):
            self.request(lambda session: unmap_all(session.plan, thing.id))
        elif machines:
            self.request(lambda session: disable_replication(session.plan, machines))
        else:
            self.change_line.say("nothing is replicated here")

    def _select(self, thing: Thing, tree: NetworkTree) -> None:
        """Make a thing the one that keys act on, and show it everywhere."""
        self._came_from = tree
        self._selection = Selection(self.session, thing)
        other = self.target if tree is self.source else self.source
        if counterpart := self._selection.counterpart:
            other.reveal(counterpart)
        self._show_selection()

    def _point_at_first(self) -> None:
        """Open with something chosen, so that every key has something to act on."""
        if (first := self.source.first) is not None and self.source.reveal(first):
            self._select(first, self.source)

    def _show_selection(self) -> None:
        if self._selection is not None and not self._selection.exists:
            self._selection = None
        self.settings.show(self._selection.thing if self._selection else None)

    @property
    def _region_names(self) -> list[str]:
        """The two regions, as the portal calls them."""
        return [self._regions.display_name(name) if name else "?" for name in self._pair]

    def _show_plan(self) -> None:
        if self._entitled != self._region_names:  # else all four would be painted anew
            source, target = self._entitled = self._region_names
            self.source.border_title = text(f"Source · {source}")
            self.target.border_title = text(f"Target · {target}")
            self.settings.border_title = "Network settings"
        self.query_one(FindingsPane).show(self.session.findings)


def _opening_words(note: str | None) -> str:
    """What is said when a plan opens: how its note begins, and how to read on."""
    first, more, _ = (note or "").strip().partition("\n")
    if not first:
        return "F1 shows every key"
    return f"{first} · n reads on" if more else first
