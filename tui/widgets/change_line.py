"""What the last edit was and what else it changed, in one line."""

from collections.abc import Sequence

from models.assign import Assignments
from models.assignment import Scenario
from models.changes import Effect, effects
from models.session import Change, Way
from tui.labels import text
from tui.signs import WRONG
from tui.widgets.said import Said

WAYS = {Way.DO: "", Way.UNDO: "undone: ", Way.REDO: "done again: "}
AT = {
    Scenario.FAILOVER: "",
    Scenario.TEST_FAILOVER: " at test failover",
    Scenario.FAILBACK: " at failback",
}

SHORTEST = len("a . → .")
"""No effect takes fewer columns than this."""


class ChangeLine(Said):
    """Names the addresses that an edit changed: as many as fit, and how many more there are."""

    def tell(self, change: Change, assignments: Assignments) -> None:
        """Show what an edit changed."""
        head = f" {WAYS[change.way]}{change.label}"
        found = [_words(effect, assignments) for effect in effects(assignments, change.results)]
        if change.nothing:
            tail = "  nothing changes"
        elif not found:
            tail = "  no address changes"
        else:
            tail = "  changes: " + _listed(found, self.size.width - len(head) - len("  changes: "))
        self.update(text((head, "bold"), tail))

    def refuse(self, words: str) -> None:
        """Show why something was not done."""
        self.update(text((f" ✗ {words}", WRONG)))

    def say(self, words: str) -> None:
        """Show a sentence instead."""
        self.update(text(f" {words}"))


def _listed(words: Sequence[str], room: int) -> str:
    """As many of some words as there is room for, and how many more there are."""
    most = min(len(words), room // SHORTEST)
    for count in range(most, 0, -1):
        more = [f"{len(words) - count} more"] if count < len(words) else []
        line = ", ".join([*words[:count], *more])
        if len(line) <= room:
            return line
    return "1 address" if len(words) == 1 else f"{len(words)} addresses"


def _words(effect: Effect, assignments: Assignments) -> str:
    name = assignments.plan.short_name(effect.id)
    return f"{name} {effect.before or '—'} → {effect.after or '—'}{AT[effect.scenario]}"
