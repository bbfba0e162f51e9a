"""Elements of HTML and SVG in which a text cannot be taken for markup.

Only what :func:`element` made is markup. Every other text, wherever it comes from, is
escaped on its way in; what cannot be seen, and what XML does not allow, is shown.
"""

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from typing import TypeAlias

from models.formats.inert import visible

VOID = frozenset({"br", "col", "link", "meta"})
"""The elements of HTML without an end."""
_PLAIN = re.compile(r"[ -!#-%(-;=?-~]*")
"""Text that stays as it is, which most is: a page has hundreds of thousands of texts."""


class Markup(str):
    """A text that is markup already; what is put together from it by hand is not."""

    __slots__ = ()


Content: TypeAlias = str | int | Iterable["Content"] | None
"""What an element can hold: texts, numbers, elements, and any number of them in order."""
Attribute: TypeAlias = str | int | float | bool | None
"""A value; ``True`` writes the name alone, ``None`` and ``False`` leave it out."""


def element(name: str, /, *content: Content, **attributes: Attribute) -> Markup:
    """An element; in the name of an attribute ``_`` stands for ``-``, at its end for nothing."""
    written = ""
    for key, value in attributes.items():
        if value is not None and value is not False:
            written += f' {_spelt(key)}="{_value(key, value)}"'
    if name in VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{_inside(content)}</{name}>")


def markup(content: Content) -> Markup:
    """Any content as markup."""
    return Markup(_inside(content))


def joined(separator: Content, parts: Iterable[Content]) -> Markup:
    """Contents with a separator between."""
    return Markup(_inside(separator).join(map(_inside, parts)))


def _inside(content: Content) -> str:
    if isinstance(content, Markup):
        return content
    if content is None:
        return ""
    if isinstance(content, str):
        return _escaped(content)
    if isinstance(content, int):
        return str(content)
    return "".join(map(_inside, content))


def _escaped(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else escape(visible(text))


@cache
def _spelt(name: str) -> str:
    """How an attribute is written; the names are those that the program has."""
    return name.rstrip("_").replace("_", "-")


def _value(name: str, value: Attribute) -> str:
    if isinstance(value, str):
        return _escaped(value)
    if value is True:
        return _spelt(name)
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
