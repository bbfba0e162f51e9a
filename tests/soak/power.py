"""The power cut after every call of stories: ``power [STATES] [SEED]``."""

import sys
import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.support.power_runs import WEAK, WEAK_CODE, power_cut_in, recorded
from tests.support.stories import STORIES


def main(least: int, seed: int) -> None:
    """Look at so many states of the disk or more; what was lost ends it with status 1."""
    began, states, wrong = time.monotonic(), 0, list[str]()
    for number in count(seed):
        with TemporaryDirectory(prefix="soak-") as name:
            directory = Path(name)
            for story, parts in STORIES.items():
                events = recorded(directory / story.replace(" ", "-"), *parts, seed=number)
                tried = power_cut_in(directory, events)
                states += tried.states
                wrong += [f"{story}, seed {number}, {why}" for why in tried.wrong]
        if states >= least:
            break
    print(f"seed {seed}: {states:,} states of the disk, {len(wrong)} wrong", end="")
    print(f", {time.monotonic() - began:.0f} s")
    for hole in (*WEAK, *WEAK_CODE):
        print(f"where {hole}: {_caught(hole)}")
    if wrong:
        sys.exit("\n".join(wrong))


def _caught(hole: str) -> str:
    with TemporaryDirectory(prefix="soak-") as name, pytest.MonkeyPatch.context() as patch:
        if hole in WEAK_CODE:
            WEAK_CODE[hole](patch)
        events = recorded(Path(name) / "story", *STORIES["edited and saved"])
        weakened = list(WEAK[hole](events)) if hole in WEAK else events
        tried = power_cut_in(Path(name), weakened)
    assert tried.wrong, f"nobody would notice where {hole}"
    return f"{len(tried.wrong)} of {tried.states} states are wrong, as they should be"


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(*(arguments + [5_000, 1][len(arguments) :]))
