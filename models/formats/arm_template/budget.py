"""What the evaluation of a template may cost: templates come from anybody."""

from models.formats.arm_template.unresolved import CannotResolve

STEPS = 2_000_000
"""How many values are worked out for one document; a NIC takes about fifty."""
DEEPEST = 60
"""How deep expressions, variables and parameters may refer to one another."""
LETTERS = 32
"""How many characters of a text count as one step."""


class Exhausted(Exception):
    """Evaluating a document takes more than anything that Azure would deploy."""


class Budget:
    """Counts down while a document is evaluated, and up and down how deep that goes."""

    def __init__(self, steps: int = STEPS) -> None:
        self.steps = steps
        self._left = steps
        self._depth = 0

    def charge(self, steps: int = 1) -> None:
        """Count some steps. Raises :class:`Exhausted` where there are no more."""
        self._left -= steps
        if self._left < 0:
            raise Exhausted

    def enter(self) -> None:
        """Go deeper, as often as :meth:`leave` is called.

        Raises :class:`CannotResolve` where that is too deep, as where something refers to itself.
        """
        self.charge()
        if self._depth >= DEEPEST:
            raise CannotResolve("nested too deeply, or it refers to itself")
        self._depth += 1

    def leave(self) -> None:
        """Come back from what :meth:`enter` went into."""
        self._depth -= 1
