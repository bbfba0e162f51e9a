"""The plan as a document for a wiki or a pull request, in the Markdown of code hosts."""

from collections.abc import Iterator

from models.assign import Assignments
from models.exports.export import Export, ExportedFile, Options
from models.exports.markdown.addresses import addresses, unprotected_list
from models.exports.markdown.findings import finding_list
from models.exports.markdown.networks import mappings, subnets
from models.exports.markdown.summary import assumption_list, heading, summary
from models.exports.overview import overview
from models.findings import findings
from models.regions import catalogue
from models.round_trip import round_trips


def export(assignments: Assignments, _options: Options) -> Export:
    """Summary, findings, mappings, every address with its reason, subnets and assumptions."""
    text = "\n".join(_lines(assignments)).rstrip()
    return Export((ExportedFile("plan.md", f"{text}\n"),))


def _lines(assignments: Assignments) -> Iterator[str]:
    plan = assignments.plan
    regions = catalogue().with_regions(plan.regions)
    found = findings(assignments)
    yield from heading(plan, regions)
    yield from summary(overview(assignments, found, round_trips(assignments)))
    yield from finding_list(found)
    yield from mappings(plan, regions)
    yield from addresses(assignments)
    yield from subnets(assignments, regions)
    yield from unprotected_list(assignments, regions)
    yield from assumption_list(plan)
