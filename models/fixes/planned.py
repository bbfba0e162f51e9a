"""What can be done about a network that is planned: all of it is still open (M6)."""

from collections.abc import Iterator

from models.edits import Edit, Together
from models.edits.networks import mark_existing, remove_peering, rename_network
from models.errors import EditRefused
from models.fixes.capacity import with_prefixes
from models.fixes.remedy import Case, Remedy, Way
from models.plan import Plan
from models.rules.names import LONGEST_NAME, shortened
from models.rules.peering import overlap, peers_of
from models.topology import State


def for_planned(case: Case) -> Iterator[Remedy]:
    """A network that has to be created (M6): note that it was."""
    yield Remedy(
        f"mark {case.network} as existing: it was created",
        lambda case: mark_existing(case.plan, case.network),
        "mark all {count} planned networks as existing",
    )


def for_long_name(case: Case) -> Iterator[Remedy]:
    """A name that Azure would refuse (M6): a shorter one, where nothing has it yet."""
    if case.plan.network(case.network).state is State.PLANNED:
        yield Remedy(f"name it {_shorter_name(case)}", _rename)


def for_mismatch(case: Case) -> Iterator[Remedy]:
    """Subnets of one name with other prefixes (F2): those of the other network."""
    network, subnet = case.subnet
    for mapping in case.plan.network_mappings:
        if network == mapping.target:
            yield from _prefixes_as_in(case.plan, mapping.source, mapping.target, subnet)
            yield from _prefixes_as_in(case.plan, mapping.target, mapping.source, subnet)


def for_overlap(case: Case) -> Iterator[Remedy]:
    """Connected networks that share address space (F2): no peering of a planned one.

    A peering of networks that exist is a fact: it has to go in Azure first.
    """
    plan = case.plan
    subject = plan.network(case.network)
    for network in plan.virtual_networks:
        if network.state is State.PLANNED and overlap(subject, network):
            others = (peer.id for peer in peers_of(plan, network))
            for peer in dict.fromkeys((*network.peered_with, *others)):
                label = f"plan no peering of {network.id} with {peer}"
                yield Remedy(label, _parting(network.id, peer))


def _shorter_name(case: Case) -> str:
    name = case.plan.network(case.network).name
    taken = {other.name.casefold() for other in case.plan.virtual_networks}
    return shortened(name, LONGEST_NAME, taken)


def _rename(case: Case) -> Edit:
    return rename_network(case.plan, case.network, _shorter_name(case))


def _prefixes_as_in(plan: Plan, like: str, planned: str, name: str) -> Iterator[Remedy]:
    """Give a subnet of a planned network the prefixes it has in another one."""
    model = plan.network(like).subnet(name)
    if model is not None and plan.network(planned).state is State.PLANNED:
        words = ", ".join(map(str, model.address_prefixes))
        label = f"give {name} of {planned} {words}, as in {like}"
        yield Remedy(label, with_prefixes(planned, name, model.address_prefixes))


def _parting(network: str, peer: str) -> Way:
    """Take a peering back, on both sides where both name it. Refused unless both are planned."""

    def way(case: Case) -> Edit:
        plan, edits = case.plan, list[Edit]()
        for one, other in ((network, peer), (peer, network)):
            found = plan.virtual_networks.get(one)
            if found is not None and other in found.peered_with:
                edits.append(remove_peering(plan, one, other))
                plan = edits[-1].apply(plan)
        if not edits:
            raise EditRefused(f"{network} and {peer} are not peered.")
        label = f"plan no peering of {network} with {peer}"
        return edits[0] if len(edits) == 1 else Together(label, tuple(edits))

    return way
