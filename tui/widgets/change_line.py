"""What the last edit was and what else it changed, in one line."""

from collections.abc import Iterator, Sequence

from textual.widgets import Static

from models.assign import Assignments
from models.assignment import Scenario
from models.changes import Effect, effects
from models.session import Change, Way
from tui.labels import text

WAYS = {Way.DO: "", Way.UNDO: "undone: ", Way.REDO: "done again: "}
AT = {
    Scenario.FAILOVER: "",
    Scenario.TEST_FAILOVER: " at test failover",
    Scenario.FAILBACK: " at failback",
}


class ChangeLine(Static):
    """Names the addresses that an edit changed: as many as fit, and how many more there are."""

    def tell(self, change: Change, assignments: Assignments) -> None:
        """Show what an edit changed."""
        head = f" {WAYS[change.way]}{change.label}"
        found = [_words(effect, assignments) for effect in effects(assignments, change.results)]
        room = self.size.width - len(head) - len("  changes: 1000 more")
        named = list(_fitting(found, room))
        more = len(found) - len(named)
        also = [*named, f"{more} more"] if more else named
        changes = f"  changes: {', '.join(also)}" if found else "  no address changes"
        self.update(text((head, "bold"), changes))

    def refuse(self, words: str) -> None:
        """Show why something was not done."""
        self.update(text((f" ✗ {words}", "bold red")))

    def say(self, words: str) -> None:
        """Show a sentence instead."""
        self.update(text(f" {words}"))


def _fitting(words: Sequence[str], room: int) -> Iterator[str]:
    """The first of some words, as long as there is room for them in a list."""
    for each in words:
        room -= len(each) + 2
        if room < 0:
            return
        yield each


def _words(effect: Effect, assignments: Assignments) -> str:
    name = assignments.plan.short_name(effect.id)
    return f"{name} {effect.before or '—'} → {effect.after or '—'}{AT[effect.scenario]}"
