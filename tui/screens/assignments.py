"""Every address in one list: filter it, sort it, edit many rows at once."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.getters import query_one
from textual.widgets import Input

from models.findings import Subject
from models.listing import Listed, Listing
from models.query import Query, parse
from models.query_terms import InvalidQuery
from models.session import Change, Session
from models.sorting import SortBy, sorting
from models.steps import Steps
from models.topology import IpConfigurationId
from tui.assignment_words import hint, row_words
from tui.gradual import Gradual
from tui.screens.bulk_edit import BulkEdit
from tui.screens.plan_screen import PlanScreen
from tui.screens.saved_filters import SavedFiltersScreen
from tui.widgets.assignment_list import AssignmentList
from tui.widgets.filter_field import FilterField
from tui.widgets.line_list import LineList
from tui.widgets.query_field import QueryField
from tui.widgets.said import Said

KEYS = "space marks · e edits · o sorts · f filters"
"""The keys of the list that a narrow terminal has no room for in its last line."""
TITLE_ENDS = 4
"""What the line takes on either side of a title."""


class AssignmentsScreen(PlanScreen):
    """The list of every IP configuration. What is marked, or pointed at, is edited at once."""

    CSS_PATH = "../styles/assignments.tcss"
    HEADLINE = "Assignments"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "Filter", tooltip="Type a filter", id="assignments.filter"),
        Binding("e", "edit", "Edit", tooltip="Edit the marked rows at once", id="assignments.edit"),
        Binding("o", "sort", "Sort", tooltip="Sort by the next column", id="assignments.sort"),
        Binding(
            "O",
            "reverse",
            "Reverse",
            tooltip="Turn the order round",
            id="assignments.reverse",
            show=False,
        ),
        Binding(
            "f",
            "filters",
            "Filters",
            tooltip="Saved filters: choose, save, delete",
            id="assignments.filters",
        ),
        Binding(
            "minus",
            "unmark",
            "Unmark",
            tooltip="Mark no row any more, listed or not",
            id="assignments.unmark",
            show=False,
        ),
    ]

    lines = query_one(AssignmentList)
    field = query_one(QueryField)

    def __init__(self, session: Session, subject: Subject | None = None) -> None:
        """``subject`` is what the cursor is on at first."""
        super().__init__(session, subject)
        self._listing = Listing(session)
        self._gathered: list[Listed] = []
        self._query = Query()
        self._problem: InvalidQuery | None = None
        self._looking = Gradual[list[Listed]](self, session, self._say_how_far)

    @property
    def subject(self) -> Subject | None:
        """The row under the cursor."""
        return self.lines.pointed.id if self.lines.pointed is not None else self.opened_for

    def compose_body(self) -> ComposeResult:
        """The filter, the list, what there is to say of the row."""
        yield QueryField(lambda: self.session.plan)
        yield AssignmentList(id="assignments")
        yield Said(id="detail")

    def on_mount(self) -> None:
        """Show every row, and point at what the screen was opened for."""
        self._show_rows(self.opened_for)
        self.lines.focus()

    def go_to(self, subject: Subject) -> None:
        """Point at the first row that is about a subject."""
        row = next((row for row in self.lines.rows if row.is_about(subject)), None)
        if row is not None:
            self.lines.point_at(row.id)

    def plan_changed(self, change: Change) -> None:
        """Look again at the rows that changed, and show those that pass now."""
        if (seen := self._listing.follow(change)) is not None:
            self.lines.measure(seen)
        self._show_rows()

    @on(Input.Changed, "#filter")
    def narrow(self, event: Input.Changed) -> None:
        """Filter by what is typed; what means nothing leaves the list as it is."""
        event.stop()
        self._read_filter()
        self._show_rows()

    @on(FilterField.Left)
    def go_to_list(self, event: FilterField.Left) -> None:
        """Go on in the list."""
        event.stop()
        self.lines.focus()

    @on(LineList.Pointed, "#assignments")
    def describe(self, event: LineList.Pointed) -> None:
        """Say what there is to say of the row under the cursor."""
        event.stop()
        self._show_detail()

    @on(LineList.Chosen, "#assignments")
    def open_settings(self, event: LineList.Chosen) -> None:
        """Go to the network settings of the row."""
        event.stop()
        self.action_open("settings")

    @on(AssignmentList.Marked, "#assignments")
    def count(self, event: AssignmentList.Marked) -> None:
        """Say how many rows are marked; a filter may be about just that."""
        event.stop()
        if self._query.about_marks:
            self._read_filter()
            self._show_rows()
        self._show_title()

    @on(AssignmentList.TitleClicked, "#assignments")
    def sort_by(self, event: AssignmentList.TitleClicked) -> None:
        """Sort by a column; once more turns the order round."""
        event.stop()
        again = event.by is self.lines.sorted_by
        self._sort(event.by, reverse=again and not self.lines.reverse)

    def on_descendant_focus(self) -> None:
        """Show the words of the filter while one is typed."""
        self._show_detail()

    def action_filter(self) -> None:
        """Type a filter."""
        self.field.focus()

    def action_filters(self) -> None:
        """Choose among the saved filters, or save this one."""

        def chosen(words: str | None) -> None:
            if words is not None:
                self.field.value = words
                self.field.cursor_position = len(words)

        self.app.push_screen(SavedFiltersScreen(self.field.value), chosen)

    def action_sort(self) -> None:
        """Sort by the next column that is shown."""
        offered = self.lines.sortable
        place = offered.index(self.lines.sorted_by) if self.lines.sorted_by in offered else -1
        self._sort(offered[(place + 1) % len(offered)], reverse=False)

    def action_reverse(self) -> None:
        """Turn the order round."""
        self._sort(self.lines.sorted_by, reverse=not self.lines.reverse)

    def action_unmark(self) -> None:
        """Mark nothing."""
        self.lines.mark()

    def action_edit(self) -> None:
        """Edit the marked rows, or the one under the cursor."""
        ids = [row.id for row in self.lines.chosen]
        if not ids:
            self.change_line.say("there is no row to edit")
        else:
            BulkEdit(self, ids).ask()

    def _sort(self, by: SortBy, *, reverse: bool) -> None:
        self.lines.show_order(by, reverse=reverse)
        self._show_rows()

    def _read_filter(self) -> None:
        marked = frozenset(id for id in self.lines.marks if isinstance(id, IpConfigurationId))
        try:
            self._query, self._problem = parse(self.field.value, marked), None
        except InvalidQuery as problem:
            self._problem = problem
        self.field.set_class(self._problem is not None, "-wrong")

    def _show_rows(self, subject: Subject | None = None) -> None:
        """List the rows that pass, and point at the first one about a subject."""

        def listed(rows: list[Listed]) -> None:
            self.lines.show_rows(rows)
            if subject is not None:
                self.go_to(subject)
            self._show_title()
            self._show_detail()

        self._looking.begin(self._passing(), listed)

    def _passing(self) -> Steps[list[Listed]]:
        """The rows that pass, in the order that was chosen."""
        lines = self.lines
        rows = yield from self._listing.gather()
        if rows is not self._gathered:
            self._gathered = rows
            lines.measure(rows)
            if marks := lines.marks:
                lines.mark(*(marks & {row.id for row in rows}))
        if self._query.terms:
            rows = yield from self._query.selecting(rows)
        if lines.sorted_by is SortBy.TURN and not lines.reverse:
            return rows
        return (yield from sorting(rows, lines.sorted_by, reverse=lines.reverse))

    def _say_how_far(self, done: float | None) -> None:
        """Say in the title how far filtering or sorting is."""
        if done is None:
            self._show_title()
        else:
            self.lines.border_title = f"looking at all addresses: {done:.0%} · {KEYS}"

    def _show_title(self) -> None:
        lines = self.lines
        parts = [f"{len(lines.rows):,} of {len(self._gathered):,}"]
        if marks := len(lines.marks):
            hidden = marks - sum(map(lines.is_marked, lines.rows))
            parts.append(f"{marks:,} marked" + (f", {hidden:,} not listed" if hidden else ""))
        if lines.sorted_by is not SortBy.TURN:
            parts.append(f"by {lines.sorted_by}{' turned round' if lines.reverse else ''}")
        title = " · ".join([*parts, KEYS])
        fits = len(title) + TITLE_ENDS <= self.size.width
        lines.border_title = title if fits else " · ".join(parts)

    def _show_detail(self) -> None:
        detail = self.query_one("#detail", Said)
        typing = self.field.has_focus or self._problem is not None
        if typing:
            words = hint(self.field.value, self.session.plan, self._query, self._problem)
        else:
            words = row_words(self.session, self.lines.pointed)
        detail.set_class(typing, "-typing")
        detail.update(words)
