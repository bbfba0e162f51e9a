"""What is painted again: no more than what a key changes, however long a list is."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from rich.text import Text
from textual._compositor import Compositor
from textual.app import App, ComposeResult
from textual.geometry import Region, Size

from models.findings.finding import SubnetSubject
from models.formats.plan_toml import dumps
from models.listing import Listed
from models.topology import IpConfigurationId
from tests.benchmarks.estates import estate
from tests.tui.conftest import Open
from tests.tui.screen_text import text_of
from tui.widgets.said import Said
from tui.widgets.target_tree import TargetTree

SIZE = (120, 40)
FRAMES = 0.1
"""Seconds in which what was changed is painted."""
LOADED = """
import sys
import tui.app
print(*(name for name in sys.argv[1:] if name in sys.modules))
"""


@pytest.fixture
def estate_file(tmp_path: Path) -> Path:
    """A plan of 300 machines in three subnets."""
    file = tmp_path / "estate.toml"
    file.write_text(dumps(estate(300)), encoding="utf-8")
    return file


@contextmanager
def painted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Region]]:
    """The parts of the screen that are painted meanwhile; all of it for a new layout."""
    regions: list[Region] = []
    paint = Compositor.render_update

    def watched(compositor: Compositor, *, full: bool = False, **others: object) -> object:
        regions.extend([Size(*SIZE).region] if full else compositor._dirty_regions)
        return paint(compositor, full=full, **others)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Compositor, "render_update", watched)
        yield regions


def test_the_first_frame_needs_no_plan_and_no_library_that_reads_one() -> None:
    slow = ["pydantic", "netaddr", "tomli", "pyrsistent", "models.plan", "tui.screens.workspace"]
    command = [sys.executable, "-c", LOADED, *slow]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


async def test_a_cursor_move_paints_two_lines_and_what_is_said_of_the_row(
    opened: Open, estate_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(estate_file, size=SIZE) as (app, pilot, _):
        await pilot.press("f5", "down")
        await pilot.pause(FRAMES)
        lines, detail = (app.screen.query_one(id) for id in ("#assignments", "#detail"))
        with painted(monkeypatch) as regions:
            await pilot.press("down")
            await pilot.pause(FRAMES)
        assert sum(lines.region.overlaps(region) for region in regions) == 2
        assert all(region.height == 1 for region in regions)
        assert len(regions) <= 2 + detail.region.height


async def test_opening_the_list_looks_at_no_more_rows_than_it_shows(
    opened: Open, estate_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = set()
    status = vars(Listed)["status"].fget

    def watched(row: Listed) -> object:
        seen.add(row.id)
        return status(row)

    monkeypatch.setattr(Listed, "status", property(watched))
    async with opened(estate_file, size=SIZE) as (app, pilot, _):
        await pilot.press("f5")
        await pilot.pause()
        assert "300 of 300" in text_of(app)
        assert 0 < len(seen) <= SIZE[1]


async def test_an_edit_looks_again_at_the_subnets_it_reached_and_at_no_other(
    opened: Open, estate_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(estate_file, size=SIZE) as (app, pilot, screen):
        screen.go_to(IpConfigurationId("vm-150", "nic", "ipconfig1"))
        looked: list[str] = []
        label = TargetTree._subnet_label

        def watched(tree: TargetTree, subnet: SubnetSubject) -> Text:
            looked.append(subnet.name)
            return label(tree, subnet)

        monkeypatch.setattr(TargetTree, "_subnet_label", watched)
        await pilot.press("p")
        await pilot.pause()
        assert app.session is not None
        assert app.session.modified
        assert set(looked) == {"snet-1"}
        shown = [str(node.label) for node in screen.target._walk(screen.target.root)]
        screen.target.rebuild()
        assert [str(node.label) for node in screen.target._walk(screen.target.root)] == shown


async def test_a_text_that_is_said_again_is_painted_again_only_where_it_differs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Saying(App[None]):
        def compose(self) -> ComposeResult:
            yield Said()

    async with Saying().run_test(size=SIZE) as pilot:
        said = pilot.app.query_one(Said)
        said.update(Text("one\ntwo\nthree"))
        await pilot.pause(FRAMES)
        with painted(monkeypatch) as regions:
            said.update(Text("one\ntwo\nthree"))
            await pilot.pause()
        assert regions == []
        with painted(monkeypatch) as regions:
            said.update(Text("one\nTWO\nthree"))
            await pilot.pause(FRAMES)
        assert regions == [Region(0, 1, len("two"), 1)]
        said.update(Text("one\ntwo"))
        await pilot.pause()
        assert said.size.height == 2
