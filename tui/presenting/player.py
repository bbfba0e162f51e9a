"""Plays the steps of a demonstration: keys are pressed as a person would press them."""

import asyncio
from contextlib import suppress
from typing import Any, NamedTuple, Protocol

from textual import events
from textual.app import App

from models.training.demonstration import Demonstration, Step
from models.training.keys import TYPED, pressed
from tui.presenting.key_events import key_event
from tui.presenting.settling import settled


class Pace(NamedTuple):
    """How long is waited after each key of a list, after each that is typed, in seconds.

    ``pauses`` is by what the pauses of the script are multiplied.
    """

    key: float = 0.7
    typed: float = 0.12
    pauses: float = 1.0


USUAL = Pace()
"""Slow enough for everybody to see what is pressed."""
AT_ONCE = Pace(0, 0, 0)
"""Nobody has to see the keys."""
FIRST_PAUSE = 4.0
"""How long what a demonstration is about stays before the first step, in seconds."""


class Audience(Protocol):
    """Who is told how a demonstration goes on."""

    def step_begins(self, step: Step) -> None:
        """The keys of a step are going to be pressed."""

    def step_ended(self, step: Step) -> None:
        """Its keys were pressed, and what they ask for is done."""

    def waits(self) -> None:
        """It waits for the next step, or goes on by itself, or no longer."""

    def at_the_end(self) -> None:
        """There is no step left."""


class Player:
    """Steps played one after the other, each when its turn comes."""

    def __init__(
        self,
        app: App[Any],
        demonstration: Demonstration,
        audience: Audience,
        *,
        by_itself: bool,
        pace: Pace = USUAL,
    ) -> None:
        """Without ``by_itself`` every step, the first too, waits for :meth:`next_step`."""
        self.demonstration, self.by_itself = demonstration, by_itself
        self.played = 0
        """How many steps were played, or begun."""
        self.is_pressing = False
        """Whether the keys of a step are being pressed, or what they ask for is being done."""
        self._app, self._audience, self._pace = app, audience, pace
        self._event: events.Key | None = None
        self._wanted = 0
        self._changed = asyncio.Event()

    @property
    def next(self) -> Step | None:
        """The step that comes next; ``None`` at the end."""
        rest = self.demonstration.steps[self.played :]
        return rest[0] if rest else None

    @property
    def present(self) -> Step | None:
        """The step played last; ``None`` before the first."""
        return self.demonstration.steps[self.played - 1] if self.played else None

    def is_own(self, event: events.Key) -> bool:
        """Whether a key was pressed by the demonstration."""
        return event is self._event

    def next_step(self) -> None:
        """Play the next step, as soon as the present one is over."""
        self._wanted += 1
        self._changed.set()

    def toggle(self) -> None:
        """Go on by itself, or no longer."""
        self.by_itself = not self.by_itself
        self._changed.set()

    async def play(self) -> None:
        """Play to the end, from when the plan is on the screen."""
        await settled(self._app)
        while (step := self.next) is not None:
            await self._turn()
            await self._play(step)
        self._audience.at_the_end()

    async def _turn(self) -> None:
        """Wait until the next step is wanted, or its time has come."""
        while not self._wanted:
            self._audience.waits()
            last = self.present
            pause = self._pace.pauses * (last.pause if last is not None else FIRST_PAUSE)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._changed.wait(), pause if self.by_itself else None)
                self._changed.clear()
                continue
            return
        self._wanted -= 1

    async def _play(self, step: Step) -> None:
        self.played += 1
        self.is_pressing = True
        self._audience.step_begins(step)
        try:
            await asyncio.sleep(self._pace.key)
            for key in step.keys:
                pause = self._pace.typed if key.startswith(TYPED) else self._pace.key
                for name in pressed([key]):
                    await self._press(name)
                    await asyncio.sleep(pause)
            await settled(self._app)
            self._audience.step_ended(step)
        finally:
            self.is_pressing = False

    async def _press(self, name: str) -> None:
        self._event = key_event(name)
        self._app.post_message(self._event)
        await settled(self._app)
