"""What holds for every plan while it is being edited, whatever the edits are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.assign import assign
from models.assignment import Scenario
from models.edits import PutField, Together
from models.findings import findings
from models.plan import Plan
from models.session import Session
from models.status import summary
from models.touched import Touched
from tests.support.drawn_edits import edits_for
from tests.support.drawn_plans import flaws_of, plans
from tests.support.laws import State, ids_of, long_law, results_of, state_of, subnets_of, walk
from tests.support.oracle import expected


@long_law
@given(plans(), st.data())
def test_recalculating_after_each_edit_equals_computing_once(
    plan: Plan, data: st.DataObject
) -> None:
    session = Session(plan)
    ever = set(ids_of(plan))
    for _ in walk(session, data):
        ever |= set(ids_of(session.plan))
        afresh = assign(session.plan)
        assert results_of(session.assignments, ever) == results_of(afresh)
        assert subnets_of(session.assignments) == subnets_of(afresh)
        assert session.assignments.source_regions == afresh.source_regions
        assert session.summary == summary(afresh)
        assert flaws_of(session.plan) == []


@long_law
@given(plans(), st.data())
def test_an_edited_plan_has_the_results_that_a_plain_reading_of_the_rules_gives(
    plan: Plan, data: st.DataObject
) -> None:
    session = Session(plan)
    for _ in walk(session, data):
        pass
    wanted = expected(session.plan)
    assert results_of(session.assignments) == {
        (scenario, id): result for scenario in Scenario for id, result in wanted[scenario].items()
    }


@long_law
@given(plans(), st.data())
def test_the_findings_after_each_edit_are_those_found_afresh_in_the_same_order(
    plan: Plan, data: st.DataObject
) -> None:
    session = Session(plan)
    for _ in walk(session, data):
        assert session.findings == findings(assign(session.plan))


@long_law
@given(plans(), st.data())
def test_a_change_lists_exactly_the_results_that_differ_and_what_they_were(
    plan: Plan, data: st.DataObject
) -> None:
    session = Session(plan)
    before = state_of(session)
    for edit, change in walk(session, data):
        after = state_of(session)
        keys = before.results.keys() | after.results.keys()
        assert {
            (scenario, id): old
            for scenario in Scenario
            for id, old in change.results[scenario].items()
        } == {
            key: before.results.get(key)
            for key in keys
            if before.results.get(key) != after.results.get(key)
        }
        assert change.changed == {id for results in change.results.values() for id in results}
        assert (change.label, change.before) == (edit.label, before.plan)
        before = after


@long_law
@given(plans(), st.data())
def test_undo_takes_everything_back_and_redo_does_it_again(plan: Plan, data: st.DataObject) -> None:
    session = Session(plan)
    states: list[State] = [state_of(session)]
    labels: list[str] = []
    for edit, _ in walk(session, data):
        labels.append(edit.label)
        states.append(state_of(session))
    ever = {id for state in states for id in ids_of(state.plan)}
    for label, state in zip(reversed(labels), reversed(states[:-1]), strict=True):
        assert session.undo_label == label
        assert session.undo().label == label
        assert state_of(session, ever) == state
    assert (session.modified, session.undo_label) == (False, None)
    for label, state in zip(labels, states[1:], strict=True):
        assert session.redo_label == label
        assert session.redo().label == label
        assert state_of(session, ever) == state
    assert (session.modified, session.redo_label) == (bool(labels), None)


@long_law
@given(plans(), st.data())
def test_the_findings_are_taken_back_too(plan: Plan, data: st.DataObject) -> None:
    session = Session(plan)
    seen = [session.findings]
    seen += [session.findings for _ in walk(session, data)]
    for earlier in reversed(seen[:-1]):
        session.undo()
        assert session.findings == earlier
    for later in seen[1:]:
        session.redo()
        assert session.findings == later


class Broken:
    """An edit that cannot be carried out, though it says that it can."""

    label = "broken"

    def apply(self, plan: Plan) -> Plan:
        raise RuntimeError

    def inverse(self, plan: Plan) -> "Broken":
        return self

    def touches(self, plan: Plan) -> Touched:
        return Touched()


class Meaningless(Broken):
    """An edit that leaves a plan whose machines stand in networks that there are not."""

    def apply(self, plan: Plan) -> Plan:
        return replace(plan, virtual_networks=plan.virtual_networks.with_rows(()))

    def touches(self, plan: Plan) -> Touched:
        return Touched(
            networks=frozenset(plan.virtual_networks.keys()),
            items=frozenset(plan.replicated_items.keys()),
        )


@long_law
@given(plans().filter(lambda plan: len(plan.replicated_items) > 0), st.data())
@pytest.mark.parametrize("broken", [Broken(), Meaningless()], ids=["in-itself", "in-the-engine"])
def test_an_edit_that_fails_on_its_way_leaves_everything_as_it_was(
    broken: Broken, plan: Plan, data: st.DataObject
) -> None:
    session = Session(plan)
    told: list[str] = []
    session.listeners.append(lambda change: told.append(change.label))
    before = state_of(session), session.findings
    good = data.draw(edits_for(session)) or PutField("name", "name", "other")
    with pytest.raises((RuntimeError, KeyError)):
        session.do(Together("several", (good, broken)))
    assert (state_of(session), session.findings) == before
    assert (session.modified, session.undo_label, told) == (False, None, [])
    session.do(good)
    assert results_of(session.assignments) == results_of(assign(session.plan))
