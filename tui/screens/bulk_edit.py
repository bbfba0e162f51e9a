"""Edits of many rows: the menu of what can be done, the questions, the preview."""

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from models.edits.bulk import Bulk
from models.errors import EditRefused
from models.session import Session
from models.topology import IpConfigurationId
from tui.bulk_operations import OPERATIONS, Operation, Values
from tui.labels import text
from tui.screens.choose_option import ChooseOptionScreen
from tui.screens.form import FormScreen
from tui.screens.plan_screen import PlanScreen
from tui.screens.preview import MANY, preview_then_do, refuse
from tui.widgets.line_list import LineList

Ids = Sequence[IpConfigurationId]


class OperationList(LineList[Operation]):
    """One line for each thing that can be done: its letter, its name, what it does."""

    def line_of(self, row: Operation, width: int) -> Text:
        """The letter works in the whole menu."""
        return text(f" {row.letter} ", (f" {row.words:<23}", "bold"), (row.tooltip, "dim"))


class BulkMenuScreen(ModalScreen[Operation | None]):
    """Lists what can be done to the rows; the result is what was chosen."""

    CSS_PATH = "../styles/bulk_edit.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Cancel", tooltip="Change nothing", id="bulk.cancel"),
        *(
            Binding(
                operation.letter,
                f"take({number})",
                operation.words,
                tooltip=operation.tooltip,
                id=f"bulk.{operation.name}",
            )
            for number, operation in enumerate(OPERATIONS)
        ),
    ]

    def __init__(self, what: str) -> None:
        """``what`` says which rows it is about."""
        super().__init__()
        self._what = what

    def compose(self) -> ComposeResult:
        """The rows it is about, above what can be done to them."""
        with Vertical(id="dialog"):
            yield Static(text((f"Edit {self._what}", "bold")), id="title")
            yield OperationList(id="operations")
            hint = "A letter or Enter goes on · every edit is shown first · Esc cancels"
            yield Static(text((hint, "dim")), id="hint")

    def on_mount(self) -> None:
        """Show the operations."""
        operations = self.query_one(OperationList)
        operations.show_rows(OPERATIONS)
        operations.styles.height = len(OPERATIONS)
        operations.focus()

    @on(LineList.Chosen)
    def take_chosen(self, event: LineList.Chosen) -> None:
        """Enter takes the operation under the cursor."""
        event.stop()
        self.dismiss(event.row)

    def action_take(self, number: int) -> None:
        """Take an operation by its letter."""
        self.dismiss(OPERATIONS[number])


class BulkEdit:
    """Asks what to do to some rows, then shows it, then does it; Esc goes one question back."""

    def __init__(self, screen: PlanScreen, ids: Ids) -> None:
        """``screen`` requests the edit in the end."""
        self._screen, self._ids = screen, ids
        plan = screen.session.plan
        self._what = plan.short_name(ids[0]) if len(ids) == 1 else f"{len(ids):,} rows"
        self._operation = OPERATIONS[0]
        self._picked: Any = None

    def ask(self) -> None:
        """Ask what to do."""
        self._screen.app.push_screen(BulkMenuScreen(self._what), self._take)

    def _take(self, operation: Operation | None) -> None:
        if operation is not None:
            self._operation = operation
            self._ask_which()

    def _ask_which(self) -> None:
        """Ask which of several things is meant, where there are several."""
        if (options := self._operation.options) is None:
            self._ask_values()
            return
        offered = options(self._screen.session, self._ids)
        self._screen.app.push_screen(ChooseOptionScreen(self._title, offered), self._pick)

    def _pick(self, picked: Any) -> None:
        if picked is None:
            self.ask()
            return
        self._picked = picked
        self._ask_values()

    def _ask_values(self) -> None:
        """Ask for values, where there are any to be typed."""
        if (fields := self._operation.fields) is None:
            self._preview({})
            return
        asked = fields(self._screen.session, self._ids)
        self._screen.app.push_screen(FormScreen(self._title, asked), self._enter)

    def _enter(self, values: Values | None) -> None:
        if values is not None:
            self._preview(values)
        elif self._operation.options is not None:
            self._ask_which()
        else:
            self.ask()

    @property
    def _title(self) -> str:
        return f"{self._operation.words.rstrip('…')} · {self._what}"

    def _preview(self, values: Values) -> None:
        """Show what it would do; where that takes long, say so first."""
        if len(self._ids) < MANY:
            self._show(values)
        else:
            self._screen.change_line.say(f"working out what becomes of {len(self._ids):,} rows …")
            self._screen.call_after_refresh(self._worked_out, values)

    def _worked_out(self, values: Values) -> None:
        self._screen.change_line.say("")  # painted once the preview is there
        self._show(values)

    def _show(self, values: Values) -> None:
        operation, ids, picked = self._operation, self._ids, self._picked

        def make(session: Session) -> Bulk:
            return operation.make(session, ids, picked, values)

        plan = self._screen.session.plan
        try:
            bulk = make(self._screen.session)
        except EditRefused as refusal:
            refuse(self._screen, str(refusal))
            return
        preview_then_do(
            self._screen,
            lambda session: bulk.edit if session.plan is plan else make(session).edit,
            left_out=bulk.left_out,
        )
