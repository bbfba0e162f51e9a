"""Plan, results and findings as one JSON document (``docs/export-json.md``)."""

from typing import Any

from models.assign import Assignments
from models.exports.export import Export, ExportedFile, Options
from models.findings import findings
from models.formats import assignments_json, findings_json
from models.formats.assignment_rows import assignment_rows
from models.formats.json_text import dumps
from models.formats.plan_data import data_of

FORMAT = 1
"""The version of what is written; fields may be added without raising it."""
LINE_BY_LINE = 2
"""How deep objects have a line for each key; a row of a table is one line."""


def export(assignments: Assignments, _options: Options) -> Export:
    """The plan as in the plan file, the results as of ``assign``, the findings as of ``check``."""
    document = {
        "format": FORMAT,
        "plan": data_of(assignments.plan),
        "assignments": [assignments_json.row(row) for row in assignment_rows(assignments)],
        "findings": [findings_json.row(finding) for finding in findings(assignments)],
    }
    return Export((ExportedFile("plan.json", f"{_laid_out(document)}\n"),))


def _laid_out(value: Any, depth: int = 0) -> str:
    """A value as JSON that a person can read and a difference of two files can follow."""
    if isinstance(value, dict) and depth < LINE_BY_LINE:
        lines = [f"{dumps(key)}: {_laid_out(each, depth + 1)}" for key, each in value.items()]
        start, end = "{}"
    elif isinstance(value, list) and value:
        lines = [dumps(each) for each in value]
        start, end = "[]"
    else:
        return dumps(value)
    indent = "  " * depth
    body = ",\n".join(f"{indent}  {line}" for line in lines)
    return f"{start}\n{body}\n{indent}{end}"
