"""An export that was made, with everything there is to say about it."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.assign import Assignments
from models.assignment import Scenario
from models.exports.export import Export, Options
from models.exports.kinds import KINDS, Kind, Use, export
from models.findings import Severity, findings


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a kind, and sentences for the person who exports.

    ``remarks`` are about errors of the plan, then about forecasts, then the export's notes.
    """

    name: str
    options: Options
    export: Export
    remarks: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        """What kind it is."""
        return KINDS[self.name]


def make(assignments: Assignments, kind: str, options: Options) -> Made:
    """Write out the plan of some results, and say what there is to say."""
    written = export(assignments, kind, options)
    said = (*_errors(assignments), *_forecasts(assignments, kind, options), *written.notes)
    return Made(kind, options, written, said)


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
