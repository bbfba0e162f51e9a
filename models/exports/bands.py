"""What a drawing of a plan shows: pairs of regions, their networks, and what leads where."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from models.address_map import AddressMap, occupants_after
from models.assign import Assignments
from models.assignment import Scenario
from models.findings.networks import LOW
from models.mapping_pairs import MappingPairs, NetworkPair
from models.pairing import pairs
from models.rules.availability import usable_count
from models.rules.subnets import SubnetKey, subnet_key
from models.topology import Subnet, VirtualNetwork


class SubnetUse(NamedTuple):
    """How full a subnet is: ``taken`` of its ``usable`` addresses, after a failover.

    ``leaving`` IP configurations stand in it today and fail over, ``arriving`` ones get an
    address in it at failover, ``tested`` ones at test failover.
    """

    subnet: Subnet
    taken: int
    usable: int
    leaving: int
    arriving: int
    tested: int

    @property
    def full(self) -> bool:
        """Whether no usable address is left."""
        return 0 < self.usable <= self.taken

    @property
    def low(self) -> bool:
        """Whether so few are left that the finding ``capacity-low`` says so."""
        return bool(self.usable) and self.usable - self.taken <= self.usable * LOW

    @property
    def share(self) -> float:
        """The share of its usable addresses that is taken, from 0 to 1."""
        return min(1.0, self.taken / self.usable) if self.usable else 0.0

    @property
    def moves(self) -> str:
        """How many IP configurations go from it and come to it, in words; empty for none."""
        counts = ((self.leaving, "leave"), (self.arriving, "arrive"), (self.tested, "tested"))
        return ", ".join(f"{count:,} {word}" for count, word in counts if count)

    @property
    def fill(self) -> str:
        """How full it is, in words."""
        if not self.usable:
            return "no IPv4 addresses"
        return f"{self.taken:,} of {self.usable:,} taken{', full' if self.full else ''}"


class Flow(NamedTuple):
    """``number`` IP configurations stand in ``source`` today and get an address of ``target``."""

    source: SubnetKey
    target: SubnetKey
    number: int


class Tests(NamedTuple):
    """How many machines of a network are tested in another one; both by id."""

    source: str
    target: str
    number: int


class Band(NamedTuple):
    """Two regions and the networks that something leads between, the source region first.

    Both are the same region where a mapping stays in one. A network that nothing leads to
    or from is in a band without ``target``.
    """

    source: str
    target: str | None
    left: tuple[VirtualNetwork, ...]
    right: tuple[VirtualNetwork, ...]
    pairs: tuple[NetworkPair, ...] = ()
    flows: tuple[Flow, ...] = ()
    tests: tuple[Tests, ...] = ()


class Bands:
    """The bands of a plan's results, those with most replicated items first."""

    def __init__(self, assignments: Assignments) -> None:
        self._assignments = assignments
        self._plan = assignments.plan
        self._mapped = MappingPairs(assignments.plan).all

    def __iter__(self) -> Iterator[Band]:
        """Those that something leads between, then a band for every region of the rest."""
        drawn: set[str] = set()
        for source, target in self._regions:
            band = self._band(source, target)
            drawn.update(network.id for network in (*band.left, *band.right))
            yield band
        left = [network for network in self._plan.virtual_networks if network.id not in drawn]
        for region in dict.fromkeys(network.region for network in left):
            yield Band(region, None, tuple(one for one in left if one.region == region), ())

    def use(self, network: VirtualNetwork, subnet: Subnet) -> SubnetUse:
        """How full a subnet is after a failover, or a test where a network is for tests only."""
        key, assignments = (network.id, subnet.key), self._assignments
        serves = assignments.serves(network.id)
        after = AddressMap(subnet, occupants_after(assignments, key, serves))
        return SubnetUse(
            subnet,
            len(after.held),
            usable_count(subnet),
            sum(assignments.failover(id) is not None for id in assignments.standing(key)),
            self._landing(key, Scenario.FAILOVER),
            self._landing(key, Scenario.TEST_FAILOVER),
        )

    def _landing(self, key: SubnetKey, scenario: Scenario) -> int:
        assignments = self._assignments
        results = (assignments.of(id, scenario) for id in assignments.landing_in(key, scenario))
        return sum(result is not None and result.address is not None for result in results)

    @cached_property
    def _flows(self) -> Counter[tuple[SubnetKey, SubnetKey]]:
        assignments, plan = self._assignments, self._plan
        found: Counter[tuple[SubnetKey, SubnetKey]] = Counter()
        for id in assignments.in_order():
            result = assignments.failover(id)
            if result is not None and result.address is not None:
                ip = plan.ip_configuration(id)
                target = subnet_key(result.network or "", result.subnet or "")
                found[subnet_key(ip.network, ip.subnet), target] += 1
        return found

    @cached_property
    def _tests(self) -> Counter[tuple[str, str]]:
        found: Counter[tuple[str, str]] = Counter()
        for item in self._plan.replicated_items:
            test = self._assignments.test_network_of(item)
            ips = self._plan.machine(item.virtual_machine).in_failover_order
            if test is not None and ips:
                found[ips[0][1].network, test] += 1
        return found

    @cached_property
    def _regions(self) -> tuple[tuple[str, str], ...]:
        """The pairs of regions, each once, in the direction in which most items go."""
        plan = self._plan
        ways = [(pair.source, pair.target) for pair in pairs(plan)]
        ways += [self._regions_of(pair.forth.source, pair.forth.target) for pair in self._mapped]
        ways += [self._regions_of(*test) for test in self._tests]
        ways += [self._regions_of(source[0], target[0]) for source, target in self._flows]
        found: dict[frozenset[str], tuple[str, str]] = {}
        for way in ways:
            found.setdefault(frozenset(way), way)
        return tuple(found.values())

    def _regions_of(self, source: str, target: str) -> tuple[str, str]:
        return self._plan.network(source).region, self._plan.network(target).region

    def _band(self, source: str, target: str) -> Band:
        both = frozenset((source, target))

        def within(one: str, other: str) -> bool:
            return frozenset(self._regions_of(one, other)) == both

        mapped = [pair for pair in self._mapped if within(pair.forth.source, pair.forth.target)]
        flows = [
            Flow(one, other, count)
            for (one, other), count in self._flows.items()
            if within(one[0], other[0])
        ]
        tests = [
            Tests(one, other, count)
            for (one, other), count in self._tests.items()
            if within(one, other)
        ]
        ends = [
            *((pair.forth.source, pair.forth.target) for pair in mapped),
            *((flow.source[0], flow.target[0]) for flow in flows),
            *((test.source, test.target) for test in tests),
        ]
        return Band(
            source,
            target,
            self._side(source, ends, 0 if source == target else None),
            self._side(target, ends, 1 if source == target else None),
            tuple(mapped),
            tuple(flows),
            tuple(tests),
        )

    def _side(
        self, region: str, ends: Iterable[tuple[str, str]], end: int | None
    ) -> tuple[VirtualNetwork, ...]:
        """The networks of a region, in the order in which something leads from or to them.

        ``end`` says which end to take where both are in one region.
        """
        ids = (way[end : end + 1] if end is not None else way for way in ends)
        found = dict.fromkeys(id for way in ids for id in way)
        networks = map(self._plan.network, found)
        return tuple(network for network in networks if network.region == region)


def network_title(network: VirtualNetwork) -> str:
    """What a drawing calls a network: its name, with its id where that is another one."""
    return network.name if network.name == network.id else f"{network.name} ({network.id})"
