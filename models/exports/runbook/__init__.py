"""A runbook: what to do and what to expect before, at and after a failover, to tick off.

Groups are those of the recovery plan, with Azure's numbers. Every expected address that
nothing holds until then is marked as a forecast.
"""

from models.assign import Assignments
from models.exports.export import Export, ExportedFile, Options
from models.exports.runbook.afterwards import afterwards
from models.exports.runbook.beforehand import beforehand
from models.exports.runbook.groups import groups
from models.exports.runbook.steps import noted
from models.formats.markdown_text import code, table

_KINDS = ("Test failover", "Failover", "Failback")
_ABOUT = (
    "The expected addresses are worked out from the plan; Azure has the last word. A *forecast*"
    " is an address that nothing holds until then: Azure may give another one."
)


def export(assignments: Assignments, _options: Options) -> Export:
    """The runbook of a plan as Markdown."""
    plan = assignments.plan
    rows = [[kind, "", "", "", ""] for kind in _KINDS]
    lines = [
        f"# Runbook {code(plan.name)}".rstrip(),
        "",
        *noted(plan.note),
        _ABOUT,
        "",
        *table(["What", "Date", "From", "To", "Led by"], rows),
        "",
        *beforehand(assignments),
        *groups(assignments),
        *afterwards(assignments),
    ]
    return Export((ExportedFile("runbook.md", "\n".join(lines).rstrip() + "\n"),))
