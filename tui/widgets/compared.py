"""What differs between two plans: two lists under a filter, the row pointed at in full below."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.getters import query_one
from textual.widgets import Input, Static

from models.comparison import AddressDifference, Comparison, Difference
from models.findings import Subject
from tui.compared_words import (
    addresses_detail,
    addresses_words,
    terms_detail,
    terms_words,
    values_words,
)
from tui.widgets.compared_lists import AddressesList, ComparedList, TermsList
from tui.widgets.filter_field import FilterField
from tui.widgets.line_list import LineList

AnyRow: TypeAlias = Difference | AddressDifference
Row = TypeVar("Row", Difference, AddressDifference)


class Compared(Vertical):
    """Both lists where there is room for them side by side, else one at a time."""

    terms = query_one(TermsList)
    addresses = query_one(AddressesList)
    field = query_one(FilterField)

    def __init__(self) -> None:
        """Nothing is compared yet."""
        super().__init__()
        self.comparison: Comparison | None = None
        self._lines: ComparedList[Any] | None = None

    def compose(self) -> ComposeResult:
        """The filter, the lists, the detail."""
        yield FilterField("/ filter by name, field, address or word")
        with Container(id="lists"):
            yield TermsList(id="terms")
            yield AddressesList(id="addresses")
        yield Static(id="detail")

    @property
    def lines(self) -> ComparedList[Any]:
        """The list that the user is in, or was in last."""
        return self._lines or self.terms

    @property
    def pointed(self) -> AnyRow | None:
        """The row under the cursor."""
        return self.lines.pointed

    def show(self, comparison: Comparison) -> None:
        """Show another comparison."""
        self.comparison = self.terms.comparison = self.addresses.comparison = comparison
        self._show_rows()

    def enter(self, lines: ComparedList[Any]) -> None:
        """Go into a list, and let a narrow screen show that one."""
        self._lines = lines
        self.set_class(lines is self.addresses, "-addresses")
        lines.focus()
        self._describe()

    def turn(self) -> None:
        """Go into the other list."""
        self.enter(self.addresses if self.lines is self.terms else self.terms)

    def go_to(self, subject: Subject) -> None:
        """Point at the first row that is about a thing."""
        for lines in (self.terms, self.addresses):
            for position, row in enumerate(lines.rows):
                if subject_of(row) == subject:
                    lines.cursor = position
                    self.enter(lines)
                    return

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show what holds every word."""
        event.stop()
        self._show_rows()

    @on(FilterField.Left)
    def to_the_list(self, event: FilterField.Left) -> None:
        """Go from the filter to the list."""
        event.stop()
        self.enter(self.lines)

    @on(LineList.Pointed)
    def follow(self, event: LineList.Pointed) -> None:
        """Show the row under the cursor in full."""
        event.stop()
        self._describe()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A list that was clicked on, or that Tab led to, is the one the user is in."""
        if isinstance(event.widget, ComparedList) and event.widget is not self._lines:
            self.enter(event.widget)

    def _describe(self) -> None:
        row, said = self.pointed, self.query_one("#detail", Static)
        if isinstance(row, Difference):
            said.update(terms_detail(row, said.size.width or 80))
        elif isinstance(row, AddressDifference) and self.comparison is not None:
            said.update(addresses_detail(self.comparison, row))
        else:
            said.update("")

    def _show_rows(self) -> None:
        """List what the filter lets through."""
        if self.comparison is None:
            return
        words = self.field.value.casefold().split()
        self._fill(self.terms, self.comparison.terms, words)
        self._fill(self.addresses, self.comparison.addresses, words)
        self.terms.beside = f"t shows addresses: {len(self.addresses.rows)}"
        self.addresses.beside = f"t shows plan terms: {len(self.terms.rows)}"
        self._describe()

    def _fill(self, lines: ComparedList[Row], rows: Sequence[Row], words: Sequence[str]) -> None:
        lines.of = len(rows)
        lines.nothing = "nothing that holds these words" if words and rows else "nothing differs"
        lines.show_rows(list(self._holding(rows, words)) if words else rows)

    def _holding(self, rows: Sequence[Row], words: Sequence[str]) -> Iterator[Row]:
        for row in rows:
            line = self._words(row).casefold()
            if all(word in line for word in words):
                yield row

    def _words(self, row: AnyRow) -> str:
        """What a filter looks at."""
        if isinstance(row, Difference):
            return " ".join((row.way.value, *terms_words(None, row), values_words(row)))
        return addresses_words(row)


def subject_of(row: AnyRow) -> Subject:
    """What a row is about."""
    return row.subject if isinstance(row, Difference) else row.id
