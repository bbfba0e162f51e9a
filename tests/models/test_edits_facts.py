"""The edits of facts: what else holds an address, how large a subnet is, which machines stand."""

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.addresses import parse_address, parse_prefix
from models.edits import Edit
from models.edits.facts import MOST_FILLED, fill_subnet, resize_subnet, take_address
from models.edits.machines import add_machines, region_to_replicate_to
from models.edits.policy import set_policy
from models.errors import EditRefused
from models.plan import AllocationOrder, Plan, TestAddress
from models.session import Session
from models.topology import Allocation
from tests.support.builders import (
    AWAY,
    ELSEWHERE,
    HOME,
    failed_over,
    ip,
    item,
    machine,
    network,
    plan,
    subnet,
)
from tests.support.drawn_edits import FACTS, Kind, Nothing
from tests.support.drawn_plans import flaws_of, plans
from tests.support.laws import law

ASR = "vnet-asr"


@pytest.fixture
def two() -> Plan:
    """Two machines that keep their addresses, in a /24 and in a /29."""
    subnets = [
        subnet("web", "10.0.0.0/24", in_use={"10.0.0.9": "ilb"}),
        subnet("db", "10.0.1.0/29"),
        subnet("GatewaySubnet", "10.0.2.0/27"),
    ]
    space = (parse_prefix("10.0.0.0/16"),)
    both = (
        network("vnet", *subnets, address_space=space),
        network(ASR, *subnets, region=AWAY, address_space=space),
    )
    machines = [machine("one", ip("10.0.0.10")), machine("two", ip("10.0.1.4", "db"))]
    items = [item(each.id) for each in machines]
    return plan(both, machines, items, ["vnet->vnet-asr", "vnet-asr->vnet"])


def test_an_address_that_is_taken_cannot_be_kept(two: Plan) -> None:
    edit = take_address(two, ASR, "WEB", parse_address("10.0.0.10"), "firewall")
    assert edit.label == "10.0.0.10 in web of vnet-asr is in use by firewall"
    words = "10.0.0.4 next-available / address-taken by firewall"
    assert failed_over(edit.apply(two), "one") == words
    assert flaws_of(edit.apply(two)) == []


@pytest.mark.parametrize(
    ("network", "subnet", "address", "why"),
    [
        ("nowhere", "web", "10.0.0.5", "There is no virtual network 'nowhere'"),
        (ASR, "app", "10.0.0.5", "vnet-asr has no subnet 'app'"),
        (ASR, "web", "10.0.1.5", "10.0.1.5 is outside web (10.0.0.0/24)"),
        (ASR, "web", "10.0.0.3", "Azure keeps 10.0.0.3 for itself; choose one of 10.0.0.4 to"),
        (ASR, "web", "10.0.0.255", "Azure keeps 10.0.0.255 for itself"),
        (ASR, "web", "10.0.0.9", "10.0.0.9 is in use by ilb already"),
        ("vnet", "web", "10.0.0.10", "10.0.0.10 is in use by one/nic/ipconfig1 already"),
        (ASR, "web", "fd00::5", "fd00::5 is IPv6"),
    ],
)
def test_an_address_that_nothing_else_can_have_is_not_taken(
    two: Plan, network: str, subnet: str, address: str, why: str
) -> None:
    with pytest.raises(EditRefused, match=re.escape(why)):
        take_address(two, network, subnet, parse_address(address))


def test_filling_a_subnet_leaves_the_highest_addresses(two: Plan) -> None:
    edit = fill_subnet(two, ASR, "web", 2)
    assert edit.label == "only 2 addresses left in web of vnet-asr"
    after = edit.apply(two)
    web = after.network(ASR).subnets[0]
    held = {str(entry.address) for entry in web.in_use}
    assert len(held) == 249
    assert held.isdisjoint({"10.0.0.253", "10.0.0.254", "10.0.0.255", "10.0.0.3"})
    assert web.in_use[0].by == "ilb"
    assert failed_over(after, "one").startswith("10.0.0.253 next-available / address-taken")
    assert flaws_of(after) == []


def test_a_full_subnet_gives_no_address_to_anyone(two: Plan) -> None:
    edit = fill_subnet(two, ASR, "db", 0)
    assert failed_over(edit.apply(two), "two") == "unassigned / subnet-full"


@pytest.mark.parametrize(
    ("subnet", "left", "why"),
    [
        ("db", 3, "db of vnet-asr has 3 addresses left already"),
        ("db", 4, "db of vnet-asr has 3 addresses left already"),
        ("db", -1, "A subnet cannot have fewer than 0"),
    ],
)
def test_a_subnet_is_filled_to_fewer_than_it_has(
    two: Plan, subnet: str, left: int, why: str
) -> None:
    with pytest.raises(EditRefused, match=re.escape(why)):
        fill_subnet(two, ASR, subnet, left)


def test_the_machines_that_stand_in_a_subnet_are_no_room(two: Plan) -> None:
    with pytest.raises(EditRefused, match="has 2 addresses left already"):
        fill_subnet(two, "vnet", "db", 2)
    full = fill_subnet(two, "vnet", "db", 0).apply(two)
    with pytest.raises(EditRefused, match="has none left already"):
        fill_subnet(full, "vnet", "db", 0)


def test_more_than_a_plan_should_name_is_not_filled() -> None:
    large = plan([network("n", subnet("web", "10.0.0.0/16"))])
    with pytest.raises(EditRefused, match=f"would mark 65531 .* and {MOST_FILLED} is the most"):
        fill_subnet(large, "n", "web", 0)
    assert fill_subnet(large, "n", "web", 65531 - MOST_FILLED)


def test_a_subnet_that_shrinks_is_another_address_space(two: Plan) -> None:
    edit = resize_subnet(two, ASR, "web", [parse_prefix("10.0.0.0/28")])
    assert edit.label == "web of vnet-asr is 10.0.0.0/28"
    after = edit.apply(two)
    assert failed_over(after, "one") == "10.0.0.4 next-available / different-address-space"
    assert flaws_of(after) == []


def test_a_subnet_can_be_widened_and_have_several_prefixes(two: Plan) -> None:
    prefixes = [parse_prefix("10.0.8.0/21"), parse_prefix("10.0.0.0/25")]
    after = resize_subnet(two, ASR, "web", prefixes).apply(two)
    assert failed_over(after, "one") == "10.0.0.4 next-available / different-address-space"
    assert after.network(ASR).subnets[0].address_prefixes == tuple(prefixes)


@pytest.mark.parametrize(
    ("network", "subnet", "prefixes", "why"),
    [
        ("vnet", "web", "10.0.0.0/29", "10.0.0.9 of ilb and 1 other are outside 10.0.0.0/29"),
        ("vnet", "db", "10.0.3.0/29", "10.0.1.4 of two is outside 10.0.3.0/29"),
        (ASR, "db", "10.0.1.0/30", "10.0.1.0/30 is too small; the smallest subnet is /29"),
        (ASR, "db", "10.1.0.0/24", "10.1.0.0/24 is outside the address space of 'vnet-asr'"),
        (ASR, "db", "10.0.2.0/24", "10.0.2.0/27 overlaps 10.0.2.0/24 of subnet 'db'"),
        (ASR, "db", "10.0.1.0/29", "db is 10.0.1.0/29 already"),
        (ASR, "db", "10.0.4.0/29 10.0.4.0/28", "10.0.4.0/29 overlaps 10.0.4.0/28"),
        (ASR, "db", "", "db needs a prefix"),
    ],
)
def test_a_subnet_is_not_made_what_it_cannot_be(
    two: Plan, network: str, subnet: str, prefixes: str, why: str
) -> None:
    with pytest.raises(EditRefused, match=re.escape(why)):
        resize_subnet(two, network, subnet, [parse_prefix(one) for one in prefixes.split()])


def test_an_ipv6_address_is_not_left_outside_either() -> None:
    dual = subnet("web", "10.0.0.0/24", "fd00:0:0:1::/64")
    both = plan([network("vnet", dual)], [machine("one", ip("fd00:0:0:1::5"))])
    with pytest.raises(EditRefused, match=re.escape("fd00:0:0:1::5 of one is outside")):
        resize_subnet(both, "vnet", "web", [parse_prefix("10.0.0.0/24")])


def test_machines_are_added_at_the_next_addresses_with_names_nobody_has(two: Plan) -> None:
    there = add_machines(two, "vnet", "web", 1, "NEW").apply(two)
    assert "NEW-1" in there.virtual_machines
    edit = add_machines(there, "vnet", "Web", 2, "New")
    assert edit.label == "add 2 machines, New-2 to New-3, to web of vnet"
    after = edit.apply(there)
    added = [after.machine(id).network_interfaces[0] for id in ("New-2", "New-3")]
    assert [str(nic.ip_configurations[0].address) for nic in added] == ["10.0.0.5", "10.0.0.6"]
    assert added[0].ip_configurations[0].allocation is Allocation.DYNAMIC
    assert added[0].ip_configurations[0].primary
    assert after.replicated_items == two.replicated_items
    assert flaws_of(after) == []


def test_machines_can_be_added_and_replicated_at_once(two: Plan) -> None:
    edit = add_machines(two, "vnet", "db", 2, "new", AWAY)
    session = Session(two)
    session.do(edit)
    words = f"add 2 machines, new-1 to new-2, to db of vnet, replicated to {AWAY}"
    assert session.undo_label == words
    ids = [nic for nic in session.assignments.in_order() if nic.virtual_machine.startswith("new")]
    assert [failed_over(session.assignments, id) for id in ids] == [
        "10.0.1.5 retained",
        "10.0.1.6 retained",
    ]
    session.undo()
    assert session.plan == two


@pytest.mark.parametrize(
    ("subnet", "count", "prefix", "why"),
    [
        ("db", 3, "new", "db of vnet has room for only 2 more"),
        ("GatewaySubnet", 1, "new", "No virtual machine may be in GatewaySubnet"),
        ("db", 0, "new", "0 is no number of machines to add; from 1 to 500 is"),
        ("web", 501, "new", "501 is no number of machines to add"),
        ("db", 1, " ", "The machines need a name to begin with"),
        ("db", 1, "n" * 63, "The names would be longer than 64 characters"),
        ("app", 1, "new", "vnet has no subnet 'app'"),
    ],
)
def test_machines_are_not_added_where_they_cannot_be(
    two: Plan, subnet: str, count: int, prefix: str, why: str
) -> None:
    with pytest.raises(EditRefused, match=re.escape(why)):
        add_machines(two, "vnet", subnet, count, prefix)


def test_added_machines_go_where_their_network_is_mapped_to(two: Plan) -> None:
    assert region_to_replicate_to(two, "vnet") == AWAY
    assert region_to_replicate_to(two, ASR) == HOME
    unmapped = plan([*two.virtual_networks, network("far", region=ELSEWHERE)])
    both = replace(unmapped, source_region=HOME, target_region=ELSEWHERE)
    assert region_to_replicate_to(both, "vnet") == ELSEWHERE
    assert region_to_replicate_to(both, "far") == HOME
    assert region_to_replicate_to(plan([network("alone")]), "alone") is None


def test_one_thing_is_decided_otherwise_and_the_rest_stays(two: Plan) -> None:
    session = Session(two)
    session.do(set_policy(two, AllocationOrder.FAILOVER_ORDER))
    edit = set_policy(session.plan, TestAddress.FAILOVER)
    assert edit.label == "test_address is failover"
    session.do(edit)
    policy = session.plan.policy
    assert (policy.allocation_order, policy.test_address) == ("failover-order", "failover")
    with pytest.raises(EditRefused, match="test_address is failover already"):
        set_policy(session.plan, TestAddress.FAILOVER)


@law
@given(plans(), st.data())
def test_facts_that_are_assumed_leave_a_plan_that_a_file_may_hold(
    plan: Plan, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(FACTS), label="kind")
    try:
        edit = data.draw(edits_of(kind, Session(plan)), label="edit")
    except (EditRefused, Nothing):
        assume(False)
    after = edit.apply(plan)
    assert flaws_of(after) == []
    assert edit.inverse(plan).apply(after) == plan


@st.composite
def edits_of(draw: st.DrawFn, kind: Kind, session: Session) -> Edit:
    """An edit of one kind, not looked at by anyone before."""
    edit = kind(draw, session)
    assert edit is not None
    return edit
