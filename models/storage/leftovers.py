"""Temporary files of sessions that were killed while they wrote: taken away under the lock."""

import contextlib
import os
import re
import stat
from pathlib import Path

from models.storage.side_files import SideFiles, backup_of, temporary_stem


def sweep(path: Path, files: SideFiles) -> None:
    """Take away what earlier sessions left half written. Only who holds the lock may do this."""
    real = Path(os.path.realpath(path))
    for written in (real, backup_of(real), files.journal):
        pattern = re.compile(re.escape(temporary_stem(written)) + r"\.(\d+)\.[0-9a-f]{8}\.tmp")
        with contextlib.suppress(OSError), os.scandir(written.parent) as entries:
            for entry in entries:
                found = pattern.fullmatch(entry.name)
                if found is not None and not _lives(int(found[1])):
                    _remove(Path(entry.path))


def _lives(pid: int) -> bool:
    """Whether there is a process of that number here; it may be one that lost its lock."""
    if os.name == "nt":
        return False
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass
    return pid != os.getpid()


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        if _mine(path):
            os.unlink(path)


def _mine(path: Path) -> bool:
    """Whether a session of this user can have written it."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and (os.name == "nt" or found.st_uid == os.geteuid())
