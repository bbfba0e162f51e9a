"""What leads from one network to another as lines with a head: mappings, tests, addresses."""

from collections.abc import Iterator
from math import log2

from models.exports.bands import Flow, Tests
from models.exports.markup import Markup, element
from models.exports.svg.layout import ROW, Layout, Placed
from models.exports.svg.text import label
from models.mapping_pairs import Direction, NetworkPair, PairState
from models.region_words import counted

APART = 6
"""How far the two directions of a pair are from its middle."""
HEAD = 9
LINE = 15
"""How far labels are from one another."""
ROOM = 200
"""How long the words about a pair may be."""
_BAD = (PairState.SAME_REGION, PairState.DUPLICATE)


def leads(layout: Layout) -> Iterator[Markup]:
    """Every line of a band, those that say least first, so that the others cover them."""
    for flow in layout.band.flows:
        if line := _flow(layout, flow):
            yield line
    for tests in layout.band.tests:
        if line := _tests(layout, tests):
            yield line
    labels: list[float] = []
    for pair in layout.band.pairs:
        if line := _pair(layout, pair, labels):
            yield line


def kind_of(pair: NetworkPair) -> str:
    """How grave the state of a pair is: ``good``, ``warn`` or ``bad``."""
    if pair.state in _BAD:
        return "bad"
    return "good" if pair.state is PairState.COMPLETE else "warn"


def state_words(pair: NetworkPair) -> str:
    """The states of a pair, and how often a mapping stands there twice."""
    return ", ".join(state.value for state in pair.states)


def _pair(layout: Layout, pair: NetworkPair, labels: list[float]) -> Markup | None:
    """The lines of a pair and its state; ``labels`` are where other states stand already."""
    ends = layout.ends(pair.forth.source, pair.forth.target)
    if ends is None:
        return None
    one, other = ends
    lines = [
        _mapping(way, start, end, shift)
        for way, start, end, shift in (
            (pair.forth, one, other, -APART),
            (pair.back, other, one, APART),
        )
        if way.mappings
    ]
    x, y = (one.side + other.side) / 2, (one.middle + other.middle) / 2
    y = _beside(labels, y - 14)
    words = label(state_words(pair), x, y, ROOM, 11.5, bold=True, text_anchor="middle")
    return element("g", lines, words, class_=f"lead mapping {kind_of(pair)}")


def _beside(labels: list[float], y: float) -> float:
    """The height for a label, or the first below it at which there is none yet."""
    while any(abs(y - other) < LINE for other in labels):
        y += LINE
    labels.append(y)
    return y


def _mapping(way: Direction, start: Placed, end: Placed, shift: float) -> Markup:
    ignored = "" if way.counts else ", which is ignored"
    title = f"network mapping from {way.source} to {way.target}{ignored}"
    return _line(title, (start.side, start.middle + shift), (end.side, end.middle + shift))


def _tests(layout: Layout, tests: Tests) -> Markup | None:
    ends = layout.ends(tests.source, tests.target)
    if ends is None:
        return None
    start, end = ends
    title = f"test of {counted(tests.number, 'machine')} of {tests.source} in {tests.target}"
    heights = (place.middle + APART * 3 for place in ends)
    line = _line(title, (start.side, next(heights)), (end.side, next(heights)))
    return element("g", line, class_="test")


def _flow(layout: Layout, flow: Flow) -> Markup | None:
    ends = layout.ends(flow.source[0], flow.target[0])
    if ends is None:
        return None
    start, end = ends
    configurations = counted(flow.number, "IP configuration")
    source, target = (
        f"{place.network.subnets_by_key[key].name} of {place.network.id}"
        for place, (_, key) in ((start, flow.source), (end, flow.target))
    )
    line = _line(
        f"{configurations} from {source} to {target}",
        (start.side, start.row(flow.source[1]) + ROW / 2),
        (end.side, end.row(flow.target[1]) + ROW / 2),
        thick=1 + min(3.0, log2(flow.number) / 2),
    )
    return element("g", line, class_="flow")


def _line(
    title: str, start: tuple[float, float], end: tuple[float, float], thick: float | None = None
) -> Markup:
    """A line with a head; both ends lie flat."""
    (x, y), (to, down) = start, end
    on = HEAD if to > x else -HEAD
    middle = (x + to) / 2
    numbers = (f"{each:.1f}".removesuffix(".0") for each in (x, y, middle, y, middle, down))
    path = "M{} {}C{} {} {} {} ".format(*numbers) + f"{to - on:g} {down:g}"
    head = f"M{to:g} {down:g}l{-on} {-HEAD / 2:g}v{HEAD}z"
    return element(
        "g",
        element("title", title),
        element("path", class_="line", d=path, stroke_width=thick),
        element("path", class_="head", d=head),
    )
