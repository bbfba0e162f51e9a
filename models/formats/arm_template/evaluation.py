"""Works out expressions: everything in them, or nothing."""

from collections.abc import Callable
from typing import Any, Protocol

from models.formats.arm_template.budget import LETTERS, Budget
from models.formats.arm_template.functions import FUNCTIONS
from models.formats.arm_template.functions.function import LONGEST_TEXT, Sees
from models.formats.arm_template.functions.lists import member
from models.formats.arm_template.functions.logic import truth
from models.formats.arm_template.marks import MARK, UNKNOWN
from models.formats.arm_template.syntax import (
    Call,
    Expression,
    Literal,
    Member,
    is_expression,
    literal,
    parse,
)
from models.formats.arm_template.unresolved import CannotResolve, Unresolved

DEEPEST_VALUE = 60
"""How deep lists and objects may stand in one another where a function looks into them."""


class Surroundings(Protocol):
    """Where an expression stands: what its parameters, variables and loops are."""

    def call(self, name: str, arguments: list[Any]) -> Any:
        """What a function gives that needs to know that. Raises :class:`CannotResolve`."""


class Evaluator:
    """Works out the expressions of one document; it knows those it has parsed."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._parsed: dict[str, Expression] = {}

    def value(self, text: str, around: Surroundings) -> Any:
        """What a text of a template stands for.

        Lists and objects may have :class:`Unresolved` in them. Raises :class:`CannotResolve`
        with the text where the value itself is not known.
        """
        if not is_expression(text):
            return literal(text)
        try:
            return self._of(self._expression(text), around)
        except CannotResolve as reason:
            raise CannotResolve(reason.why, text) from None
        except RecursionError:
            raise CannotResolve("nested too deeply", text) from None

    def _expression(self, text: str) -> Expression:
        if text not in self._parsed:
            self.budget.charge(1 + len(text) // LETTERS)
            self._parsed[text] = parse(text)
        return self._parsed[text]

    def _of(self, part: Expression, around: Surroundings) -> Any:
        self.budget.enter()
        try:
            found = self._part(part, around)
        finally:
            self.budget.leave()
        if isinstance(found, Unresolved):
            raise CannotResolve(found.why)
        return found

    def _part(self, part: Expression, around: Surroundings) -> Any:
        match part:
            case Literal(value):
                return value
            case Member(of, key, lenient):
                return self._member(self._of(of, around), self._of(key, around), lenient)
            case Call(name, arguments) if name.lower() in LAZY:
                return LAZY[name.lower()](self, arguments, around)
            case Call(name, arguments):
                return self._called(name, [self._of(each, around) for each in arguments], around)

    def _member(self, value: Any, key: Any, lenient: bool) -> Any:
        if not lenient:
            return member(value, key)
        return FUNCTIONS["tryget"].call(value, key)

    def _called(self, name: str, arguments: list[Any], around: Surroundings) -> Any:
        function = FUNCTIONS.get(name.lower())
        sees = function.sees if function else Sees.NOTHING
        for argument in arguments:
            self._look(argument, sees)
        if function is None:
            return around.call(name, arguments)
        if not function.takes(len(arguments)):
            raise CannotResolve(f"{name}() with {len(arguments)} arguments")
        found = function.call(*arguments)
        if isinstance(found, str) and len(found) > LONGEST_TEXT:
            raise CannotResolve(f"a text becomes longer than {LONGEST_TEXT} characters")
        self._weigh(found)
        return found

    def _look(self, value: Any, sees: Sees, depth: int = 0) -> None:
        """Make sure that a function knows of an argument what it has to, and count that."""
        self._weigh(value)
        if sees is Sees.NOTHING:
            return
        if isinstance(value, Unresolved):
            raise CannotResolve(value.why)
        if isinstance(value, str) and MARK in value:
            raise CannotResolve(UNKNOWN)
        if sees is Sees.ALL and isinstance(value, list | dict):
            if depth >= DEEPEST_VALUE:
                raise CannotResolve("nested too deeply")
            for each in value.values() if isinstance(value, dict) else value:
                self._look(each, sees, depth + 1)

    def _weigh(self, value: Any) -> None:
        if isinstance(value, str):
            self.budget.charge(1 + len(value) // LETTERS)
        elif isinstance(value, list | dict):
            self.budget.charge(1 + len(value))
        else:
            self.budget.charge()

    def _if(self, arguments: tuple[Expression, ...], around: Surroundings) -> Any:
        """Only what is chosen has to be known."""
        if len(arguments) != 3:
            raise CannotResolve(f"if() with {len(arguments)} arguments")
        condition, one, other = arguments
        return self._of(one if truth(self._of(condition, around)) else other, around)

    def _and(self, arguments: tuple[Expression, ...], around: Surroundings) -> bool:
        return all(truth(self._of(argument, around)) for argument in arguments)

    def _or(self, arguments: tuple[Expression, ...], around: Surroundings) -> bool:
        return any(truth(self._of(argument, around)) for argument in arguments)

    def _coalesce(self, arguments: tuple[Expression, ...], around: Surroundings) -> Any:
        """The first that is not null; those behind it need not be known."""
        found = (self._of(argument, around) for argument in arguments)
        return next((value for value in found if value is not None), None)


LAZY: dict[str, Callable[[Evaluator, tuple[Expression, ...], Surroundings], Any]] = {
    "if": Evaluator._if,
    "and": Evaluator._and,
    "or": Evaluator._or,
    "coalesce": Evaluator._coalesce,
}
"""Functions that need not know all their arguments, by their names in lower case."""
