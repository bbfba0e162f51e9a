"""A field for file names, which are completed from what is on the disk."""

import os
import shlex
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.suggester import Suggester
from textual.widgets import Input

MOST = 1000
"""How many entries of a directory are looked at to complete a name."""


class PathField(Input):
    """One line for a file name, or for several as a shell takes them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "complete", "Complete", show=False, id="path.complete"),
    ]

    def __init__(self, value: str = "", *, several: bool = False, id: str = "path") -> None:
        """``several`` names are apart by spaces, and quoted where they have spaces themselves."""
        super().__init__(value, compact=True, id=id, suggester=_PathSuggester(several))
        self.cursor_blink = False

    def action_complete(self) -> None:
        """Take what is suggested; where that is there already, go to the next field."""
        if self._suggestion not in ("", self.value) and self.cursor_at_end:
            self.action_cursor_right()
        else:
            self.screen.focus_next()


def names_in(typed: str) -> list[str]:
    """The file names in a line, ``~`` resolved. Raises ``ValueError`` for an open quote."""
    return [str(path_of(name)) for name in shlex.split(typed)]


def path_of(name: str) -> Path:
    """The path of a file name that was typed; ``~`` of an unknown user stays as it is."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)


class _PathSuggester(Suggester):
    """Completes the last name of a line with the first entry of its directory that fits."""

    def __init__(self, several: bool) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._several = several

    async def get_suggestion(self, value: str) -> str | None:
        """The line completed; ``None`` where nothing fits."""
        last = value.rsplit(" ", 1)[-1] if self._several else value
        if not last:
            return None
        directory, slash, begun = last.rpartition("/")
        found = _first(path_of(directory or slash or "."), begun)
        return None if found is None else value + found[len(begun) :]


def _first(directory: Path, begun: str) -> str | None:
    """The first entry by name that begins so; a directory ends with a slash."""
    try:
        with os.scandir(directory) as entries:
            names = [
                entry.name + ("/" if entry.is_dir() else "")
                for _, entry in zip(range(MOST), entries, strict=False)
                if entry.name.startswith(begun) and entry.name.isprintable()
            ]
    except (OSError, ValueError):
        return None
    plain = [name for name in names if " " not in name and (begun or not name.startswith("."))]
    return min(plain, default=None)
