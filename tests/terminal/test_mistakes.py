"""A mistake in the program ends it with a few lines, and tells nothing that was in the plan."""

import re
import sys
from pathlib import Path

import pytest

from tests.support.pty_session import PtySession, environment_in
from tests.support.small_app import SECRET
from tests.terminal.conftest import Start
from tui.commands.failures import Options, tell
from tui.terminal.crash import crashed

KINDS = {
    "handler": "KeyError",
    "render": "ValueError",
    "timer": "KeyError",
    "worker": "KeyError",
    "thread worker": "KeyError",
    "thread": "KeyError",
    "task": "KeyError",
    "leaving": "KeyError",
    "memory": "MemoryError",
    "recursion": "RecursionError",
}
FAIL_AT_F1 = """
from tui.app import AsrnetApp
def fail(app):
    raise KeyError(app.session.plan.name)
AsrnetApp.action_help = fail
"""
REPORT = re.compile(r"What is known is in (\S+);")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[PtySession, Path]:
    """What the small app said to each kind of mistake, one after the other in one process."""
    state = tmp_path_factory.mktemp("state")
    command = [sys.executable, "-m", "tests.support.small_app", str(state), *KINDS]
    with PtySession(command, environment_in(state), cwd=state) as session:
        assert session.ended(60) == 70
        assert session.switched_on() == set()
    return session, state


@pytest.mark.fault(71)
@pytest.mark.parametrize(("kind", "name"), KINDS.items())
def test_a_mistake_anywhere_ends_it_with_a_few_lines(
    told: tuple[PtySession, Path], kind: str, name: str
) -> None:
    session, _ = told
    found = re.search(f"<{kind}>(.*?)</{kind}>", session.raw.decode(), re.DOTALL)
    assert found is not None
    words = found[1]
    assert words.startswith(f"asrnet: a mistake in the program, not in your plan: {name}")
    assert "No edit is lost." in words
    assert "Please report it" in words
    assert words.count("\n") < 6
    assert SECRET not in words
    assert "\x1b" not in words
    assert "Traceback" not in session.raw.decode()


@pytest.mark.fault(71)
def test_reports_are_for_the_user_alone_few_and_without_contents(
    told: tuple[PtySession, Path],
) -> None:
    session, state = told
    reports = sorted((state / "crashes").iterdir())
    assert len(reports) == 5 < len(REPORT.findall(session.raw.decode()))
    for report in reports:
        text = report.read_text()
        assert report.stat().st_mode & 0o777 == 0o600
        assert SECRET not in text
        assert "Error, most recent call last:" in text
        assert len(text.splitlines()) < 80


@pytest.mark.fault(71)
def test_the_interface_says_that_edits_are_kept_and_where(start: Start, plan: Path) -> None:
    session = start(before=FAIL_AT_F1)
    session.send("jjp")
    session.wait_for("pin db-01")
    session.send(b"\x1bOP")
    assert session.ended() == 70
    assert session.switched_on() == set()
    words = session.left_behind()
    assert "a mistake in the program, not in your plan: KeyError" in words
    assert f"No edit is lost: they are in {plan.with_name('.plan.toml.journal')}" in words
    report = REPORT.search(words)
    assert report is not None
    for text in (words, Path(report[1]).read_text()):
        assert "article" not in text
        assert "Traceback" not in text


@pytest.mark.fault(71)
def test_the_message_is_shown_when_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError(f"\x1b[31m{SECRET}")
    except ValueError as error:
        mistake = crashed(error, "No edit is lost.", None)
    assert tell(mistake, Options(debug=False)) == tell(mistake, Options(debug=True)) == 70
    plain, _, detailed = capsys.readouterr().err.partition("Traceback")
    assert SECRET not in plain
    assert f"␛[31m{SECRET}" in detailed
    assert "\x1b" not in detailed
