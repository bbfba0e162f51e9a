"""What has to be so before anybody fails over: errors mended, networks made, addresses set."""

from collections.abc import Iterator

from models.assign import Assignments
from models.assignment import Scenario
from models.exports.runbook.steps import step
from models.findings import Code, Finding, Severity, findings
from models.formats.markdown_text import code, prose, table
from models.plan import Plan
from models.region_words import counted
from models.topology import State


def beforehand(assignments: Assignments) -> Iterator[str]:
    """The lines of the section."""
    found = findings(assignments)
    yield from ("## Before", "")
    yield from _errors(found)
    yield from _networks(assignments.plan)
    yield from _settings(found)
    yield from (step("Every replicated item is protected and healthy in the vault."), "")
    yield from _mappings(assignments.plan)
    yield from _order(found)
    yield from _staying(found)


def _errors(found: list[Finding]) -> Iterator[str]:
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    for finding in errors:
        what = f"{code(str(finding.subject))}: {prose(finding.message)}"
        yield step(f"Mend the error about {what}. To mend it: {prose(finding.fix)}.")
    if not errors:
        yield "The plan has no errors."
        yield ""


def _networks(plan: Plan) -> Iterator[str]:
    for network in plan.virtual_networks:
        if network.state is State.PLANNED:
            subnets = counted(len(network.subnets), "subnet")
            region = code(network.region)
            yield step(
                f"The planned network {code(network.id)} is there, in {region}, with {subnets}."
            )


def _settings(found: list[Finding]) -> Iterator[str]:
    """The pins that are advised, and the secondary IP configurations to select."""
    for finding in found:
        if finding.code in (Code.FORECAST_ADDRESS, Code.SECONDARY_NEEDS_SELECTION):
            yield step(f"{code(str(finding.subject))}: {prose(finding.fix)}.")


def _mappings(plan: Plan) -> Iterator[str]:
    if not plan.network_mappings:
        return
    rows = [
        [code(mapping.source), code(mapping.target), "", ""] for mapping in plan.network_mappings
    ]
    yield from ("### Network mappings that have to be there", "")
    yield from table(["From", "To", "Time", "Initials"], rows)
    yield ""


def _order(found: list[Finding]) -> Iterator[str]:
    """Subnets in which who is first decides about addresses (F7)."""
    rows = [
        [code(str(finding.subject)), prose(finding.scenario or ""), prose(finding.message)]
        for finding in found
        if finding.code is Code.ORDER_DEPENDENT and finding.scenario is not Scenario.FAILBACK
    ]
    if rows:
        yield from ("### Where the order matters", "")
        yield from table(["Subnet", "At", "Why"], rows)
        yield ""


def _staying(found: list[Finding]) -> Iterator[str]:
    """How many machines the runbook says nothing of."""
    count = sum(finding.code is Code.UNPROTECTED_MACHINE for finding in found)
    if count:
        yield f"Not replicated, so not in this runbook: {counted(count, 'machine')} of the plan."
        yield ""
