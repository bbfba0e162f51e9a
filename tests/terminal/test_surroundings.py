"""Where the program is started: in which terminal, of which size, with which variables."""

import re
from pathlib import Path
from random import Random

import pytest

from tests.support.pty_session import ROOT, asrnet
from tests.terminal.conftest import Start
from tui.terminal.variables import settle

COLOURED = re.compile(rb"\x1b\[(?:\d+;)*(?:3|4|9|10)[1-6](?:;\d+)*m")
"""Any of the 16 colours but black, white and the greys."""
SIZES = [(300, 60), (20, 5), (2, 2), (1, 1), (0, 0), (40, 10), (120, 40), (80, 24)]


@pytest.mark.fault(66)
@pytest.mark.parametrize("term", ["dumb", "unknown", ""])
def test_a_terminal_that_cannot_draw_is_refused_in_one_line(
    tmp_path: Path, plan: Path, term: str
) -> None:
    with asrnet(tmp_path, str(plan), environment={"TERM": term}) as session:
        assert session.ended() == 2
        said = session.raw.decode()
    assert said.startswith("asrnet: the terminal interface cannot be drawn on a terminal of type")
    assert said.count("\n") == 1
    assert "\x1b" not in said


@pytest.mark.fault(66)
@pytest.mark.parametrize(
    ("stream", "name"),
    [("stdin", "standard input"), ("stdout", "standard output"), ("stderr", "standard error")],
)
def test_a_stream_that_is_no_terminal_is_refused_in_one_line(
    tmp_path: Path, plan: Path, stream: str, name: str
) -> None:
    file = tmp_path / "other"
    with (
        file.open("w+b") as other,
        asrnet(tmp_path, str(plan), **{stream: other}) as session,
    ):
        assert session.ended() == 2
        said = session.raw.decode() or file.read_text()
    assert said.startswith(f"asrnet: the terminal interface needs a terminal, but {name} is none")
    assert said.count("\n") == 1
    assert "\x1b" not in said + file.read_text()


@pytest.mark.fault(65, 67, 74)
def test_it_is_drawn_right_at_any_size_and_debugs_nothing(
    start: Start, plan: Path, tmp_path: Path
) -> None:
    log = tmp_path / "textual.log"
    debugging = {
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL_DRIVER": "no_such_module:Driver",
        "TEXTUAL_LOG": str(log),
        "TEXTUAL_PRESS": "ctrl+q",
        "PYTHONIOENCODING": "ascii",
    }
    session = start(environment=debugging)
    before = session.screen()
    assert "╭─" in before
    random = Random(65)
    for _ in range(60):
        session.resize(random.randrange(300), random.randrange(60))
        session.drain(0.005)
    for columns, lines in SIZES:
        session.resize(columns, lines)
        session.drain(0.1)
    session.forget_screen()
    session.resize(79, 24)
    session.quiet()
    session.resize(80, 24)
    session.wait_for(before)
    session.send(b"\x11")
    assert session.ended() == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["plan.toml", "state"]
    assert plan.read_bytes() == (ROOT / "sample_configs" / "article.toml").read_bytes()


@pytest.mark.fault(65, 67, 68)
def test_a_plain_terminal_without_size_has_every_sign_in_ascii_and_no_colour(start: Start) -> None:
    plain = {"LANG": "C", "NO_COLOR": "1", "TERM": "linux"}
    session = start(environment=plain, columns=0, lines=0)
    seen = session.screen()
    assert seen.isascii()
    assert "~! .10 > .4    db-01" in seen
    assert COLOURED.search(session.raw) is None
    session.send(b"\x11")
    assert session.ended() == 0


@pytest.mark.fault(74)
def test_no_variable_of_textual_is_obeyed_but_one_for_bad_terminals() -> None:
    environment = {"TEXTUAL": "debug", "TEXTUAL_LOG": "x", "TEXTUAL_DISABLE_KITTY_KEY": "1"}
    settle(environment)
    assert environment == {"TEXTUAL_DISABLE_KITTY_KEY": "1", "ESCDELAY": "25"}


def test_esc_waits_longer_over_ssh_or_as_the_user_says() -> None:
    over_ssh, chosen = {"SSH_CONNECTION": "1"}, {"ESCDELAY": "60"}
    settle(over_ssh)
    settle(chosen)
    assert "ESCDELAY" not in over_ssh
    assert chosen == {"ESCDELAY": "60"}
