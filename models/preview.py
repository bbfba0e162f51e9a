"""What an edit would change, before it is made."""

from collections.abc import Iterable
from dataclasses import dataclass

from models.changes import Effect
from models.findings import Finding
from models.status import Summary


@dataclass(frozen=True, slots=True)
class Preview:
    """What an edit would change: nothing here has happened yet.

    ``steps`` are the labels of the edits it is made of, in their order. ``effects`` come in
    the order of :func:`models.changes.effects`; ``gone`` and ``come`` are the findings that
    would be no more and those that would be new, gravest first.
    """

    label: str
    steps: tuple[str, ...]
    effects: tuple[Effect, ...]
    gone: tuple[Finding, ...]
    come: tuple[Finding, ...]
    before: Summary
    after: Summary

    @property
    def new_findings(self) -> tuple[Finding, ...]:
        """The findings that would be new to who reads them: no other rule for the same words."""
        return _told_in(self.come, but_not=self.gone)

    @property
    def ended_findings(self) -> tuple[Finding, ...]:
        """The findings that would be told no more, under whichever rule."""
        return _told_in(self.gone, but_not=self.come)


def _told_in(some: Iterable[Finding], but_not: Iterable[Finding]) -> tuple[Finding, ...]:
    told = {(one.code, one.subject, one.message) for one in but_not}
    return tuple(one for one in some if (one.code, one.subject, one.message) not in told)
