"""What goes on beside the screens while somebody presents."""

import os
from dataclasses import replace
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.worker import Worker

from models.errors import StorageError
from models.training.demonstration import Demonstration, Step
from tui.presenting.board import Board
from tui.presenting.key_events import shown_keys
from tui.presenting.key_log import called, pressed_on
from tui.presenting.keys import shown_key
from tui.presenting.picture import picture_of
from tui.presenting.player import Player
from tui.presenting.presentation import Presentation
from tui.presenting.settling import PLAYING
from tui.presenting.speaking import notes_of

if TYPE_CHECKING:
    from tui.presenting.app import PresentingApp


class Stage:
    """Plays the demonstration, and lets the board, the notes and the hand-out follow."""

    def __init__(self, app: "PresentingApp", presentation: Presentation) -> None:
        """``app`` shows the plan."""
        self.board = Board()
        self.player: Player | None = None
        self.has_keyboard = False
        """Whether plain keys steer the demonstration."""
        self._app, self._given = app, presentation
        self._playing: Worker[None] | None = None
        self._held: list[events.Key] = []
        self._since, self._plan = time(), ""
        self._is_over = False
        """Whether the demonstration was ended before its last step."""

    def announce(self, demonstration: Demonstration, plan: str) -> None:
        """Tell the speaker what is going to be presented; ``plan`` is what its plan is called."""
        self.silence()
        self._given = replace(self._given, demonstration=demonstration)
        self._plan, self._is_over = plan, False
        self._changed()

    def begin(self, plan: Path) -> None:
        """Begin, or begin again; ``plan`` is the file that is shown."""
        self.silence()
        self._plan, self._is_over = plan.name, False
        self.board.log.clear()
        given = self._given
        if given.hand_out is not None:
            given.hand_out.title = given.demonstration.name if given.demonstration else plan.name
        if given.demonstration is None or not given.demonstration.steps:
            self._changed()
            return
        self.board.script(given.demonstration)
        self.board.number = 0
        self.has_keyboard = given.has_keyboard
        self.player = Player(
            self._app, given.demonstration, self, by_itself=given.by_itself, pace=given.pace
        )
        self._playing = self._app.run_worker(self.player.play(), group=PLAYING)
        self._changed()

    def stop(self) -> None:
        """End the demonstration where it is."""
        self.silence()
        self._is_over = True
        self._changed()

    def close(self) -> None:
        """Leave the plan: the demonstration is about no other one, and none has the keyboard."""
        self._given = replace(self._given, demonstration=None, has_keyboard=False, by_itself=False)
        self.stop()

    def leave(self) -> None:
        """Say that the presentation is over."""
        if self._given.notes is not None:
            self._given.notes.remove(os.getpid())

    def is_played(self, event: events.Key) -> bool:
        """Whether the demonstration pressed a key."""
        return self.player is not None and self.player.is_own(event)

    def show(self, event: events.Key) -> None:
        """Show the class a key."""
        pressed = pressed_on(self._app.screen, event)
        self.board.log.add(pressed, None if pressed.is_typed else event.key)
        self._app.show_board()

    def did(self, key: str, binding: Binding) -> None:
        """Show the class what a key did, which may be more than it seemed to ask for."""
        self.board.log.mend(key, called(key, binding))
        self._app.show_board()

    def hold(self, event: events.Key) -> bool:
        """Keep a key for later while a step has the keyboard; whether it is kept."""
        if self.player is None or not self.player.is_pressing:
            return False
        self._held.append(event)
        return True

    def take_picture(self, title: str, picture: str, step: Step | None = None) -> None:
        """Take a picture of the screen into the hand-out; ``step`` is what it shows."""
        if self._given.hand_out is None:
            return
        self._given.hand_out.plan = self._plan
        say, keys = (step.say, shown_keys(step.keys)) if step is not None else ("", ())
        try:
            file = self._given.hand_out.add(title, picture, say, keys)
        except StorageError as error:
            self._app.refuse(str(error))
        else:
            if step is None:
                self._app.tell(f"the picture is in {file}")

    @property
    def plays_at_once(self) -> bool:
        """Whether a demonstration has the keyboard from the start."""
        return self._given.has_keyboard

    @property
    def takes_pictures(self) -> bool:
        """Whether there is a hand-out."""
        return self._given.hand_out is not None

    def step_begins(self, step: Step) -> None:
        """Say what the step is about, before its keys are pressed."""
        if self.player is not None:
            self.board.number = self.player.played
        self.board.title, self.board.say = step.title, step.say
        self._changed()

    def step_ended(self, step: Step) -> None:
        """Take its picture."""
        self._app.show_board()
        if self.takes_pictures:
            self.take_picture(step.title, picture_of(self._app, step.title), step)
        self._give_back()

    def waits(self) -> None:
        """Say which keys steer."""
        self._hint()
        self._app.show_board()

    def at_the_end(self) -> None:
        """Leave the plan in the person's hands."""
        self.has_keyboard = False
        over = shown_key("present.start-over", self._app.configuration.keys)
        self.board.hint = f"the end: the plan is yours · {over} starts over"
        self._give_back()
        self._changed()

    def silence(self) -> None:
        """Play no further, for now; the keyboard is the person's again."""
        if self._playing is not None:
            self._playing.cancel()
        self._playing = self.player = None
        self.has_keyboard = False
        self.board.count = 0
        self.board.hint = ""
        self._give_back()

    def _hint(self) -> None:
        keys, player = self._app.configuration.keys, self.player
        if player is None or player.next is None:
            return
        if self.has_keyboard:
            pause, ends = shown_key("playing.pause", keys), shown_key("playing.end", keys)
            goes_on = "pauses" if player.by_itself else "goes on by itself"
            next = shown_key("playing.next", keys)
            self.board.hint = f"{next} next step · {pause} {goes_on} · {ends} ends"
        else:
            self.board.hint = f"{shown_key('present.next', keys)} next step"

    def _changed(self) -> None:
        """Let the class and the speaker see where it stands."""
        self._hint()
        self._app.show_board()
        if self._given.notes is None or not self._plan:
            return
        try:
            self._given.notes.write(
                notes_of(self._plan, self._since, self._given.demonstration, self._played)
            )
        except StorageError as error:
            self._app.refuse(f"The speaker notes cannot be written: {error}")

    @property
    def _played(self) -> int | None:
        if self.player is not None:
            return self.player.played
        return None if self._is_over else 0

    def _give_back(self) -> None:
        """Press the keys that were kept."""
        held, self._held = self._held, []
        for event in held:
            self._app.post_message(events.Key(event.key, event.character))
