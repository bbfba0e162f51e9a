"""Asks for what is assumed of one subnet: a list of subnets above a few fields."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Checkbox, Input, Label, Static

from models.errors import EditRefused
from models.findings import Subject
from models.findings.finding import SubnetSubject
from models.plan import Plan
from models.session import Session
from models.subnets_shown import every_subnet, subnet_for
from models.what_if import Make
from tui.labels import text
from tui.widgets.filter_field import FilterField
from tui.widgets.line_list import LineList
from tui.widgets.room_list import RoomList
from tui.widgets.verdict import Verdict


class Field(NamedTuple):
    """A field of a form: its id, what it is called, what can be typed."""

    id: str
    word: str
    placeholder: str = ""


class AssumeScreen(ModalScreen[Make | None]):
    """A form about one subnet; a subclass has the fields and gives the edit."""

    CSS_PATH = "../styles/assume.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", tooltip="Assume nothing", id="assume.cancel"),
        Binding("slash", "filter", "Filter", tooltip="Narrow the list", id="assume.filter"),
    ]
    TITLE_WORDS: ClassVar[str] = ""
    FIELDS: ClassVar[tuple[Field, ...]] = ()

    subnets = query_one(RoomList)
    filter = query_one(FilterField)
    verdict = query_one(Verdict)

    def __init__(self, scratch: Session, subject: Subject | None) -> None:
        """``scratch`` is the what-if, ``subject`` what the user points at."""
        super().__init__()
        self.scratch, self.subject = scratch, subject
        self._defaults: dict[str, str] = {}

    @property
    def plan(self) -> Plan:
        """The plan as it is assumed so far."""
        return self.scratch.plan

    def offered(self) -> list[SubnetSubject]:
        """The subnets to choose from."""
        return every_subnet(self.plan)

    def pointed_first(self) -> SubnetSubject | None:
        """The subnet that is pointed at first."""
        return subnet_for(self.scratch.assignments, self.subject)

    def defaults(self, where: SubnetSubject) -> dict[str, str]:
        """What stands in the fields of a subnet until something is typed."""
        return {}

    def make(self, where: SubnetSubject) -> Make:
        """What is asked for. Raises :class:`EditRefused` where a field says nothing."""
        raise NotImplementedError

    def more(self) -> Iterator[Checkbox]:
        """What stands below the fields."""
        yield from ()

    def compose(self) -> ComposeResult:
        """A filter and the list, then the fields, then what would be assumed."""
        with Vertical(id="dialog"):
            yield Static(text((self.TITLE_WORDS, "bold")))
            yield FilterField("/ part of a subnet, a network, a prefix or a region")
            yield RoomList(self.scratch)
            for field in self.FIELDS:
                with Horizontal(classes="field"):
                    yield Label(field.word)
                    entry = Input(placeholder=field.placeholder, compact=True, id=field.id)
                    entry.cursor_blink = False
                    yield entry
            yield from self.more()
            yield Verdict()
            hint = "Tab goes on · Enter assumes it · Esc back"
            yield Static(text((hint, "dim")))

    def on_mount(self) -> None:
        """Start at the subnet the user points at, in the first field."""
        self.subnets.show_rows(self.offered())
        self.subnets.point_at(self.pointed_first())
        self._fill_in()
        self.query_one(f"#{self.FIELDS[0].id}").focus()

    def typed(self, id: str) -> str:
        """What a field says."""
        return self.query_one(f"#{id}", Input).value.strip()

    @on(Input.Changed, "#filter")
    def narrow(self, event: Input.Changed) -> None:
        """List what holds every word that was typed."""
        event.stop()
        words = event.value.casefold().split()
        said = {row: self.subnets.words(row).casefold() for row in self.offered()}
        self.subnets.show_rows([row for row in said if all(word in said[row] for word in words)])

    @on(FilterField.Left)
    def to_the_list(self, event: FilterField.Left) -> None:
        """Go from the filter to the list."""
        event.stop()
        self.subnets.focus()

    @on(LineList.Chosen)
    def to_the_fields(self, event: LineList.Chosen) -> None:
        """Go from the list to the first field."""
        event.stop()
        self.query_one(f"#{self.FIELDS[0].id}").focus()

    @on(LineList.Pointed)
    def follow(self, event: LineList.Pointed) -> None:
        """Let the fields that nothing was typed in be about the subnet."""
        event.stop()
        self._fill_in()

    @on(Input.Changed, ".field Input")
    @on(Checkbox.Changed)
    def judge(self) -> None:
        """Say what would be assumed, or why that cannot be."""
        try:
            self.verdict.agree(self._make()(self.scratch).label)
        except EditRefused as refusal:
            self.verdict.refuse(str(refusal))

    @on(Input.Submitted, ".field Input")
    def submit(self, event: Input.Submitted) -> None:
        """Give what is asked for."""
        event.stop()
        self.action_give()

    def action_give(self) -> None:
        """Give what is asked for, unless it cannot be."""
        self.judge()
        if not self.verdict.refused:
            self.dismiss(self._make())

    def action_filter(self) -> None:
        """Go to the filter."""
        self.filter.focus()

    def _make(self) -> Make:
        where = self.subnets.pointed
        if where is None:
            raise EditRefused("No subnet is called so; type another filter.")
        return self.make(where)

    def _fill_in(self) -> None:
        where = self.subnets.pointed
        if where is not None:
            for id, value in self.defaults(where).items():
                entry = self.query_one(f"#{id}", Input)
                if entry.value == self._defaults.get(id, ""):
                    with self.prevent(Input.Changed):
                        entry.value = value
                self._defaults[id] = value
        self.judge()
