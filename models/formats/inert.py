"""Text from outside made inert: what a terminal or a reader would obey is shown instead.

Names come from plan files and exports that anybody may have written. A control character
in one could move the cursor, rename the window or make a line read backwards.
"""

import re

_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
"""What Python calls printable although nothing is to be seen: fillers, variation selectors."""
_CONTROL_PICTURES = 0x2400


def harmless(text: str) -> bool:
    """Whether every character of the text can be seen, and is not obeyed."""
    return text.isprintable() and (text.isascii() or not _INVISIBLE.search(text))


def visible(text: str) -> str:
    """The text with every control and every invisible character in a form one can see.

    The C0 controls become their pictures (``␛``, ``␊``), all others their number
    (``‹U+202E›``): C1, bidi marks, zero-width, tags, lone surrogates, odd spaces.
    """
    if harmless(text):
        return text
    return "".join(
        character if harmless(character) else _picture(ord(character)) for character in text
    )


def escaped(text: str) -> str:
    """The text, one line of JSON, with the same characters as JSON's own escapes."""
    if harmless(text):
        return text
    return "".join(
        character if harmless(character) else _json_escape(character) for character in text
    )


def _picture(number: int) -> str:
    if number < 0x20:
        return chr(_CONTROL_PICTURES + number)
    return "␡" if number == 0x7F else f"‹U+{number:04X}›"


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    pairs = (units[start : start + 2] for start in range(0, len(units), 2))
    return "".join(f"\\u{int.from_bytes(pair, 'big'):04x}" for pair in pairs)
