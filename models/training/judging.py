"""Guesses held against the results, and what that says about the rules that are understood."""

from collections.abc import Iterable
from typing import NamedTuple

from models.assign import Assignments
from models.assignment import Assignment
from models.training.deciding import deciding
from models.training.guesses import Question
from models.training.overlooked import holds, landing, overlooked


class Judged(NamedTuple):
    """A guess beside the result.

    ``guess`` is an address as an integer, ``None`` for no address. ``rules`` decided the
    result, that of the subnet first, where one was chosen; ``missed`` is the one that the
    guess overlooked, and ``why`` says how, where it is wrong. ``in_subnet`` says whether it
    was in the subnet at least.
    """

    question: Question
    guess: int | None
    result: Assignment
    rules: tuple[str, ...]
    missed: str | None = None
    why: str = ""
    in_subnet: bool = False
    guessed: bool = True
    """Whether anything was guessed at all."""

    @property
    def right(self) -> bool:
        """Whether it is the very address."""
        return self.guessed and self.guess == self.result.address

    @property
    def unguessed(self) -> "Judged":
        """The same where nothing was guessed, which is wrong by the rule that decided last."""
        return self._replace(
            missed=self.rules[-1], why="it was not guessed", in_subnet=False, guessed=False
        )


def judge(assignments: Assignments, question: Question, guess: int | None) -> Judged:
    """Hold a guess against the result. Raises ``KeyError`` where nothing was asked."""
    result = assignments.of(*question)
    if result is None:
        raise KeyError(question)
    rules = deciding(assignments, question, result)
    if guess == result.address:
        return Judged(question, guess, result, rules)
    missed, why = overlooked(assignments, question, result, guess)
    subnet = landing(assignments, result)
    inside = subnet is not None and guess is not None and holds(subnet, guess)
    return Judged(question, guess, result, rules, missed, why, inside)


def score(judged: Iterable[Judged]) -> dict[str, tuple[int, int]]:
    """How many of how many guesses were right for each rule, by its number.

    A right guess counts for every rule that decided; a wrong one against the rule it
    overlooked, and for the rule of the subnet where it was in that subnet at least.
    """
    counts: dict[str, tuple[int, int]] = {}

    def count(rule: str, right: bool) -> None:
        had, asked = counts.get(rule, (0, 0))
        counts[rule] = (had + right, asked + 1)

    for one in judged:
        if one.missed is None:
            for rule in one.rules:
                count(rule, right=True)
            continue
        count(one.missed, right=False)
        if one.in_subnet and len(one.rules) > 1:
            count(one.rules[0], right=True)
    return counts
