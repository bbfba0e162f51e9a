"""The networks of a merged plan."""

from collections.abc import Iterator, Mapping, Sequence

from netaddr import IPNetwork

from models.comparison import Kind
from models.findings.finding import NetworkSubject, SubnetSubject
from models.merging.decided import Decided, named
from models.merging.matching import Matching
from models.merging.occupants import Occupants, merged_in_use
from models.merging.outcome import Unseen, Vanished
from models.merging.scope import Scope
from models.merging.spelling import ordered, spelled, told
from models.plan import Plan
from models.topology import State, Subnet, VirtualNetwork

STANDS_IN_THE_WAY = "it overlaps {}, which the import has there"
OUTSIDE = "it is outside the address space that the import tells, {}"


class Networks:
    """Merges the networks of a plan; notes what vanished, exists now and was not seen."""

    def __init__(
        self,
        plan: Plan,
        matching: Matching[VirtualNetwork],
        scope: Scope,
        occupants: Occupants,
        drop: bool,
    ) -> None:
        self.vanished: list[Vanished] = []
        self.created: list[str] = []
        self.unseen: list[Unseen] = []
        self._plan = plan
        self._matching = matching
        self._scope = scope
        self._occupants = occupants
        self._drop = drop
        self._decided = Decided(plan)
        self._known = _arm_ids(plan)

    def merged(self) -> list[VirtualNetwork]:
        """The networks in the order of the plan, those that are new last."""
        rows = [row for mine in self._plan.virtual_networks for row in self._row(mine)]
        for id, theirs in self._matching.new.items():
            peers = self._peers(None, theirs)
            rows.append(theirs.model_copy(update={"id": id, "peered_with": peers}))
        return rows

    def _row(self, mine: VirtualNetwork) -> Iterator[VirtualNetwork]:
        theirs = self._matching.found.get(mine.id)
        if theirs is not None:
            yield self._renewed(mine, theirs)
        elif not self._scope.covers(mine) or self._stays(mine):
            yield mine

    def _stays(self, mine: VirtualNetwork) -> bool:
        """Whether a network stays in the plan that the import no longer has."""
        subject = NetworkSubject(mine.id)
        needed = any(self._occupants.needs(mine.id, subnet.name) for subnet in mine.subnets)
        decisions = self._decided.of_network(mine)
        if needed:
            words = (*decisions, "machines that the import does not tell of stand in it")
            self.vanished.append(Vanished(Kind.NETWORK, subject, mine.id, words, True))
        elif decisions:
            kept = not self._drop
            self.vanished.append(Vanished(Kind.NETWORK, subject, mine.id, decisions, kept))
        return needed or (bool(decisions) and not self._drop)

    def _renewed(self, mine: VirtualNetwork, theirs: VirtualNetwork) -> VirtualNetwork:
        if mine.state is State.PLANNED and theirs.state is State.EXISTING:
            self.created.append(mine.id)
        renewed = mine.model_copy(
            update={
                "name": spelled(mine.name, theirs.name),
                "region": theirs.region,
                "resource_group": told(mine.resource_group, theirs.resource_group),
                "subscription": told(mine.subscription, theirs.subscription),
                "address_space": ordered(mine.address_space, theirs.address_space),
                "state": mine.state if mine.state is State.EXISTING else theirs.state,
                "peered_with": self._peers(mine, theirs),
                "subnets": tuple(self._subnets(mine, theirs)),
            }
        )
        return mine if renewed == mine else renewed

    def _subnets(self, mine: VirtualNetwork, theirs: VirtualNetwork) -> Iterator[Subnet]:
        taken = [
            (prefix, subnet.name) for subnet in theirs.subnets for prefix in subnet.address_prefixes
        ]
        for subnet in mine.subnets:
            there = theirs.subnet(subnet.name)
            if there is not None:
                yield self._subnet(mine, subnet, theirs, there)
            elif self._subnet_stays(mine, subnet, theirs, taken):
                yield subnet
        for subnet in theirs.subnets:
            if mine.subnet(subnet.name) is None:
                yield self._taken(mine.id, subnet, theirs)

    def _subnet(
        self, mine: VirtualNetwork, subnet: Subnet, network: VirtualNetwork, theirs: Subnet
    ) -> Subnet:
        standing = self._occupants.standing(mine.id, subnet.name)
        unattached = self._scope.covers_interfaces_in(network)
        in_use, unseen = merged_in_use(subnet, theirs, network, standing, unattached)
        self.unseen += [
            Unseen(
                SubnetSubject(mine.id, subnet.name),
                f"{mine.id}/{subnet.name} {held.address}",
                held.by,
            )
            for held in unseen
        ]
        update = {
            "name": spelled(subnet.name, theirs.name),
            "address_prefixes": ordered(subnet.address_prefixes, theirs.address_prefixes),
            "delegation": spelled(subnet.delegation, theirs.delegation),
            "in_use": in_use,
        }
        return subnet.model_copy(update=update)

    def _taken(self, id: str, theirs: Subnet, network: VirtualNetwork) -> Subnet:
        """A subnet that the plan does not have yet."""
        bare = theirs.model_copy(update={"in_use": ()})
        standing = self._occupants.standing(id, theirs.name)
        in_use, _ = merged_in_use(bare, theirs, network, standing, False)
        return theirs.model_copy(update={"in_use": in_use})

    def _subnet_stays(
        self,
        mine: VirtualNetwork,
        subnet: Subnet,
        theirs: VirtualNetwork,
        taken: Sequence[tuple[IPNetwork, str]],
    ) -> bool:
        """Whether a subnet stays in the plan that its network no longer has."""
        decisions = self._decided.of_subnet(mine.id, subnet)
        needed = self._occupants.needs(mine.id, subnet.name)
        if needed:
            decisions = (*decisions, "machines that the import does not tell of stand in it")
        if not decisions:
            return False
        reason = "" if self._drop and not needed else _why_not(subnet, theirs, taken)
        kept = not reason and (needed or not self._drop)
        name = f"{mine.id}/{subnet.name}"
        subject = SubnetSubject(mine.id, subnet.name)
        self.vanished.append(Vanished(Kind.SUBNET, subject, name, decisions, kept, reason))
        return kept

    def _peers(self, mine: VirtualNetwork | None, theirs: VirtualNetwork) -> tuple[str, ...]:
        """What it is peered with: what the import tells, and what it cannot tell of."""
        ids = self._matching.ids
        peers = [
            ids.get(peer) or self._known.get(peer.casefold(), peer) for peer in theirs.peered_with
        ]
        if mine is None:
            return tuple(dict.fromkeys(peers))
        own = [peer for peer in mine.peered_with if self._cannot_be_told(peer)]
        return ordered(mine.peered_with, [*peers, *own])

    def _cannot_be_told(self, peer: str) -> bool:
        """Whether an import would not name this peer although it is one."""
        told_of = peer in self._matching.found or peer in self._matching.new
        if told_of or peer.startswith("/"):
            return False
        row = self._plan.virtual_networks.get(peer)
        known = row is not None and row.state is State.EXISTING
        return not (known and row is not None and row.subscription and row.resource_group)


def _arm_ids(plan: Plan) -> Mapping[str, str]:
    """The plan's ids of networks by their ARM ids in lower case."""
    return {
        f"/subscriptions/{row.subscription}/resourcegroups/{row.resource_group}"
        f"/providers/microsoft.network/virtualnetworks/{row.name}".casefold(): row.id
        for row in plan.virtual_networks
        if row.subscription and row.resource_group
    }


def _why_not(
    subnet: Subnet, network: VirtualNetwork, taken: Sequence[tuple[IPNetwork, str]]
) -> str:
    """Why a subnet cannot stay beside those that the import has; empty where it can."""
    for prefix in subnet.address_prefixes:
        if not any(prefix in space for space in network.address_space):
            return OUTSIDE.format(named(map(str, network.address_space)))
        for other, name in taken:
            if prefix in other or other in prefix:
                return STANDS_IN_THE_WAY.format(f"{name} {other}")
    return ""
