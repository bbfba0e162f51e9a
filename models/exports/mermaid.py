"""The plan as a Mermaid flowchart: regions and networks as subgraphs, mappings as edges.

Names are given as entity codes wherever a character could mean something to Mermaid
(<https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters>); what
things are called in the text of the diagram are made-up ids only.
"""

import re
from collections.abc import Iterable, Iterator

from models.assign import Assignments
from models.exports.bands import Bands, SubnetUse, network_title
from models.exports.export import Export, ExportedFile, Options
from models.formats.inert import visible
from models.mapping_pairs import Direction, MappingPairs, NetworkPair, PairState
from models.plan import Plan
from models.region_words import counted
from models.regions import catalogue
from models.topology import State, VirtualNetwork

MOST_TEXT, MOST_EDGES = 50_000, 500
"""What Mermaid draws unless it is told otherwise: ``maxTextSize`` and ``maxEdges``."""
_MEANS = re.compile(r"[^\w .,:/()-]|_")
"""Whatever is not a letter, a digit or harmless punctuation; ``_`` can begin emphasis."""
_STYLES = (
    "classDef planned stroke-dasharray:6 4,stroke-width:2px",
    "classDef full stroke-width:3px,stroke-dasharray:2 2",
)


def export(assignments: Assignments, _options: Options) -> Export:
    """The flowchart as one file."""
    lines = list(_Flowchart(assignments))
    text = "\n".join([*lines, ""])
    edges = sum(" --> " in line or " -.-> " in line or "-->|" in line for line in lines)
    notes = []
    if len(text) > MOST_TEXT or edges > MOST_EDGES:
        notes.append(
            f"The diagram has {len(text):,} characters and {counted(edges, 'edge')}; Mermaid draws"
            f" up to {MOST_TEXT:,} and {MOST_EDGES:,} unless maxTextSize and maxEdges are raised."
        )
    return Export((ExportedFile("plan.mmd", text),), tuple(notes))


def quoted(*parts: str) -> str:
    """A label of several lines; nothing in it is anything but text."""
    lines = (_MEANS.sub(_entity, visible(part)) for part in parts if part)
    return f'"{"<br>".join(lines)}"'


def _entity(found: re.Match[str]) -> str:
    return f"#{ord(found[0])};"


class _Flowchart:
    """The lines of the flowchart; things are called n1, n2 and so on as they come up."""

    def __init__(self, assignments: Assignments) -> None:
        self._plan: Plan = assignments.plan
        self._bands = Bands(assignments)
        self._regions = catalogue().with_regions(self._plan.regions)
        self._ids: dict[tuple[str, ...], str] = {}

    def __iter__(self) -> Iterator[str]:
        yield "flowchart LR"
        if self._plan.name:
            yield f"  accTitle: {_MEANS.sub('', visible(self._plan.name)).strip() or 'plan'}"
        for region in dict.fromkeys(network.region for network in self._plan.virtual_networks):
            yield from self._region(region)
        for pair in MappingPairs(self._plan).all:
            yield from self._pair(pair)
        for band in self._bands:
            for tests in band.tests:
                label = quoted(f"test of {counted(tests.number, 'machine')}")
                yield f"  {self._network_id(tests.source)} -. {label} .-> " + (
                    self._network_id(tests.target)
                )
        yield from (f"  {style}" for style in _STYLES)

    def _region(self, name: str) -> Iterator[str]:
        shown = self._regions.display_name(name)
        yield f"  subgraph {self._id('region', name)}[{quoted(shown)}]"
        for network in self._plan.virtual_networks:
            if network.region == name:
                yield from self._network(network)
        yield "  end"

    def _network(self, network: VirtualNetwork) -> Iterator[str]:
        id = self._network_id(network.id)
        planned = network.state is State.PLANNED
        yield f"    subgraph {id}[{quoted(_title(network))}]"
        for subnet in network.subnets:
            use = self._bands.use(network, subnet)
            node = self._id("subnet", network.id, subnet.key)
            full = ":::full" if use.full else ""
            yield f"      {node}[{quoted(*_subnet_words(use))}]{full}"
        if not network.subnets:
            yield f'      {self._id("none", network.id)}["no subnets"]'
        yield "    end"
        if planned:
            yield f"    class {id} planned"

    def _pair(self, pair: NetworkPair) -> Iterator[str]:
        """An edge for each direction; one with a head at either end where both count."""
        one, other = (self._network_id(id) for id in (pair.forth.source, pair.forth.target))
        states = ", ".join(state.value for state in pair.states)
        if pair.state is PairState.COMPLETE:
            yield f"  {one} <-->|{quoted(states)}| {other}"
            return
        for way in pair.directions:
            start, end = (one, other) if way is pair.forth else (other, one)
            yield f"  {start} -->|{quoted(_way_words(way, states))}| {end}"

    def _network_id(self, id: str) -> str:
        return self._id("network", id)

    def _id(self, *of: str) -> str:
        return self._ids.setdefault(of, f"n{len(self._ids) + 1}")


def _title(network: VirtualNetwork) -> str:
    """A network in a line, since Mermaid has room for one above a subgraph."""
    tag = ", planned" if network.state is State.PLANNED else ""
    return f"{network_title(network)}: {', '.join(map(str, network.address_space))}{tag}"


def _subnet_words(use: SubnetUse) -> Iterable[str]:
    prefixes = ", ".join(map(str, use.subnet.address_prefixes))
    return use.subnet.name, prefixes, use.fill, use.moves


def _way_words(way: Direction, states: str) -> str:
    return states if way.counts else f"ignored, {states}"
