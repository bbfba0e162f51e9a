"""The drawing: what stands where, what leads where, and texts in the room they have."""

import re
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.assign import Assignments
from models.exports.bands import Bands
from models.exports.kinds import export
from models.exports.svg.text import cut, width
from models.samples import samples
from tests.support.export_plans import KNOWN, known, results

SVG = "{http://www.w3.org/2000/svg}"
SAMPLES = {sample.name: results(sample.text) for sample in samples()}


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box") -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )


def drawn(assignments: Assignments) -> Tree.Element:
    made = export(assignments, "svg")
    [file] = made.files
    assert (file.name, made.notes) == ("plan.svg", ())
    return Tree.fromstring(file.text)


def boxes(root: Tree.Element, class_: str) -> list[Box]:
    return [
        Box(*(float(rect.attrib[name]) for name in Box._fields))
        for rect in root.iter(f"{SVG}rect")
        if class_ in rect.attrib["class"].split()
    ]


def texts(root: Tree.Element) -> set[str]:
    return {
        "".join(part for part in [each.text, *(child.tail for child in each)] if part)
        for each in root.iter(f"{SVG}text")
    }


def titles(root: Tree.Element) -> set[str]:
    return {title.text or "" for title in root.iter(f"{SVG}title")}


def test_it_says_what_a_screen_reader_needs() -> None:
    root = drawn(known())
    names = root.attrib["aria-labelledby"].split()
    said = {each.attrib.get("id"): each.text for each in root}
    assert [said[name] for name in names] == [
        "Contoso",
        "3 virtual networks and 1 pair of mapped networks; 1 machine replicated",
    ]
    assert root.attrib["role"] == "img"


def test_it_has_subnets_with_their_prefixes_and_how_many_move() -> None:
    shown = texts(drawn(known()))
    assert {"East US", "West US 2", "vnet-prod", "snet-app", "10.10.1.0/24"} <= shown
    assert {"3 leave", "2 arrive", "2 tested", "4 of 251 taken", "planned"} <= shown


def test_each_direction_of_a_mapping_is_a_line_and_so_is_where_addresses_go() -> None:
    found = titles(drawn(known()))
    assert {
        "network mapping from vnet-prod to vnet-prod-dr",
        "network mapping from vnet-prod-dr to vnet-prod",
        "test of 1 machine of vnet-prod in vnet-prod-tfo",
        "2 IP configurations from snet-app of vnet-prod to snet-app of vnet-prod-dr",
    } <= found
    assert "complete" in texts(drawn(known()))


def test_a_planned_network_is_dashed() -> None:
    root = drawn(known())
    assert len(boxes(root, "planned")) == 1
    style = next(root.iter(f"{SVG}style")).text or ""
    assert re.search(r"\.planned \{[^}]*stroke-dasharray", style)
    assert "prefers-color-scheme: dark" in style


@pytest.mark.parametrize("name", SAMPLES)
def test_networks_stand_in_their_regions_and_none_on_another(name: str) -> None:
    root = drawn(SAMPLES[name])
    regions, networks = boxes(root, "region"), boxes(root, "network")
    for group in (regions, networks):
        assert not [pair for pair in combinations(group, 2) if pair[0].meets(pair[1])]
    assert all(any(region.holds(network) for region in regions) for network in networks)
    whole = Box(*(float(number) for number in root.attrib["viewBox"].split()))
    assert all(whole.holds(region) for region in regions)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_network_is_drawn_and_every_mapping_has_a_line(name: str) -> None:
    assignments = SAMPLES[name]
    found = titles(drawn(assignments))
    shown = {network.id for band in Bands(assignments) for network in (*band.left, *band.right)}
    assert shown == set(assignments.plan.virtual_networks.keys())
    for mapping in assignments.plan.network_mappings:
        line = f"network mapping from {mapping.source} to {mapping.target}"
        assert {line, f"{line}, which is ignored"} & found


def test_fifty_subnets_make_it_higher_and_nothing_smaller() -> None:
    extra = "".join(
        f'\n[[virtual_networks.subnets]]\nname = "snet-{number}"\n'
        f'address_prefixes = ["10.30.{number}.0/24"]\n'
        for number in range(2, 52)
    )
    many = drawn(
        results(KNOWN.replace("[[virtual_machines]]", f"{extra}\n[[virtual_machines]]", 1))
    )
    few = drawn(known())
    assert many.attrib["width"] == few.attrib["width"]
    assert float(many.attrib["height"]) > float(few.attrib["height"]) + 50 * 30
    sizes = {each.attrib["font-size"] for each in many.iter(f"{SVG}text")}
    assert sizes == {each.attrib["font-size"] for each in few.iter(f"{SVG}text")}


def test_a_long_name_is_cut_and_whole_in_its_title() -> None:
    long = "snet-" + "x" * 200
    root = drawn(results(KNOWN.replace("snet-sqlmi", long)))
    assert long in titles(root)
    assert not [text for text in texts(root) if len(text) > 150 and "x" * 30 in text]
    assert [text for text in texts(root) if text.startswith("snet-xxx") and text.endswith("…")]


@given(st.text(max_size=60), st.floats(20, 400))
def test_a_cut_text_has_room(text: str, room: float) -> None:
    shown = cut(text, room, 12)
    assert width(shown, 12) <= room
    assert shown == text or shown.endswith("…")


def test_a_plan_without_networks_is_drawn_too() -> None:
    assert "Bare" in texts(drawn(results('format = 1\nname = "Bare"\n')))


def test_the_same_plan_gives_the_same_drawing() -> None:
    assert export(known(), "svg") == export(known(), "svg")
