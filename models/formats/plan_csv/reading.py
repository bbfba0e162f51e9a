"""A table read back to a plan."""

from collections.abc import Sequence

from models.errors import Fault, InvalidInput
from models.formats.azure_report import Import, Report
from models.formats.plan_csv.gathering import Gathered
from models.formats.plan_csv.rows import rows_of
from models.formats.plan_data import plan_from
from models.plan import Plan

NAME = "Imported table"
_SCENARIOS = ("failover", "test_failover")


def read(tables: Sequence[tuple[str, str]]) -> Import:
    """The plan in some tables, each its name for messages and its text.

    Raises :class:`InvalidInput` with every fault, each with its line and column.
    """
    report = Report()
    gathered = Gathered(report)
    for source, text in tables:
        for row in rows_of(source, text, report):
            gathered.take(row)
    name = tables[0][0] if len(tables) == 1 else f"{len(tables)} tables"
    data = gathered.data()
    data.setdefault("name", NAME)
    try:
        plan = plan_from(data, name, gathered.line_of)
    except InvalidInput as error:
        faults = [_in_table(fault) for fault in error.faults]
        raise InvalidInput(name, [*gathered.faults, *faults]) from error
    if gathered.faults:
        raise InvalidInput(name, gathered.faults)
    return Import(plan, _used(plan), report.skipped)


def _in_table(fault: Fault) -> Fault:
    """A fault of plain data with the name of the column instead of the place in the data."""
    steps = [step.partition("[")[0] for step in fault.place.split(".")]
    column = "_".join(steps[-2:]) if steps[-2:-1] and steps[-2] in _SCENARIOS else steps[-1]
    return Fault(column, fault.message, fault.line)


def _used(plan: Plan) -> dict[str, int]:
    subnets = [subnet for network in plan.virtual_networks for subnet in network.subnets]
    used = {
        "virtual networks": len(plan.virtual_networks),
        "subnets": len(subnets),
        "virtual machines": len(plan.virtual_machines),
        "NICs": sum(len(machine.network_interfaces) for machine in plan.virtual_machines),
        "addresses in use": sum(len(subnet.in_use) for subnet in subnets),
        "network mappings": len(plan.network_mappings),
        "replicated items": len(plan.replicated_items),
    }
    return {word: count for word, count in used.items() if count}
