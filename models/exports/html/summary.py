"""The summary: figures, what is wrong, what comes home, and both regions as a drawing."""

from collections.abc import Iterable, Iterator

from models.exports.html.parts import Section, section
from models.exports.html.results import (
    SEVERITY_KINDS,
    SEVERITY_SIGNS,
    STATUS_KINDS,
    STATUS_SIGNS,
    severity_words,
)
from models.exports.markup import Content, Markup, element, joined
from models.exports.overview import Overview
from models.exports.svg.drawing import LEGEND
from models.region_words import counted
from models.status import Status

_STATUSES = {
    Status.KEPT: "addresses kept",
    Status.SET: "set by hand",
    Status.CHANGED: "get another address",
    Status.UNASSIGNED: "without an address",
}


def summary(figures: Overview, drawn: Iterable[Markup]) -> Section:
    """The first part of the page."""
    return section(
        "summary",
        "Summary",
        element("div", _address_tiles(figures), class_="tiles"),
        element("div", _finding_tiles(figures), class_="tiles"),
        element("ul", [element("li", line) for line in _sentences(figures)], class_="plain-list"),
        _drawing(drawn),
    )


def _address_tiles(figures: Overview) -> Iterator[Markup]:
    yield _tile(figures.replicated, f"of {counted(figures.machines, 'machine')} replicated")
    for status, words in _STATUSES.items():
        count = figures.statuses.get(status, 0)
        sign = STATUS_SIGNS[status]
        yield _tile(count, f"{sign} {words}", STATUS_KINDS[status] if count else "", "addresses")
    kind = "warn" if figures.away else "good"
    yield _tile(figures.home, f"of {figures.ip_configurations:,} come home", kind, "addresses")


def _finding_tiles(figures: Overview) -> Iterator[Markup]:
    for severity, sign in SEVERITY_SIGNS.items():
        count = figures.severities.get(severity, 0)
        words = f"{sign} {severity_words(severity, count)}"
        yield _tile(count, words, SEVERITY_KINDS[severity] if count else "", "findings")


def _tile(figure: int, words: str, kind: str = "", anchor: str | None = None) -> Markup:
    inside: Content = (element("b", f"{figure:,}"), element("span", words))
    class_ = f"tile {kind}".rstrip()
    if anchor is None:
        return element("div", inside, class_=class_)
    return element("a", inside, class_=class_, href=f"#{anchor}")


def _sentences(figures: Overview) -> Iterator[str]:
    """What the figures say in words."""
    total = counted(figures.ip_configurations, "IP configuration")
    stay = counted(figures.machines - figures.replicated, "machine")
    yield f"To fail over: {counted(figures.replicated, 'machine')} with {total}. To stay: {stay}."
    if figures.forecasts:
        one = figures.forecasts == 1
        forecasts = (
            "address at failover is a forecast" if one else ("addresses at failover are forecasts")
        )
        yield f"{figures.forecasts:,} {forecasts}: Azure may give another one unless it is set."
    likely = f", {figures.likely:,} of them only if a forecast holds" if figures.likely else ""
    yield f"Come home at failback: {figures.home:,} of {total}{likely}."
    yield f"With an address at test failover: {figures.tested:,} of {total}."
    if figures.planned:
        yield f"To be created: {counted(figures.planned, 'planned network')}."


def _drawing(drawn: Iterable[Markup]) -> Markup:
    """A box for every drawing, which scrolls by itself where it is too wide."""
    boxes = [
        element(
            "div", each, class_="scroll", role="region", aria_label=f"Drawing {number}", tabindex=0
        )
        for number, each in enumerate(drawn, 1)
    ]
    legend = joined(" ", LEGEND)
    return element("figure", boxes, element("figcaption", legend), class_="plan")
