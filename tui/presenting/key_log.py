"""The keys that were pressed last, each with what it does."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from textual import events
from textual.binding import Binding
from textual.screen import Screen

from tui.keys import display

REMEMBERED = 60
"""How many presses are remembered."""
LONGEST_TYPED = 40
"""How much of what was typed is shown, in characters, from the end."""
_MOVES = {"up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab"}
"""The keys that say by themselves what they do, unless they do something else."""


class Pressed(NamedTuple):
    """A key as it is shown, what it does there, and how often in a row; or what was typed."""

    key: str
    does: str = ""
    times: int = 1
    is_typed: bool = False


class _Press(NamedTuple):
    """One press of a key; ``name`` is what Textual calls it, until it is known what it did."""

    pressed: Pressed
    name: str | None


class KeyLog:
    """The last keys, the newest last."""

    def __init__(self) -> None:
        self._presses: list[_Press] = []

    @property
    def keys(self) -> tuple[Pressed, ...]:
        """The keys as they are shown: those that are the same are counted, texts are whole."""
        groups = groupby((one.pressed for one in self._presses), _same)
        return tuple(_together(list(group)) for _, group in groups)

    @property
    def unsettled(self) -> frozenset[str]:
        """The names of the keys of which it is not known yet what they did."""
        return frozenset(one.name for one in self._presses if one.name is not None)

    def add(self, pressed: Pressed, name: str | None = None) -> None:
        """Remember a press; with a name :meth:`mend` may say later what it did."""
        if self._presses and self._presses[-1].name not in (None, name):
            self._presses = [one._replace(name=None) for one in self._presses]
        self._presses = [*self._presses, _Press(pressed, name)][-REMEMBERED:]

    def mend(self, name: str, pressed: Pressed) -> None:
        """Say of the first press of a key what it did, where that is not known yet."""
        for position, one in enumerate(self._presses):
            if one.name == name:
                self._presses[position] = _Press(pressed, None)
                return

    def clear(self) -> None:
        """Remember none."""
        self._presses = []


def binding_for(screen: Screen[Any], key: str) -> Binding | None:
    """What a key asks for on a screen now, where it asks for anything."""
    active = screen.active_bindings.get(key)
    if active is not None:
        return active.binding
    of_app = screen.app._bindings.key_to_bindings.get(key, ())
    return next((one for one in of_app if one.priority), None)  # which a dialog does not hide


def bindings_for(screen: Screen[Any], keys: Iterable[str]) -> list[tuple[str, Binding]]:
    """Everything that some keys may ask for on a screen, from what has the focus outwards."""
    chain = screen._binding_chain
    return [
        (key, one)
        for key in keys
        for _, bound in chain
        for one in bound.key_to_bindings.get(key, ())
    ]


def pressed_on(screen: Screen[Any], event: events.Key) -> Pressed:
    """A key, as it will most likely be understood on a screen."""
    binding, focused = binding_for(screen, event.key), screen.focused
    goes_first = binding is not None and binding.priority
    takes = focused is not None and focused.check_consume_key(event.key, event.character)
    if takes and not goes_first:
        return Pressed(event.character or "", is_typed=True)
    return called(event.key, binding)


def called(key: str, binding: Binding | None) -> Pressed:
    """A key with the words of what it asks for; what only moves needs none."""
    is_own = binding is not None and binding.id is not None
    moves = key in _MOVES and not (is_own and binding is not None and binding.tooltip)
    return Pressed(display(key), binding.description if is_own and binding and not moves else "")


def _same(pressed: Pressed) -> object:
    return pressed.is_typed or pressed


def _together(presses: list[Pressed]) -> Pressed:
    first = presses[0]
    if not first.is_typed:
        return first._replace(times=len(presses))
    return first._replace(key="".join(one.key for one in presses)[-LONGEST_TYPED:])
