"""Who comes home after failover and failback, and why the others do not."""

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import settings as profile

from models.assign import assign
from models.findings import Code, findings
from models.plan import Plan
from models.round_trip import Shown, count_home, round_trip, round_trips, shown_trips
from models.rules.failback import comes_home
from models.steps import finished
from tests.models.findings_plans import DUAL, IPV6, over, taken, web
from tests.support.builders import at, id_of, ip, item, machine, network, settings, subnet
from tests.support.drawn_plans import plans
from tests.support.laws import law

few = profile(law, max_examples=50)


class Case(NamedTuple):
    plan: Plan
    comes_home: bool
    rule: str
    why: str


DB = subnet("db", "10.0.4.0/24")
BASTION = subnet("AzureBastionSubnet", "10.0.9.0/24")
CASES = {
    "kept": Case(over(), True, "F2", "its address is kept on the way back"),
    "forecast back": Case(
        over([web("10.7.0.0/24")], vm=machine("vm", ip("10.0.0.4"))), True, "F5",
        "the next available address happens to be its own: a forecast",
    ),
    "not selected": Case(
        over(None, settings(selected=False)), False, "B3",
        "it has no address at failover: it is not selected for failover",
    ),
    "full there": Case(
        over(taken(3)), False, "B3", "it has no address at failover: the subnet has no address left"
    ),
    "no way back": Case(
        over(mappings=("vnet->vnet-asr",)), False, "B1",
        "no mapping leads from vnet-asr back to eastasia",
    ),
    "other network": Case(
        over(networks=(network("drill", web()), network("other", web())),
             mappings=("vnet-asr->other",)), False, "B1",
        "vnet-asr is mapped back to other, not to vnet",
    ),
    "other subnet": Case(
        over([web(), DB], settings(failover=at(in_subnet="db")), source=[web(), DB]), False, "B2",
        "it is in db at failover, so it comes back to db",
    ),
    "no such subnet": Case(
        over([subnet("app", "10.0.0.0/24")], source=[DB, web()]), False, "S3",
        "vnet has no subnet named app, as at failover;"
        " it lands on db, the first in alphabetical order",
    ),
    "reserved subnet": Case(
        over([subnet("app", "10.0.0.0/24")], source=[BASTION, web()]), False, "S5",
        "it would land on AzureBastionSubnet of vnet, where no virtual machine may be",
    ),
    "other address": Case(
        over(None, settings(failover=at("10.0.0.77"))), False, "B2",
        "it keeps 10.0.0.77, its address at failover",
    ),
    "other address space": Case(
        over([web("10.7.0.0/24")]), False, "F3",
        "the address space is another one over there, so it gets the next available",
    ),
    "taken at home": Case(
        over(None, settings(failover=at("10.0.0.77")), source=[web(in_use={"10.0.0.77": "ilb"})]),
        False, "F2", "10.0.0.77 cannot be kept on the way back: the address is taken by ilb",
    ),
    "not known": Case(
        over(vm=machine("vm", ip(None))), False, "B4",
        "its address of today is not known, so nobody can say that it comes home",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_way_says_whether_it_leads_home_and_why(case: Case) -> None:
    trip = round_trip(assign(case.plan), id_of("vm"))
    assert trip is not None
    assert (trip.comes_home, trip.rule, trip.why) == (case.comes_home, case.rule, case.why)


def test_a_way_names_all_three_places() -> None:
    trip = round_trip(assign(over([web("10.7.0.0/24")])), id_of("vm"))
    assert trip is not None
    assert str(trip.source) == "vnet / web / 10.0.0.10"
    assert str(trip.failover) == "vnet-asr / web / 10.7.0.4"
    assert str(trip.failback) == "vnet / web / 10.0.0.4"
    lost = round_trip(assign(over(None, settings(selected=False))), id_of("vm"))
    assert lost is not None
    assert str(lost.failback) == "nowhere"


def test_who_comes_home_by_a_forecast_is_told_apart() -> None:
    trips = round_trips(assign(CASES["forecast back"].plan))
    assert [trip.forecast for trip in trips] == [True]
    assert [trip.forecast for trip in round_trips(assign(over()))] == [False]


def test_the_ways_come_in_the_order_of_failover_and_without_what_is_not_replicated() -> None:
    before = over(
        group=2,
        more=(machine("early", ip("10.0.0.11")), machine("late", ip("10.0.0.12"))),
    )
    rows = [item("vm", group=2), item("early", group=1)]
    before = Plan(
        virtual_networks=before.virtual_networks,
        virtual_machines=before.virtual_machines,
        network_mappings=before.network_mappings,
        replicated_items=before.replicated_items.with_rows(rows),
    )
    trips = round_trips(assign(before))
    assert [trip.id.virtual_machine for trip in trips] == ["early", "vm"]
    assert [trip.group for trip in trips] == [1, 2]
    assert round_trip(assign(before), id_of("late")) is None


def test_ways_are_shown_by_whether_they_lead_home_and_by_words() -> None:
    trips = round_trips(assign(over(DUAL, source=DUAL, vm=IPV6)))
    assert [len(finished(shown_trips(trips, shown))) for shown in Shown] == [2, 1, 1]
    assert [trip.id.name for trip in finished(shown_trips(trips, Shown.AWAY))] == ["v6"]
    assert [trip.id.name for trip in finished(shown_trips(trips, Shown.ALL, "VNET 10.0.0.10"))] == [
        "ipconfig1"
    ]
    assert finished(shown_trips(trips, Shown.AWAY, "10.0.0.10")) == []
    assert count_home(trips) == 1
    assert [shown.next for shown in Shown] == [Shown.AWAY, Shown.HOME, Shown.ALL]


@few
@given(plans())
def test_the_ways_agree_with_the_rules_and_the_findings(plan: Plan) -> None:
    assignments = assign(plan)
    trips = round_trips(assignments)
    assert [trip.id for trip in trips] == list(assignments.in_order())
    for trip in trips:
        back = assignments.failback(trip.id)
        assert trip.comes_home == comes_home(plan.ip_configuration(trip.id), back)
        assert trip.comes_home == (trip.source.address is not None and (
            trip.failback.network, trip.failback.address
        ) == (trip.source.network, trip.source.address) and (
            (trip.failback.subnet or "").casefold() == (trip.source.subnet or "").casefold()
        ))  # fmt: skip
        assert trip.why
        assert not trip.why.endswith(".")
    found = [finding.subject for finding in findings(assignments) if finding.code is Code.NOT_HOME]
    assert sorted(map(str, found)) == sorted(
        str(trip.id) for trip in trips if not trip.comes_home and trip.failback.address
    )
