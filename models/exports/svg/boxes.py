"""Regions, networks and subnets as boxes."""

from collections.abc import Iterator

from models.exports.bands import Bands, SubnetUse, network_title
from models.exports.markup import Content, Markup, element
from models.exports.svg.layout import (
    HEADER,
    INSIDE,
    MARGIN,
    PADDING,
    REGION,
    ROW,
    WIDTH,
    Layout,
    Placed,
)
from models.exports.svg.text import label, width
from models.regions import RegionCatalogue
from models.topology import State, VirtualNetwork

GAUGE = 84


def regions(layout: Layout, catalogue: RegionCatalogue) -> Iterator[Markup]:
    """The boxes of the regions of a band."""
    band = layout.band
    if band.target is None:
        yield _region(layout, MARGIN, band.source, catalogue, "in no mapping")
        return
    yield _region(layout, MARGIN, band.source, catalogue, "")
    yield _region(layout, WIDTH - MARGIN - REGION, band.target, catalogue, "")


def _region(layout: Layout, x: float, name: str, catalogue: RegionCatalogue, remark: str) -> Markup:
    shown = catalogue.display_name(name)
    code = name if shown != name else ""
    return element(
        "g",
        element(
            "rect",
            class_="region",
            x=x,
            y=layout.top,
            width=REGION,
            height=layout.bottom - layout.top,
            rx=8,
        ),
        label(shown, x + PADDING, layout.top + 29, REGION * 0.6, 17, bold=True),
        label(
            remark or code,
            x + REGION - PADDING,
            layout.top + 28,
            REGION * 0.38,
            11.5,
            "quiet",
            text_anchor="end",
        ),
    )


def network(place: Placed, bands: Bands) -> Markup:
    """The box of a network with its subnets."""
    of = place.network
    planned = of.state is State.PLANNED
    uses = [bands.use(of, subnet) for subnet in of.subnets]
    return element(
        "g",
        element(
            "rect",
            class_="network planned" if planned else "network",
            x=place.x,
            y=place.y,
            width=INSIDE,
            height=place.height,
            rx=5,
        ),
        _heading(place),
        [_subnet(place, number, use) for number, use in enumerate(uses)]
        or _row_text("no subnets", place, 0),
    )


def _heading(place: Placed) -> Content:
    of, x, y = place.network, place.x + 12, place.y
    tag = ", ".join(_tags(of))
    used = width(tag, 11) + 16 if tag else 0
    space = ", ".join(map(str, of.address_space))
    return (
        label(network_title(of), x, y + 20, INSIDE - 24 - used, 14, bold=True),
        label(tag, x + INSIDE - 24, y + 20, 160, 11, "tag", text_anchor="end") if tag else None,
        label(space, x, y + 38, INSIDE - 24, 11.5, "quiet", fixed=True),
    )


def _tags(network: VirtualNetwork) -> Iterator[str]:
    if network.state is State.PLANNED:
        yield "planned"
    elif not network.production:
        yield "not production"


def _row_text(text: str, place: Placed, number: int) -> Markup:
    y = place.y + HEADER + ROW * number
    return label(text, place.x + 12, y + 23, INSIDE - 24, 12, "quiet")


def _subnet(place: Placed, number: int, use: SubnetUse) -> Markup:
    x, y = place.x + 12, place.y + HEADER + ROW * number
    end = place.x + INSIDE - 12
    prefixes = ", ".join(map(str, use.subnet.address_prefixes))
    return element(
        "g",
        element("path", class_="rule", d=f"M{place.x} {y}h{INSIDE}"),
        label(use.subnet.name, x, y + 16, 200, 12.5),
        label(prefixes, x, y + 31, 200, 11, "quiet", fixed=True),
        label(use.moves or "nobody moves", end, y + 16, 176, 11, text_anchor="end"),
        _gauge(use, end, y + 23),
    )


def _gauge(use: SubnetUse, end: float, y: float) -> Content:
    if not use.usable:
        return label(use.fill, end, y + 8, 176, 11, "quiet", text_anchor="end")
    level = "full" if use.full else "low" if use.low else ""
    length = max(1.5, GAUGE * use.share) if use.taken else 0.0
    start = end - GAUGE
    words = label(use.fill, start - 8, y + 8, 130, 11, "quiet", text_anchor="end")
    bar = element("rect", class_="track", x=start, y=y, width=GAUGE, height=8, rx=2)
    done = element(
        "rect", class_=f"fill {level}".rstrip(), x=start, y=y, width=length, height=8, rx=2
    )
    return words, bar, done if length else None
