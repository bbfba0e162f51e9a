"""Copying: what, where to, and that it can do no harm."""

import base64
from pathlib import Path

import pytest

from models.findings.finding import NetworkSubject, SubnetSubject
from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.conftest import Open
from tests.tui.screen_text import lines_of
from tests.tui.test_workspace import DB
from tui.app import AsrnetApp
from tui.clipboard import FILE, LARGEST, copy, passed_on
from tui.configuration import read


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASRNET_STATE_DIR", str(tmp_path / "state"))
    return tmp_path / "state" / FILE


async def test_y_copies_the_address_and_capital_y_the_line(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        screen.go_to(DB)
        await pilot.press("y")
        await pilot.pause()
        assert app.clipboard == "10.0.1.4"
        assert "Copied 10.0.1.4 to the clipboard" in lines_of(app)[-2]
        await pilot.press("Y")
        await pilot.pause()
        assert app.clipboard == "~! .10 → .4\tdb-01"


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (NetworkSubject("contoso-vnet"), "10.0.0.0/16"),
        (SubnetSubject("contoso-vnet", "frontend"), "10.0.0.0/24"),
    ],
)
async def test_of_a_network_or_subnet_its_range_is_copied(
    opened: Open, subject: NetworkSubject | SubnetSubject, expected: str
) -> None:
    async with opened() as (app, pilot, screen):
        screen.go_to(subject)
        await pilot.press("y")
        await pilot.pause()
        assert app.clipboard == expected


async def test_the_line_of_a_list_is_copied_with_tabs_between_its_columns(opened: Open) -> None:
    async with opened(size=(200, 60)) as (app, pilot, screen):
        await pilot.press("f6", "Y")
        await pilot.pause()
        finding = screen.findings.pointed
        assert finding is not None
        assert finding.code.value in app.clipboard.split("\t")[0]
        assert finding.message in app.clipboard


async def test_without_osc_52_it_goes_to_a_file_and_that_is_said(
    plan_file: Path, state: Path
) -> None:
    app = AsrnetApp(Opened(*open_document(plan_file)), environment={"TERM": "linux"})
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert state.read_text() == "10.0.0.4\n"
        assert state.stat().st_mode & 0o077 == 0
        assert str(state)[:30] in lines_of(app)[-2]


@pytest.mark.parametrize(
    ("to", "by_clipboard", "by_file"),
    [
        ("auto", True, False),
        ("osc52", True, False),
        ("file", False, True),
        ("both", True, True),
    ],
)
async def test_the_option_says_where_it_goes(
    plan_file: Path, state: Path, to: str, by_clipboard: bool, by_file: bool
) -> None:
    app = AsrnetApp(Opened(*open_document(plan_file)), preferred=read({"clipboard": to}))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
        assert (app.clipboard == "10.0.0.4") is by_clipboard
        assert state.exists() is by_file


async def test_what_is_too_long_for_a_terminal_goes_to_the_file(opened: Open, state: Path) -> None:
    async with opened() as (app, _, _):
        words = "x" * (LARGEST + 1)
        assert str(state) in copy(app, words, "osc52", {})
        assert app.clipboard == ""
        assert state.read_text() == words + "\n"


async def test_a_file_that_cannot_be_written_is_told(opened: Open, state: Path) -> None:
    state.parent.write_text("no directory")
    async with opened() as (app, _, _):
        assert "Not copied" in copy(app, "x", "file", {})


async def test_control_characters_are_copied_as_what_was_seen(opened: Open) -> None:
    async with opened() as (app, _, _):
        said = copy(app, "rm\x1b[31m\rx\ttab\nline", "osc52", {})
        assert app.clipboard == "rm␛[31m␍x\ttab\nline"
        assert said == "Copied 2 lines to the clipboard"


def test_multiplexers_are_asked_to_pass_it_on() -> None:
    encoded = base64.b64encode(b"10.0.0.4").decode()
    assert passed_on("10.0.0.4", {}) == ""
    assert passed_on("10.0.0.4", {"TMUX": "x"}) == f"\x1bPtmux;\x1b\x1b]52;c;{encoded}\a\x1b\\"
    pieces = passed_on("y" * 3000, {"STY": "1.tty"}).split("\x1b\\")
    assert all(len(piece) <= 520 for piece in pieces)
    whole = "".join(piece.removeprefix("\x1bP") for piece in pieces)
    assert base64.b64decode(whole.removeprefix("\x1b]52;c;").removesuffix("\a")) == b"y" * 3000
