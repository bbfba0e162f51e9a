"""The time that a learner spends on a lesson."""

from collections.abc import Callable
from time import monotonic
from typing import TypeAlias

from models.training.record import Record

Seconds: TypeAlias = Callable[[], float]
"""A clock that only goes forward, in seconds."""
LONGEST_PAUSE = 300.0
"""How much of the time without anything done counts, in seconds: people get called away."""


class Watch:
    """Counts time into a record, until that is finished."""

    def __init__(self, record: Record, clock: Seconds = monotonic) -> None:
        """Count from now on."""
        self._record = record
        self._clock = clock
        self._since = clock()

    def count(self) -> None:
        """Count the time until now, less what was longer than a pause."""
        now = self._clock()
        if not self._record.finished:
            self._record.seconds += min(now - self._since, LONGEST_PAUSE)
        self._since = now
