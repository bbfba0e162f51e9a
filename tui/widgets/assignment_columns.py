"""Which columns of the list of assignments have room, and what stands in them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from models.assignment import Assignment
from models.changes import result_address
from models.explain import holder_text
from models.listing import Listed
from models.sorting import SortBy
from tui.shown import shown

SIGNS_WIDTH = 4
"""The columns of the mark, the sign and the sign of findings, with the gap behind them."""
RULE_WIDTH = len("next-available")
"""No rule is cut at this width."""
WIDE_RULE = 38
"""From here on most rules have room for their reason."""
NAME_WIDTH, USUAL_NAME = 12, 28
"""How wide the column of the names is at least, and how wide others leave it."""
LONGEST_CELL = 28
ARROWS = {False: "▲", True: "▼"}
"""How ascending and descending order is shown."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what its rows are sorted by, its title, and the texts of a row.

    The texts of a row come longest first: the first that fits is shown.
    """

    by: SortBy
    title: str
    texts: Callable[[Listed], Sequence[str]]


def _source(row: Listed) -> Sequence[str]:
    return ("—" if row.ip.address is None else str(row.ip.address),)


def _result(result: Assignment | None) -> Sequence[str]:
    words = result_address(result)
    return ("—",) if words is None else (words, "none") if words == "unassigned" else (words,)


def _rule(row: Listed) -> Sequence[str]:
    result = row.failover
    if result is None:
        return ("not replicated",)
    rule = result.rule.value
    if result.reason is None:
        return (rule,)
    why = f"{rule} / {result.reason.value}"
    if result.taken_by is None:
        return why, rule
    return f"{why} by {shown(holder_text(result.taken_by))}", why, rule


def _subnet(row: Listed) -> Sequence[str]:
    return ("—" if row.failover is None or row.failover.subnet is None else row.failover.subnet,)


NAME = Column(SortBy.NAME, "IP configuration", lambda row: (row.name,))
ADDRESSES = (
    Column(SortBy.SOURCE, "Source", _source),
    Column(SortBy.FAILOVER, "Failover", lambda row: _result(row.failover)),
    Column(SortBy.TEST, "Test", lambda row: _result(row.test_failover)),
)
RULE = Column(SortBy.RULE, "Rule", _rule)
GROUP = Column(SortBy.GROUP, "Group", lambda row: (str(row.item.group) if row.item else "—",))
MORE = (
    Column(SortBy.SUBNET, "Subnet", _subnet),
    GROUP,
    Column(SortBy.FAILBACK, "Failback", lambda row: _result(row.failback)),
    Column(
        SortBy.NETWORK, "Network", lambda row: (row.item.failover_network if row.item else "—",)
    ),
    Column(SortBy.STANDS, "Stands in", lambda row: (row.subnet,)),
)
"""What is shown besides where there is room for it, in this order."""
ALL = (NAME, *ADDRESSES, RULE, *MORE)


class Placed(NamedTuple):
    """A column, and how many columns of the terminal it takes without the gap behind it."""

    column: Column
    width: int


NOTHING = {column.by: cell_len(column.title) + 1 for column in ALL}
"""How wide each column is without a row: its title and the arrow."""


def widest(rows: Iterable[Listed], before: Mapping[SortBy, int] = NOTHING) -> dict[SortBy, int]:
    """How wide the widest text of each column is, ``before`` among them."""
    widths = dict(before)
    for row in rows:
        for column in ALL:
            text = column.texts(row)[0]
            width = len(text) if text.isascii() else cell_len(shown(text))
            if width > widths[column.by]:
                widths[column.by] = width
    return widths


def layout(width: int, widths: dict[SortBy, int]) -> list[Placed]:
    """The columns that have room, in the order in which they are shown.

    The name, the three addresses and the rule always have. What is left over goes to the
    reasons of the rules, then to the names.
    """
    taken = {column.by: widths[column.by] for column in ADDRESSES}
    room = width - SIGNS_WIDTH - sum(taken.values()) - len(taken) - 1
    name, rule = min(widths[SortBy.NAME], USUAL_NAME), min(widths[SortBy.RULE], RULE_WIDTH)
    chosen: list[Column] = []
    for column in MORE:
        needed = min(widths[column.by], LONGEST_CELL)
        if room - name - rule > needed:
            chosen.append(column)
            taken[column.by] = needed
            room -= needed + 1
    name = max(NAME_WIDTH, min(name, room - rule))
    rule = max(rule, min(widths[SortBy.RULE], WIDE_RULE, room - name))
    name = max(name, min(widths[SortBy.NAME], room - rule))
    taken |= {SortBy.NAME: name, SortBy.RULE: max(1, room - name)}
    placed = (NAME, *ADDRESSES, *chosen, RULE)
    return [Placed(column, taken[column.by]) for column in placed]


def cell(texts: Sequence[str], width: int) -> str:
    """The first text that fits, filled up with blanks.

    Where none does, the last one without its middle: names often differ in their ends.
    """
    for words in map(shown, texts):
        if cell_len(words) <= width:
            return set_cell_size(words, width)
    words, end = shown(texts[-1]), width // 3
    head = set_cell_size(words, max(0, width - 1 - end))
    tail = set_cell_size(words[::-1], end)[::-1]
    return f"{head}…{tail}"


def title(column: Column, width: int, by: SortBy, *, reverse: bool) -> str:
    """The title of a column, with an arrow where the rows are sorted by it."""
    words = f"{column.title}{ARROWS[reverse]}" if column.by is by else column.title
    return cell((words, column.title), width)
