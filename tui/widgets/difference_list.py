"""Results of the plan and of a what-if side by side, where they differ."""

from collections.abc import Hashable

from rich.text import Text

from models.addresses import address_text
from models.assignment import Assignment, Scenario
from models.explain import result_text
from models.plan import Plan
from models.status import Status, status
from models.topology import IpConfigurationId
from models.what_if import Difference, WhatIf
from tui.labels import Part, text
from tui.shown import shown
from tui.signs import SIGNS, STYLES
from tui.widgets.line_list import LineList

WORDS = {
    Scenario.FAILOVER: "failover",
    Scenario.TEST_FAILOVER: "test failover",
    Scenario.FAILBACK: "failback",
}
SHORT = {**WORDS, Scenario.TEST_FAILOVER: "test"}
"""The same where there is little room."""
SCENARIO_WIDTH = max(map(len, SHORT.values())) + 1
CELL_WIDTH = len("· not in the plan") + 1
WITH_SUBNET, WIDEST = 30, 44
"""From how many columns on a result names its subnet, and how many it takes at most."""
NAME_WIDTH = 30
"""How wide names are at least, where results are wider than they have to be."""


class DifferenceList(LineList[Difference]):
    """Whose result differs, in which scenario, and both results."""

    what_if: WhatIf | None = None
    """What is compared."""

    def heading(self, width: int) -> Text | None:
        """What the columns are."""
        name, cell = _widths(width)
        words = f" {'':<{name}} {'':<{SCENARIO_WIDTH}}{'in the plan':<{cell}}   what if"
        return text((words, "dim"))

    def line_of(self, row: Difference, width: int) -> Text:
        """Both results with their signs."""
        if self.what_if is None:
            return Text()
        name, cell = _widths(width)
        assumed = self.what_if.scratch.plan
        words = f" {_fitting(assumed.short_name(row.id), row.id, name):<{name}} "
        return text(
            words,
            (f"{SHORT[row.scenario]:<{SCENARIO_WIDTH}}", "dim"),
            _cell(self.what_if.plan, row, row.in_plan, cell),
            " → ",
            _cell(assumed, row, row.in_what_if, cell),
        )

    def key_of(self, row: Difference) -> Hashable:
        """Whose result it is, and in which scenario."""
        return row.id, row.scenario


def difference_words(what_if: WhatIf, row: Difference) -> Text:
    """Both results in full."""
    assumed = what_if.scratch.plan
    lines = [text((str(row.id), "bold"), f" at {WORDS[row.scenario]}")]
    for word, plan, result in (
        ("In the plan", what_if.plan, row.in_plan),
        ("What if", assumed, row.in_what_if),
    ):
        lines.append(Text(shown(f"{word:<12} {_sentence(plan, row, result)}", 1000)))
    return Text("\n").join(lines)


def _fitting(name: str, id: IpConfigurationId, width: int) -> str:
    """A name; where it is too long the NIC gives way, so that others stay apart from it."""
    if len(shown(name)) > width:
        name = f"{id.virtual_machine}/…/{id.name}"
    return shown(name, width)


def _widths(width: int) -> tuple[int, int]:
    """How wide the name and each result are."""
    rest = width - SCENARIO_WIDTH - 6
    cell = max(CELL_WIDTH, min(WIDEST, (rest - NAME_WIDTH) // 2))
    return max(12, rest - 2 * cell), cell


def _cell(plan: Plan, row: Difference, result: Assignment | None, cell: int) -> Part:
    found = status_of(plan, row.id, result)
    words = _short(plan, row, result)
    if result is not None and result.subnet is not None and cell >= WITH_SUBNET:
        words = f"{words:<15} {result.subnet}"
    return f"{SIGNS[found]} {shown(words, cell - 3):<{cell - 2}}", STYLES[found]


def status_of(plan: Plan, id: IpConfigurationId, result: Assignment | None) -> Status:
    """What becomes of an address of a plan."""
    if result is None:
        return Status.NOT_REPLICATED
    return status(plan.ip_configuration(id), result)


def _short(plan: Plan, row: Difference, result: Assignment | None) -> str:
    if result is not None:
        return "unassigned" if result.address is None else address_text(result.address)
    if row.id.virtual_machine not in plan.virtual_machines:
        return "not in the plan"
    if plan.item(row.id.virtual_machine) is None:
        return "not replicated"
    return "not tested"


def _sentence(plan: Plan, row: Difference, result: Assignment | None) -> str:
    if result is None:
        return _short(plan, row, result)
    return result_text(plan.ip_configuration(row.id), row.scenario, result)
