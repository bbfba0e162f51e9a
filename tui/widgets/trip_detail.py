"""The way of one IP configuration there and back, in words."""

from collections.abc import Iterator, Sequence

from rich.text import Text
from textual.widgets import Static

from models.assign import Assignments
from models.assignment import Scenario
from models.explain import Chain, explain
from models.findings import Finding
from models.fixes import Fix
from models.round_trip import RoundTrip
from tui.labels import text
from tui.shown import shown
from tui.signs import ATTENTION, GOOD, SEVERITY_SIGNS, SEVERITY_STYLES, WRONG

LONGEST = 1000
"""How much of a sentence is shown, in characters."""


class TripDetail(Static):
    """Shows where it goes and comes back to, whether that is home, and the rules behind it."""

    def show(
        self,
        assignments: Assignments,
        trip: RoundTrip | None,
        findings: Sequence[Finding] = (),
        ways: Sequence[Fix] = (),
    ) -> None:
        """Show a way; ``findings`` are what is wrong with it, ``ways`` what mends that."""
        if trip is None:
            self.update(text(("Nothing is replicated, so nobody goes there and back.", "dim")))
            return
        chains = explain(assignments, trip.id)
        back = next((chain for chain in chains if chain.scenario is Scenario.FAILBACK), None)
        lines = [*_way(trip), *_findings(findings, ways), *_chain(back)]
        self.update(Text("\n").join(lines))


def _way(trip: RoundTrip) -> Iterator[Text]:
    yield text((str(trip.id), "bold"), (f"  group {trip.group}", "dim"))
    if not trip.comes_home:
        verdict = "✗ does not come home", WRONG
    elif trip.forecast:
        verdict = "~ comes home, if the forecast comes true", ATTENTION
    else:
        verdict = "✓ comes home", GOOD
    yield Text.assemble(verdict, f": {shown(trip.why, LONGEST)} ", (f"({trip.rule})", "dim"))
    for word, place in (
        ("Source  ", trip.source),
        ("Failover", trip.failover),
        ("Failback", trip.failback),
    ):
        yield Text.assemble((f"{word} ", "dim"), shown(str(place), LONGEST))


def _findings(findings: Sequence[Finding], ways: Sequence[Fix]) -> Iterator[Text]:
    for finding in findings:
        sign = (f"{SEVERITY_SIGNS[finding.severity]} ", SEVERITY_STYLES[finding.severity])
        yield Text.assemble(sign, (finding.code.value, "bold"), f" {shown(finding.fix, LONGEST)}")
    if ways:
        more = f"  (or {len(ways) - 1} more)" if len(ways) > 1 else ""
        label = shown(ways[0].label, LONGEST)
        yield Text.assemble((" f ", "reverse"), f" {label}", (more, "dim"))
    elif findings:
        yield text(("no edit of the plan mends this", "dim"))


def _chain(chain: Chain | None) -> Iterator[Text]:
    if chain is None:
        return
    yield Text.assemble(("Failback, rule by rule", "bold"))
    for step in chain.steps:
        style = "bold" if step.decided else ""
        yield Text.assemble((f"{step.rule:>3} ", "dim"), (shown(step.text, LONGEST), style))
