"""A replay is the engine's own allocation, turn by turn."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.address_map import Kind, occupants_after
from models.assign import Assignments, assign
from models.assignment import AddressRule, Scenario
from models.plan import AllocationOrder, Plan, Policy
from models.replay import Replay, replay
from models.rules.allocation import Pass
from models.rules.subnets import SubnetKey
from models.session import Session
from tests.models.findings_plans import FAILBACK, FAILOVER, TEST, over, taken, web
from tests.support.builders import AWAY, at, estate, id_of, ip, item, machine, network, settings
from tests.support.drawn_plans import plans
from tests.support.laws import law, long_law, walk

TARGET = ("vnet-asr", "web")


def every_replay(assignments: Assignments) -> Iterator[tuple[SubnetKey, Scenario, Replay]]:
    for within in assignments.plan.virtual_networks:
        for subnet in within.subnets:
            for scenario in Scenario:
                key = within.id, subnet.key
                yield key, scenario, replay(assignments, key, scenario)


def check(assignments: Assignments) -> None:
    """That the last outcome of everybody is what the engine gives."""
    for key, scenario, replayed in every_replay(assignments):
        outcomes = {turn.id: turn.outcome for turn in replayed.turns if turn.outcome is not None}
        wanted = {}
        for id in assignments.landing_in(key, scenario):
            result = assignments.of(id, scenario)
            assert result is not None
            wanted[id] = (result.address, result.rule, result.reason, result.taken_by)
        assert outcomes == wanted
        last = sorted(replayed.occupants(len(replayed.turns)), key=str)
        assert last == sorted(occupants_after(assignments, key, scenario), key=str)


@law
@given(plans(), st.sampled_from((None, "a", "b")))
def test_a_replay_ends_in_what_the_engine_gives(plan: Plan, test_network: str | None) -> None:
    check(assign(plan, test_network))


@long_law
@given(plans(4), st.data())
def test_a_replay_ends_in_what_the_engine_gives_after_edits_too(
    plan: Plan, data: st.DataObject
) -> None:
    session = Session(plan)
    for _ in walk(session, data, most=3):
        check(session.assignments)


@long_law
@given(plans())
def test_everybody_is_served_once_and_waits_at_most_once_before_that(plan: Plan) -> None:
    assignments = assign(plan)
    strict = plan.policy.allocation_order is AllocationOrder.FAILOVER_ORDER
    for _, _, replayed in every_replay(assignments):
        turns = replayed.turns
        assert [turn.number for turn in turns] == list(range(1, len(turns) + 1))
        following = [*(turn.id for turn in turns), None][1:] if turns else []
        assert [turn.next for turn in turns] == following
        passes = [list(Pass).index(turn.serving) for turn in turns]
        assert passes == sorted(passes)
        for turn in turns:
            served = turn.outcome is not None
            assert turn.tried[-1].decided is served
            assert not any(tried.decided for tried in turn.tried[:-1])
            assert served or (turn.serving is Pass.KEPT and not strict)
        for kind in Pass:
            order = [assignments.turn(turn.id) for turn in turns if turn.serving is kind]
            assert order == sorted(order)


@long_law
@given(plans())
def test_every_turn_gives_one_address_more_or_none(plan: Plan) -> None:
    for _, _, replayed in every_replay(assign(plan)):
        for number, turn in enumerate(replayed.turns):
            before, after = set(replayed.occupants(number)), set(replayed.occupants(number + 1))
            assert before <= after
            assert len(after - before) == (turn.address is not None)


def lines(plan: Plan, scenario: Scenario = FAILOVER, key: SubnetKey = TARGET) -> list[str]:
    return [
        f"{turn.serving.value}: {turn.id.virtual_machine}: "
        + "; ".join(f"{step.rule} {step.text}" for step in turn.tried)
        for turn in replay(assign(plan), key, scenario).turns
    ]


def four(order: str) -> Plan:
    """One that is set, one whose address is taken, one that keeps, one that has no address."""
    vms = [
        machine("lost", ip("10.0.0.10")),
        machine("kept", ip("10.0.0.20")),
        machine("set", ip("10.0.0.21")),
        machine("new", ip(None)),
    ]
    items = [item("lost"), item("kept"), item("set", settings(failover=at("10.0.0.4"))),
             item("new")]  # fmt: skip
    plan = estate([web()], [web(in_use={"10.0.0.10": "ilb"})], vms, items)
    return replace(plan, policy=Policy.model_validate({"allocation_order": order}))


def test_set_addresses_come_first_then_those_that_are_kept_then_the_rest() -> None:
    assert lines(four("retained-first")) == [
        "set: set: F1 10.0.0.4 is set, and available",
        "kept: lost: F2 10.0.0.10 cannot be kept: the address is taken by ilb; it waits",
        "kept: kept: F2 10.0.0.20 is available and kept",
        "next: lost: F2 10.0.0.10 cannot be kept: the address is taken by ilb; "
        "F5 10.0.0.5 is the lowest available; a forecast",
        "next: new: F3 it has no address to keep here: its source address is not known; "
        "F5 10.0.0.6 is the lowest available; a forecast",
    ]


def test_by_policy_everybody_comes_in_failover_order() -> None:
    assert [line.partition(": F")[0] for line in lines(four("failover-order"))] == [
        "set: set",
        "in order: lost",
        "in order: kept",
        "in order: new",
    ]


def test_a_test_failover_gives_out_addresses_from_the_end() -> None:
    busy = (network("drill", web(in_use={"10.0.0.10": "x"}), region=AWAY, production=False),)
    assert lines(over(networks=busy), TEST, ("drill", "web")) == [
        "kept: vm: T4 10.0.0.10 cannot be kept: the address is taken by x; it waits",
        "next: vm: T4 10.0.0.10 cannot be kept: the address is taken by x; "
        "T3 10.0.0.254 is the next available from the end",
    ]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("10.1.0.4", "F1 10.1.0.4 is set: the address is outside the subnet"),
        ("10.0.0.1", "F1 10.0.0.1 is set: Azure keeps the address for itself"),
        ("fd00::4", "F1 an IPv6 address is set: the address is outside the subnet"),
    ],
)
def test_a_set_address_that_cannot_be_had_says_why(address: str, said: str) -> None:
    assert lines(over(None, settings(failover=at(address)))) == [f"set: vm: {said}"]


def test_a_full_subnet_has_nothing_left_to_give() -> None:
    plan = over(taken(3))
    assert lines(plan) == [
        "next: vm: F3 it has no address to keep here: the address space is a different one; "
        "A4 nothing is left in web",
    ]


def test_a_failback_is_replayed_in_the_source_subnet() -> None:
    replayed = replay(assign(over()), ("vnet", "web"), FAILBACK)
    [turn] = replayed.turns
    assert (turn.id, turn.next) == (id_of("vm"), None)
    assert turn.outcome is not None
    assert turn.outcome[1] is AddressRule.RETAINED
    assert list(replayed.occupants(0)) == []
    assert [one.kind for one in replayed.occupants(1)] == [Kind.KEPT]
