"""The files that stand beside a plan while it is open, and where they are called what."""

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

LONGEST_NAME = 200
"""How much of a plan's name, in bytes, the names of its side files take."""


@dataclass(frozen=True, slots=True)
class SideFiles:
    """The paths of the files that go with a plan; ``beside`` says that they stand beside it."""

    lock: Path
    journal: Path
    beside: bool

    @property
    def claimed(self) -> Path:
        """Where a journal is while it is read: its session may still live, and notices so."""
        return claimed_of(self.journal)


def side_files(real: Path, state: Path | None) -> SideFiles:
    """Where the side files of a plan stand; ``real`` is its path with all links resolved.

    Beside the plan, where nobody misses them; in ``state``, the user's own directory, where
    the plan's directory cannot be written.
    """
    if state is None:
        return beside(real)
    away = apart(real, state)
    if not os.access(real.parent, os.W_OK) or os.path.lexists(away.journal):
        return away
    return beside(real)


def beside(real: Path) -> SideFiles:
    """The side files in the directory of the plan."""
    lock, journal = (real.with_name(f".{short_name(real)}.{kind}") for kind in ("lock", "journal"))
    return SideFiles(lock, journal, beside=True)


def backup_of(real: Path) -> Path:
    """Where the plan is kept as it was before a session saved it for the first time."""
    return real.with_name(f".{short_name(real)}.bak")


def apart(real: Path, state: Path) -> SideFiles:
    """The side files in a directory of the user's own, under a name no other plan has."""
    name = f"{_cut(real.name)}-{_short(str(real))}"
    directory = state / "journals"
    return SideFiles(directory / f"{name}.lock", directory / f"{name}.journal", beside=False)


def claimed_of(journal: Path) -> Path:
    """Where a journal is while another session reads it."""
    return journal.with_name(f"{journal.name}.claimed")


def temporary_of(path: Path) -> Path:
    """Where a file is written before it takes its place, under a name of this process alone."""
    return path.with_name(f"{temporary_stem(path)}.{os.getpid()}.{secrets.token_hex(4)}.tmp")


def temporary_stem(path: Path) -> str:
    """What the names of all temporary files of a file begin with."""
    name = short_name(path)
    return name if name.startswith(".") else f".{name}"


def kept_name(journal: Path) -> Path:
    """The first name that is free to keep a journal under which is not to be used now."""
    number = 1
    while os.path.lexists(kept := journal.with_name(f"{journal.name}.{number}")):
        number += 1
    return kept


def short_name(real: Path) -> str:
    """A name for files that go with this one: its own, or one as good where that is long."""
    name = real.name
    return name if len(os.fsencode(name)) <= LONGEST_NAME else f"{_cut(name)}-{_short(name)}"


def _cut(name: str) -> str:
    """The beginning of a name: at most 100 bytes, no half character."""
    return os.fsencode(name)[:100].decode("utf-8", "ignore")


def _short(text: str) -> str:
    return hashlib.sha256(os.fsencode(text)).hexdigest()[:16]
