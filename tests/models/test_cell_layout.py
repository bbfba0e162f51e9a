"""Cells in lines: each prefix behind its heading, blocks as small as there is room for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cell_layout import CellLayout, fitting
from models.topology import AddressRange
from tests.support.builders import number, subnet
from tests.support.laws import law


def of(columns: int, lines: int, *prefixes: str) -> CellLayout:
    return fitting(subnet("s", *prefixes).ranges, columns, lines)


@st.composite
def layouts(draw: st.DrawFn) -> CellLayout:
    first, ranges = 0, []
    for length in draw(st.lists(st.integers(1, 9), min_size=1, max_size=5)):
        size = 1 << length
        first = -(-first // size) * size + size * draw(st.integers(0, 2))
        ranges.append(AddressRange(first, first + size - 1))
        first += size
    return fitting(ranges, draw(st.sampled_from((4, 8, 32))), draw(st.integers(1, 30)))


@pytest.mark.parametrize(
    ("columns", "lines", "prefixes", "block", "all_lines"),
    [
        (32, 14, ["10.0.0.0/29"], 1, 2),
        (32, 14, ["10.0.0.0/24"], 1, 9),
        (32, 14, ["10.0.0.0/23"], 2, 9),
        (32, 14, ["10.0.0.0/16"], 256, 9),
        (64, 33, ["10.0.0.0/16"], 32, 33),
        (32, 14, ["64.0.0.0/2"], 4194304, 9),
        (32, 14, ["10.0.0.0/24", "10.0.1.0/29"], 1, 11),
        (32, 3, ["10.0.0.0/24", "10.0.1.0/29"], 8, 4),
        (8, 0, ["10.0.0.0/24"], 32, 2),
    ],
)
def test_a_block_is_as_small_as_there_is_room_for(
    columns: int, lines: int, prefixes: list[str], block: int, all_lines: int
) -> None:
    layout = of(columns, lines, *prefixes)
    assert (layout.block, layout.lines) == (block, all_lines)
    assert layout.scaled is (block > 1)


@law
@given(layouts())
def test_every_address_is_in_one_cell_and_every_cell_is_found_again(layout: CellLayout) -> None:
    seen: list[int] = []
    for y in range(layout.lines):
        line = layout.line(y)
        assert line is not None
        for column in range(line.cells):
            first = layout.address_at(y, column)
            assert first is not None
            cell = layout.cell_of(first)
            assert cell.first == first
            for address in (cell.first, cell.last):
                assert layout.place(address) == (y, column)
            seen += range(cell.first, cell.last + 1)
        assert layout.address_at(y, line.cells) is None
    assert seen == [a for first, last in layout.ranges for a in range(first, last + 1)]
    assert layout.line(layout.lines) is None


@law
@given(layouts(), st.data())
def test_moving_on_and_back_ends_where_it_began(layout: CellLayout, data: st.DataObject) -> None:
    within = data.draw(st.sampled_from(layout.ranges))
    here = layout.cell_of(data.draw(st.integers(within.first, within.last))).first
    steps = data.draw(st.integers(1, 40))
    on = layout.beside(here, steps)
    walked = here
    for _ in range(steps):
        walked = layout.beside(walked, 1)
    assert on == walked
    if layout.beside(on, 1) != on:
        assert layout.beside(on, -steps) == here
    down = layout.below(here, 1)
    y, below = layout.place(here)[0], layout.place(down)[0]
    assert below in (y, y + 1, y + 2)
    assert down == here or layout.place(layout.below(down, -1))[0] == y


def test_up_and_down_pass_over_the_headings() -> None:
    layout = of(8, 30, "10.0.0.0/28", "10.0.1.0/29")
    assert layout.below(number("10.0.0.3"), 1) == number("10.0.0.11")
    assert layout.below(number("10.0.0.11"), 1) == number("10.0.1.3")
    assert layout.below(number("10.0.1.3"), 1) == number("10.0.1.3")
    assert layout.below(number("10.0.1.3"), -2) == number("10.0.0.3")
    assert layout.below(number("10.0.0.3"), -9) == number("10.0.0.3")
    assert layout.beside(number("10.0.0.15"), 1) == number("10.0.1.0")


@pytest.mark.parametrize(
    ("prefixes", "address", "nearer"),
    [
        (["10.0.0.0/16"], "10.0.7.9", ("10.0.7.0", "10.0.7.255")),
        (["10.0.0.0/8"], "10.3.7.9", ("10.3.0.0", "10.3.255.255")),
        (["10.0.0.0/23"], "10.0.1.9", ("10.0.1.0", "10.0.1.255")),
        (["10.0.0.0/24", "10.0.1.0/24"], "10.0.1.9", ("10.0.1.0", "10.0.1.255")),
    ],
)
def test_zooming_in_shows_as_much_around_a_block_as_there_is_room_for(
    prefixes: list[str], address: str, nearer: tuple[str, str]
) -> None:
    layout = of(32, 14, *prefixes)
    near = layout.nearer(number(address), 14)
    assert near == AddressRange(*map(number, nearer))
    assert fitting([near], 32, 14).block < layout.block


def test_no_ranges_have_no_lines() -> None:
    layout = fitting((), 32, 14)
    assert (layout.lines, layout.line(0), layout.scaled) == (0, None, False)
