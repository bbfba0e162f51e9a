"""The rules once more, slowly and from ``rules.md`` alone, to hold the engine against.

Nothing is shared with the engine but the values of a plan and of a result. Everything is
computed anew for every question, and every function names its rule.
"""

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from netaddr import IPAddress

from models.assignment import AddressRule, Assignment, Reason, Scenario, SubnetRule
from models.plan import (
    FailoverSettings,
    IpConfigurationSettings,
    Plan,
    ReplicatedItem,
    SameAddressSpace,
    TestAddress,
)
from models.topology import (
    Allocation,
    IpConfiguration,
    IpConfigurationId,
    Subnet,
    VirtualMachine,
    VirtualNetwork,
)
from tests.support.oracle_serving import NOT_IPV4, Landing, Serving
from tests.support.oracle_subnets import (
    Choice,
    called,
    chosen,
    inside,
    no_vm_may_be_in,
    set_by_hand,
)

Results: TypeAlias = Mapping[IpConfigurationId, Assignment]


class One(NamedTuple):
    """One IP configuration of a replicated item, with everything the rules ask of it."""

    id: IpConfigurationId
    ip: IpConfiguration
    machine: VirtualMachine
    item: ReplicatedItem
    settings: IpConfigurationSettings


def expected(plan: Plan, test_network: str | None = None) -> Mapping[Scenario, Results]:
    """The result of every IP configuration, by scenario.

    ``test_network`` is for items that have none of their own; who has no test network has
    no result at test failover.
    """
    return {
        Scenario.FAILOVER: failover(plan),
        Scenario.TEST_FAILOVER: test_failover(plan, test_network),
        Scenario.FAILBACK: failback(plan),
    }


def in_order(plan: Plan) -> list[One]:
    """F6: group, place in the plan, primary NIC, primary IP configuration, place in the file."""
    ordered = []
    for place, item in enumerate(plan.replicated_items):
        machine = plan.machine(item.virtual_machine)
        for nic_place, nic in enumerate(machine.network_interfaces):
            for ip_place, ip in enumerate(nic.ip_configurations):
                of_nic = (0 if nic.primary else 1, nic_place)
                of_ip = (0 if ip.primary else 1, ip_place)
                id = IpConfigurationId(machine.id, nic.name, ip.name)
                one = One(id, ip, machine, item, _settings(item, id))
                ordered.append(((item.group, place, *of_nic, *of_ip), one))
    ordered.sort(key=lambda entry: entry[0])
    return [one for _, one in ordered]


def failover(plan: Plan) -> Results:
    """S1 to S6, F1 to F8."""
    results: dict[IpConfigurationId, Assignment] = {}
    landings: dict[IpConfigurationId, Landing] = {}
    for one in in_order(plan):
        network, settings = plan.network(one.item.failover_network), one.settings.failover
        is_set = settings.address is not None
        allocation = Allocation.STATIC if is_set else one.ip.allocation  # F1, F4
        choice = failover_subnet(plan, one)
        reason = not_failed_over(plan, one) or not_landed(choice)
        if choice is None or reason is not None:
            results[one.id] = nowhere(network, choice, allocation, reason)
            continue
        source, address = _stands_in(plan, one.ip), _ipv4(one.ip.address)
        kept, otherwise = kept_address(plan, source, choice[0], address)
        landings[one.id] = Landing(
            network, *choice, allocation, _set(settings), kept, otherwise, starts_from=address
        )
    results.update(Serving(plan, landings, Scenario.FAILOVER).serve())
    return results


def test_failover(plan: Plan, test_network: str | None) -> Results:
    """S7, T1 to T8."""
    at_failover = failover(plan)
    results: dict[IpConfigurationId, Assignment] = {}
    landings: dict[IpConfigurationId, Landing] = {}
    for one in in_order(plan):
        id = one.item.test_failover_network or test_network
        if id is None:
            continue
        network = plan.network(id)
        choice = test_subnet(plan, one, network)
        reason = not_failed_over(plan, one) or not_landed(choice)
        if choice is None or reason is not None:
            results[one.id] = nowhere(network, choice, Allocation.STATIC, reason)  # T1
            continue
        same = _ipv4(one.ip.address)  # T5
        if plan.policy.test_address is TestAddress.FAILOVER:
            same = at_failover[one.id].address
        kept, otherwise = kept_in_a_test(choice[0], same)
        landings[one.id] = Landing(
            network, *choice, Allocation.STATIC, _set(one.settings.test_failover), kept,
            otherwise, starts_from=None,
        )  # fmt: skip
    results.update(Serving(plan, landings, Scenario.TEST_FAILOVER).serve())
    return results


def failback(plan: Plan) -> Results:
    """B1 to B3."""
    at_failover = failover(plan)
    results: dict[IpConfigurationId, Assignment] = {}
    landings: dict[IpConfigurationId, Landing] = {}
    for one in in_order(plan):
        before = at_failover[one.id]
        network = way_back(plan, one)
        if before.address is None or before.subnet is None:  # B3
            results[one.id] = nowhere(None, None, before.allocation, Reason.NOT_FAILED_OVER)
            continue
        if network is None:  # B1
            results[one.id] = nowhere(None, None, before.allocation, Reason.NO_REVERSE_MAPPING)
            continue
        choice = chosen(network, before.subnet)  # B2
        reason = not_landed(choice)
        if choice is None or reason is not None:
            results[one.id] = nowhere(network, choice, before.allocation, reason)
            continue
        source = called(plan.network(one.item.failover_network), before.subnet)
        assert source is not None
        kept, otherwise = kept_address(plan, source, choice[0], before.address)
        landings[one.id] = Landing(
            network, *choice, before.allocation, None, kept, otherwise, before.address
        )
    results.update(Serving(plan, landings, Scenario.FAILBACK).serve())
    return results


def failover_subnet(plan: Plan, one: One) -> Choice | None:
    """S1, else S2 and S3."""
    network = plan.network(one.item.failover_network)
    if one.settings.failover.subnet is not None:
        return set_by_hand(network, one.settings.failover.subnet)
    return chosen(network, one.ip.subnet)


def test_subnet(plan: Plan, one: One, network: VirtualNetwork) -> Choice | None:
    """S7."""
    if one.settings.test_failover.subnet is not None:
        return set_by_hand(network, one.settings.test_failover.subnet)
    if network.id == one.item.failover_network:
        at_failover = failover_subnet(plan, one)
        return (at_failover[0], SubnetRule.FAILOVER_SUBNET) if at_failover else None
    return chosen(network, one.ip.subnet)


def way_back(plan: Plan, one: One) -> VirtualNetwork | None:
    """B1: the first mapping from the failover network into the machine's own region."""
    for mapping in plan.network_mappings:
        if mapping.source == one.item.failover_network:
            target = plan.network(mapping.target)
            if target.region == one.machine.region:
                return target
    return None


def not_failed_over(plan: Plan, one: One) -> Reason | None:
    """F8; A6: also who has no address yet, in a subnet that has IPv6 prefixes only."""
    if not one.settings.selected:
        return Reason.NOT_SELECTED
    if one.ip.address is None:
        prefixes = _stands_in(plan, one.ip).address_prefixes
        ipv6 = all(prefix.version == 6 for prefix in prefixes)
    else:
        ipv6 = one.ip.address.version == 6
    return Reason.IPV6_UNSUPPORTED if ipv6 else None


def not_landed(choice: Choice | None) -> Reason | None:
    """S1 and S6, then S5."""
    if choice is None:
        return Reason.NO_SUBNET
    return Reason.RESERVED_SUBNET if no_vm_may_be_in(choice[0]) else None


def nowhere(
    network: VirtualNetwork | None,
    choice: Choice | None,
    allocation: Allocation,
    reason: Reason | None,
) -> Assignment:
    """The result of one that can have no address there; only S5 names a subnet."""
    named = choice if reason is Reason.RESERVED_SUBNET else None
    return Assignment(
        network=network.id if network else None,
        subnet=named[0].name if named else None,
        subnet_rule=named[1] if named else None,
        address=None,
        allocation=allocation,
        rule=AddressRule.UNASSIGNED,
        reason=reason,
    )


def kept_address(
    plan: Plan, source: Subnet, target: Subnet, address: int | None
) -> tuple[int | None, Reason | None]:
    """F2 and F3: the address one keeps if it can, or why it cannot."""
    if address is None:
        return None, Reason.NO_SOURCE_ADDRESS
    if plan.policy.same_address_space is SameAddressSpace.CONTAINS:
        same = address in inside(target)
    else:
        same = _ipv4_prefixes(source) == _ipv4_prefixes(target)
    return (address, None) if same else (None, Reason.DIFFERENT_ADDRESS_SPACE)


def kept_in_a_test(subnet: Subnet, same: int | None) -> tuple[int | None, Reason | None]:
    """T3 and T4."""
    if same is None:
        return None, Reason.NO_SOURCE_ADDRESS
    return (same, None) if same in inside(subnet) else (None, Reason.OUTSIDE_SUBNET)


def _stands_in(plan: Plan, ip: IpConfiguration) -> Subnet:
    subnet = called(plan.network(ip.network), ip.subnet)
    assert subnet is not None
    return subnet


def _settings(item: ReplicatedItem, id: IpConfigurationId) -> IpConfigurationSettings:
    for settings in item.ip_configurations:
        if (settings.network_interface, settings.name) == (id.network_interface, id.name):
            return settings
    return IpConfigurationSettings(network_interface=id.network_interface, name=id.name)


def _ipv4_prefixes(subnet: Subnet) -> set[str]:
    return {str(prefix) for prefix in subnet.address_prefixes if prefix.version == 4}


def _ipv4(address: IPAddress | None) -> int | None:
    return int(address) if address is not None and address.version == 4 else None


def _set(settings: FailoverSettings) -> int | None:
    if settings.address is None:
        return None
    ipv4 = _ipv4(settings.address)
    return NOT_IPV4 if ipv4 is None else ipv4
