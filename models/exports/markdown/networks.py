"""Network mappings with their state, and how full every subnet is."""

from collections.abc import Iterator

from models.assign import Assignments
from models.exports.bands import Bands, SubnetUse
from models.exports.markdown.summary import noted
from models.formats.markdown_text import code, prose, table
from models.mapping_pairs import Direction, MappingPairs
from models.plan import Plan
from models.regions import RegionCatalogue
from models.topology import State, VirtualNetwork

_MAPPINGS = ["Network", "Region", "Mapped there", "Mapped back", "Other network", "Region", "State"]
_SUBNETS = ["Network", "Subnet", "Prefixes", "Taken", "Leave", "Arrive", "Tested", "Note"]


def mappings(plan: Plan, regions: RegionCatalogue) -> Iterator[str]:
    """Every pair of networks that a mapping connects."""

    def region(id: str) -> str:
        return prose(regions.display_name(plan.network(id).region))

    rows = [
        [
            code(pair.forth.source),
            region(pair.forth.source),
            _direction(pair.forth),
            _direction(pair.back),
            code(pair.forth.target),
            region(pair.forth.target),
            ", ".join(state.value for state in pair.states),
        ]
        for pair in MappingPairs(plan).all
    ]
    yield from ("## Network mappings", "")
    yield from table(_MAPPINGS, rows) if rows else ["The plan maps no network."]
    yield ""
    for mapping in plan.network_mappings:
        yield from noted(mapping.note, f"{mapping.source} to {mapping.target}")


def _direction(way: Direction) -> str:
    if not way.mappings:
        return "no"
    if not way.counts:
        return "ignored"
    return "yes" if len(way.mappings) == 1 else f"yes, {len(way.mappings)} times"


def subnets(assignments: Assignments, regions: RegionCatalogue) -> Iterator[str]:
    """Every subnet, with how many of its usable addresses are taken after a failover."""
    plan, bands = assignments.plan, Bands(assignments)
    yield from ("## Networks and subnets", "")
    for name in dict.fromkeys(network.region for network in plan.virtual_networks):
        there = [network for network in plan.virtual_networks if network.region == name]
        rows = [row for network in there for row in _rows(bands, network)]
        yield from (f"### {prose(regions.display_name(name))}", "", *table(_SUBNETS, rows), "")
        for network in there:
            yield from noted(network.note, network.id)


def _rows(bands: Bands, network: VirtualNetwork) -> Iterator[list[str]]:
    planned = ", *planned*" if network.state is State.PLANNED else ""
    title = f"{code(network.id)}{planned}"
    for subnet in network.subnets:
        use = bands.use(network, subnet)
        prefixes = ", ".join(code(str(prefix)) for prefix in subnet.address_prefixes)
        moves = (f"{count:,}" for count in (use.leaving, use.arriving, use.tested))
        note = " ".join((subnet.note or "").split())
        yield [title, code(subnet.name), prefixes, _taken(use), *moves, prose(note)]
    if not network.subnets:
        yield [title, "no subnets", "", "", "", "", "", ""]


def _taken(use: SubnetUse) -> str:
    full = ", **full**" if use.full else ""
    return f"{use.taken:,} of {use.usable:,}{full}"
