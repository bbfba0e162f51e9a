"""The edits of what is replicated, and where to: what each does, and when it is refused."""

from collections.abc import Callable

import pytest

from models.edits import Edit, Together
from models.edits.replication import (
    Decisions,
    disable_replication,
    enable_replication,
    replicate,
    set_failover_network,
    set_group,
    set_regions,
    set_test_failover_network,
)
from models.errors import EditRefused
from models.plan import Plan
from models.rules.mapping import planned_copy
from models.session import Session
from tests.support.builders import (
    AWAY,
    HOME,
    at,
    changed,
    ip,
    item,
    machine,
    network,
    plan,
    settings,
    subnet,
)

WEB = subnet("web", "10.0.0.0/24")


@pytest.fixture
def estate() -> Plan:
    """Three machines, of which ``on`` is replicated and ``bare`` has no NIC."""
    networks = [
        network("vnet", WEB),
        network("second", WEB),
        network("vnet-asr", WEB, region=AWAY),
        network("drill", WEB, region=AWAY),
    ]
    machines = [
        machine("on", ip("10.0.0.4")),
        machine("off", ip("10.0.0.5")),
        machine("other", ip("10.0.0.6", in_network="second")),
        machine("bare"),
    ]
    items = [item("on", settings(failover=at("10.0.0.9")), note="first")]
    return plan(networks, machines, items, ["vnet->vnet-asr", "vnet-asr->vnet"])


def replicated(plan: Plan) -> dict[str, tuple[str, str | None, int]]:
    return {
        one.virtual_machine: (one.failover_network, one.test_failover_network, one.group)
        for one in plan.replicated_items
    }


def test_machines_are_replicated_together_each_to_the_default_of_its_network(estate: Plan) -> None:
    edit = enable_replication(
        estate, ["off", "other"], AWAY, test_failover_network="drill", group=2
    )
    after = edit.apply(estate)
    assert edit.label == "replicate 2 machines to southeastasia"
    assert replicated(after) == {
        "on": ("vnet-asr", None, 1),
        "off": ("vnet-asr", "drill", 2),
        "other": ("second-asr", "drill", 2),
    }
    assert [str(mapping) for mapping in after.network_mappings] == [
        *("vnet->vnet-asr", "vnet-asr->vnet", "second->second-asr", "second-asr->second"),
    ]


def test_replicating_one_machine_names_it(estate: Plan) -> None:
    assert enable_replication(estate, ["off"], AWAY).label == "replicate off to southeastasia"


def test_two_machines_of_a_network_without_a_copy_share_the_one_that_is_planned(
    estate: Plan,
) -> None:
    twin = machine("twin", ip("10.0.0.7", in_network="second"))
    machines = estate.virtual_machines.put(twin)
    at = Plan(virtual_networks=estate.virtual_networks, virtual_machines=machines)
    after = enable_replication(at, ["other", "twin"], AWAY).apply(at)
    assert replicated(after) == {
        "other": ("second-asr", None, 1),
        "twin": ("second-asr", None, 1),
    }
    assert len(after.virtual_networks) == len(at.virtual_networks) + 1


def test_stopping_takes_the_items_and_their_settings_away_and_leaves_the_mappings(
    estate: Plan,
) -> None:
    edit = disable_replication(estate, ["on"])
    after = edit.apply(estate)
    assert edit.label == "stop replicating on"
    assert (replicated(after), after.network_mappings) == ({}, estate.network_mappings)
    again = enable_replication(after, ["on"], AWAY).apply(after)
    assert again.replicated_items["on"].ip_configurations == ()


def test_stopping_several_is_undone_as_one_with_their_settings_and_places(estate: Plan) -> None:
    session = Session(enable_replication(estate, ["off", "other"], AWAY).apply(estate))
    before = session.plan
    session.do(disable_replication(before, ["off", "on"]))
    assert session.undo_label == "stop replicating 2 machines"
    assert list(replicated(session.plan)) == ["other"]
    session.undo()
    assert list(replicated(session.plan)) == ["on", "off", "other"]
    assert session.plan == before


def test_an_item_fails_over_to_another_network_and_keeps_its_settings(estate: Plan) -> None:
    edit = set_failover_network(estate, "on", "drill")
    after = edit.apply(estate).replicated_items["on"]
    assert edit.label == "fail on over to drill"
    assert (after.failover_network, after.note) == ("drill", "first")
    assert after.ip_configurations == estate.replicated_items["on"].ip_configurations


@pytest.mark.parametrize(
    ("network", "label"), [("drill", "test on in drill"), (None, "test on nowhere")]
)
def test_an_item_is_tested_somewhere_or_nowhere(
    estate: Plan, network: str | None, label: str
) -> None:
    edit = set_test_failover_network(estate, "on", network)
    assert edit.label == label
    assert edit.apply(estate).replicated_items["on"].test_failover_network == network


def test_an_item_moves_to_another_group(estate: Plan) -> None:
    edit = set_group(estate, "on", 3)
    assert edit.label == "put on in group 3"
    assert edit.apply(estate).replicated_items["on"].group == 3


@pytest.mark.parametrize(
    ("source", "target", "label"),
    [
        (HOME, AWAY, "plan eastasia to southeastasia"),
        (None, AWAY, "plan any region to southeastasia"),
        (None, None, "plan any region to any region"),
    ],
)
def test_the_two_regions_are_chosen_as_one_edit(
    estate: Plan, source: str | None, target: str | None, label: str
) -> None:
    edit = set_regions(source, target)
    after = edit.apply(estate)
    assert edit.label == label
    assert (after.source_region, after.target_region) == (source, target)
    assert edit.inverse(estate).apply(after) == estate


Make = Callable[[Plan], Edit]
REFUSED: tuple[tuple[str, Make, str], ...] = (
    (
        *("replicated already", lambda plan: enable_replication(plan, ["on"], AWAY)),
        "on is already replicated; stop replicating it first.",
    ),
    (
        *("twice in one edit", lambda plan: enable_replication(plan, ["off", "off"], AWAY)),
        "off is already replicated; stop replicating it first.",
    ),
    (
        *("the own region", lambda plan: enable_replication(plan, ["off"], HOME)),
        "off runs in eastasia; it can be replicated to another region only.",
    ),
    (
        *("no IP configuration", lambda plan: enable_replication(plan, ["bare"], AWAY)),
        "bare has no IP configuration, so there is nothing to plan for it.",
    ),
    (
        *("an unknown machine", lambda plan: enable_replication(plan, ["x"], AWAY)),
        "There is no virtual machine 'x' in this plan; add it first.",
    ),
    (
        *("no machine", lambda plan: enable_replication(plan, [], AWAY)),
        "Choose the machines to replicate first.",
    ),
    (
        "a target elsewhere",
        lambda plan: enable_replication(plan, ["off"], AWAY, plan.network("second")),
        "second is in eastasia; choose a network in southeastasia, where off goes.",
    ),
    (
        "an unknown test network",
        lambda plan: enable_replication(plan, ["off"], AWAY, test_failover_network="x"),
        "There is no virtual network 'x' in this plan; add it first.",
    ),
    (
        *("a group of 0", lambda plan: enable_replication(plan, ["off"], AWAY, group=0)),
        "Recovery-plan groups are counted from 1; 0 is none.",
    ),
    (
        *("stopping what is not replicated", lambda plan: disable_replication(plan, ["on", "off"])),
        "off is not replicated, so there is nothing to stop.",
    ),
    (
        *("stopping nothing", lambda plan: disable_replication(plan, [])),
        "Choose the machines to stop replicating first.",
    ),
    (
        *("a network for no item", lambda plan: set_failover_network(plan, "off", "drill")),
        "off is not replicated; enable replication first.",
    ),
    (
        *("an unknown network", lambda plan: set_failover_network(plan, "on", "x")),
        "There is no virtual network 'x' in this plan; add it first.",
    ),
    (
        *("a network at home", lambda plan: set_failover_network(plan, "on", "second")),
        "second is in eastasia, where on runs; choose a network in another region.",
    ),
    (
        *("a test for no item", lambda plan: set_test_failover_network(plan, "off", None)),
        "off is not replicated; enable replication first.",
    ),
    (
        *("a test in an unknown network", lambda plan: set_test_failover_network(plan, "on", "x")),
        "There is no virtual network 'x' in this plan; add it first.",
    ),
    (
        *("a group for no item", lambda plan: set_group(plan, "off", 2)),
        "off is not replicated; enable replication first.",
    ),
    (
        *("group 0", lambda plan: set_group(plan, "on", 0)),
        "Recovery-plan groups are counted from 1; 0 is none.",
    ),
    (
        *("one region twice", lambda plan: set_regions(HOME, HOME)),
        "Source and target are both eastasia; a failover needs two regions, so choose another.",
    ),
)


@pytest.mark.parametrize(
    ("make", "message"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_an_edit_of_replication_that_cannot_be_is_refused_with_what_to_do_first(
    estate: Plan, make: Make, message: str
) -> None:
    with pytest.raises(EditRefused) as refused:
        make(estate)
    assert str(refused.value) == message


def test_enabling_is_one_edit_of_the_network_the_mappings_and_the_item(estate: Plan) -> None:
    edit = enable_replication(estate, ["other"], AWAY)
    assert isinstance(edit, Together)
    assert [step.label for step in edit.edits] == [
        "plan second-asr",
        "map second to second-asr and back",
        "replicate other",
    ]
    assert edit.inverse(estate).apply(edit.apply(estate)) == estate


def test_each_source_network_leads_to_the_target_chosen_for_it(estate: Plan) -> None:
    copy = changed(planned_copy(estate.network("second"), AWAY), id="new", name="new")
    targets = {"vnet": estate.network("drill"), "second": copy}
    edit = replicate(estate, ["off", "other"], Decisions(AWAY, targets=targets))
    after = edit.apply(estate)
    assert replicated(after)["off"][0] == "drill"
    assert replicated(after)["other"][0] == "new"
    assert [str(mapping) for mapping in after.network_mappings] == [
        *("vnet->vnet-asr", "vnet-asr->vnet", "second->new", "new->second"),
    ]
    assert edit.inverse(estate).apply(after) == estate


def test_a_failover_subnet_is_set_for_whoever_stands_in_the_source_subnet(estate: Plan) -> None:
    subnets = {("vnet", "web"): "front"}
    after = replicate(estate, ["off", "other"], Decisions(AWAY, subnets=subnets)).apply(estate)
    assert after.replicated_items["off"].ip_configurations == (
        settings(failover=at(None, "front")),
    )
    assert after.replicated_items["other"].ip_configurations == ()


def test_a_network_to_be_created_must_not_have_the_id_of_another_one(estate: Plan) -> None:
    copy = changed(planned_copy(estate.network("vnet"), AWAY), id="drill")
    with pytest.raises(EditRefused, match="The plan has another network with the id drill"):
        replicate(estate, ["off"], Decisions(AWAY, targets={"vnet": copy}))


def test_two_copies_of_one_id_are_refused(estate: Plan) -> None:
    copies = {
        id: changed(planned_copy(estate.network(id), AWAY), id="new", name=f"new-{id}")
        for id in ("vnet", "second")
    }
    with pytest.raises(EditRefused, match="another id"):
        replicate(estate, ["off", "other"], Decisions(AWAY, targets=copies))
