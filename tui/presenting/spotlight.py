"""The spotlight: a heavy border around what is in use, all else dimmed."""

from collections.abc import Iterator
from typing import Any

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets._toast import ToastRack

from tui.presenting.bar import PresentingBar

IN_USE, BESIDE = "-in-use", "-beside"
"""The classes of what is in the light, and of what is not."""
NEEDS = 4
"""How many lines a widget needs to have a border of its own."""
_NEVER_DIM = (PresentingBar, ToastRack)


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
