"""What there is to say about an export besides what its kind says itself."""

from collections.abc import Iterator

from models.assign import Assignments
from models.assignment import Scenario
from models.exports.export import Export, Options
from models.exports.kinds import KINDS, Use
from models.findings import Severity, findings


def remarks(assignments: Assignments, kind: str, options: Options, export: Export) -> list[str]:
    """Sentences for the person who exports: errors of the plan, forecasts, then the notes."""
    return [*_errors(assignments), *_forecasts(assignments, kind, options), *export.notes]


def _errors(assignments: Assignments) -> Iterator[str]:
    count = sum(finding.severity is Severity.ERROR for finding in findings(assignments))
    if count:
        errors = "an error" if count == 1 else f"{count} errors"
        yield f"The plan has {errors}; see its findings before this is used."


def _forecasts(assignments: Assignments, kind: str, options: Options) -> Iterator[str]:
    if KINDS[kind].use is not Use.APPLY or options.pin:
        return
    count = sum(
        result.forecast
        for id in assignments.in_order()
        if (result := assignments.of(id, Scenario.FAILOVER)) is not None
    )
    if count:
        one = count == 1
        forecast = "address is a forecast" if one else "addresses are forecasts"
        yield f"{count} {forecast} and left to Azure; pin {'it' if one else 'them'} to be sure."
