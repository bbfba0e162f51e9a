"""What a learner has done, kept in one small file of the program's own."""

import contextlib
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tomli
import tomli_w
from filelock import FileLock, Timeout

from models.errors import PlanError, StorageError
from models.storage.reading import file_bytes
from models.storage.writing import write_atomic
from models.training.record import Progress, Record

LARGEST = 4 * 1024 * 1024
"""The largest file of records that is read, in bytes."""
LONGEST_WAIT = 2.0
"""How long another session that is writing is waited for, in seconds."""
LONGEST_NAME = 80
"""How much of a learner's name is kept, in characters."""


class Records:
    """The progress of a learner; without a file nothing is kept.

    A file that is damaged never stops anybody: what can be read of it counts, and the
    whole is kept beside it with ``.bak`` behind its name before it is written again.
    """

    def __init__(self, file: Path | None = None) -> None:
        """``file`` need not exist."""
        self._file = file
        self._here = Progress()
        self.damaged = False
        """Whether something in the file could not be read."""

    def all(self) -> Progress:
        """Everything that is known; what other sessions wrote meanwhile too."""
        if self._file is not None:
            self._here = self._read(self._file)
        return self._here

    def put(self, record: Record) -> None:
        """Remember how a lesson stands. Raises :class:`StorageError` where it cannot be kept."""
        self._change(lambda progress: progress.put(record))

    def forget(self, lesson: str | None = None) -> None:
        """Forget a lesson with any numbers, or everything but the name. Raises as :meth:`put`."""
        self._change(lambda progress: progress.forget(lesson))

    def call(self, name: str) -> None:
        """Remember what the learner is called; empty for nobody. Raises as :meth:`put`."""

        def change(progress: Progress) -> None:
            progress.name = name.strip()[:LONGEST_NAME]

        self._change(change)

    def _change(self, change: Callable[[Progress], None]) -> None:
        if self._file is None:
            change(self._here)
            return
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _alone(self._file):
                progress = self.all()
                if self.damaged:
                    os.replace(self._file, f"{self._file}.bak")
                    self.damaged = False
                change(progress)
                write_atomic(self._file, tomli_w.dumps(_data_of(progress)).encode())
        except (OSError, UnicodeError) as error:
            raise StorageError(f"your progress cannot be kept in {self._file}: {error}") from error

    def _read(self, file: Path) -> Progress:
        try:
            if not file.exists():
                return Progress()
            data = tomli.loads(file_bytes(file, LARGEST).decode())
        except (PlanError, OSError, ValueError, RecursionError):
            self.damaged = True
            return Progress()
        progress = Progress()
        name, rows = data.get("name", ""), data.get("records", [])
        self.damaged = not isinstance(name, str) or not isinstance(rows, list)
        progress.name = name if isinstance(name, str) else ""
        for row in rows if isinstance(rows, list) else ():
            try:
                progress.put(_record_from(row))
            except (KeyError, TypeError, ValueError, AttributeError):
                self.damaged = True
        return progress


def _alone(file: Path) -> contextlib.AbstractContextManager[object]:
    """Keeps other sessions from writing; where there are no locks, nothing does."""
    lock = FileLock(f"{file}.lock", timeout=LONGEST_WAIT, mode=0o600, fallback_to_soft=False)
    try:
        return lock.acquire()
    except (OSError, Timeout, NotImplementedError):
        return contextlib.nullcontext()


def _data_of(progress: Progress) -> dict[str, Any]:
    return {"name": progress.name, "records": [_row(record) for record in progress.records]}


def _row(record: Record) -> dict[str, Any]:
    return {
        "lesson": record.lesson,
        "seed": record.seed,
        "started": record.started,
        **({"finished": record.finished} if record.finished else {}),
        "seconds": round(record.seconds, 1),
        "starts": record.starts,
        "predicted": record.predicted,
        "reached": list(record.reached),
        "hints": record.hints,
        "guesses": {rule: list(score) for rule, score in record.guesses.items()},
    }


def _record_from(row: Mapping[str, Any]) -> Record:
    """The record of a row. Raises ``ValueError`` or the like where it is none."""
    finished = row.get("finished")
    record = Record(
        lesson=_text(row["lesson"]),
        seed=_count(row["seed"]),
        started=_time(row["started"]),
        finished=None if finished is None else _time(finished),
        seconds=float(row.get("seconds", 0)),
        starts=_count(row.get("starts", 1)),
        predicted=row.get("predicted") is True,
        reached=tuple(_text(name) for name in row.get("reached", ())),
        hints={_text(goal): _count(given) for goal, given in row.get("hints", {}).items()},
    )
    for rule, (right, asked) in row.get("guesses", {}).items():
        record.guesses[_text(rule)] = (_count(right), _count(asked))
    if not 0 <= record.seconds < float("inf"):
        raise ValueError("no number of seconds")
    return record


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is missing")
    return value


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("a count is missing")
    return value


def _time(value: Any) -> datetime:
    if not isinstance(value, datetime):
        raise TypeError("a time is missing")
    return value if value.tzinfo else value.replace(tzinfo=UTC)
