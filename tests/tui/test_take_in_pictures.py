"""How taking in an import looks."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from models.storage.document import open_document
from models.storage.opening import Opened
from tests.support import export_plans
from tests.tui.test_snapshots import SIZES, Compare
from tests.tui.test_take_in_screen import listed, network
from tui.app import AsrnetApp


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_what_an_import_would_change(
    snap_compare: Compare,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("known.toml").write_text(export_plans.KNOWN, encoding="utf-8")
    listed(tmp_path, network("10.10.0.0/22"), network(name="vnet-new"))
    app = AsrnetApp(Opened(*open_document(Path("known.toml"))))

    async def drive(pilot: "Pilot[Any]") -> None:
        await pilot.pause()
        await pilot.press("i", *"vnets.json", "enter")
        for _ in range(2):
            await pilot.pause()
            await app.workers.wait_for_complete()
        await pilot.press("down")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=drive)
