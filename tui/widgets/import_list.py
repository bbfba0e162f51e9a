"""What an import found: what comes into the plan, and what does not, with the reason."""

from collections.abc import Iterator

from rich.text import Text

from models.errors import PlanError
from models.findings import Severity
from models.formats.azure_report import Import
from models.plan import Plan
from tui.address_labels import prefixes
from tui.labels import text
from tui.shown import shown
from tui.signs import SEVERITY_SIGNS, SEVERITY_STYLES
from tui.widgets.line_list import LineList

LONGEST_LINE = 1000
"""How much of a message is shown in a line, in characters."""


class ImportList(LineList[Text]):
    """The preview of an import, however long it is."""

    nothing = "what comes into the plan is shown here before anything is written"

    def line_of(self, row: Text, width: int) -> Text:
        """Lines are made beforehand."""
        return row

    def show_import(self, found: Import) -> None:
        """Show what was read: first what is left out, which is what has to be looked at."""
        self.rows = [*left_out_lines(found), *_taken(found.plan)]
        self.cursor = 0

    def show_error(self, error: PlanError) -> None:
        """Show why nothing could be read, line by line."""
        sign = (f" {SEVERITY_SIGNS[Severity.ERROR]} ", SEVERITY_STYLES[Severity.ERROR])
        lines = [shown(line, LONGEST_LINE) for line in str(error).split("\n")]
        self.rows = [
            text(sign if number == 0 else "   ", line) for number, line in enumerate(lines)
        ]
        self.cursor = 0


def left_out_lines(found: Import) -> Iterator[Text]:
    """How much of what was read is left out, and each such thing with the reason."""
    count = sum(entry.count for entry in found.skipped)
    yield text((f"Left out: {count or 'nothing'}", "bold"))
    sign = (f" {SEVERITY_SIGNS[Severity.WARNING]} ", SEVERITY_STYLES[Severity.WARNING])
    for entry in found.skipped:
        why = shown(entry.reason, LONGEST_LINE)
        yield text(sign, f"{entry.subject}  ", (f"{why}  ", "dim"), entry.source)


def _taken(plan: Plan) -> Iterator[Text]:
    yield text((f"Virtual networks: {len(plan.virtual_networks)}", "bold"))
    for network in plan.virtual_networks:
        facts = f"  {network.region}  {prefixes(network)}  {_count(network.subnets, 'subnet')}"
        yield text(f"   {network.id}", (facts, "dim"))
    yield text((f"Virtual machines: {len(plan.virtual_machines)}", "bold"))
    for machine in plan.virtual_machines:
        addresses = [str(ip.address or "unknown") for _, ip in machine.in_failover_order]
        facts = f"  {machine.region}  {_count(machine.network_interfaces, 'NIC')}"
        yield text(f"   {machine.id}", (f"{facts}  {', '.join(addresses)}", "dim"))
    if plan.network_mappings:
        yield text((f"Network mappings: {len(plan.network_mappings)}", "bold"))
    for mapping in plan.network_mappings:
        yield text(f"   {mapping.source} → {mapping.target}")
    if plan.replicated_items:
        yield text((f"Replicated items: {len(plan.replicated_items)}", "bold"))
    for item in plan.replicated_items:
        yield text(f"   {item.virtual_machine}", (f"  to {item.failover_network}", "dim"))


def _count(rows: tuple[object, ...], what: str) -> str:
    return f"{len(rows)} {what}{'' if len(rows) == 1 else 's'}"
