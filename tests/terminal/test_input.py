"""What comes from the terminal that is no key: it does nothing, and the program goes on."""

import itertools
from collections.abc import Iterator

import pytest
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.keys import Keys

from tests.terminal.conftest import Start
from tui.terminal.input_filter import PASTE, PASTED, InputFilter
from tui.terminal.parser import _WHOLE, TerminalParser

ESC = "\x1b"


class Clock:
    """Time that passes only when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def read(*pieces: str, clock: Clock | None = None, pauses: float = 0) -> list[events.Event]:
    """What is read out of pieces that come one after the other."""
    clock = clock or Clock()
    reading, parser = InputFilter(clock), TerminalParser()
    found: list[events.Event] = []
    for piece in pieces:
        if passed := reading(piece):
            found += [one for one in parser.feed(passed) if isinstance(one, events.Event)]
        clock.now += pauses
    return found


def keys(*pieces: str, pauses: float = 0) -> list[str]:
    """The keys among them; what was pasted as ``<...>``."""
    return list(_words(read(*pieces, pauses=pauses)))


def _words(found: list[events.Event]) -> Iterator[str]:
    for event in found:
        match event:
            case events.Paste(text=text):
                yield f"<{text}>"
            case events.Key(key=Keys.Ignore):
                pass
            case events.Key(key=key):
                yield key
            case _:
                yield type(event).__name__


@pytest.mark.fault(55)
@pytest.mark.parametrize("pasted", ["a\x1b[31mb", "a\x11b", "a\x1b\x1b[20b", "\x1b", "\x9b31mx"])
def test_no_key_comes_out_of_a_paste_wherever_it_is_cut(pasted: str) -> None:
    whole = f"q{PASTE}{pasted}{PASTED}w"
    expected = "".join(one for one in pasted if one.isprintable())
    for cut in range(len(whole) + 1):
        assert keys(whole[:cut], whole[cut:]) == ["q", f"<{expected}>", "w"]
    assert keys(*whole) == ["q", f"<{expected}>", "w"]


def test_lines_and_tabs_of_a_paste_are_kept() -> None:
    assert keys(f"{PASTE}a\tb\r\nc{PASTED}") == ["<a\tb\r\nc>"]


def test_a_paste_without_end_is_left_by_a_control_key_alone() -> None:
    assert keys(f"{PASTE}abc", "\x11", pauses=2) == ["<abc>", "ctrl+q"]
    assert keys(f"{PASTE}abc", "\x11", f"d{PASTED}", pauses=0.5) == ["<abcd>"]
    assert keys(f"{PASTE}abc", f"\x11d{PASTED}", pauses=2) == ["<abcd>"]
    assert keys(f"{PASTE}abc\x1b[20", "1~", "\x11", pauses=2) == ["<abc>", "ctrl+q"]


@pytest.mark.fault(70)
@pytest.mark.parametrize(
    "junk",
    [
        "\x1b]11;rgb:0000/0000/0000\x1b\\",
        "\x1b]0;title\x07",
        "\x1bP1$r0m\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
        "\x1b[5;5z",
        "\x1b[>1;4000;20c",
        "\x1b[?62;4c",
        "\x1b[?1;2;3$z",
        "\x1b[<M",
        "\x1b[<0;0M",
        "\x1b[<99999999999999;1M",
        "\x1b[<0;0;0M",
        "\x1b[99999999999u",
    ],
)
def test_what_the_terminal_says_unasked_does_nothing(junk: str) -> None:
    assert keys(f"a{junk}b") == ["a", "b"]


@pytest.mark.fault(70)
def test_strings_without_end_and_endless_sequences_are_dropped() -> None:
    pieces = [f"a{ESC}]0;", *["title" * 800] * 25]
    assert keys(*pieces) == ["a"]
    assert keys(f"a{ESC}]0;title", "b", pauses=0.3) == ["a", "b"]
    assert keys(f"a{ESC}[{'1;' * 20000}b") == ["a"]


@pytest.mark.fault(70)
def test_the_mouse_does_nothing_where_it_cannot_be() -> None:
    parser = TerminalParser()
    list(parser.feed("\x1b[48;0;0;0;0t"))
    assert list(parser.feed("\x1b[<0;5;5M")) == []


def test_every_key_that_textual_knows_is_read_as_before() -> None:
    known = ANSI_SEQUENCES_KEYS
    for sequence in known:
        begun = itertools.accumulate(sequence[:-1])
        assert not [one for one in begun if one not in known and _WHOLE.fullmatch(one)], sequence
    assert keys(f"{ESC}[A", f"{ESC}[1;5C", f"{ESC}OP", f"{ESC}[[A", "é") == [
        "up",
        "ctrl+right",
        "f1",
        "f1",
        "é",
    ]


BUSY_AT_F1 = """
import time
from tui.app import AsrnetApp
AsrnetApp.action_help = lambda app: time.sleep(2)
"""


@pytest.mark.fault(55, 61, 69, 70, 72)
def test_the_interface_goes_on_whatever_is_typed(start: Start) -> None:
    session = start(before=BUSY_AT_F1)
    session.send(b"\x1b[24~")
    session.wait_for("Save the plan as")
    session.send(b"\xff\xe9x")  # no UTF-8
    session.wait_for("│ \ufffd\ufffdx ")
    session.send(f"{ESC}]11;" + "rgb" * 33_000)  # no end
    session.quiet(0.5)
    session.send(f"{ESC}[99;99;99z{ESC}[<;;M{ESC}[M\xff\xff\xff{ESC}[48;10;40;0;0t")
    session.quiet(0.5)
    session.send(f"{PASTE}pa\x1b[31m\x11ste{PASTED}")
    seen = session.wait_for("pa[31mste")
    assert "rgb" not in seen
    assert seen.splitlines()[23].startswith("F1 Help")
    session.send(b"\x1bOP" + b"".join(b"%d" % digit for digit in range(10)) * 3)  # 2 s busy
    session.wait_for("0123456789" * 3)
    session.quiet(1)
    assert session.drain(3) == b""  # with a cursor in a field
    session.send(b"\x1b")
    session.wait_for(lambda seen: "Save the plan as" not in seen)
    session.send(b"\x10")
    session.wait_for("Search for commands")
    session.quiet(1)
    assert session.drain(2) == b""
    session.send(b"\x1b\x11")
    assert session.ended() == 0
