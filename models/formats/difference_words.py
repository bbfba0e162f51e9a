"""Differences between plans in words, as text and Markdown share them."""

from models.assignment import Assignment, Scenario
from models.comparison import AddressDifference, Comparison, Difference, Way
from models.comparison.values import WRITTEN
from models.explain import result_text
from models.plan import Plan
from models.topology import IpConfigurationId

NOTHING = "—"
"""What stands for a value that is not set."""


def what(row: Difference) -> str:
    """Which thing differs, and in which field of it, if it is one."""
    name = row.name if row.kind.value == row.name else f"{row.kind.value} {row.name}"
    return f"{name}: {row.field}" if row.field else name


def value(text: str | None) -> str:
    """A value; an empty text is another thing than none."""
    return NOTHING if text is None else text or '""'


def before(row: Difference) -> str:
    """What it was; blank where it was not there."""
    return "" if row.field == WRITTEN or row.way is Way.ADDED else value(row.before)


def after(row: Difference) -> str:
    """What it is; blank where it is no more."""
    return "" if row.field == WRITTEN or row.way is Way.GONE else value(row.after)


def scenario_words(scenario: Scenario) -> str:
    """A scenario as it is called in a sentence."""
    return scenario.value.replace("-", " ")


def results(comparison: Comparison, row: AddressDifference) -> tuple[str, str]:
    """What an IP configuration got and what it gets, each in one sentence with its reason."""
    return (
        _result(comparison.before, row.id, row.scenario, row.before),
        _result(comparison.after, row.id, row.scenario, row.after),
    )


def short_name(comparison: Comparison, id: IpConfigurationId) -> str:
    """Whose address it is, in short, by the later plan that has it."""
    for plan in reversed(comparison.plans):
        machine = plan.virtual_machines.get(id.virtual_machine)
        if machine is not None and id in machine.rank_of:
            return plan.short_name(id)
    return str(id)


def _result(
    plan: Plan, id: IpConfigurationId, scenario: Scenario, result: Assignment | None
) -> str:
    if result is not None:
        return result_text(plan.ip_configuration(id), scenario, result)
    machine = plan.virtual_machines.get(id.virtual_machine)
    if machine is None or id not in machine.rank_of:
        return "not in the plan"
    return "not replicated" if plan.item(id.virtual_machine) is None else "not tested"


def counted(count: int, word: str) -> str:
    """How many there are of something: ``1 difference``, ``2 addresses``."""
    plural = f"{word}es" if word.endswith("s") else f"{word}s"
    return f"{count} {word if count == 1 else plural}"
