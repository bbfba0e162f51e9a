"""The history of a session: every edit with its time and effect, and the way to any point."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.assignment import Scenario
from models.changes import Effect
from models.edits import Edit, PutField, PutRow, Together
from models.edits.replication import disable_replication, set_group
from models.edits.settings import set_failover_settings
from models.errors import EditRefused
from models.history import MOST_EFFECTS
from models.plan import Plan
from models.session import Change, Session, Way
from tests.support.builders import at, estate, id_of, ip, item, machine, subnet
from tests.support.drawn_plans import plans
from tests.support.laws import ids_of, long_law, state_of, walk

NOON = datetime(2030, 1, 2, 12, 0, tzinfo=UTC)


def ticking(*seconds: float) -> Iterator[datetime]:
    """A clock that shows these seconds after noon, one after the other."""
    yield from (NOON + timedelta(seconds=second) for second in seconds)


def session_at(*seconds: float, machines: int = 3, read_only: bool = False) -> Session:
    """Machines without a known address, so that each takes the next one."""
    web = subnet("web", "10.0.0.0/24")
    rows = [machine(f"vm-{n}", ip(None)) for n in range(1, machines + 1)]
    plan = estate([web], [web], rows, [item(row.id) for row in rows])
    clock = ticking(*seconds)
    return Session(plan, read_only=read_only, clock=lambda: next(clock))


def setting(plan: Plan, number: int, address: str) -> PutRow:
    return set_failover_settings(plan, id_of(f"vm-{number}"), Scenario.FAILOVER, at(address))


def test_every_edit_stands_in_the_history_with_its_time_and_what_it_did() -> None:
    session = session_at(1, 2)
    session.do(setting(session.plan, 1, "10.0.0.9"))
    session.do(disable_replication(session.plan, ["vm-2"]))
    first, second = session.history
    assert (first.number, first.at) == (1, NOON + timedelta(seconds=1))
    assert first.label == "vm-1: failover address 10.0.0.9"
    assert first.addresses == 6
    assert Effect(id_of("vm-1"), Scenario.FAILOVER, "10.0.0.4", "10.0.0.9") in first.effects
    assert (second.number, second.at) == (2, NOON + timedelta(seconds=2))
    assert session.point == 2


def test_an_edit_of_several_steps_names_them() -> None:
    session = session_at(1)
    session.do(disable_replication(session.plan, ["vm-1", "vm-2"]))
    [entry] = session.history
    assert entry.label == "stop replicating 2 machines"
    assert entry.steps == ("stop replicating vm-1", "stop replicating vm-2")


def test_only_the_first_addresses_that_an_edit_changed_are_kept_and_all_are_counted() -> None:
    session = session_at(1, machines=40)
    session.do(setting(session.plan, 40, "10.0.0.4"))
    [entry] = session.history
    assert entry.addresses == 80
    assert len(entry.effects) == MOST_EFFECTS
    assert entry.more == 80 - MOST_EFFECTS


def test_undone_edits_stay_in_the_history_until_another_edit_takes_their_place() -> None:
    session = session_at(*range(9))
    for number in (1, 2, 3):
        session.do(set_group(session.plan, f"vm-{number}", 2))
    session.undo()
    session.undo()
    assert (len(session.history), session.point) == (3, 1)
    session.do(set_group(session.plan, "vm-3", 4))
    assert [entry.label for entry in session.history] == [
        "put vm-1 in group 2",
        "put vm-3 in group 4",
    ]


def test_going_to_a_point_is_one_step_and_is_told_once() -> None:
    session = session_at(*range(9))
    opened = session.plan
    for number in (1, 2, 3):
        session.do(set_group(session.plan, f"vm-{number}", 2))
    told: list[Change] = []
    session.listeners.append(told.append)
    session.go_to(0)
    assert session.plan == opened
    session.go_to(3)
    assert [(change.way, change.label) for change in told] == [
        (Way.UNDO, "3 edits"),
        (Way.REDO, "3 edits"),
    ]
    session.go_to(2)
    assert told[-1].label == "put vm-3 in group 2"


def test_undo_and_redo_go_on_from_the_point_that_was_gone_to() -> None:
    session = session_at(*range(9))
    opened = session.plan
    for number in (1, 2, 3):
        session.do(set_group(session.plan, f"vm-{number}", 2))
    session.go_to(1)
    session.redo()
    assert session.undo_label == "put vm-2 in group 2"
    session.undo()
    session.undo()
    assert session.plan == opened
    assert session.redo_label == "put vm-1 in group 2"


def test_where_the_plan_was_saved_is_known_as_long_as_there_is_a_way_back_to_it() -> None:
    session = session_at(*range(9))
    assert saved_state(session) == (0, False)
    session.do(set_group(session.plan, "vm-1", 2))
    session.saved(session.plan, "plan.toml")
    assert saved_state(session) == (1, False)
    session.undo()
    assert saved_state(session) == (1, True)
    saved = session.saved_plan
    session.do(set_group(session.plan, "vm-2", 2))
    assert saved_state(session) == (None, True)
    assert session.saved_plan is saved


def saved_state(session: Session) -> tuple[int | None, bool]:
    return session.saved_point, session.modified


@pytest.mark.parametrize("point", [-1, 2, 99])
def test_a_point_that_is_not_there_is_refused(point: int) -> None:
    session = session_at(1)
    session.do(set_group(session.plan, "vm-1", 2))
    with pytest.raises(EditRefused, match="the history has 1"):
        session.go_to(point)


def test_a_point_where_the_plan_stands_already_is_refused() -> None:
    with pytest.raises(EditRefused, match="stands at this point"):
        session_at().go_to(0)


def test_a_session_that_only_reads_goes_nowhere() -> None:
    with pytest.raises(EditRefused, match="for reading only"):
        session_at(read_only=True).go_to(0)


def test_a_clock_that_goes_back_does_not_turn_the_history_round() -> None:
    session = session_at(5, 3, 7)
    for number in (1, 2, 3):
        session.do(set_group(session.plan, f"vm-{number}", 2))
    assert [(entry.at - NOON).seconds for entry in session.history] == [5, 5, 7]


def test_times_are_aware_of_their_zone_by_default() -> None:
    session = Session(session_at().plan)
    session.do(set_group(session.plan, "vm-1", 2))
    assert session.history[0].at.tzinfo is not None


def test_an_edit_that_changes_nothing_says_so_and_leaves_history_and_redo_alone() -> None:
    session = session_at(*range(9))
    session.do(set_group(session.plan, "vm-1", 2))
    session.undo()
    told: list[Change] = []
    session.listeners.append(told.append)
    for edit in (
        set_group(session.plan, "vm-2", 1),
        PutField("name", "name", session.plan.name),
        Together("there and back", (set_group(session.plan, "vm-1", 3), setting_back(session))),
    ):
        change = session.do(edit)
        assert (change.nothing, change.label) == (True, edit.label)
        assert change.changed == frozenset()
    assert len(told) == 3
    assert not session.modified
    assert session.redo_label == "put vm-1 in group 2"


def setting_back(session: Session) -> Edit:
    return set_group(session.plan, "vm-1", 1)


@long_law
@given(plans(), st.data())
def test_going_to_any_point_and_back_gives_the_same_plan_and_results(
    plan: Plan, data: st.DataObject
) -> None:
    seconds = st.floats(-1000, 1000)
    session = Session(plan, clock=lambda: NOON + timedelta(seconds=data.draw(seconds)))
    states, found = [state_of(session)], [session.findings]
    for _ in range(2):  # the second time over edits that were undone
        for _ in walk(session, data, most=4):
            del states[session.point :], found[session.point :]
            states.append(state_of(session))
            found.append(session.findings)
        point = data.draw(st.sampled_from(range(len(states))))
        if point != session.point:
            session.go_to(point)
    ever = {id for state in states for id in ids_of(state.plan)}
    for _ in range(4):
        point = data.draw(st.sampled_from(range(len(states))))
        if point != session.point:
            session.go_to(point)
        assert session.point == point
        assert state_of(session, ever) == states[point]
        assert session.findings == found[point]
        assert [session.plan_at(n) for n in range(len(states))] == [one.plan for one in states]
    times = [entry.at for entry in session.history]
    assert times == sorted(times)


@long_law
@given(plans(), st.data())
def test_an_edit_counts_the_addresses_and_the_findings_that_it_changed(
    plan: Plan, data: st.DataObject
) -> None:
    session = Session(plan)
    found = session.findings
    before = state_of(session).results
    for _, change in walk(session, data):
        after = state_of(session).results
        entry = session.history[-1]
        assert len(session.findings) == len(found) + entry.come - entry.gone
        assert set(change.findings.come) == set(session.findings) - set(found)
        assert set(change.findings.gone) == set(found) - set(session.findings)
        assert entry.addresses == sum(
            (old := before.get(key)) != (new := after.get(key))
            and (old is None or new is None or old.address != new.address)
            for key in before.keys() | after.keys()
        )
        found, before = session.findings, after
