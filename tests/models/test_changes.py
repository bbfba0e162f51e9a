"""What an edit changed, line by line, in the order people are shown it."""

import pytest

from models.assignment import Scenario
from models.changes import Effect, effects
from models.edits import PutRow, Together
from models.edits.replication import disable_replication, enable_replication
from models.edits.settings import set_failover_settings, set_selected
from models.plan import Plan
from models.session import Change, Session
from tests.support.builders import AWAY, at, estate, id_of, ip, item, machine, subnet

FAILOVER, BACK = Scenario.FAILOVER, Scenario.FAILBACK


@pytest.fixture
def session() -> Session:
    """Three machines without a known address, so that each takes the next one."""
    web = subnet("web", "10.0.0.0/28")
    machines = [machine(f"vm-{n}", ip(None)) for n in (1, 2, 10)]
    return Session(estate([web], [web], machines, [item(vm.id) for vm in machines]))


def shown(session: Session, change: Change) -> list[str]:
    return [
        f"{effect.id.virtual_machine} {effect.scenario} {effect.before} -> {effect.after}"
        for effect in effects(session.assignments, change.results)
    ]


def setting(plan: Plan, number: int, address: str) -> PutRow:
    return set_failover_settings(plan, id_of(f"vm-{number}"), FAILOVER, at(address))


def test_whose_address_changes_is_said_scenario_by_scenario_in_failover_order(
    session: Session,
) -> None:
    change = session.do(setting(session.plan, 10, "10.0.0.4"))
    assert shown(session, change) == [
        "vm-1 failover 10.0.0.4 -> 10.0.0.5",
        "vm-2 failover 10.0.0.5 -> 10.0.0.6",
        "vm-10 failover 10.0.0.6 -> 10.0.0.4",
        "vm-1 failback 10.0.0.4 -> 10.0.0.5",
        "vm-2 failback 10.0.0.5 -> 10.0.0.6",
        "vm-10 failback 10.0.0.6 -> 10.0.0.4",
    ]
    assert shown(session, session.undo())[0] == "vm-1 failover 10.0.0.5 -> 10.0.0.4"


def test_an_address_that_only_came_about_otherwise_is_no_effect(session: Session) -> None:
    change = session.do(setting(session.plan, 1, "10.0.0.4"))
    assert change.changed == {id_of("vm-1")}
    assert shown(session, change) == []


def test_what_is_unassigned_now_is_said_so(session: Session) -> None:
    change = session.do(set_selected(session.plan, id_of("vm-10"), False))
    assert list(effects(session.assignments, change.results)) == [
        Effect(id_of("vm-10"), FAILOVER, "10.0.0.6", "unassigned"),
        Effect(id_of("vm-10"), BACK, "10.0.0.6", "unassigned"),
    ]


def test_who_is_no_longer_replicated_has_no_result_and_comes_last(session: Session) -> None:
    change = session.do(disable_replication(session.plan, ["vm-1", "vm-2"]))
    assert shown(session, change) == [
        "vm-10 failover 10.0.0.6 -> 10.0.0.4",
        "vm-1 failover 10.0.0.4 -> None",
        "vm-2 failover 10.0.0.5 -> None",
        "vm-10 failback 10.0.0.6 -> 10.0.0.4",
        "vm-1 failback 10.0.0.4 -> None",
        "vm-2 failback 10.0.0.5 -> None",
    ]


def test_a_machine_that_is_no_longer_there_is_named_too(session: Session) -> None:
    steps = (
        disable_replication(session.plan, ["vm-10"]),
        PutRow("no machine", "virtual_machines", "vm-10", None),
    )
    change = session.do(Together("away", steps))
    assert shown(session, change) == [
        "vm-10 failover 10.0.0.6 -> None",
        "vm-10 failback 10.0.0.6 -> None",
    ]


def test_who_is_replicated_now_had_no_result_before(session: Session) -> None:
    session.do(disable_replication(session.plan, ["vm-10"]))
    change = session.do(enable_replication(session.plan, ["vm-10"], AWAY))
    assert shown(session, change) == [
        "vm-10 failover None -> 10.0.0.6",
        "vm-10 failback None -> 10.0.0.6",
    ]
