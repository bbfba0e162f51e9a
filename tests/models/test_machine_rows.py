"""Machines to choose from: which, found by what, and which ones a thing is about."""

import pytest

from models.findings import Subject
from models.findings.finding import (
    ItemSubject,
    MappingSubject,
    NetworkSubject,
    PlanSubject,
    SubnetSubject,
)
from models.machine_rows import machine_rows, machines_about, matching
from models.plan import Plan
from models.regions import catalogue
from models.steps import finished
from models.subjects import network_of
from tests.support.builders import AWAY, changed, id_of, ip, item, machine, network, plan, subnet

WEB, DB = subnet("web", "10.0.0.0/24"), subnet("db", "10.0.1.0/24")


@pytest.fixture
def estate() -> Plan:
    machines = [
        changed(machine("web-01", ip("10.0.0.4")), resource_group="rg-front"),
        machine("db-01", ip("10.0.1.4", "db")),
        machine("far-01", ip(None, in_network="vnet-asr"), region=AWAY),
        machine("bare"),
    ]
    networks = [network("vnet", WEB, DB), network("vnet-asr", WEB, region=AWAY)]
    return plan(networks, machines, [item("db-01")])


def test_machines_are_listed_by_whether_they_are_replicated(estate: Plan) -> None:
    off = finished(machine_rows(estate, catalogue(), replicated=False))
    on = finished(machine_rows(estate, catalogue(), replicated=True))
    assert [row.id for row in off] == ["web-01", "far-01", "bare"]
    assert [row.id for row in on] == ["db-01"]
    assert on[0].item is not None
    assert [row.refused is None for row in off] == [True, True, False]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["web-01", "far-01", "bare"]),
        ("WEB", ["web-01", "far-01"]),
        ("name:web", ["web-01"]),
        ("subnet:web region:southeast", ["far-01"]),
        ("southeast asia", ["far-01"]),
        ("network:vnet-asr", ["far-01"]),
        ("rg:front", ["web-01"]),
        ("10.0.0.4", ["web-01"]),
        ("nothing:web", []),
        ("web db", []),
    ],
)
def test_machines_are_found_by_words_in_any_column_or_in_one(
    estate: Plan, typed: str, found: list[str]
) -> None:
    rows = finished(machine_rows(estate, catalogue(), replicated=False))
    assert [row.id for row in finished(matching(rows, typed))] == found


def test_replicated_machines_are_found_by_where_they_go(estate: Plan) -> None:
    rows = finished(machine_rows(estate, catalogue(), replicated=True))
    assert [row.id for row in finished(matching(rows, "network:vnet-asr"))] == ["db-01"]


ABOUT: tuple[tuple[Subject | None, list[str], str | None], ...] = (
    (id_of("web-01"), ["web-01"], "vnet"),
    (ItemSubject("db-01"), ["db-01"], "vnet"),
    (ItemSubject("bare"), ["bare"], None),
    (ItemSubject("gone"), [], None),
    (NetworkSubject("vnet"), ["web-01", "db-01"], "vnet"),
    (NetworkSubject("gone"), [], None),
    (SubnetSubject("vnet", "DB"), ["db-01"], "vnet"),
    (MappingSubject("vnet", "vnet-asr"), ["web-01", "db-01"], "vnet"),
    (PlanSubject(), [], None),
    (None, [], None),
)


@pytest.mark.parametrize(("subject", "machines", "network"), ABOUT)
def test_a_thing_of_the_plan_is_about_machines_and_a_network(
    estate: Plan, subject: Subject | None, machines: list[str], network: str | None
) -> None:
    assert machines_about(estate, subject) == machines
    assert network_of(estate, subject) == network
