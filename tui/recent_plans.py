"""The plans that were opened last, kept in a small file of the program's own."""

from pathlib import Path

from models.errors import PlanError
from models.storage.reading import file_bytes

LONGEST = 20
"""How many plans are remembered."""
LARGEST = 1024 * 1024
"""The largest file of them that is read, in bytes."""


class RecentPlans:
    """The paths of the plans opened last, newest first; without a file nothing is kept."""

    def __init__(self, file: Path | None = None) -> None:
        """``file`` is where they are kept; it need not exist."""
        self._file = file

    def all(self) -> list[Path]:
        """The plans whose files are still there, newest first."""
        return [path for path in self._read() if _is_file(path)]

    def add(self, path: Path) -> None:
        """Remember a plan as the one opened last. A place that cannot be written is no loss."""
        if self._file is None:
            return
        import tomli_w  # here, as the first frame needs none of it

        from models.storage.writing import write_atomic

        here = path.absolute()
        paths = [here, *(other for other in self._read() if other != here)][:LONGEST]
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(self._file, tomli_w.dumps({"plans": list(map(str, paths))}).encode())
        except (PlanError, OSError, UnicodeError):
            return

    def _read(self) -> list[Path]:
        """What the file says; a damaged one says nothing."""
        if self._file is None:
            return []
        import tomli

        try:
            data = tomli.loads(file_bytes(self._file, LARGEST).decode())
        except (PlanError, ValueError, RecursionError):
            return []
        paths = data.get("plans")
        if not isinstance(paths, list):
            return []
        return [Path(path) for path in paths if isinstance(path, str) and "\0" not in path]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name that no file can have, a directory that is closed
        return False
