"""How the document begins and ends: title, note and figures; what the results rest on."""

from collections.abc import Iterator

from models.exports.assumptions import FORECAST, assumptions
from models.exports.overview import Overview
from models.findings import Severity
from models.formats.markdown_text import code, prose, table
from models.pairing import source_region, target_region
from models.plan import Plan
from models.regions import RegionCatalogue
from models.status import Status

_STATUSES = {
    Status.KEPT: "addresses kept at failover",
    Status.SET: "addresses set by hand",
    Status.CHANGED: "other addresses than today",
    Status.UNASSIGNED: "without an address",
}


def heading(plan: Plan, regions: RegionCatalogue) -> Iterator[str]:
    """The title, the two regions, and the note of the plan."""
    yield from (f"# Failover plan {code(plan.name)}".rstrip(), "")
    source, target = source_region(plan), target_region(plan)
    if source and target:
        way = (prose(regions.display_name(name)) for name in (source, target))
        yield from (f"Azure Site Recovery, {' to '.join(way)}.", "")
    yield from noted(plan.note)


def noted(note: str | None, about: str = "") -> Iterator[str]:
    """A note as it was written, in one paragraph that is nothing but text; ``about`` a name."""
    lines = [line.strip() for line in (note or "").strip().splitlines()]
    if any(lines):
        of = f" on {code(about)}" if about else ""
        yield from (f"Note{of}: {'<br>'.join(map(prose, lines))}", "")


def summary(figures: Overview) -> Iterator[str]:
    """The figures of the plan."""
    rows = [
        [f"machines replicated, of {figures.machines:,}", f"{figures.replicated:,}"],
        ["IP configurations of these", f"{figures.ip_configurations:,}"],
        *([words, f"{figures.statuses.get(key, 0):,}"] for key, words in _STATUSES.items()),
        ["*forecasts* among the addresses at failover", f"{figures.forecasts:,}"],
        ["get an address at test failover", f"{figures.tested:,}"],
        ["come home at failback", _home(figures)],
        ["networks to be created", f"{figures.planned:,}"],
        *([f"findings: {each.value}", f"{figures.severities.get(each, 0):,}"] for each in Severity),
    ]
    yield from ("## Summary", "", *table(["What", "How many"], rows), "")


def assumption_list(plan: Plan) -> Iterator[str]:
    """The policies of the plan, and what a forecast is."""
    rows = [
        [
            code(each.policy),
            code(each.value) + ("" if each.default else ", **chosen**"),
            each.effect,
            ", ".join(each.rules),
        ]
        for each in assumptions(plan)
    ]
    yield from ("## Policies and assumptions", "", FORECAST, "")
    yield from (*table(["Policy", "Value", "Effect", "Rule"], rows), "")


def _home(figures: Overview) -> str:
    likely = f", {figures.likely:,} of them if a *forecast* holds" if figures.likely else ""
    return f"{figures.home:,}{likely}"
