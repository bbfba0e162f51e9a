"""Nothing in a plan acts on who looks at it: every screen and dialog, against every payload."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pyte
import pytest
import tomli
import tomli_w
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import OptionList

from models.formats.lesson_toml import LessonText, PlanText
from models.storage.document import open_document
from models.storage.opening import Opened
from models.training.numbers import PLACEHOLDER
from tests.models.training.small_lesson import SMALL
from tests.security.hostile import mixed_carrier
from tests.support.crowds import crowd, names
from tests.support.hostile_texts import PAYLOADS
from tests.support.screen_walk import NAMING_WAYS, OWN_WAYS, WAYS, Paste, follow, walk
from tests.support.screen_watch import SENTINEL, Watch, as_a_terminal_shows, unseen, watching
from tests.tui.screen_text import lines_of
from tests.tui.test_opening_questions import settled
from tui.app import AsrnetApp
from tui.configuration import Configuration, Fault, Loaded
from tui.key_places import places
from tui.learn_choice import Learn
from tui.recent_plans import RecentPlans
from tui.screens.opening import OpeningScreen

LESSONS = {"LessonsScreen", "LessonScreen", "PredictScreen"}
"""The screens of lessons, which have a test of their own below."""
WITHOUT_PLAN = {"StartScreen", "ImportScreen", "OpeningScreen", "FaultsScreen", *LESSONS}
"""The screens that are seen where no plan is open."""
NEVER_OPENED = {"AssumeScreen", "Chooser", "ComputingScreen", "OverThereScreen", "SearchScreen"}
"""What other screens come from."""
WITHOUT_NAMES = {"HelpScreen", "KeyScreen", "OptionsScreen"}
"""The screens on which nothing of the plan is seen, in its first line or elsewhere."""


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Watch]:
    monkeypatch.setenv("ASRNET_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 100)
    with watching(monkeypatch) as watch:
        yield watch


class Terminal:
    """A terminal of its own make, which shows each screen once as the program means it."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.compared: set[str] = set()

    def look(self, app: App[int], where: object) -> None:
        self.watch.look(app, where)
        screen = type(app.screen).__name__
        if screen not in self.compared:
            self.compared.add(screen)
            shown = pyte.Screen(*app.size)
            as_a_terminal_shows(app, pyte.Stream(shown).feed)
            assert shown.display == lines_of(app), where
            assert shown.title == "", where


def networks(payloads: list[str]) -> str:
    """A list as az gives it, of networks with such names."""
    group = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks"
    called = [f"{SENTINEL}{one}".replace("/", "") for one in payloads]
    return json.dumps(
        [
            {
                "id": f"{group}/{name}",
                "name": name,
                "location": "eastasia",
                "addressSpace": {"addressPrefixes": [f"10.{number}.0.0/16"]},
                "subnets": [{"name": name, "addressPrefix": f"10.{number}.0.0/24"}],
            }
            for number, name in enumerate(called)
        ]
    )


@pytest.mark.fault(21, 22)
async def test_no_screen_and_no_dialog_obeys_a_name(watch: Watch, tmp_path: Path) -> None:
    payloads = list(PAYLOADS.values())
    (tmp_path / "plan.toml").write_text(mixed_carrier(payloads, 0, SENTINEL), encoding="utf-8")
    (tmp_path / "vnets.json").write_text(networks(payloads), encoding="utf-8")
    taken_in = ("i", Paste(str(tmp_path / "vnets.json")), "enter", "down", "o")
    ways = WAYS | {"import": taken_in} | OWN_WAYS
    app = AsrnetApp(Opened(*open_document(tmp_path / "plan.toml")))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await walk(app, pilot, Terminal(watch).look, ways)
        assert SENTINEL in app.clipboard
        app.refuse(f"{app.clipboard}\n{app.clipboard}\n")
        await pilot.pause()
        watch.look(app, "notification")
    everywhere = {place.screen.__name__ for place in places()}
    assert everywhere - watch.screens == WITHOUT_PLAN | NEVER_OPENED
    assert watch.screens - watch.naming == WITHOUT_NAMES


@pytest.mark.fault(21, 22)
async def test_where_no_plan_is_open_no_name_of_a_file_is_obeyed(
    watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.opening.PATIENCE", 1e-3)
    payloads = [one.replace("/", "").replace("\0", "")[:100] for one in PAYLOADS.values()]
    files = [tmp_path / f"{SENTINEL}{one}" for one in payloads]
    recent = RecentPlans(tmp_path / "recent.toml")
    for file in files:
        file.write_text(f'format = 1\n"{SENTINEL}\\u001b[31m" = 1', encoding="utf-8")
        recent.add(file)
    (tmp_path / "vnets.json").write_text(networks(payloads), encoding="utf-8")
    faults = tuple(Fault(f"{SENTINEL}{one}", one, one) for one in payloads)
    app = AsrnetApp(recent=recent, preferred=Loaded(Configuration(), faults))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        while type(app.screen).__name__ != "FaultsScreen" or not app.screen.size:
            await pilot.pause()
        await pilot.pause()
        watch.look(app, "faults")
        read = ("i", Paste(str(tmp_path / "vnets.json")), "enter", "f3", "down", "escape")
        await follow(app, pilot, "start", ("enter", "down", "enter", *read), watch.look)
        monkeypatch.setattr(OpeningScreen, "read", lambda _screen: None)
        app.push_screen(OpeningScreen(files[0], read_only=False))
        await pilot.pause(0.05)
        watch.look(app, "opening")
    assert watch.screens >= {"StartScreen", "ImportScreen", "OpeningScreen", "FaultsScreen"}
    assert watch.naming == watch.screens


@pytest.mark.fault(21, 22)
async def test_no_lesson_of_somebody_else_is_obeyed(watch: Watch, tmp_path: Path) -> None:
    payloads = [one[:200] for one in PAYLOADS.values() if not PLACEHOLDER.search(one)]
    words = "\n\n".join(f"{SENTINEL}{one}" for one in payloads)
    lesson = tomli.loads(SMALL)
    lesson |= dict.fromkeys(("title", "summary", "introduction", "explanation"), words)
    for row in (*lesson["goals"], *lesson["must_stay"], *lesson["mistakes"]):
        row |= {key: words for key in ("text", "hint") if key in row}
    lesson["goals"][0]["hints"] = [words, words]
    written = LessonText("small", "small.toml", tomli_w.dumps(lesson))
    app = AsrnetApp(Learn(written, 1), state=tmp_path / "state")
    async with app.run_test(size=(120, 200), notifications=True) as pilot:
        await pilot.pause()
        watch.look(app, "begin")
        wrong, mended = ("enter", "d", "ctrl+k", "escape"), ("ctrl+z", "ctrl+k", "h", "escape")
        for number, key in enumerate((*wrong, *mended, "m", "enter")):
            await pilot.press(key)
            await settled(app, pilot)
            watch.look(app, number)
    assert {"LessonScreen", "WorkspaceScreen"} <= watch.naming


@pytest.mark.fault(21, 22)
async def test_no_plan_whose_addresses_are_guessed_is_obeyed(watch: Watch, tmp_path: Path) -> None:
    plan = mixed_carrier(list(PAYLOADS.values()), 0, SENTINEL)
    app = AsrnetApp(Learn(PlanText("plan", "plan.toml", plan), 1), state=tmp_path / "state")
    async with app.run_test(size=(120, 200), notifications=True) as pilot:
        await pilot.pause()
        for number, key in enumerate(("enter", "down", "f5", "right", "enter", "down", "down")):
            await pilot.press(key)
            await settled(app, pilot)
            watch.look(app, number)
    assert "PredictScreen" in watch.naming


@pytest.mark.fault(22)
async def test_made_up_names_on_the_screens_that_list_them(watch: Watch, tmp_path: Path) -> None:
    called = [*PAYLOADS.values(), *names(Random(21), 30)]
    (tmp_path / "plan.toml").write_text(crowd(called, SENTINEL), encoding="utf-8")
    app = AsrnetApp(Opened(*open_document(tmp_path / "plan.toml")))
    async with app.run_test(size=(120, 2 * len(called)), notifications=True) as pilot:
        await pilot.pause()
        await walk(app, pilot, watch.look, NAMING_WAYS)
        found = await found_in_the_palette(app, pilot)
        watch.look(app, "commands")
    assert found
    assert all(SENTINEL in one and not unseen(one) for one in found)
    assert watch.never_seen(called) == set()


async def found_in_the_palette(app: App[int], pilot: "Pilot[int]") -> list[str]:
    """What the palette offers once it has looked."""
    await pilot.press("ctrl+p", *"10.3.")
    palette = app.screen.query_one(OptionList)
    for _ in range(100):
        await pilot.pause(0.05)
        lines = [str(option.prompt) for option in palette.options]
        if found := [line for line in lines if "10.3." in line]:
            return found
    return []


LABELS = {"Static", "Label", "Button", "Checkbox", "ListItem", "Collapsible", "update", "notify"}
"""Calls whose first argument would be read as markup where it is a text."""


def test_no_text_that_is_put_together_is_given_as_markup() -> None:
    found = []
    for path in sorted((Path(__file__).parents[2] / "tui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in LABELS and node.args:
                plain = any(one.arg == "markup" for one in node.keywords)
                if not plain and (_is_made(node.args[0]) or _name(node.func) == "notify"):
                    found.append(f"{path.name}:{node.lineno}")
    assert found == []


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _is_made(node: ast.expr) -> bool:
    """Whether an argument is a text put together on the spot, and not one of known words."""
    if isinstance(node, ast.Call):
        return _name(node.func) in {"str", "shown", "visible", "format", "join"} and not (
            isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call)
        )
    return isinstance(node, ast.JoinedStr | ast.BinOp)
