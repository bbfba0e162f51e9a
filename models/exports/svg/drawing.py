"""The drawing of a plan: a band for every pair of regions, one below the other."""

from collections.abc import Iterator
from importlib.resources import files

from models.assign import Assignments
from models.exports.bands import Bands
from models.exports.markup import Content, Markup, element
from models.exports.svg.boxes import network, regions
from models.exports.svg.layout import MARGIN, WIDTH, Layout, placed
from models.exports.svg.leads import leads
from models.exports.svg.text import label
from models.mapping_pairs import MappingPairs
from models.plan import Plan
from models.region_words import counted
from models.regions import RegionCatalogue, catalogue

BETWEEN = 28
"""How far a band is from the next one."""
LEGEND = (
    "Dashed box: planned network. Thick line: network mapping, with its state."
    " Dotted line: test. Thin line: where addresses go at failover.",
    "Bar: usable addresses of a subnet that are taken, by what is there today and what arrives"
    " at failover, or in a test where a network is for tests only.",
)


def style() -> str:
    """The style of a drawing, for light and dark surroundings."""
    return files("models.exports.svg").joinpath("drawing.css").read_text(encoding="utf-8")


def drawing(assignments: Assignments) -> Markup:
    """The whole drawing as one ``svg`` element, with a heading and its style in it."""
    plan = assignments.plan
    bands, known = Bands(assignments), catalogue().with_regions(plan.regions)
    layouts = list(_placed(bands, 76))
    end = layouts[-1].bottom if layouts else 100
    described = described_in_words(plan)
    legend = [
        label(line, MARGIN, end + BETWEEN + 18 * number, WIDTH - 2 * MARGIN, 11.5, "quiet")
        for number, line in enumerate(LEGEND)
    ]
    inside = [_band(layout, bands, known) for layout in layouts]
    return _svg(
        "plan",
        (_title(plan), described),
        end + BETWEEN + 18 * len(LEGEND),
        (_heading(plan, described), inside, legend),
        style(),
    )


def band_drawings(assignments: Assignments) -> Iterator[Markup]:
    """A drawing for every band, for a page that has the style and the legend itself."""
    plan = assignments.plan
    bands, known = Bands(assignments), catalogue().with_regions(plan.regions)
    for number, band in enumerate(bands, 1):
        layout = placed(band, MARGIN)
        names = (known.display_name(name) for name in (band.source, band.target) if name)
        described = f"{_title(plan)}: {' and '.join(names)}"
        inside = _band(layout, bands, known)
        words = (described, described_in_words(plan))
        yield _svg(f"plan-{number}", words, layout.bottom + MARGIN, inside)


def _band(layout: Layout, bands: Bands, known: RegionCatalogue) -> Content:
    places = (*layout.left.values(), *layout.right.values())
    return (
        list(regions(layout, known)),
        list(leads(layout)),
        [network(place, bands) for place in places],
    )


def _svg(
    id: str, words: tuple[str, str], height: float, inside: Content, css: str | None = None
) -> Markup:
    """The element itself; ``words`` are its title and what describes it."""
    title, description = words
    return element(
        "svg",
        element("title", title, id=f"{id}-title"),
        element("desc", description, id=f"{id}-desc"),
        element("style", Markup(css)) if css else None,
        element("rect", class_="paper", width=WIDTH, height=height),
        inside,
        xmlns="http://www.w3.org/2000/svg",
        class_="drawing",
        viewBox=f"0 0 {WIDTH} {height:g}",
        width=WIDTH,
        height=height,
        role="img",
        aria_labelledby=f"{id}-title {id}-desc",
    )


def described_in_words(plan: Plan) -> str:
    """What a drawing shows, in a sentence."""
    return (
        f"{counted(len(plan.virtual_networks), 'virtual network')} and"
        f" {counted(len(MappingPairs(plan).all), 'pair')} of mapped networks;"
        f" {counted(len(plan.replicated_items), 'machine')} replicated"
    )


def _title(plan: Plan) -> str:
    return plan.name or "Plan without a name"


def _heading(plan: Plan, described: str) -> Content:
    room = WIDTH - 2 * MARGIN
    return (
        label(_title(plan), MARGIN, 36, room, 21, bold=True),
        label(described, MARGIN, 58, room, 12.5, "quiet"),
    )


def _placed(bands: Bands, top: float) -> Iterator[Layout]:
    for band in bands:
        layout = placed(band, top)
        yield layout
        top = layout.bottom + BETWEEN
