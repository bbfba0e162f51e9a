"""Network mappings in both directions: which networks, in what state, and what that means."""

from collections.abc import Iterator

from models.exports.html.anchors import Anchors
from models.exports.html.parts import (
    Section,
    badge,
    body,
    link,
    muted,
    name,
    note,
    row,
    section,
    table,
)
from models.exports.markup import Content, Markup, element, joined
from models.mapping_pairs import Direction, MappingPairs, NetworkPair, PairState
from models.mapping_words import meaning
from models.plan import Plan
from models.region_words import counted
from models.regions import RegionCatalogue

_KINDS = {
    PairState.COMPLETE: ("good", "⇄"),
    PairState.ONE_WAY: ("warn", "→"),
    PairState.MANY_TO_ONE: ("warn", "!"),
    PairState.MISMATCHED: ("warn", "!"),
    PairState.DUPLICATE: ("bad", "✗"),
    PairState.SAME_REGION: ("bad", "✗"),
}
_HEADING = ("Network", "Mapped there", "Mapped back", "Other network", "State", "What it means")


def mappings(plan: Plan, anchors: Anchors, regions: RegionCatalogue) -> Section:
    """The part of the page about mappings."""
    pairs = MappingPairs(plan)
    if not pairs.all:
        return section("mappings", "Network mappings", element("p", "The plan maps no network."))
    rows = [_row(plan, pairs, pair, anchors, regions) for pair in pairs.all]
    caption = f"{counted(len(pairs.all), 'pair')} of networks"
    return section("mappings", "Network mappings", table(caption, _HEADING, [body(rows)], "wide"))


def _row(
    plan: Plan,
    pairs: MappingPairs,
    pair: NetworkPair,
    anchors: Anchors,
    regions: RegionCatalogue,
) -> Markup:
    def network(id: str) -> Content:
        region = regions.display_name(plan.network(id).region)
        shown = link(anchors.network(id), name(id))
        return element("div", shown), element("div", muted(region))

    states = (badge(state.value, *_KINDS[state]) for state in pair.states)
    means = [element("div", line) for line in meaning(plan, pairs, pair)]
    return row(
        network(pair.forth.source),
        _direction(pair.forth, "→"),
        _direction(pair.back, "←"),
        network(pair.forth.target),
        joined(" ", states),
        (means, list(_notes(pair))),
    )


def _direction(way: Direction, sign: str) -> Content:
    if not way.mappings:
        return muted("no mapping")
    if not way.counts:
        return badge("ignored", "bad", sign)
    times = len(way.mappings)
    return f"{sign} yes" if times == 1 else (f"{sign} yes, ", muted(f"{times} times"))


def _notes(pair: NetworkPair) -> Iterator[Markup | None]:
    for way in pair.directions:
        for mapping in way.mappings:
            yield note(mapping.note)
