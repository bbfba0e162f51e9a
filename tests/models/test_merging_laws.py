"""What holds for every import into every plan."""

from dataclasses import replace

from hypothesis import given, settings

from models.assign import assign
from models.merging import merge
from models.plan import Plan
from models.topology import VirtualMachine, VirtualNetwork
from tests.support.drawn_plans import flaws_of, plans
from tests.support.laws import law

brief = settings(law, max_examples=12)
"""Two plans are drawn for each example."""
AZURE = {"subscription": "s", "resource_group": "rg"}


def facts_of(plan: Plan) -> Plan:
    """A plan without its decisions."""
    return replace(
        Plan(), virtual_networks=plan.virtual_networks, virtual_machines=plan.virtual_machines
    )


def in_azure(plan: Plan, prefix: str = "") -> Plan:
    """The plan with what Azure tells things by, under ids of their own."""
    ids = {row.id: f"{prefix}{row.id}" for row in plan.virtual_networks}

    def network(row: VirtualNetwork) -> VirtualNetwork:
        return row.model_copy(update={"id": ids[row.id], "name": row.id, **AZURE})

    def machine(row: VirtualMachine) -> VirtualMachine:
        nics = tuple(
            nic.model_copy(
                update={
                    "ip_configurations": tuple(
                        ip.model_copy(update={"network": ids[ip.network]})
                        for ip in nic.ip_configurations
                    )
                }
            )
            for nic in row.network_interfaces
        )
        return row.model_copy(
            update={"id": f"{prefix}{row.id}", "network_interfaces": nics, **AZURE}
        )

    return replace(
        plan,
        virtual_networks=plan.virtual_networks.with_rows(map(network, plan.virtual_networks)),
        virtual_machines=plan.virtual_machines.with_rows(map(machine, plan.virtual_machines)),
    )


@brief
@given(plans())
def test_the_facts_of_a_plan_change_nothing_in_it(plan: Plan) -> None:
    for theirs in (facts_of(plan), plan, Plan()):
        merged = merge(plan, theirs)
        assert merged.plan is plan
        assert (merged.differences, merged.vanished, merged.otherwise) == ([], (), ())


@brief
@given(plans())
def test_ids_of_an_import_change_nothing_where_azure_tells_what_is_what(plan: Plan) -> None:
    mine = in_azure(plan)
    theirs = facts_of(in_azure(plan, "their-"))
    assert merge(mine, theirs).plan == mine
    assert merge(mine, theirs, drop_vanished=True).plan == mine


@brief
@given(plans(most_machines=4), plans(most_machines=4))
def test_whatever_is_imported_the_plan_means_something_and_again_changes_nothing(
    plan: Plan, theirs: Plan
) -> None:
    for drop in (False, True):
        for imported in (theirs, facts_of(theirs)):
            merged = merge(plan, imported, drop_vanished=drop)
            assert flaws_of(merged.plan) == []
            assign(merged.plan)
            again = merge(merged.plan, imported, drop_vanished=drop)
            assert again.plan == merged.plan
            assert again.clashes == ()


@brief
@given(plans(most_machines=4), plans(most_machines=4))
def test_facts_alone_touch_no_mapping_and_no_item(plan: Plan, theirs: Plan) -> None:
    merged = merge(plan, facts_of(theirs))
    after = merged.plan
    assert after.network_mappings == plan.network_mappings
    assert list(after.replicated_items.keys()) == list(plan.replicated_items.keys())
    for mine, left in zip(plan.replicated_items, after.replicated_items, strict=True):
        lost = {one.name for one in merged.clashes if one.gone}
        kept = [
            row
            for row in mine.ip_configurations
            if f"{mine.virtual_machine}/{row.network_interface}/{row.name}" not in lost
            and not row.empty
        ]
        assert [row for row in left.ip_configurations if not row.empty] == kept
    assert (after.name, after.policy, after.note) == (plan.name, plan.policy, plan.note)


@brief
@given(plans(most_machines=4), plans(most_machines=4))
def test_what_stays_keeps_its_order_and_what_is_new_comes_last(plan: Plan, theirs: Plan) -> None:
    merged = merge(plan, theirs).plan
    for before, after in (
        (plan.virtual_networks.keys(), merged.virtual_networks.keys()),
        (plan.virtual_machines.keys(), merged.virtual_machines.keys()),
        (plan.replicated_items.keys(), merged.replicated_items.keys()),
    ):
        staying = [key for key in before if key in set(after)]
        assert list(after)[: len(staying)] == staying


@brief
@given(plans(most_machines=4), plans(most_machines=4))
def test_nothing_that_was_decided_about_goes_without_a_word(plan: Plan, theirs: Plan) -> None:
    merged = merge(plan, facts_of(theirs), drop_vanished=True)
    told = {one.name for one in merged.vanished}
    for item in plan.replicated_items:
        if merged.plan.item(item.virtual_machine) is None:
            assert {item.virtual_machine, item.failover_network} & told
    for mapping in plan.network_mappings:
        if mapping not in merged.plan.network_mappings:
            assert {mapping.source, mapping.target} & told
