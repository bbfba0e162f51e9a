"""What becomes of an address in one word, and how many there are of each."""

from collections.abc import Callable

import pytest

from models.assign import assign
from models.edits import Edit, PutRow
from models.edits.replication import disable_replication
from models.edits.settings import pin, set_selected
from models.plan import Plan
from models.session import Session
from models.status import Status, status, summary
from tests.support.builders import at, estate, id_of, ip, item, machine, settings, subnet


@pytest.fixture
def plan() -> Plan:
    """One machine of each status."""
    web = subnet("web", "10.0.0.0/28")
    machines = [
        machine("kept", ip("10.0.0.4")),
        machine("changed", ip("10.0.0.9")),
        machine("unknown", ip(None)),
        machine("set", ip("10.0.0.6")),
        machine("set-to-its-own", ip("10.0.0.7")),
        machine("unassigned", ip("10.0.0.8")),
        machine("not", ip("10.0.0.10")),
    ]
    items = [
        item("kept"),
        item("changed"),
        item("unknown"),
        item("set", settings(failover=at("10.0.0.13"))),
        item("set-to-its-own", settings(failover=at("10.0.0.7"))),
        item("unassigned", settings(selected=False)),
    ]
    target = subnet("web", "10.0.0.0/28", in_use={"10.0.0.9": "ilb"})
    return estate([web], [target], machines, items)


STATUSES = {
    "kept": Status.KEPT,
    "changed": Status.CHANGED,
    "unknown": Status.CHANGED,
    "set": Status.SET,
    "set-to-its-own": Status.SET,
    "unassigned": Status.UNASSIGNED,
    "not": Status.NOT_REPLICATED,
}


@pytest.mark.parametrize(("name", "expected"), STATUSES.items())
def test_the_status_says_what_becomes_of_an_address(
    plan: Plan, name: str, expected: Status
) -> None:
    ip = plan.ip_configuration(id_of(name))
    assert status(ip, assign(plan).failover(id_of(name))) is expected


def test_the_summary_counts_the_ip_configurations_of_replicated_items(plan: Plan) -> None:
    assert summary(assign(plan)) == {
        Status.KEPT: 1,
        Status.CHANGED: 2,
        Status.SET: 2,
        Status.UNASSIGNED: 1,
    }


def test_the_summary_follows_every_edit_and_its_undo(plan: Plan) -> None:
    session = Session(plan)
    before = session.summary
    edits: tuple[Callable[[], Edit], ...] = (
        lambda: pin(session.assignments, id_of("changed")),
        lambda: set_selected(session.plan, id_of("kept"), False),
        lambda: disable_replication(session.plan, ["set", "unassigned"]),
    )
    for make in edits:
        session.do(make())
        assert session.summary == summary(assign(session.plan))
    assert session.summary == {Status.CHANGED: 1, Status.SET: 2, Status.UNASSIGNED: 1}
    for _ in edits:
        session.undo()
    assert session.summary == before


def test_an_address_that_changes_at_home_alone_changes_the_summary_too() -> None:
    """The failover address stays the same, but it is not the source address any more."""
    plan = estate(
        [subnet("web", "10.0.0.0/28")],
        [subnet("web", "10.0.0.0/24")],
        [machine("vm", ip("10.0.0.4"))],
    )
    session = Session(plan)
    assert session.summary == {Status.KEPT: 1}
    moved = machine("vm", ip("10.0.0.5"))
    change = session.do(PutRow("moved", "virtual_machines", "vm", moved))
    assert change.results[next(iter(change.results))] == {}
    assert session.summary == {Status.CHANGED: 1}
    session.undo()
    assert session.summary == {Status.KEPT: 1}
