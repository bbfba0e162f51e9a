"""What the address grid and the explanations start with, and the words for a cell."""

from dataclasses import replace

import pytest

from models.address_words import Said, said_of
from models.assign import assign
from models.assignment import Scenario
from models.findings import Subject
from models.findings.finding import (
    ItemSubject,
    MappingSubject,
    NetworkSubject,
    PlanSubject,
    SubnetSubject,
)
from models.grid_view import GridView
from models.ip_configurations_shown import every_ip_configuration, ip_configuration_for
from models.plan import Plan
from models.subnets_shown import every_subnet, subnet_for
from models.topology import AddressRange
from tests.models.findings_plans import FAILBACK, VM, over, web
from tests.support.builders import at, estate, id_of, ip, item, machine, number, settings, subnet

ASR_WEB, WEB, DB = (
    SubnetSubject("vnet-asr", "web"),
    SubnetSubject("vnet", "web"),
    SubnetSubject("vnet-asr", "db"),
)
GATEWAY = SubnetSubject("vnet-asr", "GatewaySubnet")
TARGET = [subnet("GatewaySubnet", "10.0.9.0/27"), web(), subnet("db", "10.0.1.0/24")]
HERE = machine("here", ip("10.0.0.99"))


def both() -> Plan:
    """``vm`` goes over; ``here`` is not replicated."""
    return estate([web()], TARGET, [VM, HERE], [item("vm")])


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        (None, ASR_WEB),
        (PlanSubject(), ASR_WEB),
        (SubnetSubject("vnet-asr", "DB"), DB),
        (SubnetSubject("vnet-asr", "gone"), ASR_WEB),
        (SubnetSubject("gone", "web"), ASR_WEB),
        (NetworkSubject("vnet-asr"), ASR_WEB),
        (NetworkSubject("vnet"), WEB),
        (NetworkSubject("gone"), ASR_WEB),
        (MappingSubject("vnet", "vnet-asr"), ASR_WEB),
        (id_of("vm"), ASR_WEB),
        (id_of("here"), WEB),
        (id_of("gone"), ASR_WEB),
        (id_of("vm", "gone"), ASR_WEB),
        (ItemSubject("vm"), ASR_WEB),
        (ItemSubject("gone"), ASR_WEB),
    ],
)
def test_the_subnet_shown_first_is_that_of_what_the_user_points_at(
    subject: Subject | None, shown: SubnetSubject
) -> None:
    assert subnet_for(assign(both()), subject) == shown


def test_a_network_in_which_nobody_is_shows_its_first_subnet() -> None:
    plan = estate([web()], TARGET, [HERE], ())
    assert subnet_for(assign(plan), NetworkSubject("vnet-asr")) == GATEWAY
    assert subnet_for(assign(plan), None) == WEB
    assert subnet_for(assign(Plan()), None) is None


def test_subnets_come_in_the_order_of_the_plan() -> None:
    assert every_subnet(both()) == [WEB, GATEWAY, ASR_WEB, DB]


@pytest.mark.parametrize(
    ("subject", "explained"),
    [
        (None, "vm"),
        (ASR_WEB, "vm"),
        (WEB, "vm"),
        (DB, "vm"),
        (NetworkSubject("vnet"), "vm"),
        (NetworkSubject("gone"), "vm"),
        (id_of("here"), "here"),
        (ItemSubject("here"), "here"),
        (id_of("gone"), "vm"),
    ],
)
def test_the_ip_configuration_explained_first_is_what_the_user_points_at(
    subject: Subject | None, explained: str
) -> None:
    assert ip_configuration_for(assign(both()), subject) == id_of(explained)


def test_who_stands_in_a_subnet_is_explained_where_nobody_lands() -> None:
    plan = estate([web()], TARGET, [HERE, VM], [item("vm")])
    assert every_ip_configuration(assign(plan)) == [id_of("vm"), id_of("here")]
    assert ip_configuration_for(assign(plan), WEB) == id_of("vm")
    alone = estate([web()], TARGET, [HERE], ())
    assert ip_configuration_for(assign(alone), WEB) == id_of("here")
    assert ip_configuration_for(assign(Plan()), None) is None


def start(view: GridView, subject: Subject | None = None, plan: Plan | None = None) -> int | None:
    return view.start(assign(plan or both()), subject)


def test_the_cursor_starts_on_the_address_of_what_the_user_points_at() -> None:
    assert start(GridView(ASR_WEB), id_of("vm")) == number("10.0.0.10")
    assert start(GridView(WEB), id_of("here")) == number("10.0.0.99")


def test_else_it_starts_where_there_is_something_to_see() -> None:
    busy = over([web(in_use={"10.0.0.4": "ilb"})])
    assert start(GridView(ASR_WEB), None, busy) == number("10.0.0.10")
    assert start(GridView(ASR_WEB, after=False), None, busy) == number("10.0.0.4")
    assert start(GridView(DB)) == number("10.0.1.0")
    block = AddressRange(number("10.0.0.128"), number("10.0.0.255"))
    assert start(GridView(ASR_WEB).into(block)) == block.first
    only_v6 = estate([web()], [subnet("web", "fd00::/64")], [VM])
    assert start(GridView(ASR_WEB), None, only_v6) is None


def test_a_view_goes_through_scenarios_moments_and_blocks() -> None:
    view = GridView(ASR_WEB)
    assert view.at_next_scenario().scenario is Scenario.TEST_FAILOVER
    assert view.at_next_scenario().at_next_scenario().at_next_scenario() == view
    assert view.at_other_moment().at_other_moment() == view
    low, lower = AddressRange(0, 255), AddressRange(0, 15)
    near = view.into(low).into(lower)
    assert near.block == lower
    assert near.out().block == low
    assert near.reaching(5) == near
    assert near.reaching(20).block == low
    assert near.reaching(300) == view
    assert near.of(DB) == GridView(DB)
    assert near.of(ASR_WEB) == near


def said(plan: Plan, address: str, view: GridView | None = None, last: str | None = None) -> Said:
    assignments, view = assign(plan), view or GridView(ASR_WEB)
    shown = view.map_of(assignments)
    cell = shown.cell(number(address), number(last or address))
    return said_of(assignments, view.scenario, shown, cell)


def words(plan: Plan, address: str, view: GridView | None = None, last: str | None = None) -> str:
    return " | ".join(said(plan, address, view, last)[:3])


BUSY = [web(in_use={"10.0.0.10": "ilb", "10.0.0.1": "gw", "10.0.0.6": ""})]


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("10.0.0.0", "10.0.0.0  kept by Azure | nobody can have it | A1 Azure keeps the first four "
                     "addresses and the last one of every prefix"),
        ("10.0.0.1", "10.0.0.1  kept by Azure | nobody can have it; the plan says that gw has it | "
                     "A1 Azure keeps the first four addresses and the last one of every prefix"),
        ("10.0.0.4", "10.0.0.4  forecast | vm/nic/ipconfig1 | F2 10.0.0.10 cannot be kept: the "
                     "address is taken by ilb; F5 10.0.0.4 is the lowest available, after "
                     "everybody who keeps an address was served (F7); a forecast, set it to be "
                     "sure"),
        ("10.0.0.5", "10.0.0.5  free | the lowest available: the next one at failover and failback "
                     "(F5) | A3 nobody has it"),
        ("10.0.0.6", "10.0.0.6  in use | something that the plan does not name | A2 it is in use "
                     "today"),
        ("10.0.0.7", "10.0.0.7  free | available | A3 nobody has it"),
        ("10.0.0.10", "10.0.0.10  in use | ilb | A2 it is in use today"),
        ("10.0.0.254", "10.0.0.254  free | the highest available: the next one from the end at "
                       "test failover (T3) | A3 nobody has it"),
    ],
)  # fmt: skip
def test_an_address_says_who_has_it_and_why(address: str, text: str) -> None:
    assert words(over(BUSY), address) == text
    assert said(over(BUSY), address).holder == (id_of("vm") if "vm" in text else None)


def test_who_stands_in_a_source_subnet_says_where_it_goes() -> None:
    assert words(both(), "10.0.0.10", GridView(WEB)) == (
        "10.0.0.10  standing today | vm/nic/ipconfig1 | A2 it stands here today; then: 10.0.0.10 "
        "in web of vnet-asr, static: kept"
    )
    assert words(both(), "10.0.0.99", GridView(WEB)).endswith(
        "A2 it stands here today; it is not replicated"
    )
    home = GridView(WEB, FAILBACK)
    assert words(both(), "10.0.0.10", home).endswith("F2 10.0.0.10 belongs to web and is available")


def test_a_set_address_says_so() -> None:
    plan = over(None, settings(failover=at("10.0.0.40")))
    assert words(plan, "10.0.0.40") == (
        "10.0.0.40  set by hand | vm/nic/ipconfig1 | F1 10.0.0.40 is set in the network settings"
    )


def test_a_block_says_how_many_of_each_kind_it_has() -> None:
    assert words(over(BUSY), "10.0.0.0", last="10.0.0.15") == (
        "10.0.0.0 to 10.0.0.15  16 addresses | 1 forecast, 2 in use, 4 kept by Azure, 9 free | "
        "A3 3 of 12 usable addresses taken; the lowest available is 10.0.0.5"
    )
    assert words(over(BUSY), "10.0.0.16", last="10.0.0.31").endswith(
        "0 of 16 usable addresses taken"
    )
    assert "nobody can have them" in words(over(BUSY), "10.0.0.0", last="10.0.0.3")


def test_one_that_is_not_tested_says_nothing_of_a_test() -> None:
    plan = replace(both(), target_region=None)
    view = GridView(WEB, Scenario.TEST_FAILOVER)
    assert words(plan, "10.0.0.10", view).endswith("A2 it stands here today")
