"""Everything that goes to the terminal, and what must not be in it, whatever the names are."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from rich.cells import cell_len
from rich.text import Text
from textual.app import App
from textual.content import Content
from textual.drivers.headless_driver import HeadlessDriver
from textual.strip import Strip
from textual.widgets import Input

from models.formats.inert import harmless, visible
from tui.inert_filter import MARK

SENTINEL = "¤"
"""Stands at the start of every text from outside, and nowhere in what is the program's own."""
OWN = re.compile(
    r"\x1b\[[\d;]*m|\x1b\[\d+;\d+H|\x1b\[\?2026[hl]|\x1b\]22;[\w-]*\x07"
    r"|\x1b\]52;c;[A-Za-z0-9+/=]*\x07|[\x07\n]"
)
"""What the program itself sends: colours, the cursor, whole frames, the pointer, what is copied,
the bell, and line ends. That none of these comes of a name is held of the lines."""


def unseen(text: str) -> set[str]:
    """The characters of a text that a terminal would obey, or nobody would see."""
    kinds = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    return {one for one in text if unicodedata.category(one) in kinds}


class Watch:
    """Looks at the screen, and at what went to the terminal since it looked last."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.looks = 0
        self.screens: set[str] = set()
        """The classes of the screens that were looked at."""
        self.naming: set[str] = set()
        """Those of them on which a text from outside was seen."""
        self.text = ""
        """All that was seen."""

    def look(self, app: App[int], where: object) -> None:
        """Hold that nothing from outside acts, and that the frame is whole.

        Each name was made visible where it came in: the filter had nothing to mark, but in
        fields, which hold a name as it is.
        """
        strips = app.screen._compositor.render_strips()
        lines = ["".join(segment.text for segment in strip) for strip in strips]
        self._note(type(app.screen).__name__, "\n".join(lines))
        assert app.is_running, where
        assert app._exception is None, where
        width, height = app.size
        assert len(lines) == height, where
        for line in lines:
            assert MARK not in line or _is_typed(app), (where, line)
            assert not (found := unseen(line)), (where, found, line)
            assert cell_len(line) == width, (where, line)
        for strip in strips:
            assert not (acts := list(_acting(strip))), (where, acts)
        sent, self.sent[:] = "".join(self.sent), []
        assert not (odd := _odd(sent)), (where, odd[:3])
        assert not unseen(re.sub("[\t\n]", "", app.clipboard)), where

    def never_seen(self, payloads: Iterable[str]) -> set[str]:
        """The texts from outside that were nowhere in the form in which one sees all of it."""
        return {one for one in payloads if SENTINEL + visible(one)[:6] not in self.text}

    def _note(self, screen: str, text: str) -> None:
        self.looks += 1
        self.screens.add(screen)
        self.text += text
        if SENTINEL in text:
            self.naming.add(screen)


def _is_typed(app: App[int]) -> bool:
    return not all(harmless(field.value) for field in app.screen.query(Input))


def as_a_terminal_shows(app: App[int], feed: Callable[[str], None]) -> None:
    """Give a terminal the whole screen as bytes."""
    feed(app.screen._compositor.render_full_update().render_segments(app.console))


@contextmanager
def watching(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Collects what goes to the terminal; no text from outside may be read as markup."""
    watch = Watch()

    class Collecting(HeadlessDriver):
        is_headless = False

        def write(self, data: str) -> None:
            watch.sent.append(data)

    monkeypatch.setattr("textual.drivers.headless_driver.HeadlessDriver", Collecting)
    for reader in (Content, Text):
        monkeypatch.setattr(reader, "from_markup", staticmethod(_suspicious(reader)))
    yield watch


def _suspicious(reader: type[Any]) -> Callable[..., Any]:
    real = reader.from_markup

    def from_markup(markup: Any, *arguments: Any, **options: Any) -> Any:
        assert not (isinstance(markup, str) and SENTINEL in markup), f"read as markup: {markup!r}"
        return real(markup, *arguments, **options)

    return from_markup


def _acting(strip: Strip) -> Iterator[str]:
    """The words of a line that do something when they are clicked."""
    for text, style, _ in strip:
        if style is not None and (style.link or (style._meta and "@click" in style.meta)):
            yield text


def _odd(sent: str) -> list[str]:
    """What was sent besides words and the program's own sequences, with what follows."""
    words = OWN.sub("", sent)
    return [words[at : at + 20] for at, one in enumerate(words) if unseen(one)]
