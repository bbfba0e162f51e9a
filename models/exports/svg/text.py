"""How wide a text is, nearly, and a text cut to a width.

A drawing is made without the font that will show it. The widths are those of a wide
sans-serif font, so that with a narrower one there is room left.
"""

import unicodedata

from models.exports.markup import Attribute, Markup, element
from models.formats.inert import visible

_WIDTHS = {
    **dict.fromkeys("ijlI|!'.,:;", 0.33),
    **dict.fromkeys('frt()[]{}-/\\" ', 0.43),
    **dict.fromkeys("mwMW@%", 1.0),
}
_CAPITAL, _OTHER, _FOREIGN, _WIDE, _FIXED = 0.75, 0.64, 0.8, 1.25, 0.61
BOLD = 1.1
"""How much wider a bold text is."""
CUT = "…"


def width(text: str, size: float, *, fixed: bool = False) -> float:
    """How wide a text is at most, in the unit of ``size``, the height of its font.

    ``fixed`` is for fonts in which every letter is as wide as any other.
    """
    return size * sum(_of(character, fixed) for character in text)


def cut(text: str, room: float, size: float, *, fixed: bool = False) -> str:
    """The text, or as much of it as there is room for with an ellipsis."""
    if width(text, size, fixed=fixed) <= room:
        return text
    left, kept = room - width(CUT, size, fixed=fixed), 0
    for character in text:
        left -= size * _of(character, fixed)
        if left < 0:
            break
        kept += 1
    return text[:kept].rstrip() + CUT


def label(
    text: str,
    x: float,
    y: float,
    room: float,
    size: float,
    class_: str = "",
    *,
    fixed: bool = False,
    bold: bool = False,
    **attributes: Attribute,
) -> Markup:
    """A text of a drawing in the room there is; where it is cut, in full when pointed at."""
    whole = visible(text)
    shown = cut(whole, room / (BOLD if bold else 1), size, fixed=fixed)
    title = element("title", whole) if shown != whole else None
    weight = 600 if bold else None
    family = "mono" if fixed else ""
    return element(
        "text",
        title,
        shown,
        class_=" ".join(filter(None, (class_, family))) or None,
        x=x,
        y=y,
        font_size=size,
        font_weight=weight,
        **attributes,
    )


def _of(character: str, fixed: bool) -> float:
    """How wide a character is, as a share of the height of the font."""
    if character.isascii():
        if fixed:
            return _FIXED
        return _WIDTHS.get(character) or (_CAPITAL if character.isupper() else _OTHER)
    if unicodedata.combining(character):
        return 0
    return _WIDE if unicodedata.east_asian_width(character) in "WF" else _FOREIGN
