"""Giving replicated items a network of their own to be tested in."""

import pytest

from models.assignment import Scenario
from models.edits.replication import enable_replication, set_test_failover_network
from models.edits.test_networks import default_test_network, give_test_networks
from models.errors import EditRefused
from models.findings import Code
from models.formats.plan_toml import loads
from models.samples import samples
from models.session import Session
from models.topology import State


def session_of(name: str) -> Session:
    text = next(sample.text for sample in samples() if sample.name == name)
    return Session(loads(text, name))


def test_a_copy_of_the_failover_network_is_planned_for_tests_once_for_all() -> None:
    session = session_of("company-a")
    machines = list(session.plan.replicated_items.keys())
    before = session.plan
    session.do(give_test_networks(session.plan, machines))
    plan = session.plan
    for id in machines:
        item = plan.replicated_items[id]
        network = plan.network(item.test_failover_network or "")
        target = plan.network(item.failover_network)
        assert network.id == f"{target.id}-test"
        assert (network.state, network.production) == (State.PLANNED, False)
        assert (network.region, network.address_space) == (target.region, target.address_space)
        assert [subnet.name for subnet in network.subnets] == [s.name for s in target.subnets]
        assert not any(subnet.in_use for subnet in network.subnets)
    found = {finding.code for finding in session.findings}
    assert not found & {Code.NO_TEST_NETWORK, Code.TEST_IN_PRODUCTION}
    session.undo()
    assert session.plan == before


def test_machines_with_other_failover_networks_get_other_test_networks() -> None:
    session = session_of("hub-and-spoke")
    machines = list(session.plan.replicated_items.keys())
    session.do(give_test_networks(session.plan, machines))
    plan = session.plan
    pairs = {(i.failover_network, i.test_failover_network) for i in plan.replicated_items}
    assert len(pairs) == len({item.failover_network for item in plan.replicated_items}) > 1
    for id in session.assignments.in_order():
        result = session.assignments.of(id, Scenario.TEST_FAILOVER)
        assert result is not None
        assert result.network == plan.replicated_items[id.virtual_machine].test_failover_network


def test_a_network_of_that_name_that_is_there_is_used() -> None:
    session = session_of("company-a")
    machine = next(iter(session.plan.replicated_items.keys()))
    session.do(give_test_networks(session.plan, [machine]))
    session.do(set_test_failover_network(session.plan, machine, None))
    there = default_test_network(
        session.plan, session.plan.replicated_items[machine].failover_network
    )
    assert there.id in session.plan.virtual_networks
    networks = len(session.plan.virtual_networks)
    session.do(give_test_networks(session.plan, [machine]))
    assert len(session.plan.virtual_networks) == networks


def test_where_all_are_tested_apart_already_there_is_nothing_to_do() -> None:
    session = session_of("company-a")
    machine = next(iter(session.plan.replicated_items.keys()))
    session.do(give_test_networks(session.plan, [machine]))
    with pytest.raises(EditRefused, match="already"):
        give_test_networks(session.plan, [machine])


def test_a_machine_that_is_not_replicated_is_refused_with_what_to_do_first() -> None:
    session = session_of("article")
    with pytest.raises(EditRefused, match="enable replication first"):
        give_test_networks(session.plan, ["report-01"])
    session.do(enable_replication(session.plan, ["report-01"], "southeastasia"))
    give_test_networks(session.plan, ["report-01"])
