"""The configuration file: what can be used is, and all that cannot is told in words."""

import stat
from dataclasses import asdict
from pathlib import Path

import pytest
import tomli

from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.screen_text import text_of
from tui.app import AsrnetApp
from tui.configuration import FILE, OPTIONS, Configuration, load, read, save
from tui.screens.faults import FaultsScreen
from tui.surroundings import over_ssh, speaks_ascii, without_osc52


def given(directory: Path, text: str | bytes) -> Path:
    data = text if isinstance(text, bytes) else text.encode()
    (directory / FILE).write_bytes(data)
    return directory


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(tmp_path / "nowhere") == (Configuration(), ())


def test_every_option_is_read(tmp_path: Path) -> None:
    loaded = load(
        given(
            tmp_path,
            'theme = "light"\ndensity = "compact"\nmouse = false\nanimation = true\nascii = true\n'
            'clipboard = "file"\n[keys]\n"tree.map" = "M,f20"\nhelp = "f1,?"\n',
        )
    )
    assert loaded.configuration == Configuration(
        theme="light",
        density="compact",
        mouse=False,
        animation=True,
        ascii=True,
        clipboard="file",
        keys={"tree.map": "M,f20"},
    )
    [fault] = loaded.faults
    assert fault.where == "keys.help"
    assert "could not be typed any more" in fault.what


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    wanted = Configuration(theme="terminal", ascii=False, keys={"undo": "f20"})
    save(wanted, tmp_path / "new" / "place")
    assert load(tmp_path / "new" / "place") == (wanted, ())
    assert [path.name for path in (tmp_path / "new" / "place").iterdir()] == [FILE]


def test_only_what_is_not_the_default_is_written(tmp_path: Path) -> None:
    save(Configuration(mouse=False), tmp_path)
    assert tomli.loads((tmp_path / FILE).read_text()) == {"mouse": False}


def test_the_first_value_of_each_option_is_its_default() -> None:
    first = {name: values[0] for name, values in OPTIONS.items()}
    assert {**first, "keys": {}} == asdict(Configuration())
    for name, values in OPTIONS.items():
        for value in values:
            assert getattr(read({name: value}).configuration, name) == value


@pytest.mark.parametrize(
    ("text", "where", "what", "mend"),
    [
        pytest.param('theme = "drak"', "theme", "cannot be drak", "Did you mean dark?", id="value"),
        pytest.param("mouse = 1", "mouse", "cannot be 1", "Use one of true, false.", id="type"),
        pytest.param('mouse = "no"', "mouse", "cannot be no", "true, false", id="text"),
        pytest.param(
            'them = "dark"', "them", "no option of that name", "Did you mean theme?", id="name"
        ),
        pytest.param(
            '[keys]\n"tree.mep" = "M"',
            "keys.tree.mep",
            "no action of that name",
            "Did you mean tree.map?",
            id="action",
        ),
        pytest.param(
            '[keys]\n"tree.map" = "f33"', "keys.tree.map", "no key f33", "another key", id="key"
        ),
        pytest.param(
            '[keys]\n"tree.map" = "r"', "keys.tree.map", "r is taken: Enable", "another", id="taken"
        ),
        pytest.param(
            '[keys]\nundo = "f3"', "keys.undo", "F3 is taken: Network mappings", "", id="route"
        ),
        pytest.param('[keys]\nundo = "enter"', "keys.undo", "answers everywhere", "", id="kept"),
        pytest.param("[keys]\nundo = 3", "keys.undo", "no list of keys", "", id="no-keys"),
        pytest.param('[keys]\nundo = ""', "keys.undo", "no list of keys", "", id="empty"),
        pytest.param("keys = 3", "keys", "it is no table", "[keys]", id="no-table"),
    ],
)
def test_each_fault_is_told_with_place_and_remedy_and_the_default_holds(
    tmp_path: Path, text: str, where: str, what: str, mend: str
) -> None:
    configuration, faults = load(given(tmp_path, text))
    assert configuration == Configuration()
    assert [fault.where for fault in faults] == [where]
    assert what in faults[0].what
    assert mend in faults[0].mend


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"theme = ", id="no-toml"),
        pytest.param(b"\xff\xfe", id="no-text"),
        pytest.param(b"x = " + b"[" * 100_000, id="deep"),
        pytest.param(b"x = " + b"9" * 10_000, id="long-number"),
        pytest.param(b"#" * (512 * 1024), id="large"),
        pytest.param(b"\0", id="nul"),
    ],
)
def test_a_file_that_is_of_no_use_is_told_and_does_no_harm(tmp_path: Path, data: bytes) -> None:
    configuration, faults = load(given(tmp_path, data))
    assert configuration == Configuration()
    assert len(faults) == 1
    assert FILE in faults[0].where


def test_a_directory_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert "directory" in load(tmp_path).faults[0].what


def test_all_that_is_good_holds_beside_what_is_not(tmp_path: Path) -> None:
    text = 'theme = 3\ndensity = "compact"\nnope = 1\n[keys]\n"tree.map" = "M"\nnope = "x"\n'
    configuration, faults = load(given(tmp_path, text))
    assert configuration == Configuration(density="compact", keys={"tree.map": "M"})
    assert [fault.where for fault in faults] == ["nope", "theme", "keys.nope"]


async def test_every_fault_is_told_on_one_screen_and_nothing_in_it_is_obeyed(
    tmp_path: Path, plan_file: Path
) -> None:
    text = '"[@click=app.quit]x\\u001b[2J" = 1\ntheme = "drak"\n[keys]\nnope = "x"\n'
    app = AsrnetApp(Opened(*open_document(plan_file)), preferred=load(given(tmp_path, text)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, FaultsScreen)
        shown = " ".join(text_of(app).replace("│", "").split())
        for words in ("[@click=app.quit]x␛[2J", "cannot be drak", "Did you mean dark", "keys.nope"):
            assert words in shown
        assert "\x1b" not in shown
        await pilot.press("enter")
        await pilot.pause()
        assert "web-01" in text_of(app)


async def test_a_place_that_cannot_be_written_is_told_and_the_option_holds(
    tmp_path: Path, plan_file: Path
) -> None:
    (tmp_path / "file").write_text("")
    app = AsrnetApp(Opened(*open_document(plan_file)), preferred_in=tmp_path / "file" / "below")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("comma", "enter")
        await pilot.pause()
        assert app.theme == "light"
        assert "It holds until you leave" in text_of(app)


@pytest.mark.skipif("os.getuid() == 0", reason="root writes everywhere")
def test_a_read_only_directory_is_no_crash(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(Exception, match="written"):
        save(Configuration(mouse=False), tmp_path)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"LANG": "C"}, True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),  # as Python leaves it
        ({"LANG": "POSIX"}, True),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "C.utf8"}, False),
        ({"LC_CTYPE": "UTF-8"}, False),
        ({"LANG": "de_DE.ISO-8859-1"}, True),
        ({"LANG": "de_DE"}, True),
    ],
)
def test_the_locale_says_whether_only_ascii_is_shown(
    environment: dict[str, str], expected: bool
) -> None:
    assert speaks_ascii(environment) is expected


def test_what_the_environment_tells() -> None:
    assert over_ssh({"SSH_TTY": "/dev/pts/0"})
    assert not over_ssh({"TERM": "xterm"})
    assert without_osc52({"TERM": "linux"})
    assert not without_osc52({"TERM": "xterm-256color"})


@pytest.mark.parametrize("ssh", [{}, {"SSH_CONNECTION": "::1 5 ::1 22"}], ids=["here", "ssh"])
def test_nothing_moves_by_itself_over_ssh(ssh: dict[str, str]) -> None:
    assert AsrnetApp(environment=ssh).animation_level == "none"
    moving = AsrnetApp(preferred=read({"animation": True}), environment=ssh)
    assert moving.animation_level == ("none" if ssh else "full")


async def test_in_ascii_nothing_else_reaches_the_terminal(plan_file: Path) -> None:
    app = AsrnetApp(Opened(*open_document(plan_file)), environment={"LANG": "C"})
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        shown = text_of(app)
        assert shown.isascii()
        assert "+  .4 > .4     web-01" in shown
        for keys in (("f6",), ("f2", "escape"), ("f1",)):
            await pilot.press(*keys)
            await pilot.pause()
            assert text_of(app).isascii()


async def test_compact_leaves_out_air_and_nothing_else(plan_file: Path) -> None:
    app = AsrnetApp(Opened(*open_document(plan_file)), preferred=read({"density": "compact"}))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        compact = text_of(app)
        app.change(density="comfortable")
        await pilot.pause()
        comfortable = text_of(app)
        assert compact.replace("│", "").split() == comfortable.replace("│", "").split()
        lines = [[line.strip(" │") for line in one.split("\n")] for one in (compact, comfortable)]
        assert lines[0].index("") > lines[1].index("")
