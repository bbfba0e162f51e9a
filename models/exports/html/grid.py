"""A subnet as a grid of its addresses, with who has which in words beside it."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from models.address_map import HELD, AddressMap, Cell, Kind
from models.address_words import counted
from models.addresses import address_text
from models.assignment import Holder
from models.cell_layout import CellLayout, fitting
from models.exports.html.moments import Moment
from models.exports.html.parts import folded, muted, name
from models.exports.markup import Content, Markup, element, joined
from models.topology import AddressRange

Called: TypeAlias = Callable[[Holder | None], str]
COLUMNS, LINES = 16, 18
SIZE, LABEL = 15, 92
"""How large a cell is, and how much room the address has that a line of cells begins with."""
SIGNS = {
    Kind.FORECAST: "~",
    Kind.SET: "=",
    Kind.KEPT: "✓",
    Kind.STANDING: "○",
    Kind.IN_USE: "●",
    Kind.AZURE: "×",
    Kind.FREE: "",
}
_CLASSES = {kind: kind.name.lower().replace("_", "-") for kind in Kind}


def grid(moment: Moment, called: Called) -> Markup:
    """A subnet at a moment, as a figure; ``called`` says what to call who has an address."""
    shown = moment.shown
    counts = shown.counts
    words = counted([(kind, counts[kind]) for kind in Kind if kind in counts])
    usable = sum(counts.values()) - counts.get(Kind.AZURE, 0)
    taken = usable - counts.get(Kind.FREE, 0)
    caption = element(
        "figcaption",
        element("b", f"{moment.title[0].upper()}{moment.title[1:]}"),
        f": {taken:,} of {usable:,} usable taken{_share(taken, usable)}. ",
        muted(words),
    )
    picture = _picture(shown, f"{moment.title}: {words}", called)
    return element("figure", caption, picture, _list(shown, called))


def _share(taken: int, usable: int) -> str:
    if not taken:
        return ""
    percent = round(100 * taken / usable)
    return f" ({percent} %)" if percent else " (under 1 %)"


def legend() -> Markup:
    """What the signs of a grid mean."""
    items = [
        element(
            "li",
            element("span", SIGNS[kind], class_=f"key {_CLASSES[kind]}", aria_hidden="true"),
            " ",
            kind.value,
        )
        for kind in Kind
    ]
    return element("ul", items, class_="legend")


def _picture(shown: AddressMap, words: str, called: Called) -> Markup:
    layout = fitting(shown.ranges, COLUMNS, LINES)
    cells = list(_cells(shown, layout))
    height = layout.lines * SIZE
    each = f"; a cell stands for {layout.block:,} addresses" if layout.scaled else ""
    scale = element("p", f"Each cell is {layout.block:,} addresses.", class_="scale")
    picture = element(
        "svg",
        _headings(layout),
        [_plain(kind, cells) for kind in (Kind.FREE, Kind.AZURE)],
        [_held(_title(shown, cell[0], called), *cell) for cell in cells if cell[0].taken],
        class_="grid",
        viewBox=f"0 0 {LABEL + COLUMNS * SIZE} {height}",
        role="img",
        aria_label=f"{words}{each}",
    )
    return Markup(f"{picture}{scale if layout.scaled else ''}")


def _headings(layout: CellLayout) -> Iterator[Markup]:
    """The prefix above its cells, the first address before each line of them."""
    for y in range(layout.lines):
        line = layout.line(y)
        if line is None:
            return
        if line.cells:
            text, class_ = address_text(line.first), None
        else:
            text, class_ = _prefix(line.range), "prefix"
        yield element("text", text, x=0, y=y * SIZE + 11, class_=class_)


def _prefix(within: AddressRange) -> str:
    return f"{address_text(within.first)}/{33 - (within.last - within.first + 1).bit_length()}"


def _cells(shown: AddressMap, layout: CellLayout) -> Iterator[tuple[Cell, int, int]]:
    """Every cell with its place."""
    for y in range(layout.lines):
        line = layout.line(y)
        if line is None:
            return
        size = min(layout.block, line.range.last - line.range.first + 1)
        for column, cell in enumerate(shown.cells(line.first, line.cells, size)):
            yield cell, LABEL + column * SIZE, y * SIZE


def _plain(kind: Kind, cells: list[tuple[Cell, int, int]]) -> Content:
    """All cells that nobody has, in one path for each kind."""
    side = SIZE - 2
    places = [(x, y) for cell, x, y in cells if not cell.taken and cell.kind is kind]
    if not places:
        return None
    squares = "".join(f"M{x} {y}h{side}v{side}h-{side}z" for x, y in places)
    path = element("path", class_=_CLASSES[kind], d=squares)
    if kind is not Kind.AZURE:
        return path
    crosses = "".join(f"M{x + 4} {y + 4}l5 5m0-5l-5 5" for x, y in places)
    return path, element("path", class_="cross", d=crosses)


def _held(title: str, cell: Cell, x: int, y: int) -> Markup:
    """A cell that somebody has, with its sign; who it is appears when it is pointed at."""
    side = SIZE - 2
    fill = None
    if cell.size > 1:
        high = max(2.0, (side - 2) * cell.taken / cell.usable)
        fill = element("rect", class_="level", x=x, y=y + side - high, width=3, height=high)
    return element(
        "g",
        element("title", title),
        element("rect", x=x, y=y, width=side, height=side),
        fill,
        element("text", SIGNS[cell.kind], x=x + side / 2, y=y + 10.5),
        class_=f"cell {_CLASSES[cell.kind]}",
    )


def _title(shown: AddressMap, cell: Cell, called: Called) -> str:
    if cell.size > 1:
        span = f"{address_text(cell.first)} to {address_text(cell.last)}"
        return f"{span}: {cell.taken:,} of {cell.usable:,} taken"
    return f"{address_text(cell.first)} {cell.kind.value}: {called(shown.holder(cell.first))}"


def _list(shown: AddressMap, called: Called) -> Content:
    """Who has which address, those of a kind in a line."""
    held = shown.held
    if not held:
        return None
    lines = []
    for kind in HELD:
        those = [one for one in held if one.kind is kind]
        if those:
            each = ((name(address_text(one.address)), " ", called(one.holder)) for one in those)
            lines.append(element("p", f"{SIGNS[kind]} {kind.value}: ", joined(", ", each)))
    return folded(f"Who has which ({len(held):,})", lines, opened=False)
