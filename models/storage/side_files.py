"""The files that stand beside a plan while it is open, and where they are called what."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

LONGEST_NAME = 200
"""How much of a plan's name, in characters, the names of its side files take."""


@dataclass(frozen=True, slots=True)
class SideFiles:
    """The paths of the files that go with a plan; ``beside`` says that they stand beside it."""

    lock: Path
    journal: Path
    beside: bool

    @property
    def claimed(self) -> Path:
        """Where a journal goes while it is taken over from a session that may still live."""
        return self.journal.with_name(f"{self.journal.name}.claimed")


def side_files(real: Path, state: Path | None) -> SideFiles:
    """Where the side files of a plan stand; ``real`` is its path with all links resolved.

    Beside the plan, where nobody misses them; in ``state``, the user's own directory, where
    the plan's directory cannot be written.
    """
    if state is None:
        return beside(real)
    away = apart(real, state)
    if not os.access(real.parent, os.W_OK) or away.journal.exists():
        return away
    return beside(real)


def beside(real: Path) -> SideFiles:
    """The side files in the directory of the plan."""
    lock, journal = (real.with_name(f".{_name(real)}.{kind}") for kind in ("lock", "journal"))
    return SideFiles(lock, journal, beside=True)


def backup_of(real: Path) -> Path:
    """Where the plan is kept as it was before a session saved it for the first time."""
    return real.with_name(f".{_name(real)}.bak")


def apart(real: Path, state: Path) -> SideFiles:
    """The side files in a directory of the user's own, under a name no other plan has."""
    name = f"{real.name[:60]}-{_short(str(real))}"
    directory = state / "journals"
    return SideFiles(directory / f"{name}.lock", directory / f"{name}.journal", beside=False)


def kept_name(journal: Path) -> Path:
    """The first name that is free to keep a journal under which is not to be used now."""
    number = 1
    while (kept := journal.with_name(f"{journal.name}.{number}")).exists():
        number += 1
    return kept


def _name(real: Path) -> str:
    name = real.name
    return name if len(name) <= LONGEST_NAME else f"{name[:100]}-{_short(name)}"


def _short(text: str) -> str:
    return hashlib.sha256(os.fsencode(text)).hexdigest()[:16]
