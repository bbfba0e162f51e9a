"""However the program is made to end: soon, with the right status, the terminal as it was."""

import signal
import time
from pathlib import Path

import pytest

from tests.support.pty_session import PtySession
from tests.terminal.conftest import Start

SOON = 2.5


def ready(session: PtySession) -> PtySession:
    session.wait_for(lambda _: b"READY" in session.raw)
    return session


def test_what_is_switched_on_is_seen_while_the_program_runs(small: Start) -> None:
    session = ready(small("nothing"))
    assert {"1049", "1000", "1006", "2004", "25", "7", "keys", "lines"} <= session.switched_on()


@pytest.mark.fault(57)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_ends_it_soon_and_restores_the_terminal(
    small: Start, number: signal.Signals, tmp_path: Path
) -> None:
    session = ready(small("nothing"))
    session.signal(number)
    assert session.ended(SOON) == 128 + number
    assert session.switched_on() == set()
    assert session.left_behind().count("\x1b[?1049h") == 0
    assert (tmp_path / "last-act").exists()


@pytest.mark.fault(57)
def test_a_signal_ends_the_interface_with_a_plan_open(start: Start) -> None:
    session = start()
    session.signal(signal.SIGHUP)
    assert session.ended(SOON) == 128 + signal.SIGHUP
    assert session.switched_on() == set()


@pytest.mark.fault(57)
def test_a_signal_ends_a_program_that_only_computes(small: Start, tmp_path: Path) -> None:
    session = ready(small("compute"))
    session.signal(signal.SIGTERM)
    assert session.ended(SOON) == 128 + signal.SIGTERM
    assert session.switched_on() == set()
    assert (tmp_path / "last-act").exists()


@pytest.mark.fault(58, 59)
@pytest.mark.parametrize(
    "options",
    [
        pytest.param({}, id="58 as when a connection is cut"),
        pytest.param({"ignored": [signal.SIGHUP]}, id="59 with SIGHUP ignored"),
        pytest.param({"controlling": False}, id="59 in a session without a terminal"),
    ],
)
def test_a_terminal_that_is_closed_ends_it_without_burning_anything(
    small: Start, options: dict[str, object]
) -> None:
    session = ready(small("nothing", **options))
    before = session.processor_seconds()
    session.hang_up()
    began = time.monotonic()
    most = before
    while session.process.poll() is None and time.monotonic() < began + SOON:
        most = max(most, _processor_seconds(session, most))
        time.sleep(0.02)
    assert session.ended(0.1) == 128 + signal.SIGHUP
    assert most - before < 0.5


@pytest.mark.fault(62)
def test_a_terminal_that_reads_nothing_does_not_hold_it(small: Start) -> None:
    session = small("draw")
    session.wait_for("1")
    time.sleep(1)  # so much is drawn by then that the terminal takes no more
    session.signal(signal.SIGTERM)
    assert session.process.wait(SOON) == 128 + signal.SIGTERM
    session.drain(0.2)
    assert session.switched_on() == set()
    assert session.left_behind() == "\x1b[?25h"


@pytest.mark.fault(63)
@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGSTOP])
def test_after_a_stop_the_screen_and_then_the_terminal_are_right(
    small: Start, number: signal.Signals
) -> None:
    session = ready(small("nothing"))
    before = session.wait_for("small app")
    session.signal(number)
    session.quiet()
    if number == signal.SIGTSTP:
        assert session.switched_on() == set()
    session.forget_screen()
    session.signal(signal.SIGCONT)
    session.wait_for(before)
    session.quiet()
    assert {"1049", "1000", "2004", "keys", "lines"} <= session.switched_on()
    session.send(b"\x11")
    assert session.ended(SOON) == 0
    assert session.switched_on() == set()


@pytest.mark.fault(57, 63)
def test_a_stopped_program_ends_once_it_goes_on(small: Start) -> None:
    session = ready(small("nothing"))
    for number in (signal.SIGSTOP, signal.SIGTERM, signal.SIGCONT):
        session.signal(number)
    assert session.ended(SOON) == 128 + signal.SIGTERM
    assert session.switched_on() == set()


def _processor_seconds(session: PtySession, otherwise: float) -> float:
    try:
        return session.processor_seconds()
    except Exception:
        return otherwise
