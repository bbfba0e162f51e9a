"""The file about a crash, for whoever mends it: where it came up, and in what surroundings."""

import os
import platform
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from tui.commands.about import version
from tui.shown import shown
from tui.terminal.crash import outline

KEPT = 5
"""How many reports are kept."""


def write_report(error: BaseException, state: Path) -> Path | None:
    """Write a report of its own; where it is, ``None`` where it cannot be written."""
    try:
        directory = state / "crashes"
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = directory / f"{datetime.now(UTC):%Y-%m-%dT%H%M%S.%f}-{os.getpid()}.txt"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in (*_surroundings(), "", *outline(error)))
    except (OSError, MemoryError):
        return None
    for old in sorted(directory.glob("*.txt"))[:-KEPT]:
        with suppress(OSError):
            old.unlink()
    return path


def _surroundings() -> list[str]:
    from importlib.metadata import version as version_of  # not for the first frame

    terminal = {name: os.environ.get(name, "") for name in ("TERM", "COLORTERM", "LANG", "LC_ALL")}
    told = ", ".join(f"{name}={shown(value, 40)}" for name, value in terminal.items() if value)
    return [
        f"asrnet {version()}, Textual {version_of('textual')}, Python {sys.version.split()[0]}",
        f"{platform.platform()}, {told}",
    ]
