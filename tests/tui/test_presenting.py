"""Presenting: keys that are shown, starting over, the spotlight, notes, the hand-out."""

import asyncio
import os
import stat
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from time import time
from xml.etree import ElementTree as Tree

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from models.errors import StorageError
from models.storage.document import open_document
from models.storage.opening import Opened
from models.training.demonstration import Demonstration, Step
from models.training.speaker_notes import SpeakerNotes
from tests.security.hostile import mixed_carrier, raw_controls
from tests.support.hostile_texts import PAYLOADS
from tests.support.inert.svg import SVG
from tests.tui.screen_text import lines_of, text_of
from tests.tui.test_workspace import session_of
from tui.configuration import Configuration, Loaded
from tui.presenting.app import PresentingApp
from tui.presenting.board import Board
from tui.presenting.hand_out import PAGE, HandOut
from tui.presenting.key_events import key_event, shown_keys
from tui.presenting.key_log import KeyLog, Pressed
from tui.presenting.notes_app import NO_SCRIPT, STOPPED, WAITS, NotesApp
from tui.presenting.notes_file import NotesFile, is_running
from tui.presenting.player import AT_ONCE
from tui.presenting.presentation import Presentation
from tui.presenting.settling import settled
from tui.screens.workspace import WorkspaceScreen
from tui.themes import LOOKS

Presented = tuple[PresentingApp, "Pilot[int]"]
Present = Callable[..., AbstractAsyncContextManager[Presented]]
LOOK = Step(title="Look", keys=("down", "w"), say="We look why.", notes="Ask them.", pause=0)
PIN = Step(title="Pin", keys=("escape", "down", "down", "p"), say="We pin.", pause=0)
SCRIPT = Demonstration(name="Two steps", summary="Look.", sample="article", steps=(LOOK, PIN))


@pytest.fixture
def presented(plan_file: Path) -> Present:
    """Presents a plan file at the size of a terminal, as fast as that can be."""

    @asynccontextmanager
    async def present(
        path: Path = plan_file,
        size: tuple[int, int] = (80, 24),
        preferred: Loaded | None = None,
        **given: object,
    ) -> AsyncIterator[Presented]:
        presentation = Presentation(pace=AT_ONCE, **given)  # type: ignore[arg-type]
        app = PresentingApp(Opened(*open_document(path)), presentation, preferred=preferred)
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(app)
            yield app, pilot

    return present


async def next_step(app: PresentingApp, pilot: "Pilot[int]") -> None:
    """Have the next step played to its end."""
    player = app.stage.player
    assert player is not None
    wanted = player.played + 1
    await pilot.press("ctrl+d")
    await until(lambda: player.played == wanted and not player.is_pressing)
    await settled(app)


async def until(holds: Callable[[], bool]) -> None:
    """Wait, and leave the processor to the app meanwhile."""
    for _ in range(3000):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("that never came")


def foot(app: PresentingApp) -> str:
    """The lines of the presentation, as the class sees them."""
    return "\n".join(lines_of(app)[-app.stage.board.lines(app.size.width) :])


async def test_the_class_sees_each_key_with_what_it_does_on_every_screen(
    presented: Present,
) -> None:
    async with presented() as (app, pilot):
        await pilot.press("down", "down", "down", "p")
        assert "[↓] ×3 [p] Pin" in foot(app)
        await pilot.press("f7")
        await settled(app)
        assert "[F7] Grid" in foot(app)
        await pilot.press("escape", "f5", "slash", *"vm", "enter", "f2")
        await settled(app)
        assert "[/] Filter “vm” [Enter] [F2] Regions" in foot(app), "a dialog has them too"
        assert "^D" not in foot(app), "there is no demonstration"
        assert "/" not in lines_of(app)[0], "the directory of a copy says nothing"
        await pilot.press("escape", "ctrl+v")
        assert "asrnet present --hand-out DIR" in text_of(app), "there is no hand-out either"
        for key in ("escape", "w", "v", "right", "right"):
            await pilot.press(key)
            await settled(app)
        assert "[v] Replay [→] Forward ×2" in foot(app), "which elsewhere has another name"


async def test_a_key_plays_the_next_step_and_what_is_pressed_meanwhile_comes_after_it(
    presented: Present, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with presented(demonstration=SCRIPT) as (app, pilot):
        lines, taken = lines_of(app), app.stage.board.lines(80)
        assert lines[-taken - 1].startswith("F1 Help"), "the lines of the presentation hide nothing"
        assert lines[-taken + 1].split() == ["Two", "steps", "Look."]
        assert "^D next step · 0/2" in lines[-taken]
        await next_step(app, pilot)
        assert type(app.screen).__name__ == "WhyScreen"
        assert "Look  We look why." in foot(app)
        assert "1/2" in foot(app)
        begins = app.stage.step_begins

        def meanwhile(step: Step) -> None:
            begins(step)
            app.post_message(key_event("u"))

        monkeypatch.setattr(app.stage, "step_begins", meanwhile)
        await next_step(app, pilot)
        assert [entry.label for entry in session_of(app).history] == ["pin db-01 to 10.0.1.4"]
        assert session_of(app).point == 0
        assert "the end: the plan is yours · ^U starts over" in foot(app)
        await pilot.press("p")
        assert session_of(app).undo_label == "pin db-01 to 10.0.1.4", "other keys are the speaker's"
        await pilot.press("ctrl+q")
        await until(lambda: not app.is_running)
    assert "10.0.1.4" in plan_file.read_text("utf-8"), "the copy is saved, with no question asked"


async def test_one_key_starts_over_and_what_was_done_can_be_had_again(presented: Present) -> None:
    async with presented(demonstration=SCRIPT) as (app, pilot):
        await next_step(app, pilot)
        await next_step(app, pilot)
        first = app.screen
        await pilot.press("f8", "a", "enter", "enter", "f2", "ctrl+u")
        await settled(app)
        session = session_of(app)
        assert isinstance(app.screen, WorkspaceScreen)
        assert app.screen is not first
        assert [type(screen).__name__ for screen in app.screen_stack][1:] == ["WorkspaceScreen"]
        assert (session.point, len(session.history), session.what_if) == (0, 1, None)
        assert session.plan == session.saved_plan
        assert app.stage.player is not None
        assert app.stage.player.played == 0
        assert "0/2" in foot(app)
        await pilot.press("ctrl+y")
        assert session.undo_label == "pin db-01 to 10.0.1.4"
        await pilot.press("ctrl+u")
        await settled(app)
        await next_step(app, pilot)
        assert type(app.screen).__name__ == "WhyScreen"
        session.read_only = True
        await pilot.press("ctrl+u")
        await settled(app)
        assert isinstance(app.screen, WorkspaceScreen), "also where nothing can be edited"


async def test_a_demonstration_that_has_the_keyboard_is_steered_by_plain_keys(
    presented: Present,
) -> None:
    given = {"demonstration": SCRIPT, "has_keyboard": True}
    async with presented(**given) as (app, pilot):
        home, player = app.screen, app.stage.player
        assert player is not None
        assert "→ next step · Space goes on by itself · Esc ends" in foot(app)
        await pilot.press("p", "f7")
        await settled(app)
        assert (app.screen, session_of(app).undo_label) == (home, None), "they steer nothing"
        await pilot.press("right")
        await until(lambda: player.played == 1 and not player.is_pressing)
        await settled(app)
        assert type(app.screen).__name__ == "WhyScreen"
        await pilot.press("q")
        await settled(app)
        assert app.stage.player is None
        await pilot.press("escape", "p")
        await settled(app)
        assert isinstance(app.screen, WorkspaceScreen), "now the keys are the person's"
        await pilot.press("ctrl+u", "space")
        await until(lambda: not app.stage.has_keyboard and app.stage.player is not None)
        assert session_of(app).undo_label == "pin db-01 to 10.0.1.4", "it went on by itself"
        await pilot.press("u")
        assert session_of(app).undo_label is None


async def test_the_spotlight_is_seen_without_colours_in_every_theme(presented: Present) -> None:
    async with presented() as (app, pilot):
        source = app.screen.query_one("#source")
        assert "┏" not in text_of(app)
        await pilot.press("ctrl+w")
        for theme in LOOKS:
            app.change(theme=theme)
            await pilot.pause()
            [top] = [line for line in lines_of(app) if "┏" in line]
            assert top.startswith("┏━ Source")
        await pilot.press("f6")
        await settled(app)
        [top] = [line for line in lines_of(app) if "┏" in line]
        assert top.startswith("┏━ Findings")
        assert any(widget.has_class("-beside") for widget in source.ancestors_with_self)
        await pilot.press("ctrl+w")
        await settled(app)
        assert "┏" not in text_of(app)
        assert not app.screen.query(".-beside")


async def test_another_plan_is_presented_without_the_demonstration_of_the_first(
    presented: Present,
) -> None:
    async with presented(demonstration=SCRIPT) as (app, pilot):
        await next_step(app, pilot)
        await pilot.press("ctrl+o")
        await settled(app)
        assert app.session is None
        await pilot.press("enter")
        await settled(app)
        await until(lambda: app.session is not None)
        await settled(app)
        assert app.stage.player is None
        await pilot.press("down")
        assert foot(app).split() == ["Keys", "[↓]"]


async def test_air_makes_room_and_compact_is_never_shown_to_a_class(presented: Present) -> None:
    compact = Loaded(Configuration(density="compact"))
    async with presented(preferred=compact, airy=True) as (app, pilot):
        assert not app.has_class("-compact")
        airy = lines_of(app)[3]
        await pilot.press("ctrl+b")
        await settled(app)
        assert lines_of(app)[3] != airy


async def test_each_step_and_each_picture_is_in_the_hand_out_at_once(
    presented: Present, tmp_path: Path
) -> None:
    pages = tmp_path / "deep" / "pages"
    async with presented(demonstration=SCRIPT, hand_out=HandOut(pages)) as (app, pilot):
        await next_step(app, pilot)
        assert sorted(path.name for path in pages.iterdir()) == ["01-look.svg", PAGE]
        await pilot.press("ctrl+v")
        await pilot.press(*"own", "enter")
        await settled(app)
        assert sorted(path.name for path in pages.iterdir())[1] == "02-own.svg"
    page = (pages / PAGE).read_text(encoding="utf-8")
    for words in ("# Two steps", "plan `article.toml`", "We look why.", "Keys: `↓` `w`"):
        assert words in page
    assert page.index("![Look](01-look.svg)") < page.index("![own](02-own.svg)")
    shown = "".join(Tree.parse(pages / "01-look.svg").getroot().itertext()).replace("\xa0", " ")
    assert "What it follows from" in shown


def test_a_hand_out_never_goes_where_something_is(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("kept")
    with pytest.raises(StorageError, match="is not empty; name a new directory"):
        HandOut(tmp_path)
    with pytest.raises(StorageError, match="no hand-out there"):
        HandOut(tmp_path / "mine")
    assert (tmp_path / "mine").read_text() == "kept"


async def test_a_hand_out_without_a_script_is_called_as_its_plan(
    presented: Present, tmp_path: Path
) -> None:
    pages = tmp_path / "pages"
    async with presented(hand_out=HandOut(pages)) as (app, pilot):
        await pilot.press("ctrl+v", "a", "enter")
        await settled(app)
    assert (pages / PAGE).read_text(encoding="utf-8").startswith("# article.toml\n")


async def test_pictures_of_hostile_names_are_inert(presented: Present, tmp_path: Path) -> None:
    evil = "@font-face{<!--</style><script>x"
    plan = tmp_path / "hostile.toml"
    payloads = [evil, *(one.replace("/", "")[:60] for one in PAYLOADS.values())]
    plan.write_text(mixed_carrier(payloads), encoding="utf-8")
    step = Step(title=evil, keys=("w",), say=evil)
    script = Demonstration(name=evil, sample="article", steps=(step,))
    pages = tmp_path / "pages"
    given = {"demonstration": script, "hand_out": HandOut(pages)}
    async with presented(plan, **given) as (app, pilot):
        await next_step(app, pilot)
    [path] = pages.glob("*.svg")
    text = path.read_text(encoding="utf-8")
    assert not raw_controls(text)
    named = {f"{SVG}{name}" for name in ("svg", "style", "defs", "clipPath", "rect", "g", "text")}
    for element in Tree.fromstring(text).iter():
        assert element.tag in named | {f"{SVG}circle"}
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name]
    style = text.partition("</style>")[0]
    assert "http" not in style.replace("http://www.w3.org/2000/svg", "")
    assert "@import" not in style
    assert "url(" not in style
    assert "<script" not in (pages / PAGE).read_text(encoding="utf-8")


def test_what_the_speaker_is_told_is_in_a_file_of_their_own(tmp_path: Path) -> None:
    file = NotesFile(tmp_path / "state")
    notes = SpeakerNotes(os.getpid(), time(), "a.toml", "Tour", 1, 2, "Look")
    assert file.read() is None
    for _ in range(2):
        file.write(notes)
        file.path.chmod(0o644)
    file.write(notes)
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o600
    assert file.read() == notes
    assert is_running(notes)
    file.remove(os.getpid() + 1)
    assert file.read() == notes, "another presentation goes on"
    file.remove(os.getpid())
    assert not file.path.exists()


def test_a_presentation_whose_process_is_gone_or_another_one_does_not_run() -> None:
    assert not is_running(SpeakerNotes(2**22 + 1, time(), "a.toml"))
    assert not is_running(SpeakerNotes(-1, time(), "a.toml"))
    assert not is_running(SpeakerNotes(os.getpid(), 1.0, "a.toml")), "that began long before"


async def test_the_notes_follow_one_presentation_after_the_other(
    presented: Present, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = NotesFile(tmp_path / "state")
    notes = NotesApp(file, "dark")
    async with notes.run_test(size=(80, 24)) as pilot:

        async def seen() -> str:
            notes.look()
            await pilot.pause()
            return text_of(notes)

        assert WAITS in await seen()
        async with presented(demonstration=SCRIPT, notes=file) as (app, other):
            said = await seen()
            for words in ("0:00:0", "step 0 of 2", "Two steps", "Not begun yet", "Next  Look  ↓ w"):
                assert words in said
            await next_step(app, other)
            said = await seen()
            for words in ("step 1 of 2", "We look why.", "Ask them.", "Next  Pin  Esc ↓ ↓ p"):
                assert words in said
            await next_step(app, other)
            assert "nothing: this was the last step" in await seen()
            told: list[str] = []
            write = file.write

            def note(one: SpeakerNotes) -> None:
                told.append(one.script)
                write(one)

            monkeypatch.setattr(file, "write", note)
            await other.press("ctrl+u")
            await settled(app)
            assert "step 0 of 2" in await seen()
            assert set(told) == {"Two steps"}, "no word of another state between"
        assert WAITS in await seen()
        whole = SCRIPT.model_copy(update={"notes": "First this,\nthen that.\n\n 1. A list."})
        given = {"demonstration": whole, "has_keyboard": True, "notes": file}
        async with presented(**given) as (app, other):
            said = await seen()
            assert "First this, then that." in said, "lines of a paragraph flow"
            assert "1. A list." in said
            await other.press("q")
            said = await seen()
            assert "no steps" in said
            assert "Two steps" in said, "what it was about is told after its end too"
        async with presented(notes=file):
            assert NO_SCRIPT in await seen()
        file.write(SpeakerNotes(2**22 + 1, time(), "a.toml", notes="\x1b]2;x\x07[bold]y[/]"))
        assert STOPPED in await seen()
        file.write(SpeakerNotes(os.getpid(), time(), "a", "s", 1, 1, "t", notes="\x1b[b]y[/]"))
        assert "␛[b]y[/]" in await seen()
        assert "␛[b]y[/]" in str(notes.screen.query_one("#notes", Static).content)
        await pilot.press("q")
    assert notes.return_code == 0


def test_the_last_keys_are_remembered_and_counted() -> None:
    log = KeyLog()
    for key in ("↓", "↓", "p"):
        log.add(Pressed(key))
    for character in "ab":
        log.add(Pressed(character, is_typed=True))
    assert log.keys == (Pressed("↓", times=2), Pressed("p"), Pressed("ab", is_typed=True))


def test_what_a_key_did_is_said_once_it_is_known() -> None:
    log = KeyLog()
    for _ in range(2):
        log.add(Pressed("→", "Right"), "right")
    for _ in range(2):
        log.mend("right", Pressed("→", "Forward"))
    assert log.keys == (Pressed("→", "Forward", 2),)
    log.add(Pressed("p"), "p")
    log.add(Pressed("q"), "q")
    assert log.unsettled == {"q"}, "what is pressed next settles it"
    for number in range(99):
        log.add(Pressed(str(number)))
    assert len(log._presses) == 60


@pytest.mark.parametrize("width", [10, 40, 80, 200])
def test_the_board_fits_whatever_width_there_is(width: int) -> None:
    board = Board(hint="^D next step")
    board.script(SCRIPT)
    for key in ("down", "x" * 50, "p"):
        board.log.add(Pressed(key, "does something"))
    first = board.text(width).plain.split("\n")[0]
    assert width < 20 or len(first) <= width
    assert 2 <= board.lines(width) <= 5


def test_the_board_takes_as_many_lines_as_its_longest_step_fills() -> None:
    said = " ".join(["word"] * 15)
    for count, lines in ((1, 2), (2, 3), (9, 5)):
        board, step = Board(), Step(title="t", say=" ".join([said] * count))
        board.script(SCRIPT.model_copy(update={"steps": (LOOK, step)}))
        assert board.lines(80) == lines


@pytest.mark.parametrize(
    ("name", "key", "character"),
    [
        ("p", "p", "p"),
        ("/", "slash", "/"),
        ("slash", "slash", "/"),
        ("f7", "f7", None),
        ("ctrl+y", "ctrl+y", None),
        (" ", "space", " "),
        ("space", "space", " "),
        ("ä", "ä", "ä"),
        ("escape", "escape", "\x1b"),
    ],
)
def test_a_key_of_a_script_is_what_a_terminal_would_send(
    name: str, key: str, character: str | None
) -> None:
    event = key_event(name)
    assert (event.key, event.character) == (key, character)


def test_keys_of_a_script_are_shown_as_people_read_them() -> None:
    assert shown_keys(("ctrl+y", "/", "text:a b", "f7")) == ("^Y", "/", "a b", "F7")
