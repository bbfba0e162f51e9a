"""The pages about the address grid, the replay and Why name the keys and signs as they are."""

from pathlib import Path

import pytest

from models.address_map import Kind
from tui.ascii import in_ascii
from tui.key_table import sections, table
from tui.kind_signs import KIND_SIGNS

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("page", "title"),
    [("address-grid.md", "Address grid"), ("address-grid.md", "Replay"), ("why.md", "Why")],
)
def test_the_keys_are_documented_as_they_are(page: str, title: str) -> None:
    [section] = [one for one in sections() if one.title == title]
    assert table(section) in (DOCS / page).read_text(encoding="utf-8")


def test_the_signs_are_documented_as_they_are_and_in_the_order_that_counts() -> None:
    page = (DOCS / "address-grid.md").read_text(encoding="utf-8")
    signs = [KIND_SIGNS[kind] for kind in Kind]
    places = [page.index(f"| `{sign}` | `{in_ascii(sign)}` |") for sign in signs]
    assert places == sorted(places)
