"""Findings as SARIF 2.1.0, which code hosts show beside the line they are about."""

import os
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from models.findings.finding import Code, Finding, Severity, Subject
from models.formats import json_text

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}


def dumps(
    findings: Sequence[Finding],
    path: str,
    line_of: Callable[[Subject], int | None],
    version: str,
) -> str:
    """The findings of the plan at ``path``; ``version`` is the program's own."""
    codes = sorted({finding.code for finding in findings}, key=list(Code).index)
    index = {code: position for position, code in enumerate(codes)}
    uri = uri_of(path)
    run = {
        "tool": {
            "driver": {"name": "asrnet", "version": version, "rules": [_rule(c) for c in codes]}
        },
        "results": [_result(finding, index, uri, line_of) for finding in findings],
    }
    return json_text.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def uri_of(path: str) -> str:
    """A file name as SARIF wants it: relative as it was given, or a ``file:`` URI."""
    pure = PurePath(path)
    quoted = quote(os.fsencode(pure.as_posix()))
    if not pure.is_absolute():
        return quoted
    return f"file://{quoted}" if quoted.startswith("/") else f"file:///{quoted}"


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code,
        "shortDescription": {"text": code.replace("-", " ").capitalize()},
        "defaultConfiguration": {"level": LEVELS[code.severity]},
    }


def _result(
    finding: Finding,
    index: dict[Code, int],
    uri: str,
    line_of: Callable[[Subject], int | None],
) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if (line := line_of(finding.subject)) is not None:
        physical["region"] = {"startLine": line}
    properties = {"rule": finding.rule, "fix": finding.fix, "scenario": finding.scenario}
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [
            {
                "physicalLocation": physical,
                "logicalLocations": [{"fullyQualifiedName": str(finding.subject)}],
            }
        ],
        "properties": {key: value for key, value in properties.items() if value is not None},
    }


def _message(finding: Finding) -> str:
    fix = f" Fix: {finding.fix}." if finding.fix else ""
    return f"{finding.message.rstrip('.')}.{fix}"
