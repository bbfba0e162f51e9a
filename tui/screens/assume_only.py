"""Asks which groups or machines fail over in a what-if: the others stay."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from collections.abc import Set as AbstractSet
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from models.edits import Edit
from models.errors import EditRefused
from models.findings import Subject
from models.plan import Plan
from models.session import Session
from models.what_if import Make
from tui.labels import text
from tui.screens.pick_line import MANY
from tui.widgets.filter_field import FilterField
from tui.widgets.line_list import LineList
from tui.widgets.marked_list import MarkedList
from tui.widgets.verdict import Verdict

Only = Callable[[Plan, AbstractSet[Hashable]], Edit]
"""Gives the edit that fails over what has these keys and nothing else."""


class Who(NamedTuple):
    """A group or a machine, and what there is to say of it."""

    key: Hashable
    name: str
    tells: str


class WhoList(MarkedList[Who]):
    """Groups or machines, with a mark for each that fails over."""

    nothing = "nothing matches"

    def line_of(self, row: Who, width: int) -> Text:
        """The mark, the name, what there is to say."""
        mark = ("● ", "bold") if self.is_marked(row) else ("○ ", "dim")
        return text(" ", mark, f"{row.name}  ", (row.tells, "dim"))

    def key_of(self, row: Who) -> Hashable:
        """The number of the group or the id of the machine."""
        return row.key


class OnlyScreen(ModalScreen[Make | None]):
    """Lists groups or machines to mark; the result fails over those and no other."""

    CSS_PATH = "../styles/assume.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", tooltip="Assume nothing", id="only.cancel"),
        Binding("slash", "filter", "Filter", tooltip="Narrow the list", id="only.filter"),
    ]

    who = query_one(WhoList)
    verdict = query_one(Verdict)

    def __init__(
        self,
        scratch: Session,
        title: str,
        rows: Sequence[Who],
        only: Only,
        subject: Subject | None = None,
    ) -> None:
        """``scratch`` is the what-if; ``only`` gives the edit of what is marked."""
        super().__init__()
        self._scratch, self._title, self._all, self._only = scratch, title, rows, only
        self._first = getattr(subject, "virtual_machine", None)

    def compose(self) -> ComposeResult:
        """A filter above the list, and what would be assumed below it."""
        with Vertical(id="dialog"):
            yield Static(text((self._title, "bold")))
            if len(self._all) >= MANY:
                yield FilterField("/ part of a name, a group or a network")
            yield WhoList()
            yield Verdict()
            yield Static(text(("Space marks · * marks all · Enter assumes it · Esc back", "dim")))

    def on_mount(self) -> None:
        """Show all."""
        self.who.styles.height = min(len(self._all), 14)
        self.who.show_rows(self._all)
        self.who.point_at(self._first)
        self.who.focus()

    @property
    def keys(self) -> frozenset[Hashable]:
        """What fails over: all that is marked, listed or not, else what is pointed at."""
        return frozenset(self.who.marks or {row.key for row in self.who.chosen})

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """List what holds every word that was typed; marks stay."""
        event.stop()
        words = event.value.casefold().split()
        holds = ((row, f"{row.name} {row.tells}".casefold()) for row in self._all)
        self.who.show_rows([row for row, said in holds if all(word in said for word in words)])

    @on(FilterField.Left)
    def to_the_list(self, event: FilterField.Left) -> None:
        """Go from the filter to the list."""
        event.stop()
        self.who.focus()

    @on(LineList.Pointed)
    @on(MarkedList.Marked)
    def judge(self) -> None:
        """Say what would be assumed, or why that cannot be."""
        try:
            self.verdict.agree(self._only(self._scratch.plan, self.keys).label)
        except EditRefused as refusal:
            self.verdict.refuse(str(refusal))

    @on(LineList.Chosen)
    def take(self, event: LineList.Chosen) -> None:
        """Give it, unless it cannot be."""
        event.stop()
        only, keys = self._only, self.keys
        if not self.verdict.refused:
            self.dismiss(lambda session: only(session.plan, keys))

    def action_filter(self) -> None:
        """Go to the filter."""
        for field in self.query(FilterField):
            field.focus()


def group_rows(plan: Plan) -> list[Who]:
    """The recovery-plan groups that have machines."""
    counts = Counter(item.group for item in plan.replicated_items)
    return [
        Who(group, f"group {group}", f"{count} machine{'s' if count > 1 else ''}")
        for group, count in sorted(counts.items())
    ]


def machine_rows(plan: Plan) -> list[Who]:
    """The replicated machines, as they fail over."""
    return [
        Who(
            item.virtual_machine,
            item.virtual_machine,
            f"group {item.group}, to {item.failover_network}",
        )
        for item in plan.items_in_order()
    ]
