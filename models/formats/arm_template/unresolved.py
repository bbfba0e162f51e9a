"""What cannot be worked out from a template: named with its expression, never guessed."""

from dataclasses import dataclass

from models.formats.azure_names import clipped
from models.formats.inert import visible


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Stands in a list or an object for a value that is not known; ``why`` says what it lacks."""

    expression: str
    why: str

    def __str__(self) -> str:
        return f"unresolved: {visible(clipped(self.expression))} ({clipped(self.why)})"


class CannotResolve(Exception):
    """Something asks for a value that cannot be worked out; the message says why.

    ``expression`` is the whole text that asks, once that is known.
    """

    def __init__(self, why: str, expression: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.expression = expression

    def __str__(self) -> str:
        if self.expression:
            return str(Unresolved(self.expression, self.why))
        return f"unresolved: {clipped(self.why)}"

    def leaf(self, expression: str = "") -> Unresolved:
        """What stands for the value in the list or object around it."""
        return Unresolved(self.expression or expression, self.why)
