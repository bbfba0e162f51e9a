"""Names that a terminal or a markup parser would obey, in the findings, fixes and round trip."""

from pathlib import Path

import pytest

from tests.security.hostile import carrier, raw_controls
from tests.tui.conftest import Open
from tests.tui.screen_text import text_of
from tui.screens.choose_fix import ChooseFixScreen

PAYLOADS = {
    "markup": "[bold red]x[/] [@click=app.quit]",
    "controls": "a\x1b[31m\x07\u202e{count}{0}",
}


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
async def test_hostile_names_are_shown_inert_in_findings_fixes_and_round_trip(
    opened: Open, tmp_path: Path, payload: str
) -> None:
    file = tmp_path / "hostile.toml"
    file.write_text(carrier(payload), encoding="utf-8")
    async with opened(file, size=(80, 24)) as (app, pilot, screen):
        await pilot.press("f6")
        asked = 0
        first_of = {finding.code: finding for finding in reversed(screen.findings.rows)}
        for finding in list(first_of.values())[:8]:
            assert screen.findings.point_at(finding)
            await pilot.press("f")
            await pilot.pause()
            assert raw_controls(text_of(app)) == set()
            asked += isinstance(app.screen, ChooseFixScreen)
            if app.screen is not screen:
                await pilot.press("escape")
                await pilot.pause()
        assert asked
        await pilot.press("f9")
        await pilot.pause()
        for _ in range(3):
            assert raw_controls(text_of(app)) == set()
            await pilot.press("down", "c")
            await pilot.pause()
