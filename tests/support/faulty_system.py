"""Lets calls of the operating system fail, one after the other or from one on.

    for faults in every_call(errno.ENOSPC, once=True):
        with faults:                    # the first call fails, then in the next turn the second
            what_is_tried()             # ... until a turn comes in which no call is left to fail

Only calls of the thread that says ``with`` fail. Closing and unlocking never fail: the kernel lets
go of a descriptor even where it reports an error.
"""

import errno
import fcntl
import os
import threading
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Self

import pytest

CALLS = (
    *("open", "write", "pwrite", "pread", "fsync", "ftruncate", "fchmod", "fchown"),
    *("stat", "lstat", "fstat", "replace", "rename", "unlink", "link", "mkdir", "scandir"),
)
ERRORS = (
    *(errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM),
    *(errno.EMFILE, errno.ENFILE, errno.EFBIG, errno.ENOMEM, errno.ESTALE, errno.EINTR),
)


class Faults:
    """Lets the call at a position fail, counted from 1, and those after it unless ``once``."""

    def __init__(self, position: int, number: int, *, once: bool) -> None:
        self.position, self.number, self.once = position, number, once
        self.made: list[str] = []
        self._thread = 0
        self._patch = pytest.MonkeyPatch()

    def __enter__(self) -> Self:
        self._thread = threading.get_ident()
        for name in CALLS:
            self._patch.setattr(os, name, self._failing(name, getattr(os, name)))
        self._patch.setattr(fcntl, "flock", self._failing("flock", fcntl.flock))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._patch.undo()

    @property
    def failed(self) -> bool:
        """Whether so many calls were made that one failed."""
        return len(self.made) >= self.position

    @property
    def what(self) -> str:
        """Which call failed, for messages."""
        name = self.made[self.position - 1] if self.failed else "none"
        number = errno.errorcode[self.number]
        return f"call {self.position} ({name}) {number} {'once' if self.once else 'from then on'}"

    def _failing(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **more: Any) -> Any:
            unlocks = name == "flock" and given[1] == fcntl.LOCK_UN
            if unlocks or threading.get_ident() != self._thread:
                return real(*given, **more)
            self.made.append(name)
            made = len(self.made)
            if made == self.position or (made > self.position and not self.once):
                if name == "write" and len(given[1]) > 1:  # the disk takes a part of it
                    real(given[0], given[1][: len(given[1]) // 2])
                raise OSError(self.number, os.strerror(self.number))
            return real(*given, **more)

        return call


def every_call(
    numbers: tuple[int, ...], *, once: bool, first: int = 1, every: int = 1, most: int = 2000
) -> Iterator[Faults]:
    """Each call in turn, with one of the errors after the other, until none is left to fail.

    ``first`` and ``every`` make a sample of them.
    """
    for position in range(first, most, every):
        faults = Faults(position, numbers[position % len(numbers)], once=once)
        yield faults
        if not faults.failed:
            return
    raise AssertionError("there is no end to the calls")


def short_writes(patch: pytest.MonkeyPatch) -> None:
    """Let the system take only a few bytes at once."""
    real = os.write
    patch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))


def quick_disk(patch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk: what is on it is not what is tested."""
    patch.setattr(os, "fsync", lambda descriptor: None)
