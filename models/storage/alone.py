"""One at a time beside a plan: to look at what stands there and act on it as one step."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 2.0
"""How long somebody else is waited for, in seconds, before it is done without."""
PAUSE = 0.002
"""How long between two looks, in seconds."""


@contextlib.contextmanager
def alone_in(directory: Path) -> Iterator[None]:
    """Be the only one of those who ask for this in a directory, for a few system calls.

    Where that cannot be had (there are no locks, or somebody who has it is stopped), go on
    without: what is done inside checks first, so that only a moment between two calls is open.
    """
    descriptor = _locked(directory)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _locked(directory: Path) -> int | None:
    try:
        import fcntl
    except ImportError:
        return None
    descriptor = None
    try:
        descriptor = os.open(directory, os.O_RDONLY)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    break
                time.sleep(PAUSE)
            else:
                return descriptor
    except OSError:
        pass
    if descriptor is not None:
        os.close(descriptor)
    return None
