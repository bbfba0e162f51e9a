"""``asrnet learn`` without a screen: the list, the check, the progress."""

from collections.abc import Callable
from pathlib import Path

import pytest

from models.lessons import lessons
from models.storage.records import Records
from models.training.record import Record
from tests.models.training.small_lesson import SMALL
from tui.__main__ import main

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Call:
    """Runs ``asrnet learn`` with a state directory of its own; status, output, messages."""
    monkeypatch.setenv("ASRNET_STATE_DIR", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(["learn", *arguments])
        printed = capfd.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(tmp_path / "state" / "learning" / "progress.toml")


def test_every_lesson_is_listed_with_how_it_stands(call: Call, records: Records) -> None:
    first, second, *_ = lessons()
    done = Record(first.name, 1, seconds=75, hints={"there": 2})
    done.finish()
    records.put(done)
    records.put(Record(second.name, 1, seconds=5))
    status, out, _ = call("--list")
    assert status == 0
    assert [line.split()[0] for line in out.splitlines()] == [one.name for one in lessons()]
    assert "done in 1 min 15 s, 2 hints" in out.splitlines()[0]
    assert "begun, 5 s, seed 1" in out.splitlines()[1]
    assert "seed" not in out.splitlines()[2]


def test_a_sound_lesson_is_said_to_be_so(call: Call, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(SMALL)
    status, out, _ = call("mine.toml", "--check")
    assert (status, out) == (0, "mine.toml: sound, with the numbers of 50 seeds\n")


def test_everything_that_is_wrong_with_a_lesson_is_said_once(call: Call, tmp_path: Path) -> None:
    unsound = SMALL.replace('rules = ["M1"]', 'rules = ["M99"]').replace('reaches = ["home"]', "")
    (tmp_path / "mine.toml").write_text(unsound)
    status, out, _ = call("mine.toml", "--check")
    assert status == 2
    assert out.count("M99") == 1
    assert "goal 'home' is reached by 0 steps" in out


def test_a_faulty_file_is_told_with_its_lines_before_any_screen(call: Call, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(SMALL.replace('title = "Small"', "title = 5"))
    status, _, err = call("mine.toml")
    assert status == 2
    assert "line 3: title" in err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("99", "neither a lesson nor a file '99'"),
        ("01-maping", "did you mean '01-mapping'"),
        ("a", "may be "),
    ],
)
def test_what_names_no_lesson_is_said_with_what_may_be_meant(
    call: Call, name: str, said: str
) -> None:
    status, _, err = call(name, "--check")
    assert status == 2
    assert said in err


def test_a_number_is_enough_to_name_a_lesson(call: Call) -> None:
    status, out, _ = call("01", "--check")
    assert (status, out.partition(":")[0]) == (0, "01-mapping.toml")


def test_progress_is_printed_with_the_name_that_was_given(call: Call, records: Records) -> None:
    assert call("--name", " Ada ")[0] == 0
    records.put(Record("01-mapping", 7))
    status, out, _ = call("--progress", "csv")
    assert status == 0
    assert out.splitlines()[1].startswith("Ada,01-mapping,A mapping and its reverse,7,")
    assert "| Ada | 01-mapping |" in call("--progress", "markdown")[1]


def test_progress_is_forgotten_only_when_that_is_meant(call: Call, records: Records) -> None:
    records.put(Record("01-mapping", 1))
    assert call("--reset")[0] != 0, "nobody answers"
    assert records.all().records
    assert call("--reset", "--yes")[0] == 0
    assert not records.all().records


def test_without_a_terminal_it_says_so(call: Call) -> None:
    status, _, err = call("01")
    assert status == 2
    assert "needs a terminal" in err
