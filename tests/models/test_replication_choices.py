"""Choices before machines are replicated: what is offered, what follows, what comes of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.addresses import address_text
from models.assignment import Scenario
from models.errors import EditRefused
from models.plan import NetworkMapping, Plan
from models.replication_choices import (
    ReplicationChoices,
    default_region,
    enable,
    followed,
    for_machines,
    networks_for_tests,
    obstacles,
    region_refused,
    sources,
    targets,
)
from models.replication_review import review
from models.replication_rows import ChoiceRow, What, by_default, choice_rows
from models.replication_words import about_stopping
from models.rules.mapping import planned_copy
from models.session import Session
from models.targets import offered_networks
from models.topology import State
from tests.support.builders import (
    AWAY,
    ELSEWHERE,
    HOME,
    changed,
    ip,
    item,
    machine,
    network,
    nic,
    plan,
    subnet,
)
from tests.support.drawn_plans import REGIONS, plans
from tests.support.laws import law

WEB, DB = subnet("web", "10.0.0.0/24"), subnet("db", "10.0.1.0/24")


@pytest.fixture
def estate() -> Plan:
    """``vnet`` is mapped, ``second`` is not; ``two`` stands in two subnets of ``second``."""
    networks = [
        network("vnet", WEB),
        network("second", WEB, DB, resource_group="rg"),
        network("vnet-asr", WEB, region=AWAY),
        network("drill", WEB, region=AWAY, production=False),
        network("far", WEB, region=ELSEWHERE),
    ]
    two = machine(
        "two",
        nic(ip("10.0.0.6", in_network="second"), name="n1", primary=True),
        nic(ip("10.0.1.6", "db", in_network="second"), name="n2"),
    )
    machines = [
        machine("on", ip("10.0.0.4")),
        machine("off", ip("10.0.0.5")),
        changed(two, resource_group="rg-app"),
        machine("bare"),
    ]
    return plan(networks, machines, [item("on")], ["vnet->vnet-asr"], target_region=AWAY)


def rows_of(plan: Plan, choices: ReplicationChoices) -> dict[str, ChoiceRow]:
    return {row.label: row for row in choice_rows(plan, choices)}


def test_the_default_region_is_the_target_unless_a_machine_runs_there(estate: Plan) -> None:
    assert default_region(estate, ["off"]) == AWAY
    there = machine("there", ip("10.0.0.9", in_network="vnet-asr"), region=AWAY)
    both = replace(estate, virtual_machines=estate.virtual_machines.put(there))
    assert default_region(both, ["there"]) == HOME
    assert default_region(both, ["off", "there"]) is None
    assert region_refused(both, ["off", "there"], AWAY) == (
        "there runs in southeastasia; a failover leads into another region (M1)."
    )
    wanted = "Choose the target region: the machines run in every region of the plan."
    assert list(obstacles(both, ReplicationChoices(("off", "there")))) == [wanted]


def test_machines_of_another_region_pair_go_where_their_networks_are_mapped(estate: Plan) -> None:
    other = replace(
        estate,
        source_region="norwayeast",
        network_mappings=(NetworkMapping(source="vnet", target="far"),),
    )
    assert default_region(other, ["off"]) == ELSEWHERE
    assert default_region(replace(other, source_region=HOME), ["off"]) == AWAY


def test_each_source_network_leads_to_its_mapping_or_to_a_copy(estate: Plan) -> None:
    choices = ReplicationChoices(("off", "two"), AWAY)
    leads = targets(estate, choices)
    assert sources(estate, choices.machines) == ("vnet", "second")
    assert {source: target.id for source, target in leads.items()} == {
        "vnet": "vnet-asr",
        "second": "second-asr",
    }
    assert leads["second"].state is State.PLANNED
    rows = rows_of(estate, choices)
    assert rows["vnet"].origin == "its mapping (M7)"
    assert rows["second"].origin == "a copy, to be created; mapped both ways (M5)"
    assert rows["Resource group rg-app"].value == "rg-app-asr"


@law
@given(plans(), st.sampled_from(REGIONS), st.integers(1, 3), st.data())
def test_the_targets_shown_are_those_that_the_edit_makes(
    plan: Plan, region: str, group: int, data: st.DataObject
) -> None:
    able = [
        one.id
        for one in plan.virtual_machines
        if plan.item(one.id) is None and one.region != region and one.in_failover_order
    ]
    chosen = data.draw(st.lists(st.sampled_from(able), unique=True) if able else st.just([]))
    choices = ReplicationChoices(tuple(chosen), region, group=group)
    if not chosen:
        return
    shown = targets(plan, choices)
    after = enable(plan, choices).apply(plan)
    for id in chosen:
        made, source = after.replicated_items[id], plan.machine(id).in_failover_order[0][1].network
        assert made.group == group
        assert after.network(made.failover_network) == shown[source]
        assert after.mappings_from(source)


@law
@given(plans(), st.sampled_from(REGIONS))
def test_a_review_foretells_just_what_the_edit_does(plan: Plan, region: str) -> None:
    able = [
        one.id
        for one in plan.virtual_machines
        if plan.item(one.id) is None and one.region != region and one.in_failover_order
    ]
    if not able:
        return
    session = Session(plan)
    choices = ReplicationChoices(tuple(able), region)
    edit = enable(plan, choices)
    found = review(session, edit, choices.machines)
    assert session.plan is plan
    before = set(session.findings)
    session.do(edit)
    for row in found.rows:
        assert row.failover == session.assignments.of(row.id, Scenario.FAILOVER)
        assert row.test_failover == session.assignments.of(row.id, Scenario.TEST_FAILOVER)
    assert set(found.preview.come) == set(session.findings) - before
    foretold = {(one.id, one.scenario): one.after for one in found.preview.effects}
    for row in found.rows:
        if row.failover is not None and row.failover.address is not None:
            after = address_text(row.failover.address)
            assert foretold[row.id, Scenario.FAILOVER] == after
    assert not {one.id.virtual_machine for one in found.others} & set(able)
    session.undo()
    assert session.plan == plan


def test_a_review_names_what_is_created_first_and_every_address(estate: Plan) -> None:
    choices = ReplicationChoices(("off", "two"), AWAY, test_failover_network="drill")
    found = review(Session(estate), enable(estate, choices), choices.machines)
    assert found.created == ("plan second-asr", "map second to second-asr and back")
    assert [str(row.id) for row in found.rows] == [
        *("off/nic/ipconfig1", "two/n1/ipconfig1", "two/n2/ipconfig1"),
    ]
    assert all(row.test_failover is not None for row in found.rows)


def test_another_network_is_chosen_without_changing_the_mapping(estate: Plan) -> None:
    choices = ReplicationChoices(("off",), AWAY).to_network("vnet", "drill")
    origin = rows_of(estate, choices)["vnet"].origin
    assert origin == "chosen; the mapping to vnet-asr stays (M7)"
    after = enable(estate, choices).apply(estate)
    assert after.replicated_items["off"].failover_network == "drill"
    assert after.network_mappings == estate.network_mappings


def test_a_customised_copy_is_created_as_it_was_written_down(estate: Plan) -> None:
    copy = changed(planned_copy(estate.network("second"), AWAY), id="new", name="new")
    choices = ReplicationChoices(("two",), AWAY).to_network("second", copy)
    assert "customised, to be created" in rows_of(estate, choices)["second"].origin
    after = enable(estate, choices).apply(estate)
    assert after.network("new") == copy
    assert {str(one) for one in after.network_mappings} >= {"second->new", "new->second"}


def test_failover_subnets_are_chosen_for_one_source_subnet_or_for_all(estate: Plan) -> None:
    choices = ReplicationChoices(("two",), AWAY).to_network("second", "drill")
    rows = choice_rows(estate, choices)
    every = next(row for row in rows if row.what is What.ALL_SUBNETS)
    one = next(row for row in rows if row.what is What.SUBNET and row.label == "db")
    assert (one.value, one.origin) == ("web", "the first by name (S3)")
    assert every.value == "by the rules"

    chosen = choices.to_subnet(one.keys, "web")
    assert rows_of(estate, chosen)["db"].origin == "chosen (S1)"
    assert rows_of(estate, chosen)["all its subnets"].value == "one for each"
    item = enable(estate, chosen).apply(estate).replicated_items["two"]
    assert [(ip.network_interface, ip.failover.subnet) for ip in item.ip_configurations] == [
        ("n2", "web")
    ]
    both = choices.to_subnet(every.keys, "web")
    item = enable(estate, both).apply(estate).replicated_items["two"]
    assert [ip.failover.subnet for ip in item.ip_configurations] == ["web", "web"]
    assert both.to_subnet(every.keys, None) == choices


def test_a_subnet_that_is_not_there_is_a_problem_in_its_row(estate: Plan) -> None:
    choices = ReplicationChoices(("off",), AWAY).to_subnet([("vnet", "web")], "gone")
    assert rows_of(estate, choices)["web"].problem == "vnet-asr has no such subnet"


def test_choosing_another_network_or_region_chooses_its_subnets_anew(estate: Plan) -> None:
    choices = ReplicationChoices(("off",), AWAY).to_subnet([("vnet", "web")], "web")
    assert choices.to_network("vnet", "drill").subnets == {}
    assert choices.to_network("second", "drill").subnets == choices.subnets
    assert choices.to_network("vnet", "drill").to_region(ELSEWHERE).networks == {}


@pytest.mark.parametrize("what", [What.REGION, What.NETWORK, What.SUBNET, What.TEST, What.GROUP])
def test_every_choice_can_be_the_default_again(estate: Plan, what: What) -> None:
    default = ReplicationChoices(("off",), AWAY)
    other = {
        What.REGION: default.to_region(ELSEWHERE),
        What.NETWORK: default.to_network("vnet", "drill"),
        What.SUBNET: default.to_subnet([("vnet", "web")], "web"),
        What.TEST: replace(default, test_failover_network="drill"),
        What.GROUP: replace(default, group=3),
    }[what]
    row = next(row for row in choice_rows(estate, other) if row.what is what)
    assert by_default(estate, other, row) == default


def test_a_name_that_is_too_long_has_to_be_another_first(estate: Plan) -> None:
    long = network("v" * 61, WEB)
    wide = machine("wide", ip("10.0.0.7", in_network=long.id))
    at = replace(
        estate,
        virtual_networks=estate.virtual_networks.put(long),
        virtual_machines=estate.virtual_machines.put(wide),
    )
    choices = ReplicationChoices(("wide",), AWAY)
    [wrong] = obstacles(at, choices)
    assert "The name has 65 characters; Azure allows 64. Choose a shorter one (M6)." in wrong
    short = changed(planned_copy(long, AWAY), name="short")
    assert list(obstacles(at, choices.to_network(long.id, short))) == []


def test_a_network_without_subnets_is_refused(estate: Plan) -> None:
    empty = network("empty", region=AWAY)
    at = replace(estate, virtual_networks=estate.virtual_networks.put(empty))
    choices = ReplicationChoices(("off",), AWAY).to_network("vnet", "empty")
    assert list(obstacles(at, choices)) == [
        "empty has no subnet, so no machine of vnet gets an address (S6)."
    ]


def test_a_network_that_is_gone_is_said_to_be(estate: Plan) -> None:
    choices = ReplicationChoices(("off",), AWAY).to_network("vnet", "gone")
    assert list(obstacles(estate, choices)) == [
        "gone is not in the plan any more; choose another network."
    ]
    assert rows_of(estate, choices)["vnet"].problem.startswith("gone is not in the plan")
    with pytest.raises(EditRefused):
        enable(estate, choices)


def test_machines_are_not_tested_in_their_own_region(estate: Plan) -> None:
    assert [one.id for one in networks_for_tests(estate, ["off"])] == ["vnet-asr", "drill", "far"]


def test_choices_stay_for_other_machines_that_can_go_there_too(estate: Plan) -> None:
    choices = replace(ReplicationChoices(("off",), ELSEWHERE), group=4)
    assert for_machines(estate, choices, ("two",)) == replace(choices, machines=("two",))
    assert for_machines(estate, ReplicationChoices(), ("two",)).region == AWAY


def test_a_default_region_follows_the_plan_and_a_chosen_one_does_not(estate: Plan) -> None:
    other = replace(estate, target_region=ELSEWHERE)
    assert followed(estate, other, ReplicationChoices(("off",), AWAY)).region == ELSEWHERE
    assert followed(estate, other, ReplicationChoices(("off",), "norwayeast")).region == (
        "norwayeast"
    )


OFFERED: tuple[tuple[str, str, bool, list[str]], ...] = (
    ("no copy where one is there", "vnet", True, ["vnet-asr", "drill"]),
    ("the copy after what is there", "second", True, ["vnet-asr", "drill", "second-asr"]),
    ("other regions last", "second", False, ["vnet-asr", "drill", "second-asr", "far"]),
)


@pytest.mark.parametrize(
    ("source", "only_there", "ids"), [row[1:] for row in OFFERED], ids=[row[0] for row in OFFERED]
)
def test_networks_are_offered_with_the_copy_that_would_be_made(
    estate: Plan, source: str, only_there: bool, ids: list[str]
) -> None:
    offered = offered_networks(estate, source, AWAY, only_there=only_there)
    assert [one.id for one in offered] == ids


def test_a_copy_that_is_chosen_already_is_offered_in_place_of_another(estate: Plan) -> None:
    copy = planned_copy(estate.network("second"), AWAY)
    offered = offered_networks(estate, "second", AWAY, (copy,))
    assert [one.id for one in offered].count("second-asr") == 1
    assert copy in offered


def test_stopping_says_that_the_mappings_stay(estate: Plan) -> None:
    assert about_stopping(estate, ["on"]).endswith("mappings stay: vnet → vnet-asr.")


def test_networks_of_one_name_share_the_copy_as_the_edit_makes_it() -> None:
    networks = [network("one", WEB, name="same"), network("two", DB, name="same")]
    machines = [
        machine("m1", ip("10.0.0.4", in_network="one")),
        machine("m2", ip("10.0.1.4", "db", in_network="two")),
    ]
    at, choices = plan(networks, machines), ReplicationChoices(("m1", "m2"), AWAY)
    shown = {source: target.id for source, target in targets(at, choices).items()}
    assert shown == {"one": "same-asr", "two": "same-asr"}
    items = enable(at, choices).apply(at).replicated_items
    assert {item.failover_network for item in items} == {"same-asr"}
