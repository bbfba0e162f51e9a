"""Networks with their subnets: how full they are, and a grid of each that somebody is in."""

from collections.abc import Iterator

from models.assign import Assignments
from models.assignment import Holder
from models.explain import holder_text
from models.exports.bands import Bands, SubnetUse
from models.exports.html.anchors import Anchors
from models.exports.html.grid import grid, legend
from models.exports.html.moments import comes_back_the_same, moments
from models.exports.html.parts import (
    Section,
    badge,
    body,
    facts,
    muted,
    name,
    note,
    row,
    section,
    table,
)
from models.exports.markup import Content, Markup, element, joined
from models.region_words import counted
from models.regions import RegionCatalogue
from models.topology import IpConfigurationId, State, Subnet, VirtualNetwork

_HEADING = ("Subnet", "Prefixes", "Taken", "Leave", "Arrive", "Tested", "Notes")


def networks(assignments: Assignments, anchors: Anchors, regions: RegionCatalogue) -> Section:
    """The part of the page about networks and subnets."""
    plan, bands = assignments.plan, Bands(assignments)
    parts = []
    for region in dict.fromkeys(network.region for network in plan.virtual_networks):
        there = [network for network in plan.virtual_networks if network.region == region]
        heading = f"{regions.display_name(region)}: {counted(len(there), 'network')}"
        parts.append(element("h3", heading))
        parts += [_network(assignments, bands, network, anchors) for network in there]
    if not parts:
        return section("networks", "Networks", element("p", "The plan has no network."))
    taken = (
        "Taken are the usable addresses that somebody has after a failover, or after a test where"
        " a network is for tests only. A grid shows each subnet that a machine of the plan is in."
    )
    return section("networks", "Networks and subnets", element("p", taken), legend(), parts)


def _network(
    assignments: Assignments, bands: Bands, network: VirtualNetwork, anchors: Anchors
) -> Markup:
    uses = [bands.use(network, subnet) for subnet in network.subnets]
    rows = [_row(network, use, anchors) for use in uses]
    shown = [
        figure for subnet in network.subnets for figure in _grids(assignments, network, subnet)
    ]
    caption = f"{counted(len(rows), 'subnet')} of {network.id}"
    return element(
        "article",
        element("h4", network.id, " ", _state(network)),
        facts(
            (
                ("Name", name(network.name) if network.name != network.id else None),
                ("Address space", joined(", ", map(name, map(str, network.address_space)))),
                ("Peered with", joined(", ", map(name, network.peered_with))),
                ("Resource group", name(network.resource_group)),
                ("Subscription", name(network.subscription)),
            )
        ),
        note(network.note),
        table(caption, _HEADING, [body(rows)]) if rows else element("p", muted("no subnets")),
        element("div", shown, class_="grids") if shown else None,
        id=anchors.network(network.id),
        class_="network",
    )


def _state(network: VirtualNetwork) -> Content:
    if network.state is State.PLANNED:
        return badge("planned: to be created", "warn", "!")
    return None if network.production else badge("not production", "plain")


def _row(network: VirtualNetwork, use: SubnetUse, anchors: Anchors) -> Markup:
    subnet = use.subnet
    delegation = ("delegated to ", name(subnet.delegation)) if subnet.delegation else None
    return row(
        subnet.name,
        joined(", ", map(name, map(str, subnet.address_prefixes))),
        _taken(use),
        *(f"{count:,}" if count else muted("–") for count in (use.leaving, use.arriving)),
        f"{use.tested:,}" if use.tested else muted("–"),
        (delegation, note(subnet.note)),
        id=anchors.subnet((network.id, subnet.key)),
    )


def _taken(use: SubnetUse) -> Content:
    if not use.usable:
        return muted("no IPv4 addresses")
    share = round(100 * use.share)
    level = "full" if use.full else "low" if use.low else ""
    bar = element(
        "span",
        element("span", style=f"width:{share}%"),
        class_=f"bar {level}".rstrip(),
        aria_hidden="true",
    )
    full = badge("full", "bad", "!") if use.full else None
    return element("span", bar, f" {use.taken:,} of {use.usable:,} ", class_="together"), full


def _grids(assignments: Assignments, network: VirtualNetwork, subnet: Subnet) -> Iterator[Markup]:
    key = (network.id, subnet.key)

    def called(holder: Holder | None) -> str:
        if isinstance(holder, IpConfigurationId):
            return assignments.plan.short_name(holder)
        return holder_text(holder)

    figures = [grid(moment, called) for moment in moments(assignments, key)]
    if not figures:
        return
    same = (
        "After failback everybody has the address of today again."
        if comes_back_the_same(assignments, key)
        else None
    )
    yield element(
        "div",
        element("h5", subnet.name, muted(" of ", network.id)),
        figures,
        element("p", same, class_="scale") if same else None,
        class_="subnet",
    )
