"""Rows of fields: what they are about, the source beside failover and test failover."""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from textual.containers import Grid
from textual.widget import Widget
from textual.widgets import Static

from models.assign import Assignments
from models.assignment import Scenario
from models.fields.field import SwitchField, TextField
from models.plan import Plan
from tui.labels import text
from tui.widgets.choice_entry import ChoiceEntry
from tui.widgets.said import Said
from tui.widgets.switch_entry import SwitchEntry
from tui.widgets.text_entry import TextEntry

About = TypeVar("About")
Entry = TextEntry | ChoiceEntry

COLUMNS = {"failover": Scenario.FAILOVER, "test": Scenario.TEST_FAILOVER}
"""The columns that can be edited, by how the ids of their fields begin."""
TITLES = ("Source", "Failover", "Test failover")


class FieldRow(Generic[About]):
    """One row of a grid; it makes its cells and fills them."""

    def cells(self) -> Iterator[Widget]:
        """The cells from left to right, those of fields followed by why they are locked."""
        raise NotImplementedError

    def show(self, results: Assignments, about: About) -> None:
        """Show what it is about, as the plan has it."""
        raise NotImplementedError


class PairRow(FieldRow[About]):
    """The source, and a field for each of the two scenarios."""

    def __init__(
        self,
        name: str,
        label: str,
        source: Callable[[Plan, About], str],
        field: Callable[[About, Scenario], Any],
        *,
        choice: bool = False,
    ) -> None:
        """``field`` gives a field for text, or for a ``choice``, of either scenario."""
        self._label, self._source, self._field = label, source, field
        self._words = Said(id=f"source-{name}")
        self._entries: dict[str, Entry] = {}
        for column, words in zip(COLUMNS, TITLES[1:], strict=True):
            id = f"{column}-{name}"
            called = f"{label} at {words.lower()}"
            self._entries[column] = ChoiceEntry(id) if choice else TextEntry(id, called)

    def cells(self) -> Iterator[Widget]:
        """The name, the source and the two fields."""
        yield Static(self._label, classes="label")
        yield self._words
        for entry in self._entries.values():
            yield entry
            yield entry.why

    def show(self, results: Assignments, about: About) -> None:
        """Show what is set in both scenarios."""
        self._words.update(text(self._source(results.plan, about)))
        for column, entry in self._entries.items():
            field: Any = self._field(about, COLUMNS[column])
            entry.show(results, field)


class WordsRow(FieldRow[About]):
    """What nobody sets: words for the source and for both scenarios."""

    def __init__(
        self, name: str, label: str, words: Callable[[Assignments, About], tuple[str, str, str]]
    ) -> None:
        """``words`` gives those of the source, of failover and of test failover."""
        self._label, self._words = label, words
        self._cells = [Said(id=f"{column}-{name}") for column in ("source", *COLUMNS)]

    def cells(self) -> Iterator[Widget]:
        """The name and the words."""
        yield Static(self._label, classes="label")
        yield from self._cells

    def show(self, results: Assignments, about: About) -> None:
        """Show the words."""
        for cell, words in zip(self._cells, self._words(results, about), strict=True):
            cell.update(text(words))


class WideRow(FieldRow[About]):
    """One field for both scenarios, as wide as the row."""

    def __init__(self, name: str, label: str, field: Callable[[About], TextField]) -> None:
        self._label, self._field = label, field
        self._entry = TextEntry(name, label)
        for part in (self._entry, self._entry.why):
            part.add_class("wide")

    def cells(self) -> Iterator[Widget]:
        """The name and the field."""
        yield Static(self._label, classes="label")
        yield self._entry
        yield self._entry.why

    def show(self, results: Assignments, about: About) -> None:
        """Show what is set."""
        self._entry.show(results, self._field(about))


class SwitchRow(FieldRow[About]):
    """Something to switch on and off, for both scenarios."""

    def __init__(
        self, name: str, label: str, words: str, field: Callable[[About], SwitchField]
    ) -> None:
        """``words`` stand beside the switch."""
        self._label, self._field = label, field
        self._entry = SwitchEntry(name, words)
        for part in (self._entry, self._entry.why):
            part.add_class("wide")

    def cells(self) -> Iterator[Widget]:
        """The name and the switch."""
        yield Static(self._label, classes="label")
        yield self._entry
        yield self._entry.why

    def show(self, results: Assignments, about: About) -> None:
        """Show whether it is on."""
        self._entry.show(results, self._field(about))


class FieldGrid(Grid, Generic[About]):
    """Rows of fields, in four columns."""

    def __init__(self, *rows: FieldRow[About], id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = rows

    def compose(self) -> Iterator[Widget]:
        """The cells, row by row."""
        for row in self._rows:
            yield from row.cells()

    def show(self, results: Assignments, about: About) -> None:
        """Show what the rows are about."""
        for row in self._rows:
            row.show(results, about)


class Titles(Grid):
    """The names of the columns, as wide as those of a grid below."""

    def compose(self) -> Iterator[Widget]:
        """A name for each column."""
        for words in ("", *TITLES):
            yield Static(words, classes="label")
