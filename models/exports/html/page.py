"""The page as a whole: head, contents, and its parts in the order in which they are read."""

from collections.abc import Mapping
from importlib.resources import files

from models.assign import Assignments
from models.exports.html.addresses import addresses
from models.exports.html.anchors import Anchors
from models.exports.html.closing import assumption_list, rule_list, unprotected_list
from models.exports.html.findings import finding_list
from models.exports.html.mappings import mappings
from models.exports.html.networks import networks
from models.exports.html.parts import Section, note
from models.exports.html.reasons import reasons
from models.exports.html.summary import summary
from models.exports.markup import Content, Markup, element
from models.exports.overview import overview
from models.exports.svg.drawing import band_drawings, style
from models.findings import findings
from models.memory import garbage_collected_later
from models.pairing import source_region, target_region
from models.plan import Plan
from models.regions import RegionCatalogue, catalogue
from models.round_trip import round_trips

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser lets the page do: show its own style, and nothing else."""
FOOT = (
    "Worked out by asrnet from the plan alone: nothing here was read from Azure, or changed in it,"
    " when the page was made."
)


def page(assignments: Assignments) -> str:
    """The page about the results of a plan, which needs nothing besides itself."""
    plan = assignments.plan
    regions = catalogue().with_regions(plan.regions)
    with garbage_collected_later():
        return f"<!DOCTYPE html>\n{_document(plan, regions, _parts(assignments, regions))}\n"


def _parts(assignments: Assignments, regions: RegionCatalogue) -> Mapping[str, Section]:
    """The parts in their order, by what the contents call them."""
    plan = assignments.plan
    anchors, found = Anchors(plan), findings(assignments)
    figures = overview(assignments, found, round_trips(assignments))
    return {
        "Summary": summary(figures, band_drawings(assignments)),
        "Findings": finding_list(found, anchors),
        "Network mappings": mappings(plan, anchors, regions),
        "Addresses": addresses(assignments, anchors),
        "Reasons": reasons(assignments, anchors, regions),
        "Networks and subnets": networks(assignments, anchors, regions),
        "Not replicated": unprotected_list(assignments, anchors, regions),
        "Assumptions": assumption_list(plan),
        "Rules": rule_list(),
    }


def _document(plan: Plan, regions: RegionCatalogue, parts: Mapping[str, Section]) -> Markup:
    return element(
        "html",
        _head(plan),
        element(
            "body",
            element("a", "Skip to the summary", href="#summary", class_="skip"),
            _header(plan, regions),
            element("nav", _contents(parts), aria_label="Contents"),
            element("main", [part.markup for part in parts.values()]),
            element("footer", element("p", FOOT)),
        ),
        lang="en",
    )


def _head(plan: Plan) -> Markup:
    own = files("models.exports.html").joinpath("page.css").read_text(encoding="utf-8")
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"{_title(plan)} · failover plan"),
        element("link", rel="icon", href="data:,"),
        element("style", Markup(f"\n{own}{style()}")),
    )


def _header(plan: Plan, regions: RegionCatalogue) -> Markup:
    source, target = source_region(plan), target_region(plan)
    way = (
        f"Azure Site Recovery, {regions.display_name(source)} to {regions.display_name(target)}"
        if source and target
        else "Azure Site Recovery"
    )
    return element(
        "header",
        element("p", way, class_="way"),
        element("h1", _title(plan)),
        note(plan.note),
    )


def _contents(parts: Mapping[str, Section]) -> Content:
    links = [element("li", element("a", word, href=f"#{part.id}")) for word, part in parts.items()]
    return element("h2", "Contents"), element("ul", links)


def _title(plan: Plan) -> str:
    return plan.name or "Plan without a name"
