"""Work of any length on the screen's own thread, with an answer to every key in between."""

from asyncio import sleep
from collections.abc import Callable
from functools import partial
from time import monotonic, thread_time
from typing import Generic, TypeVar

from textual.widget import Widget
from textual.worker import Worker

from models.plan import Plan
from models.session import Session
from models.steps import Steps

T = TypeVar("T")

AT_ONCE, SLICE = 0.04, 0.01
"""For how many seconds is worked at first, and then at a time."""
REST = 0.002
"""For how many seconds others have their turn after each slice: a key passes several hands."""
TELL_EVERY = 0.1
"""How often it is told how far the work is, in seconds."""


class Gradual(Generic[T]):
    """One piece of work at a time; what is begun later takes the place of what was not done.

    What is quick is done at once, as if it were called. Work is about the plan as it is when
    it begins: once an edit was made it is given up, as whoever shows the plan begins again.
    """

    def __init__(
        self, node: Widget, session: Session, tell: Callable[[float | None], None]
    ) -> None:
        """``node`` is what the work is for, and ends with; ``tell`` is told how far it is.

        That is from 0 to 1, and ``None`` once it is over; nothing where it is quick.
        """
        self._node, self._session, self._tell = node, session, tell
        self._worker: Worker[None] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is still to be done."""
        return self._worker is not None

    def begin(self, steps: Steps[T], then: Callable[[T], None]) -> None:
        """Work, then hand over the result."""
        self.stop()
        done = _advance(steps, AT_ONCE)
        if isinstance(done, _End):
            then(done.value)
        else:
            going_on = partial(self._go_on, steps, then, self._session.plan)
            self._worker = self._node.run_worker(going_on, description="gradual")

    def stop(self) -> None:
        """Do not go on."""
        if self._worker is not None:
            self._worker.cancel()
            self._end()

    async def _go_on(self, steps: Steps[T], then: Callable[[T], None], plan: Plan) -> None:
        told = 0.0
        while self._session.plan is plan:
            done = _advance(steps, SLICE)
            if isinstance(done, _End):
                self._end()
                then(done.value)
                return
            if monotonic() - told >= TELL_EVERY:
                told = monotonic()
                self._tell(done)
            await sleep(REST)
        self._end()

    def _end(self) -> None:
        self._worker = None
        self._tell(None)


class _End(Generic[T]):
    """Work is done."""

    def __init__(self, value: T) -> None:
        self.value = value


def _advance(steps: Steps[T], seconds: float) -> "float | _End[T]":
    """Work for that long, a step at least; how much is done, or the result."""
    until = thread_time() + seconds
    while True:
        try:
            done = next(steps)
        except StopIteration as end:
            return _End(end.value)
        if thread_time() >= until:
            return done
