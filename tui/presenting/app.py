"""The app as a class sees it: keys are shown, steps are played, one key starts it all over."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.dom import DOMNode
from textual.screen import Screen
from textual.types import CSSPathType

from models.training.lesson_demonstration import demonstration_of
from tui.app import AsrnetApp
from tui.learn_choice import Learn
from tui.presenting.bar import PresentingBar, bar_of, steering
from tui.presenting.key_log import binding_for, bindings_for
from tui.presenting.keys import ALWAYS, PRESENTING
from tui.presenting.picture import picture_of
from tui.presenting.presentation import Presentation
from tui.presenting.spotlight import Spotlight
from tui.presenting.stage import Stage
from tui.screens.form import Field, FormScreen

if TYPE_CHECKING:
    from textual.actions import ActionParseResult

    from models.session import Session
    from models.storage.opening import Opened
    from models.training.lesson import Lesson

TITLED = "A picture for the hand-out"
"""The title of the form that asks what a picture is called."""


class PresentingApp(AsrnetApp):
    """Shows a plan to a class, with a demonstration or without."""

    CSS_PATH: ClassVar[CSSPathType | None] = [
        "../styles/app.tcss",
        "../styles/compact.tcss",
        "../styles/presenting.tcss",
    ]
    BINDINGS = PRESENTING
    fixed_options = frozenset({"density"})
    keeps_progress = False

    def __init__(self, first: "Opened | Path | Learn", given: Presentation, **options: Any) -> None:
        """``options`` are those of :class:`AsrnetApp`; a lesson brings its own demonstration."""
        self.stage = Stage(self, given)
        super().__init__(first, **options)
        self._opened_at = 0
        self._announced: Lesson | None = None
        self._spotlight = Spotlight(self)
        self.set_class(given.airy, "-airy")

    @property
    def shows_paths(self) -> bool:
        """What a class sees is a copy in a directory of no meaning."""
        return False

    def on_mount(self) -> None:
        """Have the board on every screen that comes."""
        self.screen_change_signal.subscribe(self, self._other_screen, immediate=True)

    def on_unmount(self) -> None:
        """Tell the speaker's terminal that it is over."""
        self.stage.leave()

    async def on_event(self, event: events.Event) -> None:
        """Show the class each key; those of the person wait while a step is played."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            if not self.stage.is_played(event):
                binding = binding_for(self.screen, event.key)
                is_presenters = binding is not None and binding.id in ALWAYS
                if not is_presenters and (await self._steer(event) or self.stage.hold(event)):
                    return
                if is_presenters:
                    await super().on_event(event)
                    return
            self.stage.show(event)
        await super().on_event(event)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do something; of what a key asks for in several places this shows which it was."""
        unsettled = self.stage.board.log.unsettled
        bound = bindings_for(self.screen, unsettled) if unsettled else []
        done = await super().run_action(action, default_namespace, namespaces)
        if done and (found := next((one for one in bound if one[1].action == action), None)):
            self.stage.did(*found)
        return done

    def show_board(self) -> None:
        """Show on the screen in front what the board says now."""
        for bar in self.screen.query(PresentingBar):
            bar.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Starting over needs a plan, the next step a demonstration."""
        if action == "start_over":
            return self.session is not None
        if action == "next_step":
            return self.stage.player is not None
        return super().check_action(action, parameters)

    def action_next_step(self) -> None:
        """Play the next step of the demonstration."""
        if self.stage.player is not None:
            self.stage.player.next_step()

    def action_play_or_pause(self) -> None:
        """Let the demonstration go on by itself, or no longer."""
        if self.stage.player is not None:
            self.stage.player.toggle()

    def action_end_playing(self) -> None:
        """End the demonstration where it is."""
        self.stage.stop()
        self.tell("the demonstration has ended; the plan is yours")

    async def action_start_over(self) -> None:
        """Close every screen, and undo every edit; what is undone can be made again."""
        from tui.screens.workspace import WorkspaceScreen

        if (session := self.session) is None:
            return
        self.stage.silence()
        while len(self.screen_stack) > 1:
            await self.pop_screen()
        session.what_if = None  # not before: a screen that comes to the front begins one
        if session.point != self._opened_at:
            self._try(lambda session: session.go_to(self._opened_at))
        if self.learning is not None and self.learning.run is not None:
            self.learning.run.record.start_over()
        await self.push_screen(WorkspaceScreen(session))
        self.stage.begin(Path(session.file))

    def action_spotlight(self) -> None:
        """Put what is in use in the light, or all alike."""
        self._spotlight.toggle()

    def action_air(self) -> None:
        """Have more air around everything, or no longer."""
        self.toggle_class("-airy")

    def action_picture(self) -> None:
        """Take a picture, then ask what it is called."""
        if not self.stage.takes_pictures:
            self.tell("There is no hand-out: asrnet present --hand-out DIR has one.")
            return
        player = self.stage.player
        title = player.present.title if player is not None and player.present is not None else ""
        picture = picture_of(self, title or self.title)

        def named(given: Mapping[str, str] | None) -> None:
            if given is not None:
                self.stage.take_picture(given["title"], picture)

        field = Field("title", "Title", _no_title, title)
        self.push_screen(FormScreen(TITLED, [field]), named)

    def close_plan(self) -> None:
        """Leave the plan, and the demonstration with it."""
        self.stage.close()
        super().close_plan()

    def _leave(self, title: str, then: Callable[[], None]) -> None:
        """Leave with no question in front of a class: the copy is saved as it is."""
        if self.learning is None and self.saving is not None and self.session is not None:
            leave = self.saving.keep if self.session.modified else partial(self.saving.leave, title)
            self._after_what_is_typed(partial(leave, then))
        else:
            super()._leave(title, then)

    def _learn(self, choice: Learn) -> None:
        """Begin a lesson; one that plays by itself begins with its plan."""
        if choice.written is None or not self.stage.plays_at_once:
            super()._learn(choice)
            return
        self.learning = self.lessons()
        self.learning.begin_at_once(choice.written, choice.seed)

    def _show(self, session: "Session", opened: "Opened") -> None:
        self._announce()
        super()._show(session, opened)
        self._opened_at = session.point
        self.stage.begin(opened.document.path)

    async def _steer(self, event: events.Key) -> bool:
        """Let a key steer a demonstration that has the keyboard; whether it has."""
        if not self.stage.has_keyboard:
            return False
        if binding := steering(self, event.key):
            await self.run_action(binding.action)
        return True

    def _announce(self) -> None:
        """Have the demonstration of the lesson that is read about or open."""
        lesson = self.learning.lesson if self.learning is not None else None
        if lesson is not None and lesson is not self._announced:
            self._announced = lesson
            self.stage.announce(demonstration_of(lesson), lesson.name)

    def _other_screen(self, screen: Screen[Any]) -> None:
        """Have the board on a screen, and the light where it belongs."""
        self._announce()
        bar_of(screen, self.stage.board).show()
        self._spotlight.follow(screen)

    def _hold(self) -> None:
        """Be as the configuration says, but never compact."""
        super()._hold()
        self.remove_class("-compact")


def _no_title(title: str) -> str | None:
    return None if title else "type a title"
