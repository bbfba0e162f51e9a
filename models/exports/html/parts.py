"""What the parts of a page are made of: names, badges, tables that scroll by themselves."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from models.exports.html.anchors import rule_anchor
from models.exports.markup import Content, Markup, element, joined
from models.rule_texts import RULE_TEXTS


def name(text: str | None) -> Markup | None:
    """A name or an address, as it is written; nothing for none."""
    return element("code", text) if text else None


def link(anchor: str | None, *content: Content) -> Content:
    """Something that leads to another place of the page, if it has one there."""
    return content if anchor is None else element("a", *content, href=f"#{anchor}")


@cache
def rule(number: str) -> Content:
    """The number of a rule, which leads to its text."""
    known = number in RULE_TEXTS
    return element("a", number, class_="rule", href=f"#{rule_anchor(number)}") if known else number


def rules(numbers: str) -> Content:
    """Rules as findings name them: one number, or several with something between."""
    return joined(", ", map(rule, filter(None, numbers.replace(",", " ").split())))


@cache
def badge(word: str, kind: str, sign: str = "") -> Markup:
    """A word with a colour; the sign and the word say the same without it."""
    shown = f"{sign} {word}" if sign else word
    return element("span", shown, class_=f"badge {kind}")


def muted(*content: Content) -> Markup:
    """What is said in passing."""
    return element("span", *content, class_="muted")


def table(
    caption: str, heading: tuple[str, ...], bodies: Iterable[Markup], class_: str = ""
) -> Markup:
    """A table that scrolls in its own box; ``bodies`` are its ``tbody`` elements."""
    shown = element(
        "table",
        element("caption", caption),
        _head(heading),
        bodies,
        class_=class_ or None,
    )
    return element("div", shown, class_="scroll", role="region", aria_label=caption, tabindex=0)


@cache
def _head(heading: tuple[str, ...]) -> Markup:
    cells = [element("th", cell, scope="col") for cell in heading]
    return element("thead", element("tr", cells))


def body(rows: Iterable[Markup]) -> Markup:
    """The body of a table."""
    return element("tbody", rows)


def row(first: Content, *cells: Content, id: str | None = None) -> Markup:
    """A row, of which the first cell says what it is about."""
    return element(
        "tr",
        element("th", first, scope="row"),
        [element("td", cell) for cell in cells],
        id=id,
    )


class Section(NamedTuple):
    """A part of the page, and the anchor that leads to it."""

    id: str
    markup: Markup


def section(id: str, title: str, *content: Content) -> Section:
    """A part of the page, with its heading."""
    heading = element("h2", title, id=f"{id}-title")
    inside = element("section", heading, *content, id=id, aria_labelledby=f"{id}-title")
    return Section(id, inside)


def folded(summary: Content, *content: Content, opened: bool = True) -> Markup:
    """A part that a reader can fold; on paper it is always open."""
    return element("details", element("summary", summary), *content, open=opened)


def note(text: str | None) -> Markup | None:
    """A note as it was written, line by line."""
    lines = [line.rstrip() for line in (text or "").strip().splitlines()]
    if not lines:
        return None
    return element("p", joined(element("br"), lines), class_="note")


def facts(pairs: Iterable[tuple[str, Content]]) -> Markup | None:
    """What is known of a thing, as names with values; those without a value are left out."""
    rows = [
        element("div", element("dt", term), element("dd", value))
        for term, value in pairs
        if value not in (None, "", (), [])
    ]
    return element("dl", rows, class_="facts") if rows else None
