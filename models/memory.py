"""Keeping the garbage collector out of the way while many lasting values are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def garbage_collected_later() -> Iterator[None]:
    """Make many values that stay without the collector walking over them again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def lasting() -> None:
    """Say that what is there now stays: the collector never walks over it again.

    For a program that has just opened a plan; with 100,000 NICs each full collection would
    else hold it up for longer than anybody's key may take. Enables the collector.
    """
    if gc.isenabled():
        gc.collect()  # what an earlier plan left; at the start there is none, and it takes long
    gc.freeze()
    gc.enable()


def no_longer_lasting() -> None:
    """Let the collector look again at everything: what was there may be gone now."""
    gc.unfreeze()
