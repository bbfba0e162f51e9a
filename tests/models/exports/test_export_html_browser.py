"""The page in a real browser: nothing is wider than the window, nothing is asked of anybody."""

import re

import pytest

from models.exports.kinds import export
from models.samples import samples
from tests.support.browser import Seen, browser, look
from tests.support.export_plans import results

WIDTHS = (360, 768, 1600)
PROGRAM = browser()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="no Chromium here")


@pytest.fixture(scope="module")
def seen() -> Seen:
    """The plan in which everything is wrong that can be, at three widths."""
    [text] = [sample.text for sample in samples() if sample.name == "broken"]
    [file] = export(results(text), "html").files
    return look(PROGRAM or "", file.text, WIDTHS)


def test_nothing_is_asked_for_but_the_page_itself(seen: Seen) -> None:
    paths = {re.sub(r"^http://127\.0\.0\.1:\d+", "", path) for path in seen.asked}
    assert paths == {"/", "/plan.html"}


def test_no_width_makes_the_page_scroll_sideways(seen: Seen) -> None:
    assert len(seen.measured) == len(WIDTHS)
    for width, found in zip(WIDTHS, seen.measured, strict=True):
        assert width - 20 <= found["width"] <= width
        assert found["scroll"] <= found["width"]
        assert found["beyond"] == []


def test_wide_tables_scroll_in_their_own_boxes(seen: Seen) -> None:
    narrow, _, wide = seen.measured
    assert narrow["boxes"] > wide["boxes"]
    assert narrow["height"] > wide["height"] > 5000


def test_the_contents_stand_beside_the_page_where_there_is_room(seen: Seen) -> None:
    assert [found["columns"] for found in seen.measured] == ["block", "block", "grid"]
