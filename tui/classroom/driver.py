"""The driver of a visitor's app: Textual's for browsers, made to bear what a browser may send."""

import codecs
import json
import os
from collections.abc import Iterable
from functools import partial
from threading import Lock
from typing import Any

from textual import events
from textual.app import App
from textual.drivers._byte_stream import ByteStream
from textual.drivers.web_driver import WebDriver
from textual.message import Message
from textual.messages import ExitApp

from tui.terminal.driver import UNASKED_SIZE
from tui.terminal.input_filter import InputFilter
from tui.terminal.parser import TerminalParser


class ClassroomDriver(WebDriver):
    """Ends when the server is gone, outlives any input, and never mixes two packets."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._one_at_a_time = Lock()
        self._write = partial(self._whole)

    def start_application_mode(self) -> None:
        """Begin, with what is pointed at to be seen as such: a page is shown to be used."""
        super().start_application_mode()
        self._app.call_later(self._app.post_message, events.AppFocus())  # takes a blur back

    def run_input_thread(self) -> None:
        """Read packets until the app ends; without a server there is nobody to show it to."""
        stream, parser, read = ByteStream(), TerminalParser(), InputFilter()
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        for data in self._input_reader:
            for kind, payload in stream.feed(data) if data else ():
                if kind != "D":
                    self.on_meta(*_told(payload))
                elif passed := read(UNASKED_SIZE.sub("", decode(payload))):
                    self._tell(parser.feed(passed))
            self._tell(parser.tick())
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())

    def on_meta(self, packet_type: str, payload: dict[str, object]) -> None:
        """Do what the server wants; that the page has the focus or not changes nothing here."""
        if packet_type not in ("focus", "blur"):
            super().on_meta(packet_type, payload)

    def stop_application_mode(self) -> None:
        """Say that it ends; a server that is gone does not hear it."""
        try:
            super().stop_application_mode()
        except OSError:
            return

    def write(self, data: str) -> None:
        """Show something; where nobody is left to see it, nothing."""
        try:
            super().write(data)
        except OSError:
            return

    def _tell(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def _whole(self, data: bytes) -> int:
        """Write all of a packet before anything of the next: two threads write."""
        with self._one_at_a_time:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(self.fileno, rest) :]
        return len(data)


def _told(payload: bytes) -> tuple[str, dict[str, object]]:
    told: dict[str, object] = json.loads(payload)  # the server wrote it
    return str(told.get("type", "")), told
