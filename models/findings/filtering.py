"""Which findings of a list are shown: by how grave they are and by words."""

from collections.abc import Iterable, Sequence

from models.findings.finding import Finding, Severity

LEVELS = (Severity.INFORMATION, Severity.ERROR, Severity.WARNING)
"""The least grave finding that is shown, in the order a key goes through: all of them first."""


def matching(findings: Iterable[Finding], least: Severity, words: str) -> list[Finding]:
    """The findings at least that grave in which every word stands, in their order.

    A word may stand in the code, the severity, the subject or the message, in any case.
    """
    wanted = words.casefold().split()
    grave = list(Severity).index(least)
    return [
        finding
        for finding in findings
        if list(Severity).index(finding.severity) <= grave
        and all(word in _text(finding) for word in wanted)
    ]


def next_level(least: Severity) -> Severity:
    """The level after this one."""
    return LEVELS[(LEVELS.index(least) + 1) % len(LEVELS)]


def nearest(before: Sequence[Finding], place: int, after: Sequence[Finding]) -> int:
    """Where the cursor belongs that was at a place of an earlier list.

    On the same finding; else on the first one after it that is still there, else on the
    last one before it, else on the first of all.
    """
    there = {finding: position for position, finding in enumerate(after)}
    for finding in (*before[place:], *reversed(before[:place])):
        if finding in there:
            return there[finding]
    return 0


def _text(finding: Finding) -> str:
    parts = (finding.code.value, finding.severity.value, str(finding.subject), finding.message)
    return " ".join(parts).casefold()
