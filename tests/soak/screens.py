"""Made-up names on every screen, and every payload in every dialog: ``screens NAMES [SEED]``."""

import asyncio
import os
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from models.storage.document import open_document
from models.storage.opening import Opened
from tests.security.hostile import mixed_carrier
from tests.support.crowds import MOST, crowd, names
from tests.support.hostile_texts import PAYLOADS
from tests.support.screen_walk import MORE_WAYS, NAMING_WAYS, OWN_WAYS, WAYS, Step, walk
from tests.support.screen_watch import SENTINEL, Watch, watching
from tui.app import AsrnetApp

EVERYWHERE = WAYS | OWN_WAYS | MORE_WAYS


async def look_at(
    watch: Watch, text: str, size: tuple[int, int], ways: Mapping[str, tuple[Step, ...]]
) -> None:
    """Open a plan and take the ways through it."""
    with TemporaryDirectory() as directory:
        file = Path(directory) / "plan.toml"
        file.write_text(text, encoding="utf-8")
        app = AsrnetApp(Opened(*open_document(file)))
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            await walk(app, pilot, watch.look, ways)


def main(count: int, seed: int) -> None:
    """Try so many names, and say how many were tried; an assertion fails where one acted."""
    random, payloads, began = Random(seed), list(PAYLOADS.values()), time.monotonic()
    made_up, turns = names(random, count), range(len(payloads))
    with TemporaryDirectory() as state, pytest.MonkeyPatch.context() as patched:
        patched.setenv("ASRNET_STATE_DIR", state)
        patched.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 100)
        with watching(patched) as watch:
            for called in _batches(made_up):
                size = (120, 2 * len(called) + 20)
                asyncio.run(look_at(watch, crowd(called, SENTINEL), size, NAMING_WAYS))
            lists = watch.looks
            for turn in turns[: 1 + count // 300]:
                text = mixed_carrier(payloads, turn, SENTINEL)
                asyncio.run(look_at(watch, text, (80, 24), EVERYWHERE))
    print(
        f"seed {seed}: {count:,} names in {lists:,} lists, {len(payloads)} payloads in"
        f" {watch.looks - lists:,} views of {len(watch.screens)} screens,"
        f" {time.monotonic() - began:.0f} s: none acted",
        file=sys.__stdout__,
    )


def _batches(made_up: Iterator[str]) -> Iterator[list[str]]:
    while called := list(islice(made_up, MOST)):
        yield called


if __name__ == "__main__":
    os.environ.pop("NO_COLOR", None)
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(*(arguments + [10_000, 1][len(arguments) :]))
