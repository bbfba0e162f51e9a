"""The history: every edit of the session with its effect, and the way to any point."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.getters import query_one

from models.findings import Subject
from models.session import Change
from tui.messages import PointRequested
from tui.screens.plan_screen import PlanScreen
from tui.widgets.history_detail import HistoryDetail
from tui.widgets.history_list import HistoryList, rows_of
from tui.widgets.line_list import LineList


class HistoryScreen(PlanScreen):
    """The edits in their order; Enter goes to the point under the cursor, in one step."""

    CSS_PATH = "../styles/history.tcss"
    HEADLINE = "History"

    lines = query_one(HistoryList)
    detail = query_one(HistoryDetail)

    def compose_body(self) -> ComposeResult:
        """The edits, and what the one under the cursor did."""
        with Container(id="body"):
            yield HistoryList()
            yield HistoryDetail()

    def on_mount(self) -> None:
        """Start where the plan stands."""
        self._stood = self.session.point
        self.show_rows()
        self.lines.point_at(self._stood)
        self.lines.focus()
        if not self.session.history:
            self.change_line.say("nothing was edited yet")
        elif self.session.read_only:
            self.change_line.say("this plan is open for reading only")
        else:
            self.change_line.say("Enter goes to the point under the cursor")

    def plan_changed(self, change: Change) -> None:
        """Show the new state; the cursor goes along where it was on the plan's own point."""
        followed = self.lines.pointed is None or self.lines.pointed.point == self._stood
        self._stood = self.session.point
        self.show_rows()
        if followed:
            self.lines.point_at(self._stood)

    def saved(self) -> None:
        """Mark where the plan was saved."""
        super().saved()
        self.show_rows()

    def go_to(self, subject: Subject) -> None:
        """The history is about no single thing; remember it for the next screen."""
        self.opened_for = subject

    def show_rows(self) -> None:
        """List every point of the history."""
        self.lines.show_rows(rows_of(self.session))

    @on(LineList.Pointed, "HistoryList")
    def describe(self, event: LineList.Pointed) -> None:
        """Say what the edit under the cursor did."""
        event.stop()
        self.detail.show(event.row, self.session.plan, self.session.file)

    @on(LineList.Chosen, "HistoryList")
    def travel(self, event: LineList.Chosen) -> None:
        """Undo or redo up to the point under the cursor."""
        event.stop()
        if event.row.standing:
            self.change_line.say("the plan stands at this point already")
        else:
            self.post_message(PointRequested(event.row.point))
