"""What leads from one plan to another and back, also when it was written down in between."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.edits import Edit, PutField, PutRow, Together
from models.edits.difference import Difference, between, difference
from models.edits.imports import take_plan
from models.formats.difference_data import data_of, difference_from
from models.plan import Plan
from models.session import Session
from models.topology import Region
from tests.support.builders import network, subnet
from tests.support.drawn_plans import plans
from tests.support.laws import law, long_law, state_of, walk
from tests.support.random_edits import small_plan

few = settings(long_law, max_examples=8)


def written(one: Difference) -> Difference:
    """A difference that was written down and read."""
    return difference_from(one.label, json.loads(json.dumps(data_of(one))))


@few
@given(plans(), st.data())
def test_it_leads_there_and_back_also_when_it_was_written_down(
    plan: Plan, data: st.DataObject
) -> None:
    session = Session(plan)
    for edit, change in walk(session, data):
        there = difference(edit.label, change.before, session.plan, change.touched)
        back = difference(edit.label, session.plan, change.before, change.touched)
        for on, off in ((there, back), (written(there), written(back))):
            assert on.apply(change.before) == session.plan
            assert off.apply(session.plan) == change.before
            assert on.inverse(change.before).apply(session.plan) == change.before
            assert (on.label, off.label) == (edit.label, edit.label)
        assert written(there) == there


@few
@given(plans(), st.data())
def test_a_session_follows_it_as_it_follows_the_edit(plan: Plan, data: st.DataObject) -> None:
    edited, followed = Session(plan), Session(plan)
    for edit, change in walk(edited, data):
        step = written(difference(edit.label, change.before, edited.plan, change.touched))
        assert followed.do(step).label == edit.label
        assert state_of(followed) == state_of(edited)
        assert followed.findings == edited.findings
    while followed.point:
        followed.undo()
    assert state_of(followed) == state_of(Session(plan))


@settings(law, max_examples=8)
@given(plans(), plans())
def test_it_leads_from_any_plan_to_any_other(one: Plan, other: Plan) -> None:
    step = between("all of it", one, other)
    assert step.apply(one) == other
    assert written(step).apply(one) == other
    assert step.inverse(one).apply(other) == one
    assert between("nothing", one, one) == Difference("nothing", {}, {}, everything=True)


PLAN = small_plan(4)
VM, NEW = PLAN.virtual_machines["vm1"], network("new", subnet("a", "10.9.0.0/24"))


def together(*edits: Edit) -> Together:
    return Together("several", edits)


@pytest.mark.parametrize(
    "edit",
    [
        PutRow("last", "virtual_machines", "vm0", PLAN.machine("vm0"), 3),
        PutRow("first", "virtual_machines", "vm3", PLAN.machine("vm3"), 0),
        together(
            PutRow("gone", "virtual_machines", "vm0", None),
            PutRow("come", "virtual_machines", "vm9", VM.model_copy(update={"id": "vm9"}), 0),
        ),
        together(*(PutRow("gone", "replicated_items", f"vm{n}", None) for n in range(4))),
        PutRow("a network", "virtual_networks", "new", NEW, 1),
        PutField("note", "note", "\x1b[2J\u202e\udfffé\n\0"),
        PutField("none", "name", None),
        PutField("no mappings", "network_mappings", ()),
        take_plan(PLAN, replace(PLAN, regions=(Region(name="mars", display_name="Mars"),)), "more"),
        take_plan(PLAN, Plan(name="nothing"), "less"),
    ],
    ids=lambda edit: edit.label,
)
def test_rows_come_back_where_they_stood(edit: Edit) -> None:
    after = edit.apply(PLAN)
    touched = edit.touches(PLAN)
    there = written(difference("it", PLAN, after, touched))
    back = written(difference("it", after, PLAN, touched))
    assert there.apply(PLAN) == after
    assert back.apply(after) == PLAN
    for table in ("virtual_networks", "virtual_machines", "replicated_items"):
        assert list(getattr(there.apply(PLAN), table)) == list(getattr(after, table))
        assert list(getattr(back.apply(after), table)) == list(getattr(PLAN, table))


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"name": 5},
        {"colour": "red"},
        {"policy": {"same_address_space": "upside down"}},
        {"virtual_machines": 5},
        {"virtual_machines": [["a", None]]},
        {"virtual_machines": [["a", None, 1]]},
        {"virtual_machines": [["a", {"id": 1}, 0]]},
        {"virtual_machines": [[1, None, None]]},
        {"virtual_networks": [["a", {}, True]]},
        {"virtual_networks": [["a", {}, -1]]},
        {"network_mappings": [{"source": "a"}]},
        {"regions": "eastasia"},
    ],
    ids=repr,
)
def test_what_is_no_difference_is_refused(data: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever it says, nobody reads it
        difference_from("it", data)
