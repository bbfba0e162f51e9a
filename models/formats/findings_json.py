"""Findings as JSON (``docs/plan-format.md``, "check --format json")."""

from collections.abc import Iterable
from typing import Any

from models.findings.finding import Finding
from models.formats import json_text

FORMAT = 1
"""The version of what is written; fields may be added without raising it."""


def dumps(plan_name: str, findings: Iterable[Finding]) -> str:
    """The findings of the plan of that name, in the order given."""
    return json_text.document({"format": FORMAT, "plan": plan_name}, "findings", map(row, findings))


def row(finding: Finding) -> dict[str, Any]:
    """A finding as an object."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "subject": str(finding.subject),
        "message": finding.message,
        "rule": finding.rule,
        "fix": finding.fix,
        "scenario": finding.scenario,
    }
