"""The questions of a prediction: which address, what was guessed, and what it is."""

from typing import NamedTuple

from rich.text import Text

from models.addresses import address_text
from models.assignment import Scenario
from models.training.guesses import Question, problem_of
from models.training.judging import Judged
from tui.labels import text
from tui.signs import ATTENTION, GOOD, QUIET, WRONG
from tui.widgets.steered_list import SteeredList

TITLES = {
    Scenario.FAILOVER: "failover",
    Scenario.TEST_FAILOVER: "test failover",
    Scenario.FAILBACK: "failback",
}


class Guessed(NamedTuple):
    """A question, what was typed for it, and how that was judged once it was."""

    question: Question
    name: str
    typed: str = ""
    judged: Judged | None = None

    @property
    def guessed(self) -> bool:
        """Whether what was typed is a guess."""
        return bool(self.typed) and not problem_of(self.typed)

    @property
    def right(self) -> bool:
        """Whether the guess was right."""
        return self.judged is not None and self.judged.right

    def fresh(self) -> "Guessed":
        """The question alone."""
        return Guessed(self.question, self.name)


class GuessList(SteeredList[Guessed]):
    """A line for each address that is asked for."""

    nothing = "there is nothing to guess"

    def line_of(self, row: Guessed, width: int) -> Text:
        """Who and when, the guess and, once it is shown, the address."""
        about = f"{row.name}  {TITLES[row.question.scenario]}"
        if row.judged is None:
            sign = ("?", "") if row.guessed else ("!", ATTENTION) if row.typed else ("·", QUIET)
            tail = row.typed or "…"
        else:
            sign = ("✓", GOOD) if row.right else ("✗", WRONG)
            tail = row.typed or "no guess"
            if not row.right:
                found = row.judged.result.address
                tail = f"{tail} → {'none' if found is None else address_text(found)}"
        room = max(width - len(tail) - 5, 8)
        head = text(" ", sign, " ", about)
        head.truncate(room, overflow="ellipsis", pad=True)
        return head.append(text((f" {tail}", "" if row.judged is None else sign[1])))
