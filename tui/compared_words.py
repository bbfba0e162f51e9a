"""What differs between two plans, in words."""

from itertools import takewhile

from rich.text import Text

from models.assignment import Assignment
from models.changes import result_address
from models.comparison import AddressDifference, Comparison, Difference, Way
from models.comparison.values import WRITTEN
from models.explain import result_text
from models.plan import Plan
from models.status import Status
from models.topology import IpConfigurationId
from tui.labels import text
from tui.shown import shown
from tui.signs import GOOD, STYLES, WRONG

WAY_SIGNS = {Way.ADDED: "+", Way.GONE: "−", Way.CHANGED: "~"}
WAY_STYLES = {Way.ADDED: GOOD, Way.GONE: WRONG, Way.CHANGED: STYLES[Status.CHANGED]}
WAY_WIDTH = max(map(len, Way)) + 4
"""How wide sign and word of a difference are."""
NOTHING, ARROW = "—", " → "
LONG_IN_A_ROW = 40
"""From which length on a value in a row is shown only from where it differs."""
CONTEXT = 12
"""How much of what is the same is shown before what differs."""


def way_parts(way: Way) -> list[tuple[str, str]]:
    """How something differs: its sign and its word."""
    return [(f" {f'{WAY_SIGNS[way]} {way.value}':<{WAY_WIDTH - 1}}", WAY_STYLES[way])]


def terms_words(comparison: Comparison | None, row: Difference) -> tuple[str, str]:
    """Which thing differs, and in which field of it, if it is one."""
    field = f": {row.field}" if row.field else ""
    if row.way is Way.CHANGED and isinstance(row.subject, IpConfigurationId):
        return short_name(comparison, row.subject), field  # which field it is says what kind
    return row.name if row.kind.value == row.name else f"{row.kind.value} {row.name}", field


def values_words(row: Difference, room: int = 2 * LONG_IN_A_ROW) -> str:
    """What it was and what it is, in ``room`` columns; only the one that there is."""
    if row.field == WRITTEN:
        return ""
    if row.way is Way.CHANGED:
        before, after = value_words(row.before), value_words(row.after)
        if len(before) + len(ARROW) + len(after) > room:
            before, after = apart(before, after, (room - len(ARROW)) // 2)
        return f"{before}{ARROW}{after}"
    return shown(row.after if row.after is not None else row.before or "", room)


def value_words(value: str | None) -> str:
    """A value; an empty text is another thing than none."""
    return NOTHING if value is None else value or '""'


def apart(before: str, after: str, room: int) -> tuple[str, str]:
    """Two values, each in at most ``room`` columns; long ones from about where they differ."""
    if max(len(before), len(after)) > room:
        pairs = zip(before, after, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        if same > CONTEXT + 1:
            before, after = (f"…{value[same - CONTEXT :]}" for value in (before, after))
    return shown(before, room), shown(after, room)


def address_words(row: AddressDifference) -> str:
    """Both addresses; the one there is, or the one where only the place is another."""
    before, after = result_address(row.before), result_address(row.after)
    both = before is not None and after is not None and before != after
    return f"{before}{ARROW}{after}" if both else last_words(row)


def last_words(row: AddressDifference) -> str:
    """The later address, where there is one."""
    before, after = result_address(row.before), result_address(row.after)
    if before == after:
        return f"{after}, elsewhere"
    if before is None or after is None:
        return before or after or NOTHING
    return f"→ {after}"


def addresses_words(row: AddressDifference) -> str:
    """Everything that a filter looks at in a difference between addresses."""
    results = [result for result in (row.before, row.after) if result is not None]
    places = [f"{result.network}/{result.subnet}" for result in results]
    scenario = row.scenario.value.replace("-", " ")
    return " ".join((row.way.value, str(row.id), scenario, address_words(row), *places))


def short_name(comparison: Comparison | None, id: IpConfigurationId) -> str:
    """Whose address it is, in short, by the later plan that has it."""
    for plan in comparison.plans[::-1] if comparison else ():
        machine = plan.virtual_machines.get(id.virtual_machine)
        if machine is not None and id in machine.rank_of:
            return plan.short_name(id)
    return str(id)


def terms_detail(row: Difference, width: int) -> Text:
    """A difference in full: a line for what differs, two at most for each value."""
    what = "".join(terms_words(None, row))
    room = 2 * (width - WAY_WIDTH)
    before, after = apart(value_words(row.before), value_words(row.after), room)
    if row.way is Way.ADDED:
        before = "not there"
    elif row.way is Way.GONE:
        after = "not there"
    return _three_lines(row.way, what, before, after)


def addresses_detail(comparison: Comparison, row: AddressDifference) -> Text:
    """Both results in full, in three lines."""
    what = f"{short_name(comparison, row.id)} at {row.scenario.value.replace('-', ' ')}"
    before, after = (
        _result_words(plan, row, result)
        for plan, result in ((comparison.before, row.before), (comparison.after, row.after))
    )
    return _three_lines(row.way, what, before, after)


def _result_words(plan: Plan, row: AddressDifference, result: Assignment | None) -> str:
    if result is not None:
        return result_text(plan.ip_configuration(row.id), row.scenario, result)
    if row.id.virtual_machine not in plan.virtual_machines:
        return "not in the plan"
    return "not replicated" if plan.item(row.id.virtual_machine) is None else "not tested"


def _three_lines(way: Way, what: str, before: str, after: str) -> Text:
    lines = [text(*way_parts(way), (what, "bold"))]
    for word, value in (("before", before), ("after", after)):
        lines.append(text((f"   {word:<{WAY_WIDTH - 3}}", "dim"), value))
    return Text("\n").join(lines)
