"""An edit serves again whom it may reach, and gives what computing everything afresh would."""

import pytest

from models.assign import assign
from models.assignment import Scenario
from models.edits.replication import disable_replication, set_group
from models.edits.settings import set_failover_settings
from models.plan import NextAvailable, Plan, Policy, TestAddress
from models.rules.allocation import hand_out
from models.session import Session
from tests.support.builders import (
    AWAY,
    at,
    estate,
    failed_over,
    id_of,
    ip,
    item,
    machine,
    network,
    subnet,
)
from tests.support.laws import results_of, subnets_of

HERE = subnet("web", "10.0.0.0/28")


def three(target: str = "10.0.0.0/28", policy: Policy | None = None) -> Plan:
    """Three machines that are replicated to a subnet, and tested in another address space."""
    machines = [machine(f"vm-{number}", ip(f"10.0.0.{number}")) for number in (4, 5, 6)]
    items = [item(one.id, test_failover_network="drill") for one in machines]
    drill = network("drill", subnet("web", "10.7.0.0/28"), region=AWAY)
    return estate([HERE], [subnet("web", target)], machines, items, [drill], policy=policy)


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many were served each time that the addresses of a subnet were handed out."""
    sizes: list[int] = []

    def listening(available: object, numbers: list[int], *rest: object) -> object:
        sizes.append(len(numbers))
        return hand_out(available, numbers, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("models.scenario_results.hand_out", listening)
    return sizes


def set_for(session: Session, name: str, address: str) -> None:
    """Sets a failover address."""
    session.do(set_failover_settings(session.plan, id_of(name), Scenario.FAILOVER, at(address)))


def as_afresh(session: Session) -> None:
    """Holds the results to those computed afresh."""
    afresh = assign(session.plan)
    assert results_of(session.assignments) == results_of(afresh)
    assert subnets_of(session.assignments) == subnets_of(afresh)


def test_nobody_is_served_again_who_would_not_notice(rounds: list[int]) -> None:
    session = Session(three())
    rounds.clear()
    set_for(session, "vm-4", "10.0.0.9")
    assert rounds == []
    as_afresh(session)
    assert failed_over(session.assignments, "vm-4") == "10.0.0.9 configured"


@pytest.mark.parametrize("address", ["10.0.0.5", "10.0.0.1", "10.0.0.15", "10.1.0.4"], ids=str)
def test_all_are_served_again_where_an_address_is_asked_for_that_cannot_simply_be_had(
    address: str, rounds: list[int]
) -> None:
    session = Session(three())
    rounds.clear()
    set_for(session, "vm-4", address)
    assert rounds[0] == 3
    as_afresh(session)


def test_all_are_served_again_where_somebody_has_a_forecast(rounds: list[int]) -> None:
    session = Session(three("10.9.0.0/28"))
    rounds.clear()
    set_for(session, "vm-4", "10.9.0.9")
    assert rounds[0] == 3
    as_afresh(session)
    assert failed_over(session.assignments, "vm-5").startswith("10.9.0.4 ")


def test_two_change_places() -> None:
    session = Session(three())
    set_for(session, "vm-4", "10.0.0.5")
    set_for(session, "vm-5", "10.0.0.4")
    as_afresh(session)
    assert failed_over(session.assignments, "vm-4") == "10.0.0.5 configured"
    assert failed_over(session.assignments, "vm-5") == "10.0.0.4 configured"


def test_the_way_back_looks_above_the_new_failover_address() -> None:
    policy = Policy(next_available=NextAvailable.AFTER_SOURCE)
    session = Session(three("10.0.0.0/27", policy))
    for address in ("10.0.0.9", "10.0.0.7"):
        set_for(session, "vm-4", address)
        as_afresh(session)


def test_who_is_moved_by_another_one_comes_home_from_where_it_is_now() -> None:
    policy = Policy(next_available=NextAvailable.AFTER_SOURCE)
    far = network("far", subnet("web", "10.0.0.0/28"), region="westeurope")
    machines = [
        machine("one", ip("10.0.0.4")),
        machine("two", ip("10.0.0.5", in_network="far"), region="westeurope"),
    ]
    target, mappings = [subnet("web", "10.0.0.0/27")], ("vnet-asr->vnet", "vnet-asr->far")
    session = Session(estate([HERE], target, machines, None, [far], mappings, policy))
    set_for(session, "one", "10.0.0.6")
    as_afresh(session)


def test_a_test_says_why_another_failover_address_cannot_be_tried() -> None:
    session = Session(three("10.0.0.0/28", Policy(test_address=TestAddress.FAILOVER)))
    for address in ("10.0.0.9", "10.1.0.4", "10.0.0.8"):
        set_for(session, "vm-4", address)
        as_afresh(session)


def test_the_order_stays_right_through_groups_and_items_that_come_and_go() -> None:
    session = Session(three("10.9.0.0/28"))
    for number in (4, 6, 5):
        session.do(set_group(session.plan, f"vm-{number}", 10 - number))
        as_afresh(session)
    session.do(disable_replication(session.plan, ["vm-5"]))
    session.do(disable_replication(session.plan, ["vm-4"]))
    as_afresh(session)
    for _ in range(5):
        session.undo()
        as_afresh(session)
