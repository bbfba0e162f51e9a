"""Temporary files of sessions that were killed while they wrote: taken away under the lock."""

import contextlib
import os
import re
import stat
from pathlib import Path

from models.storage.side_files import SideFiles


def sweep(path: Path, files: SideFiles) -> None:
    """Take away what earlier sessions left half written. Only who holds the lock may do this."""
    real = Path(os.path.realpath(path))
    plan = re.compile(re.escape(f".{real.name[:40]}.") + r"\d+\.[0-9a-f]{8}\.tmp")
    side = re.compile(re.escape(files.journal.name) + r"\.[0-9a-f]{8}\.tmp")
    for directory, pattern in ((real.parent, plan), (files.journal.parent, side)):
        with contextlib.suppress(OSError):
            for entry in os.scandir(directory):
                if pattern.fullmatch(entry.name):
                    _remove(Path(entry.path))


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        found = os.lstat(path)
        mine = os.name == "nt" or found.st_uid == os.geteuid()
        if mine and stat.S_ISREG(found.st_mode):
            os.unlink(path)
