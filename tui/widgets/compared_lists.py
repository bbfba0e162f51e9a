"""What differs between two plans, as two lists: in their own terms, and in addresses."""

from collections.abc import Sequence
from typing import Any, TypeVar

from rich.text import Text

from models.assignment import Scenario
from models.comparison import AddressDifference, Comparison, Difference
from tui.compared_words import (
    WAY_WIDTH,
    address_words,
    last_words,
    short_name,
    terms_words,
    values_words,
    way_parts,
)
from tui.labels import text
from tui.shown import shown
from tui.widgets.line_list import LineList

Row = TypeVar("Row")
SCENARIOS = {
    Scenario.FAILOVER: "failover",
    Scenario.TEST_FAILOVER: "test",
    Scenario.FAILBACK: "failback",
}
SCENARIO_WIDTH = max(map(len, SCENARIOS.values())) + 1
SHORTEST_NAME = 9
"""How much of a name is always shown, in columns."""


class ComparedList(LineList[Row]):
    """Differences of one kind, under a line that counts them."""

    TITLE = ""

    def __init__(self, *, id: str) -> None:
        """Nothing is compared yet."""
        super().__init__(id=id)
        self.comparison: Comparison | None = None
        """What is compared."""
        self.of = 0
        """How many there are, those that the filter hides too."""
        self.beside = ""
        """What is said of the list that a narrow screen hides."""

    def heading(self, width: int) -> Text:
        """What is listed, and how many there are of how many."""
        listed = len(self.rows)
        count = str(self.of) if listed == self.of else f"{listed} of {self.of}"
        hidden = f" · {self.beside}" if self.screen.has_class("-narrow") else ""
        return text((f" {self.TITLE}: {count}", "bold"), (hidden, "dim"))


class TermsList(ComparedList[Difference]):
    """What differs in the plans' own terms."""

    TITLE = "Plan terms"
    _things = _values = 0

    def watch_rows(self, before: Sequence[Any], after: Sequence[Any]) -> None:
        """Know how wide things and values are, so that the columns line up."""
        things = ("".join(terms_words(self.comparison, row)) for row in self.rows)
        self._things = max(map(len, things), default=0)
        self._values = max((len(values_words(row)) for row in self.rows), default=0)
        super().watch_rows(before, after)

    def line_of(self, row: Difference, width: int) -> Text:
        """How it differs, what, and both values."""
        room = width - WAY_WIDTH - 1
        values = min(self._values, max(room - self._things, room * 2 // 5))
        what = room - values
        thing, field = terms_words(self.comparison, row)
        words = shown(thing, max(SHORTEST_NAME, what - len(field))) + field
        return text(
            *way_parts(row.way), f"{shown(words, what):<{what}} ", values_words(row, values)
        )


class AddressesList(ComparedList[AddressDifference]):
    """What differs in the addresses, scenario by scenario."""

    TITLE = "Resulting addresses"

    _both = _last = 0

    def watch_rows(self, before: Sequence[Any], after: Sequence[Any]) -> None:
        """Know how wide the addresses are, so that the columns line up."""
        self._both = max((len(address_words(row)) for row in self.rows), default=0)
        self._last = max((len(last_words(row)) for row in self.rows), default=0)
        super().watch_rows(before, after)

    def line_of(self, row: AddressDifference, width: int) -> Text:
        """How it differs, whose address in which scenario, and both addresses.

        Where there is no room for both, the later one; both stand below the lists.
        """
        room = width - WAY_WIDTH - SCENARIO_WIDTH - 1
        both = room - self._both >= SHORTEST_NAME
        name = max(SHORTEST_NAME, room - (self._both if both else self._last))
        who = _fitting(shown(short_name(self.comparison, row.id)), name)
        return text(
            *way_parts(row.way),
            (f"{SCENARIOS[row.scenario]:<{SCENARIO_WIDTH}}", "dim"),
            f"{who:<{name}} ",
            address_words(row) if both else last_words(row),
        )


def _fitting(name: str, width: int) -> str:
    """A name without its middle where it is too long: the machine and how it ends stay."""
    if len(name) <= width:
        return name
    machine = name.find("/") + 1
    head = machine if 0 < machine <= width - 6 else (width - 1) // 2
    return f"{name[:head]}…{name[len(name) - (width - 1 - head) :]}"
