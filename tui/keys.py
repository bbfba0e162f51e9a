"""The keys that work now, in the order in which they are shown everywhere."""

import re
from typing import Any

from textual.binding import ActiveBinding, Binding
from textual.screen import Screen

_FUNCTION_KEY = re.compile(r"f(\d+)")
_UPPER = re.compile(r"f\d+|\^[a-z]")
_BEHIND = 100
"""Where the keys of the app begin: behind all function keys."""


def in_order(screen: Screen[Any]) -> list[ActiveBinding]:
    """Function keys by number, then those of the focused widget, then the app's as declared."""
    of_app = [binding.id for binding in screen.app.BINDINGS if isinstance(binding, Binding)]

    def place(active: ActiveBinding) -> int:
        if key := _FUNCTION_KEY.fullmatch(active.binding.key):
            return int(key[1])
        id = active.binding.id
        return _BEHIND + of_app.index(id) if id in of_app else _BEHIND - 1

    return sorted(screen.active_bindings.values(), key=place)


def display(key: str) -> str:
    """A key as it is shown: ``F2`` and ``^Z`` in capitals, all others as they are."""
    return key.upper() if _UPPER.fullmatch(key) else key


def action_name(binding: Binding) -> str:
    """An action without where it is looked for: ``app.undo`` and ``undo`` are the same."""
    return binding.action.removeprefix("app.").removeprefix("screen.")
