"""Copying: to the terminal's clipboard by OSC 52, or to a file where there is none.

What is copied may come from outside, so control characters in it are made visible: nothing
that is pasted into a shell can be more than what was seen.
"""

import base64
import os
from collections.abc import Mapping
from pathlib import Path

from textual.app import App

from models.errors import PlanError
from models.formats.inert import visible
from models.storage.writing import write_atomic
from tui.configuration import Clipboard
from tui.state_directory import state_directory
from tui.surroundings import without_osc52

FILE = "clipboard.txt"
LARGEST = 74_000
"""How much goes through OSC 52, in bytes: terminals drop what is longer."""
_SCREEN_PIECE = 512
"""How much GNU screen lets through at once, in bytes."""


def copy(app: App[int], words: str, to: Clipboard, environment: Mapping[str, str]) -> str:
    """Copy a text; the result says what was copied, and where."""
    words = "\n".join("\t".join(map(visible, line.split("\t"))) for line in words.split("\n"))
    too_long = len(words.encode()) > LARGEST
    by_file = to in ("file", "both") or too_long
    by_file = by_file or (to == "auto" and without_osc52(environment))
    places = []
    if not too_long and (to != "file") and not (to == "auto" and by_file):
        app.copy_to_clipboard(words)
        _pass_on(app, words, environment)
        places.append("the clipboard")
    if by_file:
        path = state_directory() / FILE
        try:
            _write(path, words)
        except (PlanError, OSError) as error:
            return f"Not copied: {path} cannot be written: {error}"
        places.append(_short(path))
    return f"Copied {_summary(words)} to {' and '.join(places)}"


def passed_on(words: str, environment: Mapping[str, str]) -> str:
    """What carries OSC 52 through a multiplexer that does not take it for itself."""
    encoded = base64.b64encode(words.encode()).decode()
    if environment.get("TMUX"):
        return f"\x1bPtmux;\x1b\x1b]52;c;{encoded}\a\x1b\\"
    if environment.get("STY"):
        whole = f"\x1b]52;c;{encoded}\a"
        pieces = (whole[i : i + _SCREEN_PIECE] for i in range(0, len(whole), _SCREEN_PIECE))
        return "".join(f"\x1bP{piece}\x1b\\" for piece in pieces)
    return ""


def _pass_on(app: App[int], words: str, environment: Mapping[str, str]) -> None:
    if app._driver is not None and (sequence := passed_on(words, environment)):
        app._driver.write(sequence)


def _write(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, f"{words}\n".encode())
    os.chmod(path, 0o600)  # noqa: PTH101


def _summary(words: str) -> str:
    """What was copied, in a few words."""
    lines = words.count("\n") + 1
    if lines > 1:
        return f"{lines} lines"
    return words if len(words) <= 40 else f"{words[:39]}…"


def _short(path: Path) -> str:
    """A path, from the home directory on where it is in there."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
