"""What comes from the terminal, before keys are read out of it: no junk, no keys in pastes."""

import re
import time
from collections.abc import Callable

PASTE, PASTED = "\x1b[200~", "\x1b[201~"
"""What stands before and after what is pasted."""
_BEGINNING = re.compile(r"\x1b(?:(\[200~)|[\]P_^X](?=[ -~])|\[[0-?]{30})")
"""A paste; or a string from the terminal, such as a colour, or a sequence too long to be a key."""
_STRING_END = re.compile("\x07|\x1b\\\\|\x9c")
_CONTROLS = {
    number: None for number in (*range(0x20), *range(0x7F, 0xA0)) if chr(number) not in "\t\n\r"
}
STRING_PAUSE, PASTE_PAUSE = 0.2, 1.0
"""How long nothing comes after a string without end; and before a key that leaves a paste."""

_Reading = Callable[[str], tuple[str, str]]


class InputFilter:
    """Takes text as it comes, in pieces cut anywhere; gives what may be read as keys and pastes.

    A paste ends at its mark; where that never comes, with a control key pressed by itself,
    such as ^Q. A string from the terminal, which was not asked for, is dropped up to its end.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = clock()
        self._within: _Reading = self._keys
        self._before = ""
        """The end of what went before, where a mark may have begun."""

    def __call__(self, text: str) -> str:
        """What may be read of this text; it may be nothing."""
        now = self._clock()
        pause, self._last = now - self._last, now
        if self._within == self._string and pause > STRING_PAUSE:
            self._go_on(self._keys)
        elif self._within == self._paste and pause > PASTE_PAUSE and _is_control_key(text):
            self._go_on(self._keys)
            return PASTED + text
        passed = []
        while text:
            piece, text = self._within(text)
            passed.append(piece)
        return "".join(passed)

    def _go_on(self, within: _Reading) -> None:
        self._within, self._before = within, ""

    def _keys(self, text: str) -> tuple[str, str]:
        """What passes at once of what is typed, and what is left to be looked at."""
        seen, before = self._before + text, len(self._before)
        found = _BEGINNING.search(seen)
        if found is None:
            self._before = seen[1 - len(PASTE) :]
            return text, ""
        self._go_on(self._paste if found[1] else self._string)
        passes = found.end() if found[1] else found.start()
        return text[: max(passes - before, 0)], text[found.end() - before :]

    def _paste(self, text: str) -> tuple[str, str]:
        """The same of what is pasted: all but controls, which could be read as keys."""
        pasted, mark, rest = (self._before + text).partition(PASTED)
        if mark:
            self._go_on(self._keys)
        else:
            self._before = _begun(pasted, PASTED)
            pasted = pasted.removesuffix(self._before)
        return pasted.translate(_CONTROLS) + mark, rest

    def _string(self, text: str) -> tuple[str, str]:
        """The same of a string: nothing passes."""
        end = _STRING_END.search(text)
        if end is None:
            return "", ""
        self._go_on(self._keys)
        return "", text[end.end() :]


def _begun(text: str, mark: str) -> str:
    """As much of a mark as the text ends with."""
    parts = (mark[:length] for length in range(len(mark) - 1, 0, -1))
    return next((part for part in parts if text.endswith(part)), "")


def _is_control_key(text: str) -> bool:
    """Whether this is one key: not one that is pasted, nor one with which a mark begins."""
    return len(text) == 1 and ord(text) in _CONTROLS and text != "\x1b"
