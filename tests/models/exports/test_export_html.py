"""The page: what it holds, that it needs nothing besides itself, and that it can be read."""

import re
from importlib.resources import files
from itertools import pairwise, product
from pathlib import Path

import pytest

from models.assign import Assignments
from models.assignment import Scenario
from models.exports.assumptions import assumptions
from models.exports.html.moments import moments
from models.exports.kinds import export
from models.findings import findings
from models.formats.inert import visible
from models.plan import (
    AllocationOrder,
    NextAvailable,
    Plan,
    Policy,
    SameAddressSpace,
    TestAddress,
)
from models.rule_texts import RULE_TEXTS
from models.samples import samples
from tests.support.export_plans import KNOWN, known, results, unknown
from tests.support.html_reading import Element, read

SAMPLES = {sample.name: results(sample.text) for sample in samples()}
PARTS = [
    *("summary", "findings", "mappings", "addresses", "reasons", "networks", "unprotected"),
    *("assumptions", "rules"),
]
CSS = files("models.exports.html").joinpath("page.css").read_text(encoding="utf-8")


def text_of(assignments: Assignments) -> str:
    made = export(assignments, "html")
    [file] = made.files
    assert (file.name, made.notes) == ("plan.html", ())
    return file.text


PAGES = {name: read(text_of(assignments)) for name, assignments in SAMPLES.items()}


def page(assignments: Assignments) -> Element:
    return read(text_of(assignments))


def rows(part: Element) -> list[list[str]]:
    """The rows of the tables of a part, with blanks as one blank."""
    return [[" ".join(cell.text.split()) for cell in row.all("th", "td")] for row in part.all("tr")]


@pytest.mark.parametrize("name", SAMPLES)
def test_it_needs_nothing_besides_itself_and_runs_nothing(name: str) -> None:
    shown = PAGES[name]
    assert not list(shown.all("script", "img", "iframe", "object", "base", "form", "use", "image"))
    for element in shown.all():
        for attribute, value in element.attributes.items():
            assert not attribute.startswith("on")
            assert attribute not in ("src", "srcset", "xlink:href", "data", "action")
            assert attribute != "href" or value.startswith("#") or value == "data:,"
    assert not re.search(r"url\(|@import|expression|behavior:(?! auto| smooth)", CSS)
    policy = shown.one("meta", **{"http-equiv": "Content-Security-Policy"})
    assert policy.attributes["content"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert shown.one("link").attributes == {"rel": "icon", "href": "data:,"}


@pytest.mark.parametrize("name", SAMPLES)
def test_it_has_what_a_screen_reader_goes_by(name: str) -> None:
    shown = PAGES[name]
    assert shown.attributes["lang"] == "en"
    assert shown.one("head").one("title").text.endswith("failover plan")
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert len(list(shown.all(landmark))) == 1
    assert [each.attributes["id"] for each in shown.one("main").all("section")] == PARTS
    links = [each.attributes["href"] for each in shown.one("nav").all("a")]
    assert links == [f"#{part}" for part in PARTS]
    for table in shown.all("table"):
        assert next(table.all("caption")).text
        assert all(head.attributes.get("scope") for head in table.all("th"))
    for picture in shown.all("svg"):
        assert picture.attributes["role"] == "img"
        assert {"aria-label", "aria-labelledby"} & picture.attributes.keys()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_link_leads_to_a_place_that_is_there_once(name: str) -> None:
    places = [each.attributes["id"] for each in PAGES[name].all() if "id" in each.attributes]
    assert len(places) == len(set(places))
    for link in PAGES[name].all("a"):
        assert link.attributes["href"].removeprefix("#") in places


@pytest.mark.parametrize("name", SAMPLES)
def test_headings_skip_no_level(name: str) -> None:
    levels = [int(each.name[1]) for each in PAGES[name].all("h1", "h2", "h3", "h4", "h5")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_finding_is_there_with_its_rule_and_what_to_do(name: str) -> None:
    assignments = SAMPLES[name]
    shown = [row[1:] for row in rows(PAGES[name].one("section", id="findings"))]
    for finding in findings(assignments):
        assert [finding.message, finding.fix, finding.rule] in shown


@pytest.mark.parametrize("name", SAMPLES)
def test_every_ip_configuration_has_a_line_and_a_reason_in_every_scenario(name: str) -> None:
    assignments = SAMPLES[name]
    ids = list(assignments.in_order())
    part = PAGES[name].one("section", id="addresses")
    assert [row[0] for row in rows(part) if row[0] != "IP configuration"] == [
        assignments.plan.short_name(id) for id in ids
    ]
    reasons = PAGES[name].one("section", id="reasons")
    results = sum(assignments.of(id, each) is not None for id, each in product(ids, Scenario))
    assert len(list(reasons.all("ol"))) == results
    decided = [each for each in reasons.all("li") if each.attributes.get("class", "") == "decided"]
    assert len(decided) == results


def test_a_reason_is_told_nic_by_nic_and_rule_by_rule() -> None:
    part = page(known()).one("article", id="vm-1")
    captions = [each.text for each in part.all("caption")]
    assert captions == [
        "ipconfig1 (primary IP configuration of web1-nic)",
        "ipconfig2 (secondary IP configuration of web1-nic)",
        "ipconfig1 (primary IP configuration of web1-nic2)",
    ]
    first = next(part.all("table"))
    assert rows(first)[1:3] == [
        ["Today", "10.10.1.10", "snet-appof vnet-prod", "static", ""],
        [
            "Failover",
            "10.20.1.10",
            "snet-appof vnet-prod-dr",
            "= set by hand static",
            "M7 from 10.10.1.10 in snet-app of vnet-prod to the failover network vnet-prod-dr"
            "S1 subnet snet-app is set, which it has"
            "F1 10.20.1.10 is set in the network settings",
        ],
    ]
    assert "NIC at failover" in part.text
    assert "Public IP address at failover" in part.text


def test_a_forecast_is_called_a_forecast_everywhere() -> None:
    text = KNOWN.replace(', address = "10.20.1.10"', "")
    shown = page(results(text))
    for part in ("addresses", "reasons"):
        assert "~ forecast" in shown.one("section", id=part).text
    assert "are forecasts: Azure may give another one" in shown.one("section", id="summary").text
    assert "1 forecast" in shown.one("section", id="networks").text


def test_the_summary_says_what_comes_home_and_counts_findings() -> None:
    shown = page(unknown()).one("section", id="summary")
    tiles = [" ".join(each.text.split()) for each in shown.all("a")]
    assert "1of 1 come home" in tiles
    assert "Come home at failback: 1 of 1 IP configuration." in shown.text
    assert [each for each in tiles if each.endswith("errors")] == ["0✗ errors"]


def test_notes_and_machines_that_stay_are_shown() -> None:
    extra = (
        'name = "Contoso"\nnote = "a line\\nand another"\n',
        '\n[[virtual_machines]]\nname = "stays"\nregion = "eastus"\nnote = "a relic"\n',
    )
    shown = page(results(KNOWN.replace('name = "Contoso"\n', extra[0], 1) + extra[1]))
    assert "a lineand another" in shown.one("header").text
    assert ["stays", "East US", "", "", "a relic"] in rows(shown.one("section", id="unprotected"))
    assert "Every machine" in page(known()).one("section", id="unprotected").text


def test_policies_are_shown_with_what_was_chosen() -> None:
    text = KNOWN.replace(
        "[[virtual_networks]]", '[policy]\nnext_available = "after-source"\n[[virtual_networks]]', 1
    )
    shown = rows(page(results(text)).one("section", id="assumptions"))
    assert shown[1][:2] == ["same_address_space", "equal default"]
    assert shown[2][:2] == ["next_available", "after-source ! chosen"]


def test_policies_are_told_in_the_words_of_the_page_of_rules() -> None:
    page_of_rules = (Path(__file__).parents[3] / "docs" / "rules.md").read_text(encoding="utf-8")
    for choices in product(SameAddressSpace, NextAvailable, AllocationOrder, TestAddress):
        names = ("same_address_space", "next_available", "allocation_order", "test_address")
        policy = Policy.model_validate(dict(zip(names, choices, strict=True)))
        for each in assumptions(Plan(policy=policy)):
            told = f"| {each.effect} | {', '.join(each.rules)} |"
            assert re.search(rf"`{each.value}`( \(default\))? {re.escape(told)}", page_of_rules)


def test_every_rule_has_its_text() -> None:
    shown = PAGES["article"].one("section", id="rules")
    assert [each.text for each in shown.all("dt")] == list(RULE_TEXTS)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_subnet_in_use_has_a_grid_that_says_who_has_what(name: str) -> None:
    assignments = SAMPLES[name]
    part = PAGES[name].one("section", id="networks")
    expected = [
        (moment, network.id)
        for network in sorted(
            assignments.plan.virtual_networks,
            key=lambda one: _region_order(assignments, one.region),
        )
        for subnet in network.subnets
        for moment in moments(assignments, (network.id, subnet.key))
    ]
    figures = list(part.all("figure"))
    assert len(figures) == len(expected)
    for figure, (moment, _) in zip(figures, expected, strict=True):
        held = moment.shown.held
        assert all(f"{one.kind.value}" in figure.text for one in held)
        label = figure.one("svg").attributes["aria-label"]
        assert label.startswith(moment.title)
        if held:
            assert f"Who has which ({len(held):,})" in figure.text


def _region_order(assignments: Assignments, region: str) -> int:
    regions = dict.fromkeys(network.region for network in assignments.plan.virtual_networks)
    return list(regions).index(region)


def test_names_that_cannot_be_seen_are_shown() -> None:
    text = KNOWN.replace('"snet-sqlmi"', '"snet\\u202esqlmi"')
    assert visible("snet\u202esqlmi") in page(results(text)).text


def test_an_empty_plan_has_a_page_too() -> None:
    shown = page(results("format = 1\n"))
    assert shown.one("h1").text == "Plan without a name"
    assert "Nothing is replicated." in shown.one("section", id="addresses").text


def test_the_same_plan_gives_the_same_page() -> None:
    assert text_of(known()) == text_of(known())


def test_paper_repeats_headings_and_cuts_no_row() -> None:
    print_ = CSS[CSS.index("@media print") :]
    assert "thead { break-after: avoid; display: table-header-group; }" in print_
    assert re.search(r"^  tr,[^{]*\{ break-inside: avoid; \}", print_, re.MULTILINE)
    assert "details::details-content { content-visibility: visible" in print_


def _colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", css))


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back"),
    [
        *product(("ink", "quiet", "accent"), ("paper", "soft")),
        *((name, f"{name}-soft") for name in ("good", "warn", "bad", "plain")),
        *(("ink", name) for name in ("kept", "set", "forecast", "standing", "in-use")),
    ],
)
def test_text_stands_out_from_what_is_behind_it(front: str, back: str, dark: bool) -> None:
    light, rest = CSS.split("@media (prefers-color-scheme: dark)", 1)
    found = _colours(rest[: rest.index("* {")] if dark else light)
    bright, dim = sorted((_luminance(found[front]), _luminance(found[back])), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 4.5
