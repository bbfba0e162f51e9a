"""What can be done about the network a machine goes to or is tested in: M1, T7, S6."""

from collections.abc import Iterator

from models.assignment import Scenario
from models.edits import Edit
from models.edits.lookup import item_of
from models.edits.replication import set_failover_network, set_test_failover_network
from models.edits.test_networks import default_test_network, give_test_networks
from models.errors import EditRefused
from models.findings import Code
from models.fixes.remedy import Case, Remedy, Way
from models.fixes.subnets import missing
from models.pairing import target_region
from models.plan import Plan, ReplicatedItem
from models.rules.peering import peers_of
from models.rules.subnets import is_reserved
from models.topology import VirtualNetwork


def for_test_network(case: Case) -> Iterator[Remedy]:
    """A machine that is tested where it should not be, or nowhere (T7)."""
    plan, machine = case.plan, case.machine
    item = plan.item(machine)
    if item is None:
        return
    for network in isolated_networks(plan, item):
        yield Remedy(
            f"test {machine} in {network.id}",
            _test_in(network.id),
            f"test all {{count}} such machines in {network.id}",
        )
    copy = default_test_network(plan, item.failover_network)
    if copy.id not in plan.virtual_networks:
        yield Remedy(
            f"plan {copy.id}, an unpeered copy, and test {machine} there",
            lambda case: give_test_networks(case.plan, [case.machine]),
            "plan unpeered copies of their failover networks, and test all {count} such machines"
            " there",
        )
    if case.finding.code is not Code.NO_TEST_NETWORK:
        yield Remedy(
            f"test {machine} nowhere, for now",
            lambda case: set_test_failover_network(case.plan, case.machine, None),
            "test all {count} such machines nowhere, for now",
        )


def for_failover_network(case: Case) -> Iterator[Remedy]:
    """A machine that would go to its own region (M1): another network."""
    for network in _failover_networks(case.plan, case.machine):
        yield Remedy(
            f"fail {case.machine} over to {network.id} in {network.region}",
            _fail_over_to(network.id),
            f"fail all {{count}} such machines over to {network.id}",
        )


def for_no_subnet(case: Case) -> Iterator[Remedy]:
    """A network without subnets (S6): add one where it is planned, or take another network."""
    yield from missing(case)
    if case.scenario is Scenario.FAILOVER:
        yield from for_failover_network(case)
    elif case.scenario is Scenario.TEST_FAILOVER:
        yield from for_test_network(case)


def isolated_networks(plan: Plan, item: ReplicatedItem) -> list[VirtualNetwork]:
    """The networks that a machine can be tested in without harm (T7).

    Those with most subnets named as the machine's own come first; never those without
    a subnet for machines, nor those that machines go to at failover.
    """
    region = plan.network(item.failover_network).region
    failed_over_to = {other.failover_network for other in plan.replicated_items}
    names = {ip.subnet.casefold() for _, ip in plan.machine(item.virtual_machine).in_failover_order}
    found = [
        network
        for network in plan.virtual_networks
        if network.region == region
        and not network.production
        and network.id not in failed_over_to
        and any(not is_reserved(subnet) for subnet in network.subnets)
        and not any(peer.production for peer in peers_of(plan, network))
    ]
    return sorted(found, key=lambda network: -len(names & network.subnets_by_key.keys()))


def _test_in(network: str) -> Way:
    def way(case: Case) -> Edit:
        item = item_of(case.plan, case.machine)
        if network not in (one.id for one in isolated_networks(case.plan, item)):
            raise EditRefused(f"{network} is no place to test {item.virtual_machine} in.")
        return set_test_failover_network(case.plan, item.virtual_machine, network)

    return way


def _failover_networks(plan: Plan, machine: str) -> list[VirtualNetwork]:
    """The networks of other regions: where its own is mapped, in the target region, others."""
    home, goal = plan.machine(machine).region, target_region(plan)
    standing = next((ip.network for _, ip in plan.machine(machine).in_failover_order), "")
    mapped = {mapping.target for mapping in plan.mappings_from(standing)}

    def rank(network: VirtualNetwork) -> tuple[bool, bool]:
        return network.id not in mapped, network.region != goal

    return sorted((n for n in plan.virtual_networks if n.region != home and n.subnets), key=rank)


def _fail_over_to(network: str) -> Way:
    return lambda case: set_failover_network(case.plan, case.machine, network)
