"""What can be done about a subnet that is full, or nearly: A3, A4."""

from collections.abc import Iterator

from netaddr import IPNetwork

from models.assign import Assignments
from models.assignment import Reason, Scenario
from models.consistency import LARGEST_SUBNET
from models.edits import Edit, Together
from models.edits.networks import set_prefixes
from models.edits.settings import set_failover_settings, settings_in
from models.findings.networks import LOW
from models.fixes.remedy import Case, Remedy, Way
from models.fixes.room import room_in, usable_subnets
from models.rules.availability import usable_count
from models.rules.subnets import subnet_key
from models.topology import IpConfigurationId, State, Subnet, VirtualNetwork

FAILOVER = Scenario.FAILOVER


def for_capacity(case: Case) -> Iterator[Remedy]:
    """A subnet that is nearly full (A3): widen it, or let the last ones go elsewhere."""
    network = case.plan.network(case.subnet.network)
    subnet = network.subnet(case.subnet.name)
    if subnet is None:
        return
    yield from widening(case, network.id, subnet.name)
    moved = _too_many(case.assignments, network, subnet)
    if not moved:
        return
    who = case.plan.short_name(moved[0]) if len(moved) == 1 else f"the last {len(moved)}"
    for other in usable_subnets(case.assignments, moved[0], network.id, FAILOVER):
        if other is not subnet:
            label = f"let {who} go to {other.name} instead"
            yield Remedy(label, _moving(label, moved, other.name))


def widening(case: Case, network: str, subnet: str) -> Iterator[Remedy]:
    """Widen a subnet of a planned network: just as far as it is not low afterwards."""
    there = case.plan.network(network)
    standing = there.subnet(subnet)
    if standing is None or there.state is not State.PLANNED:
        return
    needed = _needed(case.assignments, network, standing)
    for prefixes in wider(standing):
        usable = usable_count(Subnet(name=standing.name, address_prefixes=prefixes))
        if usable - needed > usable * LOW:
            words = ", ".join(map(str, prefixes))
            label = f"widen {standing.name} of {network}, which is planned, to {words}"
            yield Remedy(label, with_prefixes(network, standing.name, prefixes))
            return


def wider(subnet: Subnet) -> Iterator[tuple[IPNetwork, ...]]:
    """The prefixes of a subnet with its largest IPv4 one doubled, again and again."""
    prefixes = list(subnet.address_prefixes)
    largest = min(
        (prefix for prefix in prefixes if prefix.version == 4),
        key=lambda prefix: prefix.prefixlen,
        default=None,
    )
    if largest is None:
        return
    for length in range(largest.prefixlen - 1, LARGEST_SUBNET - 1, -1):
        widened = largest.supernet(length)[0]
        yield (widened, *(prefix for prefix in prefixes if prefix not in widened))


def with_prefixes(network: str, subnet: str, prefixes: tuple[IPNetwork, ...]) -> Way:
    """Give a subnet of a planned network these prefixes."""
    return lambda case: set_prefixes(case.plan, network, subnet, prefixes)


def _needed(assignments: Assignments, network: str, subnet: Subnet) -> int:
    """How many addresses of a subnet are occupied, given out, or asked for in vain."""
    waiting = len(_waiting(assignments, network, subnet))
    return usable_count(subnet) - room_in(assignments, network, subnet, FAILOVER) + waiting


def _waiting(assignments: Assignments, network: str, subnet: Subnet) -> list[IpConfigurationId]:
    """Who lands in a subnet and gets no address because it is full."""
    members = assignments.landing_in(subnet_key(network, subnet.name), FAILOVER)
    results = ((id, assignments.failover(id)) for id in members)
    return [id for id, result in results if result and result.reason is Reason.SUBNET_FULL]


def _too_many(
    assignments: Assignments, network: VirtualNetwork, subnet: Subnet
) -> list[IpConfigurationId]:
    """Those without an address, and the last with one, without whom it would not be low."""
    waiting = _waiting(assignments, network.id, subnet)
    missing = (
        int(usable_count(subnet) * LOW) + 1 - room_in(assignments, network.id, subnet, FAILOVER)
    )
    members = assignments.landing_in(subnet_key(network.id, subnet.name), FAILOVER)
    served = [
        id for id in members if (result := assignments.failover(id)) and result.address is not None
    ]
    served.sort(key=assignments.turn)
    return [*served[-missing:], *waiting] if 0 < missing <= len(served) else []


def _moving(label: str, ids: list[IpConfigurationId], subnet: str) -> Way:
    def way(case: Case) -> Edit:
        plan, edits = case.plan, list[Edit]()
        for id in ids:
            settings = settings_in(plan, id, FAILOVER)
            wanted = settings.model_copy(update={"subnet": subnet, "address": None})
            edits.append(set_failover_settings(plan, id, FAILOVER, wanted))
            plan = edits[-1].apply(plan)
        return edits[0] if len(edits) == 1 else Together(label, tuple(edits))

    return way
