"""All findings of a plan in one order, in which a few are replaced without sorting all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TypeAlias

from models.findings.finding import Finding, Severity

Place: TypeAlias = tuple[int, ...]
"""Where a group of findings stands: what it is about, and which of those it is."""


class Ordered:
    """Findings, the gravest first; those equally grave by the place of their group."""

    def __init__(self, groups: Iterable[tuple[Place, Sequence[Finding]]]) -> None:
        """``groups`` are in the order of their places."""
        self._places: dict[Severity, list[Place]] = {severity: [] for severity in Severity}
        self._findings: dict[Severity, list[Finding]] = {severity: [] for severity in Severity}
        for place, group in groups:
            for finding in group:
                self._places[finding.severity].append(place)
                self._findings[finding.severity].append(finding)

    def put(self, place: Place, group: Sequence[Finding]) -> None:
        """Let the findings of a place be these."""
        for severity, places in self._places.items():
            found = [finding for finding in group if finding.severity is severity]
            start, end = bisect_left(places, place), bisect_right(places, place)
            places[start:end] = [place] * len(found)
            self._findings[severity][start:end] = found

    def all(self) -> list[Finding]:
        """Every finding in its order."""
        return list(chain.from_iterable(self._findings.values()))
