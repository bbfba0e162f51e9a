"""M1 to M11: what a network mapping is, what is offered, and what never moves."""

from collections.abc import Callable
from typing import Any

import pytest

from models.assign import assign
from models.assignment import Scenario
from models.edits import Edit
from models.edits.mappings import change_mapping, lead_network, map_network, unmap_all
from models.edits.replication import enable_replication, set_failover_network
from models.errors import EditRefused
from models.findings import Code, findings
from models.plan import Plan
from models.rules.mapping import (
    default_name,
    default_resource_group,
    default_target,
    distinct,
    mapping_to_region,
    planned_copy,
    reverse_of,
)
from models.rules.names import LONGEST_NAME
from models.session import Session
from models.topology import State, VirtualNetwork
from tests.support.builders import (
    AWAY,
    ELSEWHERE,
    HOME,
    changed,
    ip,
    item,
    machine,
    network,
    plan,
    result,
    subnet,
    subnet_words,
)

WEB = subnet("web", "10.0.0.0/24")
NETWORKS = (
    network("vnet", WEB),
    network("second", WEB),
    network("vnet-asr", WEB, region=AWAY),
    network("other-asr", WEB, region=AWAY),
    network("far", WEB, region=ELSEWHERE),
)


def estate(*mappings: str, replicated: bool = False) -> Plan:
    """Two networks at home, two away, one elsewhere; ``vm`` stands in ``vnet``."""
    vms = [machine("vm", ip("10.0.0.9")), machine("next", ip("10.0.0.10"))]
    return plan(NETWORKS, vms, [item("vm")] if replicated else [], mappings)


def mapped(plan: Plan) -> list[str]:
    return [str(mapping) for mapping in plan.network_mappings]


def codes(plan: Plan) -> set[Code]:
    return {found.code for found in findings(assign(plan))}


# M1 to M3: what a mapping is


def test_m1_a_mapping_leads_to_a_network_in_another_region() -> None:
    with pytest.raises(EditRefused, match=r"both in eastasia; choose a network in another region"):
        map_network(estate(), "vnet", "second")


def test_m1_a_mapping_inside_a_region_that_a_file_holds_is_a_finding() -> None:
    assert Code.SAME_REGION_MAPPING in codes(estate("vnet->second"))


@pytest.mark.parametrize("mappings", [(), ("vnet->other-asr", "other-asr->vnet")])
def test_m1_the_failover_goes_where_the_item_says_wherever_the_mapping_leads(
    mappings: tuple[str, ...],
) -> None:
    results = assign(estate(*mappings, replicated=True))
    assert subnet_words(result(results, "vm", Scenario.FAILOVER)) == "vnet-asr/web same-name"


def test_m2_a_network_has_one_mapping_for_each_target_region() -> None:
    once = map_network(estate(), "vnet", "vnet-asr").apply(estate())
    with pytest.raises(EditRefused, match="already mapped to vnet-asr in southeastasia"):
        map_network(once, "vnet", "other-asr")
    twice = map_network(once, "vnet", "far").apply(once)
    assert [str(one) for one in twice.mappings_from("vnet")] == ["vnet->vnet-asr", "vnet->far"]


def test_m2_several_networks_may_lead_to_one_and_its_reverse_names_the_first() -> None:
    at = estate()
    for source in ("vnet", "second"):
        at = map_network(at, source, "vnet-asr").apply(at)
    assert mapped(at) == ["vnet->vnet-asr", "vnet-asr->vnet", "second->vnet-asr"]
    assert {Code.MANY_TO_ONE_MAPPING, Code.REVERSE_MISMATCH} <= codes(at)


def test_m2_of_two_mappings_into_one_region_the_first_counts() -> None:
    twice = estate("vnet->other-asr", "vnet->vnet-asr")
    standing = mapping_to_region(twice, "vnet", AWAY)
    assert str(standing) == "vnet->other-asr"
    assert default_target(twice, twice.network("vnet"), AWAY).id == "other-asr"


def test_m3_each_direction_is_a_mapping_of_its_own() -> None:
    one_way = map_network(estate(), "vnet", "vnet-asr", reverse=False).apply(estate())
    assert mapped(one_way) == ["vnet->vnet-asr"]
    assert reverse_of(one_way, one_way.network_mappings[0]) is None
    both = map_network(estate(), "vnet", "vnet-asr").apply(estate())
    assert mapped(both) == ["vnet->vnet-asr", "vnet-asr->vnet"]
    assert reverse_of(both, both.network_mappings[0]) == both.network_mappings[1]


def test_m4_any_two_regions_may_be_mapped_also_those_that_microsoft_does_not_pair() -> None:
    at = map_network(estate(), "vnet", "far").apply(estate())
    assert mapped(at) == ["vnet->far", "far->vnet"]


# M5 to M7: enabling replication


def test_m5_enabling_replication_without_a_mapping_creates_both_directions() -> None:
    at = estate()
    edit = enable_replication(at, ["vm"], AWAY, at.network("other-asr"))
    assert mapped(edit.apply(at)) == ["vnet->other-asr", "other-asr->vnet"]


def test_m5_a_reverse_that_the_target_has_already_stays() -> None:
    at = estate("vnet-asr->second")
    after = enable_replication(at, ["vm"], AWAY, at.network("vnet-asr")).apply(at)
    assert mapped(after) == ["vnet-asr->second", "vnet->vnet-asr"]
    assert Code.REVERSE_MISMATCH in codes(after)
    results = assign(after)
    assert subnet_words(result(results, "vm", Scenario.FAILBACK)) == "second/web same-name"


def test_m5_a_mapping_of_the_target_into_a_third_region_is_no_reverse() -> None:
    at = estate("vnet-asr->far")
    after = enable_replication(at, ["vm"], AWAY, at.network("vnet-asr")).apply(at)
    assert mapped(after) == ["vnet-asr->far", "vnet->vnet-asr", "vnet-asr->vnet"]


def test_m5_two_machines_of_one_network_get_the_mappings_once() -> None:
    after = enable_replication(estate(), ["vm", "next"], AWAY).apply(estate())
    assert mapped(after) == ["vnet->vnet-asr", "vnet-asr->vnet"]
    assert [one.failover_network for one in after.replicated_items] == ["vnet-asr"] * 2


def test_m5_with_a_mapping_in_one_direction_no_other_is_added() -> None:
    at = estate("vnet->vnet-asr")
    assert mapped(enable_replication(at, ["vm"], AWAY).apply(at)) == ["vnet->vnet-asr"]


def alone(**fields: Any) -> VirtualNetwork:
    """A network with everything that a copy must take over, and what it must not."""
    return network(
        "prod",
        subnet("web", "10.0.0.0/25", in_use={"10.0.0.9": "ilb"}, note="ours"),
        subnet("Db", "10.0.0.128/26", "10.0.1.0/24", delegation="Microsoft.Sql/managedInstances"),
        subnet("GatewaySubnet", "10.0.2.0/27"),
        **{"name": "Prod", "resource_group": "rg", "note": "live", "peered_with": ("hub",)}
        | fields,
    )


def test_m6_the_default_is_a_copy_of_the_source_in_the_target_region() -> None:
    source = alone()
    copy = default_target(plan([source]), source, AWAY)
    assert (copy.name, copy.region, copy.resource_group) == ("Prod-asr", AWAY, "rg-asr")
    assert copy.address_space == source.address_space
    assert [(part.name, part.address_prefixes) for part in copy.subnets] == [
        (part.name, part.address_prefixes) for part in source.subnets
    ]


def test_m6_the_copy_is_planned_empty_and_not_production() -> None:
    copy = planned_copy(alone(), AWAY)
    assert (copy.state, copy.production, copy.peered_with, copy.note) == (
        *(State.PLANNED, False, (), None),
    )
    assert {(part.in_use, part.note) for part in copy.subnets} == {((), None)}


def test_m6_the_source_is_never_renamed() -> None:
    source = alone()
    at = plan([source], [machine("vm", ip("10.0.0.10", in_network="prod"))])
    assert enable_replication(at, ["vm"], AWAY).apply(at).network("prod") == source


@pytest.mark.parametrize("name", ["Prod-asr", "prod-ASR"])
@pytest.mark.parametrize("state", State)
def test_m6_a_network_of_that_name_in_the_target_region_is_offered_instead(
    name: str, state: State
) -> None:
    standing = network(
        "there", subnet("other", "172.16.0.0/24"), region=AWAY, name=name, state=state
    )
    assert default_target(plan([alone(), standing]), alone(), AWAY) == standing


def test_m6_a_network_of_that_name_in_another_region_is_not() -> None:
    elsewhere = network("Prod-asr", WEB, region=ELSEWHERE)
    offered = default_target(plan([alone(), elsewhere]), alone(), AWAY)
    assert (offered.id, offered.name, offered.region) == ("Prod-asr-2", "Prod-asr", AWAY)


def test_m6_a_copy_may_be_customised_before_it_is_planned() -> None:
    source = alone()
    at = plan([source], [machine("vm", ip("10.0.0.10", in_network="prod"))])
    own = changed(planned_copy(source, AWAY), id="dr", name="dr", subnets=(WEB,))
    after = enable_replication(at, ["vm"], AWAY, own).apply(at)
    assert after.network("dr") == own
    assert mapped(after) == ["prod->dr", "dr->prod"]


@pytest.mark.parametrize(("length", "too_long"), [(60, False), (61, True)])
def test_m6_a_name_of_more_than_64_characters_is_an_error_that_asks_for_another(
    length: int, too_long: bool
) -> None:
    source = network("n" * length, WEB)
    at = plan([source], [machine("vm", ip("10.0.0.9", in_network=source.id))])
    after = enable_replication(at, ["vm"], AWAY).apply(at)
    assert len(default_name(source)) == length + 4
    found = [one for one in findings(assign(after)) if one.code is Code.NAME_TOO_LONG]
    assert [one.fix for one in found] == (["choose a shorter name"] if too_long else [])
    assert LONGEST_NAME == 64


def test_m6_ids_that_are_taken_get_a_number() -> None:
    assert distinct("a", ["b"]) == "a"
    assert distinct("a", ["a", "a-2", "a-4"]) == "a-3"


def test_m7_the_mapping_gives_the_default_of_the_next_machine() -> None:
    at = estate("vnet->other-asr", "other-asr->vnet")
    after = enable_replication(at, ["vm"], AWAY).apply(at)
    assert after.replicated_items["vm"].failover_network == "other-asr"


def test_m7_choosing_another_network_does_not_change_the_mapping() -> None:
    at = estate("vnet->other-asr", "other-asr->vnet")
    after = enable_replication(at, ["vm"], AWAY, at.network("vnet-asr")).apply(at)
    assert after.replicated_items["vm"].failover_network == "vnet-asr"
    assert after.network_mappings == at.network_mappings


def test_m7_a_mapping_into_another_region_gives_no_default_there() -> None:
    at = estate("vnet->far", "far->vnet")
    assert default_target(at, at.network("vnet"), AWAY).id == "vnet-asr"


# M8 and M9: changing a mapping

PAIR = ("vnet->vnet-asr", "vnet-asr->vnet")


def test_m8_changing_a_mapping_while_its_reverse_exists_is_refused_with_the_steps() -> None:
    with pytest.raises(EditRefused) as refused:
        map_network(estate(*PAIR), "vnet", "other-asr")
    assert str(refused.value) == (
        "vnet is already mapped to vnet-asr in southeastasia. To change it: delete vnet-asr → vnet;"
        " change vnet → vnet-asr; create the new reverse mapping (M8)."
    )


def test_m8_all_three_steps_in_their_order_are_one_edit_and_undone_as_one() -> None:
    session = Session(estate(*PAIR))
    edit = change_mapping(session.plan, session.plan.network_mappings[0], "other-asr")
    at, seen = session.plan, []
    for step in edit.edits:
        at = step.apply(at)
        seen.append(mapped(at))
    assert seen == [
        ["vnet->vnet-asr"],
        ["vnet->other-asr"],
        ["vnet->other-asr", "other-asr->vnet"],
    ]
    session.do(edit)
    assert session.plan == at
    session.undo()
    assert mapped(session.plan) == list(PAIR)
    assert session.undo_label is None


MOVES: dict[str, Callable[[Plan], Edit]] = {
    "change": lambda at: change_mapping(at, at.network_mappings[0], "other-asr"),
    "lead": lambda at: lead_network(at, "vnet", at.network("other-asr")),
    "delete": lambda at: unmap_all(at, "vnet"),
    "delete the reverse": lambda at: unmap_all(at, "vnet-asr"),
    "map elsewhere": lambda at: map_network(at, "vnet", "far"),
}


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_m9_changing_or_deleting_a_mapping_moves_no_replicated_item(
    move: Callable[[Plan], Edit],
) -> None:
    session = Session(estate(*PAIR, replicated=True))
    items, before = session.plan.replicated_items, session.assignments.failover
    at_failover = [before(id) for id in session.assignments.in_order()]
    session.do(move(session.plan))
    assert session.plan.replicated_items == items
    after = session.assignments.failover
    assert [after(id) for id in session.assignments.in_order()] == at_failover


def test_m10_the_network_of_an_item_is_changed_in_its_own_settings() -> None:
    at = estate(*PAIR, replicated=True)
    after = set_failover_network(at, "vm", "other-asr").apply(at)
    assert after.replicated_items["vm"].failover_network == "other-asr"
    assert after.network_mappings == at.network_mappings


def test_m10_it_is_refused_inside_the_region_of_the_machine() -> None:
    with pytest.raises(EditRefused, match="choose a network in another region"):
        set_failover_network(estate(replicated=True), "vm", "second")


def test_m11_the_target_resource_group_is_that_of_the_source_with_asr() -> None:
    assert default_resource_group("contoso-rg") == "contoso-rg-asr"
    assert planned_copy(alone(), AWAY).resource_group == "rg-asr"
    assert planned_copy(alone(resource_group=None), AWAY).resource_group is None


def test_m11_a_second_copy_reuses_the_resource_group() -> None:
    first = planned_copy(alone(), AWAY)
    second = planned_copy(changed(alone(), id="two", name="Two"), AWAY)
    assert (first.resource_group, second.resource_group) == ("rg-asr", "rg-asr")
    assert HOME not in (first.region, second.region)
