"""Writes down a network that is still to be created: name, id, address space, subnets."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, Vertical
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from models.network_draft import (
    NetworkDraft,
    Problem,
    SubnetDraft,
    draft_of,
    network_from,
    problems,
)
from models.topology import VirtualNetwork
from tui.labels import text
from tui.shown import shown
from tui.signs import GOOD, WRONG
from tui.widgets.line_list import LineList

FIELDS = {"name": "Name", "id": "Id", "address_space": "Address space"}
SUBNET_FIELDS = {"subnet-name": "Subnet name", "subnet-prefixes": "Its prefixes"}
HINT = "Enter edits a subnet · a adds · d removes · ^N keeps it all · Esc cancels"
NAME_WIDTH = 26


class DraftLines(LineList[int]):
    """The subnets of a draft, by their place in it."""

    nothing = "no subnet: a adds one"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Edit", tooltip="Edit the subnet", id="draft.edit"),
        Binding("a", "screen.add", "Add", tooltip="Add a subnet", id="draft.add"),
        Binding("d", "screen.remove", "Remove", tooltip="Remove the subnet", id="draft.remove"),
    ]

    def __init__(self) -> None:
        """Nothing is drafted yet."""
        super().__init__()
        self.subnets: Sequence[SubnetDraft] = ()
        self.wrong: dict[int, str] = {}

    def show_draft(self, draft: NetworkDraft, found: Sequence[Problem]) -> None:
        """Show the subnets, each with what is wrong with it."""
        self.subnets = draft.subnets
        self.wrong = {one.subnet: one.message for one in reversed(found) if one.subnet is not None}
        self.show_rows(range(len(draft.subnets)))
        self.refresh()

    def line_of(self, row: int, width: int) -> Text:
        """Name, prefixes, and whether they will do."""
        subnet = self.subnets[row]
        sign = ("✗ ", WRONG) if row in self.wrong else ("✓ ", GOOD)
        name = f"{shown(subnet.name or '(no name)', NAME_WIDTH):<{NAME_WIDTH}} "
        return text(sign, name, subnet.prefixes)


class PlanNetworkScreen(ModalScreen[VirtualNetwork | None]):
    """Customises a copy; the result is the network, ``None`` where nothing is to change."""

    AUTO_FOCUS = "#name"
    CSS_PATH = "../styles/plan_network.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", tooltip="Leave it as it was", id="draft.cancel"),
        Binding("ctrl+n", "keep", "Keep", tooltip="Take the network like this", id="draft.keep"),
        Binding("down", "next", "Next field", show=False, id="draft.next"),
        Binding("up", "previous", "Field before", show=False, id="draft.previous"),
    ]

    lines = query_one(DraftLines)

    def __init__(self, network: VirtualNetwork, others: Sequence[VirtualNetwork]) -> None:
        """``network`` is what is customised; ``others`` it must not be confused with."""
        super().__init__()
        self.draft = draft_of(network)
        self._others = [other for other in others if other is not network]

    def compose(self) -> ComposeResult:
        """The fields of the network, its subnets, and the fields of one of them."""
        base = self.draft.base
        with Vertical(id="dialog"):
            yield Static(text((f"A network to be created in {base.region}", "bold")), id="title")
            with Grid(classes="fields"):
                for id, label in FIELDS.items():
                    yield Static(text(label), classes="label")
                    yield _field(id, getattr(self.draft, id))
            yield Static(text(("Subnets", "bold")), id="subnets")
            yield DraftLines()
            with Grid(classes="fields"):
                for id, label in SUBNET_FIELDS.items():
                    yield Static(text(label), classes="label")
                    yield _field(id, "")
            yield Static(id="problem")
            yield Static(text((HINT, "dim")), id="hint")

    def on_mount(self) -> None:
        """Say at once what is wrong, if anything is."""
        self._show()

    @on(Input.Changed)
    def take(self, event: Input.Changed) -> None:
        """Take what is typed, and say what is wrong with it."""
        event.stop()
        field, value = event.input.id or "", event.value
        if event.input.has_focus and field in FIELDS:
            self._take_field(field, value)
        elif event.input.has_focus and self.lines.pointed is not None:
            index = self.lines.pointed
            subnet = self.draft.subnets[index]
            part = field.removeprefix("subnet-")
            self.draft = self.draft.with_subnet(index, replace(subnet, **{part: value}))
            self._show()

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        """Enter goes to the next field; from the last one back to the subnets."""
        event.stop()
        if event.input.id == "subnet-prefixes":
            self.lines.focus()
        else:
            self.focus_next()

    @on(LineList.Pointed)
    def show_subnet(self, event: LineList.Pointed) -> None:
        """Show the fields of the subnet under the cursor."""
        event.stop()
        subnet = self.draft.subnets[event.row] if event.row is not None else None
        for part in ("name", "prefixes"):
            field = self.query_one(f"#subnet-{part}", Input)
            field.disabled = subnet is None
            if not field.has_focus:
                field.value = getattr(subnet, part) if subnet else ""

    @on(LineList.Chosen)
    def edit(self, event: LineList.Chosen) -> None:
        """Go to the fields of the subnet under the cursor."""
        event.stop()
        self.query_one("#subnet-name").focus()

    def action_add(self) -> None:
        """Add a subnet without a name, to be filled in."""
        self.draft = self.draft.with_subnet(len(self.draft.subnets), SubnetDraft("", ""))
        self._show()
        self.lines.cursor = len(self.draft.subnets) - 1
        self.call_after_refresh(self.query_one("#subnet-name").focus)

    def action_remove(self) -> None:
        """Take the subnet under the cursor out."""
        if self.lines.pointed is not None:
            self.draft = self.draft.without_subnet(self.lines.pointed)
            self._show()

    def action_keep(self) -> None:
        """Give the network, or go to what is wrong with it."""
        found = problems(self.draft, self._others)
        if not found:
            self.dismiss(network_from(self.draft, self._others))
            return
        first = found[0]
        if first.subnet is not None:
            self.lines.cursor = first.subnet
        self.call_after_refresh(self.query_one(f"#{first.field}").focus)

    def action_leave(self) -> None:
        """Esc in the fields of a subnet goes back to the list; else it leaves."""
        focused = self.focused
        if focused is not None and (focused.id or "") in SUBNET_FIELDS:
            self.lines.focus()
        else:
            self.dismiss(None)

    def action_next(self) -> None:
        """Go to the field below."""
        self.focus_next()

    def action_previous(self) -> None:
        """Go to the field above."""
        self.focus_previous()

    def _take_field(self, field: str, value: str) -> None:
        if field == "name":
            self.draft = self.draft.named(value)
            self.query_one("#id", Input).value = self.draft.id
        elif field == "id":
            self.draft = replace(self.draft, id=value)
        else:
            self.draft = replace(self.draft, address_space=value)
        self._show()

    def _show(self) -> None:
        found = problems(self.draft, self._others)
        self.lines.show_draft(self.draft, found)
        wrong = {one.field for one in found if one.subnet in (None, self.lines.pointed)}
        for field in self.query(Input):
            field.set_class(field.id in wrong, "-wrong")
        words = [_problem_line(one, self.draft) for one in found[:2]]
        if len(found) > len(words):
            words.append(text((f"and {len(found) - len(words)} more", WRONG)))
        fine = text(("✓ it can be created like this", GOOD))
        self.query_one("#problem", Static).update(Text("\n").join(words or [fine]))


def _problem_line(problem: Problem, draft: NetworkDraft) -> Text:
    where = "" if problem.subnet is None else f"{draft.subnets[problem.subnet].name or 'subnet'}: "
    line = text((f"✗ {where}{problem.message}", WRONG))
    line.no_wrap = False
    return line


def _field(id: str, value: str) -> Input:
    field = Input(value, id=id, compact=True)
    field.cursor_blink = False
    return field
