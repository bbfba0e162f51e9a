"""What differs between two plans as JSON (``docs/diff.md``)."""

from typing import Any

from models.comparison import AddressDifference, Comparison, Difference, Findings
from models.formats import findings_json, json_text
from models.formats.assignments_json import result

FORMAT = 1
"""The version of what is written; fields may be added without raising it."""


def dumps(comparison: Comparison, findings: Findings) -> str:
    """Everything that differs between two plans."""
    head = {
        "format": FORMAT,
        "before": comparison.before.name,
        "after": comparison.after.name,
    }
    arrays = {
        "terms": map(row, comparison.terms),
        "addresses": map(_address, comparison.addresses),
        "new_findings": map(findings_json.row, findings.new),
        "ended_findings": map(findings_json.row, findings.ended),
    }
    return json_text.document_of(head, arrays)


def row(difference: Difference) -> dict[str, Any]:
    """A difference in the terms of a plan as an object."""
    return {
        "way": difference.way,
        "kind": difference.kind,
        "subject": str(difference.subject),
        "name": difference.name,
        "field": difference.field or None,
        "before": difference.before,
        "after": difference.after,
    }


def _address(difference: AddressDifference) -> dict[str, Any]:
    return {
        "way": difference.way,
        "scenario": difference.scenario,
        "virtual_machine": difference.id.virtual_machine,
        "network_interface": difference.id.network_interface,
        "ip_configuration": difference.id.name,
        "before": result(difference.before),
        "after": result(difference.after),
    }
