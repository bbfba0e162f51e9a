"""Which findings of a list are shown: by how grave they are and by words."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

from models.findings.finding import Finding, Severity
from models.findings.turnover import GRAVITY
from models.steps import Steps, finished, passing

NEAR, TRIES = 100, 3
"""How many lines up and down it is looked first where a finding is now, and for how many findings
before all of them are written down."""
LEVELS = (Severity.INFORMATION, Severity.ERROR, Severity.WARNING)
"""The least grave finding that is shown, in the order a key goes through: all of them first."""


def matching(findings: Sequence[Finding], least: Severity, words: str) -> Sequence[Finding]:
    """The findings at least that grave in which every word stands, in their order.

    They are given gravest first. A word may stand in the code, the severity, the subject or
    the message, in any case.
    """
    return finished(match(findings, least, words))


def match(findings: Sequence[Finding], least: Severity, words: str) -> Steps[Sequence[Finding]]:
    """The same step by step."""
    wanted = words.casefold().split()
    grave = findings[: _up_to(findings, least)]
    if not wanted:
        return grave
    return (yield from passing(grave, lambda finding: _holds(finding, wanted)))


def counts(findings: Sequence[Finding]) -> Counter[Severity]:
    """How many of them, which are given gravest first, are how grave."""
    counted, before = Counter[Severity](), 0
    for severity in Severity:
        end = _up_to(findings, severity)
        counted[severity], before = end - before, end
    return counted


def next_level(least: Severity) -> Severity:
    """The level after this one."""
    return LEVELS[(LEVELS.index(least) + 1) % len(LEVELS)]


def nearest(before: Sequence[Finding], place: int, after: Sequence[Finding]) -> int:
    """Where the cursor belongs that was at a place of an earlier list.

    On the same finding; else on the first one after it that is still there, else on the
    last one before it, else on the first of all.
    """
    for finding in before[place : place + TRIES]:
        for start in (max(0, place - NEAR), 0):
            with suppress(ValueError):
                return after.index(finding, start, start + 2 * NEAR if start else len(after))
    there = {finding: position for position, finding in enumerate(after)}
    for finding in (*before[place:], *reversed(before[:place])):
        if finding in there:
            return there[finding]
    return 0


def _up_to(findings: Sequence[Finding], least: Severity) -> int:
    """How many stand before those that are less grave."""
    return bisect_right(findings, GRAVITY[least], key=lambda finding: GRAVITY[finding.severity])


def _holds(finding: Finding, wanted: Sequence[str]) -> bool:
    text = _text(finding)
    return all(word in text for word in wanted)


def _text(finding: Finding) -> str:
    parts = (finding.code.value, finding.severity.value, str(finding.subject), finding.message)
    return " ".join(parts).casefold()
