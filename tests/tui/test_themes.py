"""The themes: every state can be read and told from the others, whoever looks and on whatever."""

import ast
import re
from itertools import combinations
from pathlib import Path

import pytest
from rich.color import Color, ColorSystem
from rich.style import Style
from textual.app import App
from textual.color import Color as TextualColor
from textual.widgets import Static, Tree

from models.findings import Severity
from models.status import Status
from models.storage.document import open_document
from models.storage.opening import Opened
from tests.support.colours import SIGHT, contrast, distance
from tests.tui.conftest import Open
from tests.tui.screen_text import text_of
from tui.app import AsrnetApp
from tui.ascii import UNKNOWN, in_ascii
from tui.configuration import Configuration, Loaded
from tui.labels import text
from tui.screens.options import OptionsScreen
from tui.signs import SEVERITY_SIGNS, SEVERITY_STYLES, SIGNS, STYLES
from tui.themes import LOOKS, STATES

TUI = Path(__file__).parents[2] / "tui"
OWN = [name for name, look in LOOKS.items() if not look.theme.ansi]
NAMES = (*STYLES.values(), *SEVERITY_STYLES.values(), "asrnet.role", "dim")
GROUNDS = ("background", "surface", "panel")
FAMILIES: dict[str, dict[Status | Severity, tuple[str, str]]] = {
    "status": {status: (SIGNS[status], STYLES[status]) for status in Status},
    "severity": {one: (SEVERITY_SIGNS[one], SEVERITY_STYLES[one]) for one in Severity},
}


def variables(theme: str) -> dict[str, str]:
    app: App[int] = AsrnetApp(preferred=Loaded(Configuration(theme=theme)))
    return app.get_css_variables()


def ground(theme: str, name: str) -> str:
    return TextualColor.parse(variables(theme)[name]).hex6.lower()


def colour(theme: str, style: str) -> str:
    found = LOOKS[theme].styles().styles[style].color
    assert found is not None
    return found.get_truecolor().hex


@pytest.mark.parametrize("theme", OWN)
@pytest.mark.parametrize("style", dict.fromkeys(NAMES))
def test_every_state_can_be_read_on_every_ground(theme: str, style: str) -> None:
    enough = 7.0 if "contrast" in theme else 4.5
    for name in GROUNDS:
        assert contrast(colour(theme, style), ground(theme, name)) >= enough, name


@pytest.mark.parametrize("theme", OWN)
def test_what_is_typed_wrong_and_the_titles_can_be_read(theme: str) -> None:
    found = variables(theme)
    for front, back in (
        ("foreground", "background"),
        ("foreground", "panel"),
        ("accent", "panel"),
        ("accent", "background"),
        ("text-error", "error-muted"),
    ):
        hexes = [TextualColor.parse(found[name]).hex6 for name in (front, back)]
        assert contrast(*hexes) >= 4.5, (front, back)


@pytest.mark.fault(68)
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("way", [str, in_ascii], ids=["unicode", "ascii"])
def test_signs_alone_keep_every_state_apart(family: str, way: type[str]) -> None:
    signs = [way(sign) for sign, _ in FAMILIES[family].values()]
    assert len(set(signs)) == len(signs)
    assert all(len(sign) == 1 for sign in signs)


@pytest.mark.parametrize("theme", OWN)
@pytest.mark.parametrize("sight", SIGHT)
def test_colours_keep_the_states_apart_for_the_colour_blind_too(theme: str, sight: str) -> None:
    colours = LOOKS[theme].colours
    for one, other in combinations(STATES, 2):
        assert distance(colours[one], colours[other], sight) >= 8, (one, other)


def standard(name: str) -> int | None:
    return Color.parse(name).downgrade(ColorSystem.STANDARD).number


@pytest.mark.fault(68)
@pytest.mark.parametrize("theme", OWN)
def test_no_state_vanishes_with_16_colours(theme: str) -> None:
    for name in GROUNDS:
        for style in dict.fromkeys(NAMES):
            assert standard(colour(theme, style)) != standard(ground(theme, name)), (name, style)


@pytest.mark.fault(68)
@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("theme", LOOKS)
@pytest.mark.parametrize("system", [ColorSystem.STANDARD, None], ids=["16-colours", "no-colour"])
def test_rendered_with_few_colours_or_none_no_two_states_look_alike(
    family: str, theme: str, system: ColorSystem | None
) -> None:
    styles = LOOKS[theme].styles().styles
    seen = [
        styles[style].render(sign, color_system=system) for sign, style in FAMILIES[family].values()
    ]
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize("theme", LOOKS)
async def test_every_style_sheet_holds_in_every_theme(theme: str, plan_file: Path) -> None:
    app = AsrnetApp(
        Opened(*open_document(plan_file)),
        preferred=Loaded(Configuration(theme=theme)),
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for sheet in sorted((TUI / "styles").glob("*.tcss")):
            app.stylesheet.read(sheet)
        app.stylesheet.parse()
        assert "web-01" in text_of(app)


async def test_a_theme_that_is_chosen_colours_what_stands_there_already(opened: Open) -> None:
    async with opened() as (app, pilot, screen):
        await pilot.press("down")
        await pilot.pause()
        app.change(theme="light")
        await pilot.pause()
        await pilot.pause()
        light = LOOKS["light"].colours
        seen = {
            segment.style.color.name
            for strip in screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None and segment.style.color is not None
        }
        dark = set(LOOKS["dark"].colours.values())
        assert {light["kept"], light["changed"], light["quiet"]} <= seen
        assert not dark & seen
        assert isinstance(screen.query_one("#results"), Static)
        assert isinstance(screen.source, Tree)


async def test_the_terminals_own_colours_are_left_as_they_are(plan_file: Path) -> None:
    preferred = Loaded(Configuration(theme="terminal"))
    app = AsrnetApp(Opened(*open_document(plan_file)), preferred=preferred)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        colours = [
            found
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None
            for found in (segment.style.color, segment.style.bgcolor)
            if found is not None
        ]
        assert {found.type.name for found in colours} <= {"DEFAULT", "STANDARD"}


@pytest.mark.fault(68)
async def test_without_colours_every_state_has_its_sign(
    plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = AsrnetApp(Opened(*open_document(plan_file)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("end", "p")
        await pilot.pause()
        for strip in app.screen._compositor.render_strips():
            for segment in strip:
                for found in (segment.style or Style()).color, (segment.style or Style()).bgcolor:
                    assert found is None or len(set(found.get_truecolor())) == 1
        shown = text_of(app)
        for status in (Status.KEPT, Status.CHANGED, Status.NOT_REPLICATED):
            assert f"{SIGNS[status]} " in shown


async def test_no_theme_but_ours_can_be_chosen(opened: Open) -> None:
    async with opened() as (app, pilot, _):
        assert set(app.available_themes) == set(LOOKS)
        await pilot.press("comma", "enter")
        await pilot.pause()
        assert isinstance(app.screen, OptionsScreen)
        assert app.theme == list(LOOKS)[1]


def test_no_screen_names_a_colour_of_its_own() -> None:
    colours = "red|green|yellow|blue|cyan|magenta|white|black|grey|gray"
    raw = re.compile(rf"[\"'](?:(?:bold|italic|reverse) )*(?:bright_)?(?:{colours})[\"']")
    found = [
        f"{path.relative_to(TUI)}: {match[0]}"
        for path in sorted(TUI.rglob("*.py"))
        if path.name != "themes.py" and path.parent.name != "commands"
        for match in raw.finditer(path.read_text(encoding="utf-8"))
    ]
    sheets = [
        f"{path.name}: {match[0]}"
        for path in sorted((TUI / "styles").glob("*.tcss"))
        for match in re.finditer(
            rf":[^;$]*\b(?:{colours}|ansi_\w+)\b|#[0-9a-f]{{6}}\b", path.read_text(encoding="utf-8")
        )
    ]
    assert found + sheets == []


def test_ascii_has_a_sign_of_its_own_for_all_that_is_shown() -> None:
    unknown = set()
    for path in TUI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                unknown |= {one for one in node.value if one > "~" and in_ascii(one) == UNKNOWN}
    assert {one for one in unknown if not "\u2400" <= one < "\u2440"} == set()


def test_in_ascii_every_column_stays_where_it_is() -> None:
    line = text("✓ a → b ⇄ c · d — e…").plain
    assert in_ascii(line) == "+ a > b % c - d - e."
    assert in_ascii("├─ ╭─╮ █▓ 東京") == "|- +-+ #% ????"
