"""The power is cut after any call: each edit that was acknowledged is there, in a plan to read.

Here a sample; ``python -m tests.soak.power`` looks at every state of the disk.
"""

from pathlib import Path

import pytest

from tests.support.power_runs import WEAK, WEAK_CODE, power_cut_in, recorded
from tests.support.stories import STORIES

SAMPLE = 6
"""How many states of the disk are looked at for each story, of some hundreds."""


@pytest.mark.fault(81)
@pytest.mark.parametrize("name", STORIES)
def test_nothing_is_lost_when_the_power_is_cut(tmp_path: Path, name: str) -> None:
    events = recorded(tmp_path / "story", *STORIES[name])
    tried = power_cut_in(tmp_path, events, SAMPLE)
    assert tried.wrong == []
    assert tried.states >= SAMPLE
    print(f"{name}: {tried.states} states of the disk")  # noqa: T201


@pytest.mark.fault(81)
@pytest.mark.parametrize("hole", [*WEAK, *WEAK_CODE])
def test_a_protocol_with_a_hole_is_caught(tmp_path: Path, hole: str) -> None:
    """Else nothing would be known of the one without."""
    with pytest.MonkeyPatch.context() as patch:
        if hole in WEAK_CODE:
            WEAK_CODE[hole](patch)
        events = recorded(tmp_path / "story", *STORIES["closed"])
    weakened = list(WEAK[hole](events)) if hole in WEAK else events
    assert power_cut_in(tmp_path, weakened, 3 * SAMPLE).wrong
