"""What is assumed beside a plan, what it would change, and what becomes of it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.addresses import parse_address
from models.assignment import Scenario
from models.edits import Edit, Together
from models.edits.facts import fill_subnet, take_address
from models.edits.machines import add_machines
from models.edits.policy import set_policy
from models.edits.replication import disable_replication
from models.errors import EditRefused
from models.findings import findings
from models.findings.finding import Code
from models.partial_failover import only_groups, only_machines
from models.plan import Plan, SameAddressSpace
from models.session import Session
from models.status import Status
from models.what_if import Make, WhatIf
from tests.support.builders import (
    address_words,
    at,
    estate,
    failed_back,
    failed_over,
    in_test,
    ip,
    item,
    machine,
    settings,
    subnet,
)
from tests.support.drawn_edits import edits_for
from tests.support.drawn_plans import plans
from tests.support.laws import long_law, results_of, state_of

ASR = "vnet-asr"
WEB = subnet("web", "10.0.0.0/24")


@pytest.fixture
def three() -> Plan:
    """Three machines that keep their addresses, the third of them in another group."""
    machines = [machine(id, ip(f"10.0.0.{n}")) for id, n in (("a", 4), ("b", 5), ("c", 6))]
    items = [item("a"), item("b"), item("c", group=2)]
    return estate([WEB], [WEB], machines, items)


def taken(address: str) -> Make:
    return lambda session: take_address(session.plan, ASR, "web", parse_address(address), "lb")


def filled(left: int) -> Make:
    return lambda session: fill_subnet(session.plan, ASR, "web", left)


def only(*ids: str) -> Make:
    return lambda session: only_machines(session.plan, frozenset(ids))


def added(count: int) -> Make:
    return lambda session: add_machines(session.plan, "vnet", "web", count, "new")


def shown(what_if: WhatIf, scenario: Scenario = Scenario.FAILOVER) -> list[str]:
    return [
        " | ".join(
            "-" if result is None else address_words(result).partition(" ")[0]
            for result in (difference.in_plan, difference.in_what_if)
        )
        + f" {difference.id.virtual_machine}"
        for difference in what_if.differences()
        if difference.scenario is scenario
    ]


def test_what_is_assumed_is_compared_with_the_plan_and_changes_nothing_in_it(three: Plan) -> None:
    session = Session(three)
    what_if = WhatIf(session)
    assert what_if.add(taken("10.0.0.5")).label == "10.0.0.5 in web of vnet-asr is in use by lb"
    assert shown(what_if) == ["10.0.0.5 | 10.0.0.7 b"]
    assert session.plan is three
    assert not session.modified
    assert session.summary == {Status.KEPT: 3}
    assert what_if.scratch.summary == {Status.KEPT: 2, Status.CHANGED: 1}
    come, gone = what_if.findings()
    assert Code.ADDRESS_LOST in {finding.code for finding in come}
    assert {finding.code for finding in gone} <= {finding.code for finding in session.findings}


def test_nothing_assumed_is_no_difference(three: Plan) -> None:
    what_if = WhatIf(Session(three))
    assert what_if.differences() == []
    assert what_if.findings() == ((), ())


def test_a_result_that_came_about_otherwise_is_no_difference() -> None:
    wide = estate([WEB], [subnet("web", "10.0.0.0/16")], [machine("a", ip("10.0.0.4"))])
    what_if = WhatIf(Session(wide))
    what_if.add(lambda session: set_policy(session.plan, SameAddressSpace.CONTAINS))
    assert failed_over(what_if.scratch.assignments, "a") == "10.0.0.4 retained"
    assert what_if.differences() == []


def test_assumptions_build_on_those_before_them(three: Plan) -> None:
    what_if = WhatIf(Session(three))
    what_if.add(taken("10.0.0.5"))
    what_if.add(filled(2))
    assert shown(what_if) == [
        "10.0.0.4 | 10.0.0.253 a",
        "10.0.0.5 | 10.0.0.254 b",
        "10.0.0.6 | unassigned c",
    ]
    with pytest.raises(EditRefused, match="in use by lb already"):
        what_if.add(taken("10.0.0.5"))
    what_if.remove(1)
    assert shown(what_if) == ["10.0.0.5 | 10.0.0.7 b"]
    what_if.add(added(1))
    what_if.remove(0)
    assert [one.label for one in what_if.assumptions] == ["add new-1 to web of vnet"]
    assert shown(what_if) == []
    what_if.clear()
    assert what_if.assumptions == ()
    assert what_if.scratch.plan == three


def test_an_assumption_that_needs_one_that_is_gone_is_kept_with_the_reason(three: Plan) -> None:
    what_if = WhatIf(Session(three))
    what_if.add(added(1))
    what_if.add(lambda session: disable_replication(session.plan, ["a"]))
    what_if.add(only("b"), about_the_day=True)
    what_if.move(Session(disable_replication(three, ["a"]).apply(three)))
    assert [(one.label, one.problem) for one in what_if.assumptions] == [
        ("add new-1 to web of vnet", ""),
        ("stop replicating a", "a is not replicated, so there is nothing to stop."),
        ("fail over b only", ""),
    ]
    what_if.move(Session(three))
    assert [one.problem for one in what_if.assumptions] == ["", "", ""]


def test_what_is_not_in_the_plan_any_more_is_said_to_be_gone(three: Plan) -> None:
    what_if = WhatIf(Session(three))

    def touches_a(session: Session) -> Edit:
        session.plan.machine("a")
        return disable_replication(session.plan, ["a"])

    what_if.add(touches_a)
    what_if.move(Session(estate([WEB], [WEB], [])))
    assert what_if.assumptions[0].problem == "What it is about is not in the plan any more."


def test_an_assumption_that_is_so_already_is_refused(three: Plan) -> None:
    what_if = WhatIf(Session(three))
    with pytest.raises(EditRefused, match="nothing: that is so already"):
        what_if.add(lambda _: Together("nothing", ()))
    assert what_if.assumptions == ()


def test_what_stays_takes_no_address_and_keeps_its_own_at_failback() -> None:
    machines = [machine("goes", ip("10.0.0.5")), machine("stays", ip("10.0.0.4"))]
    items = [item("goes", settings(failover=at("10.0.0.4"))), item("stays")]
    session = Session(estate([WEB], [WEB], machines, items))
    assert failed_back(session.assignments, "goes") == "10.0.0.4 retained"
    what_if = WhatIf(session)
    what_if.add(only("goes"), about_the_day=True)
    assert what_if.staying == {"stays"}
    assumed = what_if.scratch.assignments
    assert failed_over(assumed, "goes") == "10.0.0.4 configured"
    words = "10.0.0.5 next-available / address-taken by stays/nic/ipconfig1"
    assert failed_back(assumed, "goes") == words
    assert shown(what_if, Scenario.FAILBACK) == ["10.0.0.4 | 10.0.0.5 goes"]


def test_what_stays_leaves_room_at_failover_and_in_a_test() -> None:
    tight = subnet("web", "10.0.9.0/29", in_use={"10.0.9.4": "", "10.0.9.5": ""})
    machines = [machine(id, ip(f"10.0.0.{n}")) for id, n in (("a", 4), ("b", 5))]
    items = [item(id, test_failover_network=ASR, group=n) for n, id in enumerate("ab", start=1)]
    session = Session(estate([WEB], [tight], machines, items))
    assert failed_over(session.assignments, "b") == "unassigned / subnet-full"
    what_if = WhatIf(session)
    what_if.add(lambda session: only_groups(session.plan, {2}), about_the_day=True)
    assert shown(what_if) == ["unassigned | 10.0.9.6 b"]
    assert in_test(what_if.scratch.assignments, "b").startswith("10.0.9.6")
    about = {finding.subject for found in what_if.findings() for finding in found}
    assert not any(getattr(subject, "virtual_machine", "") == "a" for subject in about)


def test_what_is_about_the_day_comes_after_what_is_about_the_plan(three: Plan) -> None:
    session = Session(three)
    what_if = WhatIf(session)
    what_if.add(lambda session: only_groups(session.plan, {2}), about_the_day=True)
    what_if.add(lambda session: add_machines(session.plan, "vnet", "web", 1, "new"))
    assert [one.about_the_day for one in what_if.assumptions] == [False, True]
    assert what_if.staying == {"a", "b"}
    assert list(what_if.scratch.plan.replicated_items.keys()) == ["c"]
    assert "new-1" in what_if.scratch.plan.virtual_machines


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda s: only_groups(s.plan, frozenset()), "Choose the groups"),
        (lambda s: only_groups(s.plan, {7}), "None of them is replicated"),
        (lambda s: only_groups(s.plan, {1, 2}), "That is everything that is replicated"),
        (lambda s: only_machines(s.plan, frozenset()), "Choose the machines"),
        (lambda s: only_machines(s.plan, {"x"}), "None of them is replicated"),
        (lambda s: only_machines(s.plan, {"a", "b", "c"}), "That is everything"),
    ],
)
def test_a_failover_of_some_is_of_some(three: Plan, make: Make, why: str) -> None:
    with pytest.raises(EditRefused, match=why):
        WhatIf(Session(three)).add(make, about_the_day=True)


def test_assumptions_become_one_edit_of_the_plan_and_what_is_about_the_day_stays(
    three: Plan,
) -> None:
    session = Session(three)
    what_if = WhatIf(session)
    what_if.add(only("a", "b"), about_the_day=True)
    with pytest.raises(EditRefused, match="about the day and not about the plan"):
        what_if.edits()
    what_if.add(taken("10.0.0.5"))
    what_if.add(filled(2))
    edit = what_if.edits()
    assert edit.label == "2 assumptions"
    session.do(edit)
    assert not what_if.current
    with pytest.raises(EditRefused, match="another one meanwhile"):
        what_if.edits()
    what_if.move(Session(session.plan), became_edits=True)
    assert [one.label for one in what_if.assumptions] == ["fail over 2 machines only"]
    assert what_if.differences() == []
    session.undo()
    assert session.plan == three


def test_nothing_assumed_is_nothing_to_edit(three: Plan) -> None:
    with pytest.raises(EditRefused, match="add an assumption first"):
        WhatIf(Session(three)).edits()


@long_law
@given(plans(), st.data())
def test_a_what_if_is_what_the_plan_would_be_after_its_edits(
    plan: Plan, data: st.DataObject
) -> None:
    session = Session(plan)
    before = state_of(session)
    what_if = WhatIf(session)
    for _ in range(data.draw(st.integers(1, 4), label="assumptions")):
        edit = data.draw(edits_for(what_if.scratch), label="edit")
        if edit is None or edit.apply(what_if.scratch.plan) == what_if.scratch.plan:
            continue
        what_if.add(always(edit))
    assert state_of(session) == before
    differences = what_if.differences()
    come, gone = what_if.findings()
    old, known = results_of(session.assignments), session.findings
    if what_if.assumptions:
        session.do(what_if.edits())
    assert session.plan == what_if.scratch.plan
    new = results_of(session.assignments)
    assert {(one.scenario, one.id): (one.in_plan, one.in_what_if) for one in differences} == {
        key: (old.get(key), new.get(key))
        for key in old.keys() | new.keys()
        if place_of(old.get(key)) != place_of(new.get(key))
    }
    assert [one for one in session.findings if one not in known] == list(come)
    assert [one for one in known if one not in session.findings] == list(gone)


def always(edit: Edit) -> Make:
    return lambda _: edit


def place_of(result: object) -> object:
    return result and tuple(getattr(result, name) for name in ("network", "subnet", "address"))


@st.composite
def makes_for(draw: st.DrawFn, plan: Plan) -> tuple[Make, bool]:
    """Something that may be assumed of a plan, and whether it is about the day."""
    ids = sorted(plan.replicated_items.keys())
    going = frozenset(draw(st.sets(st.sampled_from(ids)))) if ids else frozenset[str]()
    network = draw(st.sampled_from([one for one in plan.virtual_networks if one.subnets]))
    where = network.id, draw(st.sampled_from(network.subnets)).name
    address = parse_address(draw(st.sampled_from(("10.0.0.4", "10.0.0.5", "10.0.0.6"))))
    left = draw(st.integers(0, 3))
    makes: list[tuple[Make, bool]] = [
        (lambda session: only_machines(session.plan, going), True),
        (lambda session: only_machines(session.plan, going), True),
        (lambda session: take_address(session.plan, *where, address), False),
        (lambda session: fill_subnet(session.plan, *where, left), False),
        (lambda session: add_machines(session.plan, *where, 1, "new"), False),
        (lambda session: disable_replication(session.plan, sorted(going)), False),
    ]
    return draw(st.sampled_from(makes))


@long_law
@given(plans().filter(lambda plan: len(plan.virtual_machines) > 1), st.data())
def test_a_what_if_that_follows_step_by_step_is_one_that_is_computed_afresh(
    plan: Plan, data: st.DataObject
) -> None:
    what_if = WhatIf(Session(plan))
    for _ in range(data.draw(st.integers(1, 6), label="steps")):
        if what_if.assumptions and data.draw(st.sampled_from((True, False, False)), label="remove"):
            count = len(what_if.assumptions)
            what_if.remove(data.draw(st.integers(0, count - 1)))
            assert len(what_if.assumptions) == count - 1
            continue
        make, day = data.draw(makes_for(plan), label="make")
        with suppress(EditRefused):
            what_if.add(make, about_the_day=day)
    followed = state_of(what_if.scratch), what_if.scratch.findings, what_if.assumptions
    assert what_if.scratch.findings == findings(what_if.scratch.assignments)
    days = [one.about_the_day for one in what_if.assumptions]
    assert days == sorted(days)
    what_if.move(Session(plan))
    assert (state_of(what_if.scratch), what_if.scratch.findings) == followed[:2]
    assert what_if.assumptions == followed[2]
    what_if.clear()
    assert what_if.scratch.plan == plan
