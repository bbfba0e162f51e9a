"""Keys and the mouse, read out of what the terminal sends; what is neither does nothing."""

import re
from collections.abc import Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

_ANSWER = r"\?\d+;\d\$y"
_MOUSE = r"M|<?[-\d;]+[mM]"
_WHOLE = re.compile(rf"\x1b\[(?!(?:{_ANSWER}|{_MOUSE})\Z)[0-?]*[ -/]*[@-Z\\-~]")
"""A whole sequence that is neither the mouse nor an answer. ``ESC [ [`` begins a key of Linux."""


class TerminalParser(XTermParser):
    """Textual's parser, which takes a sequence it does not know apart and has its letters typed."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        try:
            keys = list(super()._sequence_to_key_events(sequence, alt))
        except (ValueError, OverflowError):  # the number of no character
            keys = []
        if not keys and _WHOLE.fullmatch(sequence):
            return [events.Key(Keys.Ignore, sequence)]
        return keys

    def parse_mouse_code(self, code: str) -> Message | None:
        """What the mouse did; ``None`` where that cannot be."""
        try:
            return super().parse_mouse_code(code)
        except (ArithmeticError, ValueError):
            return None
