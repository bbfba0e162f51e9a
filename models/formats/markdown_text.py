"""Text from outside as Markdown that means nothing but itself, as code hosts read it."""

import re

from models.formats.inert import visible

_ACTIVE = re.compile(r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~]")
_ACTS_IN_CODE = re.compile(r"[`|\\]")
_ACTS_IN_PROSE = re.compile(r"[&<>*_`\[\]|\\~$!@#]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_CALLS = frozenset("@#")
"""What calls a person or an issue where text is not code."""


def code(text: str) -> str:
    """A name or a value as code, in one line, inside or outside a table."""
    shown = visible(text)
    if not shown:
        return ""
    if _ACTS_IN_CODE.search(shown) or shown != shown.strip():
        return f"<code>{_ACTIVE.sub(_entity, shown)}</code>"
    return f"`{shown}`"


def prose(text: str) -> str:
    """A sentence that may hold names, in one line, for a cell of a table."""
    return _ACTS_IN_PROSE.sub(_inert, visible(text))


def table(heading: list[str], rows: list[list[str]]) -> list[str]:
    """The lines of a table; the cells are Markdown already."""
    lines = [heading, ["---"] * len(heading), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def _inert(found: re.Match[str]) -> str:
    return f"<span>{found[0]}</span>" if found[0] in _CALLS else _entity(found)


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"
