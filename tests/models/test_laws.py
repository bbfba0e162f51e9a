"""What holds for every plan, whatever it looks like."""

from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from models.assign import assign
from models.assignment import AddressRule, Reason, Scenario
from models.edits.settings import pin_all
from models.errors import EditRefused
from models.plan import AllocationOrder, Plan, ReplicatedItem, SameAddressSpace
from models.topology import IpConfigurationId
from tests.support.builders import number
from tests.support.drawn_plans import flaws_of, plans
from tests.support.laws import Results, law, results_of
from tests.support.oracle import expected
from tests.support.oracle_subnets import (
    inside,
    kept_by_azure,
    no_vm_may_be_in,
    occupied,
    occupied_at_failback,
)


@law
@given(plans())
def test_every_drawn_plan_is_one_that_a_file_may_hold(plan: Plan) -> None:
    assert flaws_of(plan) == []


@law
@given(plans(), st.sampled_from((None, "a", "b")))
def test_the_engine_gives_what_a_plain_reading_of_the_rules_gives(
    plan: Plan, test_network: str | None
) -> None:
    wanted = {
        (scenario, id): result
        for scenario, results in expected(plan, test_network).items()
        for id, result in results.items()
    }
    assert results_of(assign(plan, test_network)) == wanted


@law
@given(plans())
def test_no_address_is_given_twice_none_that_azure_keeps_and_none_that_is_occupied(
    plan: Plan,
) -> None:
    given_out = Counter(
        (scenario, result.network, result.subnet, result.address)
        for (scenario, _), result in results_of(assign(plan)).items()
        if result.address is not None
    )
    for (scenario, network_id, name, address), times in given_out.items():
        assert network_id is not None
        assert name is not None
        assert address is not None
        network = plan.network(network_id)
        subnet = next(part for part in network.subnets if part.name == name)
        held = occupied_at_failback if scenario is Scenario.FAILBACK else occupied
        assert times == 1
        assert address in inside(subnet)
        assert address not in kept_by_azure(subnet)
        assert address not in held(plan, network, subnet)
        assert not no_vm_may_be_in(subnet)


@law
@given(plans())
def test_a_source_address_that_nobody_else_wants_is_kept_where_prefixes_are_equal(
    plan: Plan,
) -> None:
    plan = with_policy(plan)
    results = assign(plan)
    wanting = Counter(
        (landing.network, landing.subnet, address)
        for id in results.in_order()
        if (landing := results.failover(id))
        for address in wanted_by(plan, id)
    )
    for id in results.in_order():
        result, ip = results.failover(id), plan.ip_configuration(id)
        assert result is not None
        if result.reason in LANDED_NOWHERE or plan.settings_of(id).failover.address is not None:
            continue
        assert result.network is not None
        network = plan.network(result.network)
        target = next(part for part in network.subnets if part.name == result.subnet)
        free = set(inside(target)) - kept_by_azure(target) - set(occupied(plan, network, target))
        alone = wanting[result.network, result.subnet, ip.ipv4] == 1
        if target.ranges == plan.subnet_of(ip).ranges and ip.ipv4 in free and alone:
            assert (result.rule, result.address) == (AddressRule.RETAINED, ip.ipv4)


LANDED_NOWHERE = {
    Reason.NOT_SELECTED,
    Reason.IPV6_UNSUPPORTED,
    Reason.NO_SUBNET,
    Reason.RESERVED_SUBNET,
}


def with_policy(plan: Plan) -> Plan:
    """The plan under the policy that the law is about; the other two stay as they are."""
    update = {
        "same_address_space": SameAddressSpace.EQUAL,
        "allocation_order": AllocationOrder.RETAINED_FIRST,
    }
    return replace(plan, policy=plan.policy.model_copy(update=update))


def wanted_by(plan: Plan, id: IpConfigurationId) -> set[int | None]:
    """The addresses that somebody would take if they could: the own and the one that is set."""
    wanted = {plan.ip_configuration(id).ipv4}
    if (address := plan.settings_of(id).failover.address) is not None:
        wanted.add(number(str(address)) if address.version == 4 else None)
    return wanted


@law
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_networks_and_machines_in_the_plan_changes_nothing(
    plan: Plan, random: Random
) -> None:
    networks, machines = list(plan.virtual_networks), list(plan.virtual_machines)
    random.shuffle(networks)
    random.shuffle(machines)
    shuffled = replace(
        plan,
        virtual_networks=plan.virtual_networks.with_rows(networks),
        virtual_machines=plan.virtual_machines.with_rows(machines),
    )
    assert results_of(assign(shuffled)) == results_of(assign(plan))


@law
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_items_counts_only_within_their_group(plan: Plan, random: Random) -> None:
    mixed = list(plan.replicated_items)
    random.shuffle(mixed)
    places = {group: iter(items) for group, items in by_group(plan).items()}
    mixed = [next(places[item.group]) for item in mixed]
    shuffled = replace(plan, replicated_items=plan.replicated_items.with_rows(mixed))
    assert results_of(assign(shuffled)) == results_of(assign(plan))


def by_group(plan: Plan) -> dict[int, list[ReplicatedItem]]:
    found: dict[int, list[ReplicatedItem]] = {}
    for item in plan.replicated_items:
        found.setdefault(item.group, []).append(item)
    return found


@law
@given(plans())
def test_pinning_every_forecast_changes_no_address_at_failover_or_failback(plan: Plan) -> None:
    before = assign(plan)
    try:
        pinned = pin_all(before, list(before.in_order())).apply(plan)
    except EditRefused:
        return
    assert addresses(results_of(assign(pinned))) == addresses(results_of(before))


def addresses(results: Results) -> dict[tuple[Scenario, IpConfigurationId], int | None]:
    return {
        key: result.address
        for key, result in results.items()
        if key[0] is not Scenario.TEST_FAILOVER
    }


@law
@given(plans())
def test_what_is_set_or_kept_has_no_reason_and_everything_else_has_one(plan: Plan) -> None:
    for result in results_of(assign(plan)).values():
        plain = result.rule in (AddressRule.CONFIGURED, AddressRule.RETAINED)
        assert (result.reason is None) is plain
        says_who = result.reason in (Reason.ADDRESS_TAKEN, Reason.ADDRESS_DUPLICATE)
        assert (result.taken_by is not None) is says_who
        assert (result.address is None) is (result.rule is AddressRule.UNASSIGNED)
