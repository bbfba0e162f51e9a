"""Taking an import into an open plan is one edit, undone as one."""

import pytest
from hypothesis import given, settings

from models.assign import assign
from models.edits.imports import take_import
from models.errors import EditRefused
from models.findings import findings
from models.merging import merge
from models.plan import Plan
from models.session import Session
from models.status import summary
from tests.support.builders import ip, machine, network, plan, subnet
from tests.support.drawn_plans import plans
from tests.support.laws import ids_of, law, results_of, state_of, subnets_of


@pytest.mark.fault(43)
@settings(law, max_examples=12)
@given(plans(most_machines=4), plans(most_machines=4))
def test_a_session_has_the_results_that_computing_afresh_gives(plan: Plan, theirs: Plan) -> None:
    merged = merge(plan, theirs).plan
    session = Session(plan)
    if merged == plan:
        return
    before, found = state_of(session), session.findings
    edit = take_import(plan, merged, 2)
    foreseen = session.preview(edit)
    assert state_of(session) == before
    change = session.do(edit)
    ever = {*ids_of(plan), *ids_of(merged)}
    for point in (merged, plan, merged):
        if point is not session.plan and session.plan != point:
            session.go_to(0 if point is plan else 1)
        afresh = assign(point)
        assert results_of(session.assignments, ever) == results_of(afresh)
        assert subnets_of(session.assignments) == subnets_of(afresh)
        assert session.summary == summary(afresh)
        assert session.findings == findings(afresh)
    assert (change.label, session.undo_label) == ("import 2 files", "import 2 files")
    assert foreseen.after == session.summary
    session.undo()
    assert (state_of(session, ever), session.findings) == (before, found)
    assert session.undo_label is None


def test_it_says_what_it_touches_and_refuses_to_do_nothing() -> None:
    vnet = network("vnet", subnet("web", "10.0.0.0/24"))
    mine = plan([vnet], [machine("a", ip("10.0.0.4")), machine("b", ip("10.0.0.5"))])
    theirs = plan([vnet], [machine("a", ip("10.0.0.6")), machine("b", ip("10.0.0.5"))])
    merged = merge(mine, theirs).plan
    edit = take_import(mine, merged, 1)
    touched = edit.touches(mine)
    assert touched.everything
    assert (touched.machines, touched.networks) == (frozenset("a"), frozenset())
    assert edit.label == "import 1 file"
    with pytest.raises(EditRefused, match="nothing to take in"):
        take_import(mine, mine, 1)
