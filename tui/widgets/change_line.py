"""What the last edit was and what else it changed, in one line."""

from textual.widgets import Static

from models.assign import Assignments
from models.assignment import Scenario
from models.changes import Effect, effects
from models.session import Change, Way
from tui.labels import short_name, text

WAYS = {Way.DO: "", Way.UNDO: "undone: ", Way.REDO: "done again: "}
AT = {
    Scenario.FAILOVER: "",
    Scenario.TEST_FAILOVER: " at test failover",
    Scenario.FAILBACK: " at failback",
}
MOST = 4
"""How many effects are named; beyond that a number says how many there are."""


class ChangeLine(Static):
    """Names the addresses that an edit changed."""

    def tell(self, change: Change, assignments: Assignments) -> None:
        """Show what an edit changed."""
        found = list(effects(assignments, change.results))
        named = ", ".join(_words(effect, assignments) for effect in found[:MOST])
        more = f", and {len(found) - MOST} more" if len(found) > MOST else ""
        changes = f"  changes: {named}{more}" if found else "  no address changes"
        self.update(text((f" {WAYS[change.way]}{change.label}", "bold"), changes))

    def refuse(self, words: str) -> None:
        """Show why something was not done."""
        self.update(text((f" ✗ {words}", "bold red")))

    def say(self, words: str) -> None:
        """Show a sentence instead."""
        self.update(text(f" {words}"))


def _words(effect: Effect, assignments: Assignments) -> str:
    plan = assignments.plan
    known = effect.id.virtual_machine in plan.virtual_machines
    name = short_name(plan, effect.id) if known else str(effect.id)
    return f"{name} {effect.before or '—'} → {effect.after or '—'}{AT[effect.scenario]}"
