"""What reading from Azure tells of itself while it goes on."""

from collections.abc import Callable
from typing import NamedTuple


class Step(NamedTuple):
    """Where it is: what is read, how many pages and rows of that have come.

    ``wait`` is how many seconds are still waited before Azure is asked again; 0 while an
    answer is awaited.
    """

    what: str
    pages: int = 0
    rows: int = 0
    wait: float = 0.0


Progress = Callable[[Step], None]
"""Is told each step, and while waiting each second; may raise to stop."""


def unseen(_step: Step) -> None:
    """Tell nobody."""
