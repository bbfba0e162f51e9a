"""Differences between plans as lines for people."""

from collections.abc import Iterable, Iterator, Sequence

import click

from models.comparison import Difference, Way
from models.formats import difference_words as words
from tui.shown import shown

SIGNS = {Way.ADDED: "+", Way.GONE: "-", Way.CHANGED: "~"}
COLOURS = {Way.ADDED: "green", Way.GONE: "red", Way.CHANGED: "yellow"}
TEXT_LIMIT = 1000


def difference_lines(rows: Iterable[Difference]) -> Iterator[str]:
    """A line for each difference: its sign, what differs, what it was and what it is."""
    for row in rows:
        yield f"{way_words(row.way)}  {shown(words.what(row), TEXT_LIMIT)}{_values(row)}"


def way_words(way: Way) -> str:
    """How something differs: its sign and its word."""
    return click.style(f"{SIGNS[way]} {way.value:<7}", fg=COLOURS[way])


def part(title: str, lines: Sequence[str], count: int | None = None) -> list[str]:
    """A heading with how many there are, and the lines under it."""
    head = f"{title}: {len(lines) if count is None else count}"
    return [click.style(head, bold=True), *(f"  {line}" for line in lines)]


def _values(row: Difference) -> str:
    before, after = shown(words.before(row), TEXT_LIMIT), shown(words.after(row), TEXT_LIMIT)
    if row.way is Way.CHANGED:
        return f": {before} → {after}" if before or after else ""
    value = before if row.way is Way.GONE else after
    return f": {value}" if value else ""
