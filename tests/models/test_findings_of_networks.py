"""Findings about the plan, its networks and their mappings, case by case."""

import pytest

from models.assign import assign
from models.edits import PutRow
from models.findings import Code, findings
from models.plan import Plan, Policy
from models.session import Session
from tests.models.findings_plans import (
    DRILL,
    OTHER_SPACE,
    RESTRICTED,
    V6,
    drilled,
    estate_with,
    many,
    nets,
    of,
    over,
    peered,
    said,
    taken,
    web,
)
from tests.support.builders import (
    AWAY,
    HOME,
    ip,
    item,
    machine,
    network,
    plan,
    subnet,
)


def test_one_network_is_one_source_however_often_it_is_mapped() -> None:
    twice = nets("a->b", "a->b", a=HOME, b=AWAY)
    assert of("many-to-one-mapping", twice) == []
    assert said("duplicate-mapping", twice) == [
        ("mapping:a->b", "a is mapped to southeastasia more than once; the first counts")
    ]
    near = nets("a->b", "c->b", a=HOME, b=AWAY, c=AWAY)
    assert of("many-to-one-mapping", near) == []


def test_both_directions_of_a_mismatch_are_judged_by_themselves() -> None:
    plan = nets("a->b", "b->c", a=HOME, b=AWAY, c=HOME)
    assert [str(finding.subject) for finding in of("reverse-mismatch", plan)] == ["mapping:a->b"]
    assert [str(finding.subject) for finding in of("one-way-mapping", plan)] == ["mapping:b->c"]


def test_networks_that_machines_would_leave_need_a_mapping() -> None:
    here, there = network("here", web()), network("there", web(), region=AWAY)
    standing = [machine("m", ip("10.0.0.4", in_network="here")),
                machine("n", ip("10.0.0.4", in_network="there"), region=AWAY)]  # fmt: skip
    bare = [here, network("empty"), there]
    told = said("unmapped-network", plan(bare, standing, source_region=HOME))
    assert [subject for subject, _ in told] == ["network:here"]
    assert of("unmapped-network", plan(bare, standing)) == []


def test_machines_of_the_source_regions_are_expected_to_be_replicated() -> None:
    there = machine("dc", ip("10.0.0.20", in_network="vnet-asr"), region=AWAY)
    assert of("unprotected-machine", estate_with(over(), there)) == []
    other = machine("vm-2", ip("10.0.0.11"))
    assert said("unprotected-machine", estate_with(over(), other)) == [
        ("item:vm-2", "vm-2 is not replicated")
    ]


def test_a_test_network_that_reaches_production_is_told_whichever_side_says_so() -> None:
    plan = drilled(peered_with=("prod",))
    assert said("test-in-production", plan) == [
        ("item:vm", "the test failover network drill of vm is peered with prod")
    ]
    other = network("live", region=AWAY, address_space=OTHER_SPACE, peered_with=("drill",))
    assert len(of("test-in-production", over(networks=(DRILL, other)))) == 1


SAME = "10.0.0.0/16"


@pytest.mark.parametrize(
    ("plan", "how"),
    [
        (peered(SAME, SAME, b=("a",)), "peered"),
        (peered(SAME, SAME, a=("b",), b=("a", "hub"), hub=("a",)), "peered"),
        (peered(SAME, SAME, hub=("a", "b")), "both peered with hub"),
        (peered(SAME, SAME, a=("hub",), b=("hub",)), "both peered with hub"),
        (peered(SAME, SAME, a=("outside",), b=("x", "outside")), "both peered with outside"),
        (peered(SAME, SAME), None),
        (peered(SAME, SAME, a=("outside",), b=("beyond",)), None),
        (peered(SAME, SAME, a=("hub",), b=("c",), c=("hub",)), None),
        (peered(SAME, SAME, a=("a",)), None),
        (peered(SAME, "10.1.0.0/16", a=("hub", "b"), b=("hub",)), None),
        (peered(SAME, V6, a=("b",)), None),
    ],
)
def test_networks_overlap_where_they_are_connected(plan: Plan, how: str | None) -> None:
    expected = [] if how is None else [("network:a", f"a and b share {SAME} and are {how}")]
    assert said("overlapping-connected-networks", plan) == expected


def test_every_pair_that_overlaps_behind_a_hub_is_told_once() -> None:
    spokes = [
        network(f"s{n}", subnet("s", space), peered_with=("hub",))
        for n, space in enumerate((SAME, "10.0.1.0/24", "10.1.0.0/16", "10.0.0.0/15"))
    ]
    told = said("overlapping-connected-networks", plan([*spokes, network("hub", region=AWAY)]))
    assert [message.split(" share ")[0] for _, message in told if "both peered" in message] == [
        "s0 and s1", "s0 and s3", "s1 and s3", "s2 and s3",
    ]  # fmt: skip
    assert [message for _, message in told if message.endswith("are peered")] == [
        "hub and s0 share 10.0.0.0/16 and are peered",
        "hub and s1 share 10.0.1.0/24 and are peered",
        "hub and s3 share 10.0.0.0/16 and are peered",
    ]


def test_prefixes_may_differ_where_addresses_are_kept_or_nobody_stands() -> None:
    contains = Policy.model_validate({"same_address_space": "contains"})
    assert of("prefix-mismatch", over([web("10.0.0.0/16")], policy=contains)) == []
    assert len(of("prefix-mismatch", over([web("10.0.0.0/25")], policy=contains))) == 1
    gateway, other = subnet("GatewaySubnet", "10.0.9.0/27"), subnet("gatewaysubnet", "10.0.9.0/26")
    assert of("prefix-mismatch", over([web(), other], source=[web(), gateway])) == []


def test_a_mismatch_is_told_once_for_both_directions() -> None:
    [(subject, message)] = said("prefix-mismatch", over([web("10.0.0.0/23")]))
    assert subject == "subnet:vnet-asr/web"
    assert message.startswith("web is 10.0.0.0/23 in vnet-asr and 10.0.0.0/24 in vnet")


def test_capacity_counts_what_comes_and_what_is_there() -> None:
    [(_, message)] = said("capacity-low", over(taken(9, "10.0.0.0/28")))
    assert message == "1 of 11 addresses of web are left after a failover"
    assert of("capacity-low", over(taken(9, "10.0.0.0/28"), vm=machine("vm"))) == []
    [(_, message)] = said("capacity-low", over(taken(3)))
    assert message.startswith("0 of 3 ")


@pytest.mark.parametrize(("in_use", "told"), [(26, 1), (25, 0)])
def test_a_tenth_that_is_left_is_low_and_a_little_more_is_not(in_use: int, told: int) -> None:
    held = {f"10.0.0.{36 + number}": "" for number in range(in_use)}
    there = [web("10.0.0.0/29", "10.0.0.32/27", in_use=held)]
    assert len(of("capacity-low", over(there))) == told


@pytest.mark.parametrize(
    "plan",
    [
        plan(source_region=RESTRICTED, networks=()),
        plan(target_region=RESTRICTED, networks=()),
        nets("a->b", a=RESTRICTED, b=HOME),
        plan(
            [network("vnet", web()), network("vnet-asr", web(), region=RESTRICTED)],
            [machine("vm", ip("10.0.0.10"))],
            [item("vm")],
        ),
    ],
)
def test_a_restricted_region_is_told_once_wherever_it_is_used(plan: Plan) -> None:
    assert said("region-restricted", plan) == [
        ("plan", "France South is open to allowed subscriptions only")
    ]


def test_a_recovery_plan_holds_a_hundred_machines() -> None:
    assert of("group-limit", many(100)) == []
    assert said("group-limit", many(101)) == [
        ("plan", "101 machines are replicated; one recovery plan holds 100")
    ]


def test_an_edit_of_one_network_reaches_those_that_are_tested_in_its_peers() -> None:
    session = Session(drilled(peered_with=("prod",)))
    assert Code.TEST_IN_PRODUCTION in {finding.code for finding in session.findings}
    drill = session.plan.network("drill")
    for peers, found in (((), False), (("prod",), True), (("lab",), False)):
        row = drill.model_copy(update={"peered_with": peers})
        session.do(PutRow("peering", "virtual_networks", "drill", row))
        assert (Code.TEST_IN_PRODUCTION in {each.code for each in session.findings}) == found
        assert session.findings == findings(assign(session.plan))
    other = session.plan.network("prod").model_copy(update={"peered_with": ("drill",)})
    for row in (other, session.plan.network("prod")):
        session.do(PutRow("peering", "virtual_networks", "prod", row))
        assert session.findings == findings(assign(session.plan))


def test_a_machine_that_moves_frees_the_subnet_that_it_stood_in() -> None:
    there = [machine(f"dc-{n}", ip(f"10.0.0.{n}", in_network="vnet-asr"), region=AWAY)
             for n in (4, 5)]  # fmt: skip
    before = over([web("10.0.0.0/29"), subnet("db", "10.0.1.0/24")])
    session = Session(estate_with(estate_with(before, there[0]), there[1]))
    assert len([each for each in session.findings if each.code is Code.CAPACITY_LOW]) == 1
    moved = machine("dc-5", ip("10.0.1.5", "db", in_network="vnet-asr"), region=AWAY)
    session.do(PutRow("move", "virtual_machines", "dc-5", moved))
    assert session.findings == findings(assign(session.plan))
    assert not [each for each in session.findings if each.code is Code.CAPACITY_LOW]


def test_prefixes_differ_by_intent_where_the_target_has_none_of_the_addresses() -> None:
    space = ("10.60.0.0/16", "10.0.8.0/24")
    target = network("vnet-asr", subnet("web", "10.60.1.0/24"), region=AWAY, address_space=space)
    source = network("vnet", web("10.0.1.0/24"), address_space=("10.0.0.0/16",))
    pair = plan([source, target], mappings=("vnet->vnet-asr", "vnet-asr->vnet"))
    assert of("prefix-mismatch", pair) == []
    wider = target.model_copy(
        update={"address_space": network("x", address_space=("10.0.0.0/8",)).address_space}
    )
    pair = plan([source, wider], mappings=("vnet->vnet-asr", "vnet-asr->vnet"))
    assert len(of("prefix-mismatch", pair)) == 1
