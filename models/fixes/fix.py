"""Fixes: edits that mend a finding, offered only where they do."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from models.edits import Edit, Together
from models.errors import EditRefused
from models.findings import Finding, Severity
from models.fixes.remedies import REMEDIES
from models.fixes.remedy import COUNT, Case, Remedy
from models.preview import Preview
from models.session import Session

MOST = 12
"""How many ways are looked at for one finding: nobody reads on in a longer list."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing a person can do about a finding.

    ``label`` says it in the user's words; ``make`` gives the edit for the plan as it is
    then, or raises ``EditRefused``; ``preview`` is what it would change now. ``count`` is
    how many findings it was made for.
    """

    label: str
    make: Callable[[Session], Edit]
    preview: Preview
    count: int = 1

    @property
    def new_errors(self) -> int:
        """How many errors it would bring about elsewhere."""
        return sum(finding.severity is Severity.ERROR for finding in self.preview.come)


def fixes(session: Session, finding: Finding) -> Sequence[Fix]:
    """What can be done about a finding in the plan: the best first, then the same for all.

    Each of them makes this finding go away. Empty where only Azure or a person's judgement
    helps: then the finding's own ``fix`` says what to do.
    """
    found = list(_singles(session, finding))
    several = (_for_all(session, finding, remedy) for remedy, _ in found)
    return [
        *sorted((fix for _, fix in found), key=_errors),
        *sorted((fix for fix in several if fix is not None), key=_errors),
    ]


def fixes_for_one(session: Session, finding: Finding) -> Sequence[Fix]:
    """The same without what is done for all findings of the code, which takes longer to find."""
    return sorted((fix for _, fix in _singles(session, finding)), key=_errors)


def mends(preview: Preview, finding: Finding) -> bool:
    """Whether an edit makes a finding go and puts none like it in its place.

    Nor any error about the same thing: what has no address any more has lost its other
    findings, yet is not mended.
    """
    worse = any(
        other.subject == finding.subject and other.severity is Severity.ERROR
        for other in preview.come
    )
    gone = sum(_kind(other) == _kind(finding) for other in preview.gone)
    come = sum(_kind(other) == _kind(finding) for other in preview.come)
    return finding in preview.gone and come < gone and not worse


def _kind(finding: Finding) -> Hashable:
    return finding.code, finding.subject, finding.scenario


def _errors(fix: Fix) -> int:
    return fix.new_errors


def _singles(session: Session, finding: Finding) -> Iterator[tuple[Remedy, Fix]]:
    """The ways that mend a finding, each with its fix."""
    remedies = REMEDIES[finding.code]
    if remedies is not None:
        for remedy in _first(remedies(Case(session.assignments, session.plan, finding))):
            if (fix := _single(session, finding, remedy)) is not None:
                yield remedy, fix


def _first(remedies: Iterator[Remedy]) -> Iterator[Remedy]:
    """As many as are looked at, no label twice."""
    labels: set[str] = set()
    for remedy in remedies:
        if len(labels) == MOST:
            return
        if remedy.label not in labels:
            labels.add(remedy.label)
            yield remedy


def _single(session: Session, finding: Finding, remedy: Remedy) -> Fix | None:
    def make(at: Session) -> Edit:
        _check_there(at, finding)
        return remedy.way(Case(at.assignments, at.plan, finding))

    return _checked(session, finding, remedy.label, make, 1)


def _for_all(session: Session, finding: Finding, remedy: Remedy) -> Fix | None:
    """The same for every finding of the code that it can be done for."""
    words = remedy.for_all
    if words is None:
        return None

    now, plan = _edits(session, finding, remedy), session.plan
    if len(now) < 2:
        return None

    def make(at: Session) -> Edit:
        _check_there(at, finding)
        edits = now if at.plan is plan else _edits(at, finding, remedy)
        return Together(words.replace(COUNT, str(len(edits))), tuple(edits))

    label = words.replace(COUNT, str(len(now)))
    return _checked(session, finding, label, make, len(now))


def _edits(session: Session, finding: Finding, remedy: Remedy) -> list[Edit]:
    """The edits for every finding of a code, each for the plan after the earlier ones."""
    plan, edits = session.plan, list[Edit]()
    for other in session.findings:
        if other.code is finding.code:
            try:
                edit = remedy.way(Case(session.assignments, plan, other))
            except EditRefused:
                continue
            edits.append(edit)
            plan = edit.apply(plan)
    return edits


def _check_there(session: Session, finding: Finding) -> None:
    if finding not in session.findings:
        raise EditRefused("This finding is gone already, so there is nothing to mend.")


def _checked(
    session: Session, finding: Finding, label: str, make: Callable[[Session], Edit], count: int
) -> Fix | None:
    """The fix, where it can be made and mends the finding."""
    try:
        preview = session.preview(make(session))
    except EditRefused:
        return None
    return Fix(label, make, preview, count) if mends(preview, finding) else None
