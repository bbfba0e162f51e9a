"""What can go wrong with files and requests, as exceptions that say how to mend it.

.. code-block:: text

    PlanError                    something the person has to know, in one sentence
    ├── InvalidInput             a file or stream whose content cannot be used: all its faults
    ├── EditRefused              an edit that would leave a plan that means nothing
    ├── LiveError                Azure could not be read: rights, sign-in, network, answers
    └── StorageError             a file that cannot be read or written
        ├── ChangedOnDisk        somebody else wrote the plan meanwhile
        ├── PlanHeld             another session has the plan
        └── TakenOver            another session has taken the plan over

A plan that is merely unwise is not an error: see :mod:`models.findings`.
"""

from collections.abc import Iterable
from dataclasses import dataclass


class PlanError(Exception):
    """Something the person has to know: what, where, and how to mend it."""


class EditRefused(PlanError):
    """An edit that cannot be made; the message says why and what to do first."""


class LiveError(PlanError):
    """Azure could not be read; the message says why and what to do. Nothing was changed."""


class StorageError(PlanError):
    """A file that cannot be read or written; nothing was changed."""


class ChangedOnDisk(StorageError):
    """The file is not the one that was read: somebody else wrote it meanwhile."""


class PlanHeld(StorageError):
    """Another session has the plan; the message says whose, and where."""

    exit_status = 3


class TakenOver(StorageError):
    """Another session has taken the plan over: this one must not write to it any more."""

    exit_status = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that makes a file's content unusable.

    ``place`` is a path such as ``virtual_networks[3].subnets[1].name`` (empty for the
    whole file), ``line`` counts from 1 and is ``None`` where it is not known.
    """

    place: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        where = self.place
        if self.line is not None:
            where = f"line {self.line}: {where}" if where else f"line {self.line}"
        return f"{where}: {self.message}" if where else self.message


class InvalidInput(PlanError):
    """A file whose content cannot be used: every fault that was found, in file order."""

    def __init__(self, source: str, faults: Iterable[Fault]) -> None:
        """``source`` names the file as the person gave it; ``hint`` is a sentence on what helps."""
        self.source = source
        self.faults = tuple(faults)
        self.hint = ""
        super().__init__(source, self.faults)

    def __str__(self) -> str:
        if len(self.faults) == 1:
            return f"{self.source}: {self.faults[0]}{f' {self.hint}' if self.hint else ''}"
        hint = f"\n{self.hint}" if self.hint else ""
        lines = "".join(f"\n  {fault}" for fault in self.faults)
        return f"{self.source}: {len(self.faults)} faults{lines}{hint}"
