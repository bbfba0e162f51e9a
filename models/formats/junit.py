"""Findings as JUnit XML, which build servers show among the tests.

An error is a failed test case. Warnings and information pass and say what they found, so
that the count of failures means what the exit status means by default.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from models.findings.finding import Finding, Severity
from models.formats.inert import visible


def dumps(plan_name: str, findings: Sequence[Finding]) -> str:
    """One test suite; one test case for each finding, a single passing one without any."""
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    suite = Element(
        "testsuite",
        name=visible(f"asrnet check: {plan_name}" if plan_name else "asrnet check"),
        tests=str(len(findings) or 1),
        failures=str(failures),
        errors="0",
        skipped="0",
        time="0",
    )
    for finding in findings:
        _add_case(suite, finding)
    if not findings:
        SubElement(suite, "testcase", classname="asrnet.check", name="no findings", time="0")
    suites = Element("testsuites")
    suites.append(suite)
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, "unicode") + "\n"


def _add_case(suite: Element, finding: Finding) -> None:
    case = SubElement(
        suite,
        "testcase",
        classname=f"asrnet.check.{finding.code}",
        name=visible(str(finding.subject) + _scenario(finding)),
        time="0",
    )
    text = visible(f"{finding.severity}: {finding.message} (rule {finding.rule})")
    if finding.fix:
        text += visible(f" Fix: {finding.fix}")
    if finding.severity is Severity.ERROR:
        failure = SubElement(case, "failure", message=visible(finding.message), type=finding.code)
        failure.text = text
    else:
        SubElement(case, "system-out").text = text


def _scenario(finding: Finding) -> str:
    return f" ({finding.scenario})" if finding.scenario else ""
