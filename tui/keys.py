"""The keys that work now, in the order in which they are shown everywhere."""

import re
from typing import Any

from textual.binding import ActiveBinding, Binding
from textual.keys import format_key
from textual.screen import Screen

FIRST = ("help", "commands")
"""The ids of the bindings that are named first, as everything else is found through them."""
_FUNCTION_KEY = re.compile(r"f(\d+)")
_UPPER = re.compile(r"f\d+|ctrl\+[a-z]")
_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "delete": "Del",
    "backspace": "Backspace",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}
"""What keys are called that have no sign of their own on every terminal."""
_FUNCTION_KEYS, _OF_APP = 100, 200
"""Where function keys and the keys of the app stand: behind the keys of this very screen."""


def in_order(screen: Screen[Any]) -> list[ActiveBinding]:
    """Help and commands, the keys of the focus and the screen, function keys, the app's."""
    of_app = [
        binding.id
        for cls in reversed(type(screen.app).__mro__)
        for binding in vars(cls).get("BINDINGS", ())
        if isinstance(binding, Binding)
    ]

    def place(active: ActiveBinding) -> int:
        id, place = active.binding.id, rank(active.binding)
        return place if place or id not in of_app else _OF_APP + of_app.index(id)

    return sorted(screen.active_bindings.values(), key=place)


def rank(binding: Binding) -> int:
    """Where a key stands among others: what finds all others first, function keys last."""
    if binding.id in FIRST:
        return FIRST.index(binding.id) - len(FIRST)
    key = _FUNCTION_KEY.fullmatch(binding.key)
    return _FUNCTION_KEYS + int(key[1]) if key else 0


def display(key: str) -> str:
    """A key as it is shown: ``F2``, ``^Z``, ``/``; capital letters stand for themselves."""
    *modifiers, name = key.split("+") if key != "+" else ["+"]
    shown = "".join("^" if one == "ctrl" else f"{one}+" for one in modifiers)
    name = _NAMES.get(name) or format_key(name)
    return shown + (name.upper() if _UPPER.fullmatch(key) else name)


def action_name(binding: Binding) -> str:
    """An action without where it is looked for: ``app.undo`` and ``undo`` are the same."""
    return binding.action.removeprefix("app.").removeprefix("screen.")
