"""What holds for every fix of every finding, whatever the plan."""

from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import EditRefused
from models.findings import Code, Finding, Severity
from models.fixes import Fix, fixes
from models.plan import Plan
from models.session import Session
from models.storage.document import open_document
from tests.support.drawn_edits import edits_for
from tests.support.drawn_plans import flaws_of, plans
from tests.support.laws import law, state_of

few = settings(law, max_examples=25)
SAMPLES = sorted((Path(__file__).parents[2] / "sample_configs").glob("*.toml"))


def kind(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.subject, finding.scenario


def count_of(findings: list[Finding], wanted: Finding) -> int:
    return sum(kind(finding) == kind(wanted) for finding in findings)


def check(session: Session, finding: Finding, fix: Fix) -> None:
    """A fix mends its finding, as its preview said, harms nothing there, and can be undone."""
    before, found = state_of(session), session.findings
    session.do(fix.make(session))
    there = session.findings
    assert finding not in there
    assert count_of(there, finding) < count_of(found, finding)
    new = [other for other in there if other not in found]
    assert set(new) == set(fix.preview.come)
    assert session.summary == fix.preview.after
    assert not [
        other
        for other in new
        if other.severity is Severity.ERROR and other.subject == finding.subject
    ]
    assert flaws_of(session.plan) == []
    session.undo()
    assert state_of(session) == before
    assert session.findings == found


@settings(law, max_examples=40)
@given(plans(), st.data())
def test_every_fix_mends_its_finding_and_one_undo_takes_it_back(
    plan: Plan, data: st.DataObject
) -> None:
    session = Session(plan)
    for finding in data.draw(st.permutations(session.findings))[:6]:
        for fix in fixes(session, finding):
            check(session, finding, fix)


@pytest.mark.parametrize("path", SAMPLES, ids=[path.stem for path in SAMPLES])
def test_the_findings_of_the_samples_are_mended_by_their_fixes(path: Path) -> None:
    session = Session(open_document(path)[0])
    seen = Counter[Code]()
    for finding in session.findings:
        seen[finding.code] += 1
        if seen[finding.code] <= 2:  # the others of a large plan are of the same kind
            for fix in fixes(session, finding):
                check(session, finding, fix)


@few
@given(plans(), st.data())
def test_a_fix_of_an_earlier_plan_still_is_an_edit_or_is_refused(
    plan: Plan, data: st.DataObject
) -> None:
    session = Session(plan)
    offered = [
        fix
        for finding in data.draw(st.permutations(session.findings))[:3]
        for fix in fixes(session, finding)
    ]
    if edit := data.draw(edits_for(session)):
        session.do(edit)
    for fix in offered:
        before = state_of(session)
        with suppress(EditRefused):
            session.do(fix.make(session))
            assert flaws_of(session.plan) == []
            session.undo()
        assert state_of(session) == before


@few
@given(plans(), st.data())
def test_looking_for_fixes_changes_nothing(plan: Plan, data: st.DataObject) -> None:
    session = Session(plan)
    before, found = state_of(session), session.findings
    told: list[str] = []
    session.listeners.append(lambda change: told.append(change.label))
    if found:
        fixes(session, data.draw(st.sampled_from(found)))
    assert (state_of(session), session.findings, told) == (before, found, [])
    assert session.plan is plan
    assert not session.modified
