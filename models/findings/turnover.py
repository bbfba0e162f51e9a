"""Which findings came with an edit and which went: worked out only when somebody asks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

from models.findings.finding import Finding, Severity

GRAVITY = {severity: rank for rank, severity in enumerate(Severity)}
Groups = Sequence[Sequence[Finding]]


class Turnover:
    """The findings about the things that an edit reached, before it and after it."""

    def __init__(self, before: Groups = (), after: Groups = ()) -> None:
        """Both hold the findings about the same things, a group for each thing."""
        self._groups = list(zip(before, after, strict=True))

    @cached_property
    def come(self) -> tuple[Finding, ...]:
        """The findings that are only after, gravest first; other words make another finding."""
        return _only_in(self._flat(1), self._flat(0))

    @cached_property
    def gone(self) -> tuple[Finding, ...]:
        """The findings that were only before, gravest first."""
        return _only_in(self._flat(0), self._flat(1))

    def counts(self) -> tuple[int, int]:
        """How many findings came and how many went, those told in other words left out."""
        come = gone = 0
        for before, after in self._groups:
            old, new = [one.code for one in before], [one.code for one in after]
            if old != new:
                earlier, later = Counter(old), Counter(new)
                come += (later - earlier).total()
                gone += (earlier - later).total()
        return come, gone

    def _flat(self, side: int) -> list[Finding]:
        return [finding for pair in self._groups for finding in pair[side]]


def _only_in(some: Iterable[Finding], others: Iterable[Finding]) -> tuple[Finding, ...]:
    known = frozenset(others)
    found = dict.fromkeys(finding for finding in some if finding not in known)
    return tuple(sorted(found, key=lambda finding: GRAVITY[finding.severity]))
