"""Long lines in as many as they take, those behind the first one indented."""

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text


def broken(line: Text, indent: int, width: int, console: Console) -> Iterator[Text]:
    """A line in pieces that fit into ``width`` columns; all but the first begin ``indent`` in."""
    if line.cell_len <= width:
        yield line
        return
    whole = line.copy()
    whole.no_wrap, whole.overflow = False, "fold"  # an address of a page is whole
    first, *_ = whole.wrap(console, width)
    first.rstrip()
    yield first
    rest = whole[len(first) :]
    rest = rest[len(rest.plain) - len(rest.plain.lstrip()) :]
    indent = min(indent, width // 4)
    for piece in rest.wrap(console, width - indent):
        piece.rstrip()
        yield Text(" " * indent).append_text(piece)
