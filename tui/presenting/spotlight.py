"""The spotlight: a heavy border around what is in use, all else dimmed."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from textual.app import App
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets._toast import ToastRack

from tui.presenting.bar import PresentingBar
from tui.widgets.change_line import ChangeLine
from tui.widgets.lesson_line import LessonLine

IN_USE, BESIDE = "-in-use", "-beside"
"""The classes of what is in the light, and of what is not."""
NEEDS = 4
"""How many lines a widget needs to have a border of its own."""
_NEVER_DIM = (PresentingBar, ToastRack, ChangeLine, LessonLine)
"""What says what was just done, or will be."""


class Spotlight:
    """The spotlight of an app: on or not, and where it belongs on each screen."""

    def __init__(self, app: App[Any]) -> None:
        """It is off."""
        self._app = app
        self._on = False
        self._followed: set[Screen[Any]] = set()

    def toggle(self) -> None:
        """Put what is in use in the light, or all alike."""
        self._on = not self._on
        self._now()

    def follow(self, screen: Screen[Any]) -> None:
        """Let the light go with the focus of a screen that is in front now."""
        if screen not in self._followed:
            self._followed.add(screen)
            self._app.watch(screen, "focused", self._soon, init=False)
        self._followed &= set(self._app.screen_stack)
        self._soon()

    def _soon(self) -> None:
        """Light what is in use once it has its place: its size says what that is."""
        with suppress(IndexError):  # while the last screen goes
            self._app.screen.call_after_refresh(self._now)

    def _now(self) -> None:
        with suppress(IndexError):
            light(self._app.screen, on=self._on)


def light(screen: Screen[Any], *, on: bool) -> None:
    """Put what has the focus in the light, or all alike."""
    subject = _subject(screen.focused) if on else None
    around = set(subject.ancestors_with_self) if subject is not None else set()
    beside = set(_beside(screen, subject)) if subject is not None else set()
    for widget in screen.walk_children(Widget, with_self=False):
        widget.set_class(widget is subject, IN_USE)
        widget.set_class(widget in beside and widget not in around, BESIDE)


def _subject(focused: Widget | None) -> Widget | None:
    """What has the focus, or what is around it: rather what has a border, so that nothing moves."""
    if focused is None:
        return None
    around = [
        widget
        for widget in focused.ancestors_with_self
        if isinstance(widget, Widget) and not isinstance(widget, Screen)
    ]
    large = [widget for widget in around if widget.outer_size.height >= NEEDS]
    bordered = (widget for widget in large if any(kind for kind, _ in widget.styles.border))
    return next(bordered, next(iter(large), focused))


def _beside(screen: Screen[Any], subject: Widget) -> Iterator[Widget]:
    """What is beside the subject, and beside all that is around it."""
    inside: Widget = subject
    for around in subject.ancestors:
        if isinstance(around, Widget):
            for child in around.children:
                if child is not inside and not isinstance(child, _NEVER_DIM):
                    yield child
            inside = around
        if around is screen:
            return
