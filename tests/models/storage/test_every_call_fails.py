"""Whatever call of the system fails while a plan is edited, nothing that was acknowledged is lost.

Each story is told again and again with the next call failing, here every few calls;
``python -m tests.soak.failing`` lets each one fail with each error.
"""

from itertools import islice
from pathlib import Path

import pytest

from tests.support.fault_runs import told_with_failing_calls
from tests.support.faulty_system import ERRORS, quick_disk, short_writes
from tests.support.kept import come_back, crash
from tests.support.stories import STORIES, Story

EVERY = 29


@pytest.mark.fault(75, 76, 79)
@pytest.mark.parametrize("name", STORIES)
def test_a_call_that_fails_costs_no_edit(tmp_path: Path, name: str) -> None:
    number = list(STORIES).index(name)
    tried = 0
    for once in (True, False):
        place = tmp_path / str(once)
        place.mkdir()
        first = 1 + (number + 5 * once) % EVERY
        tried += told_with_failing_calls(place, name, ERRORS, once=once, first=first, every=EVERY)
    assert tried > 5
    print(f"{name}: {tried} calls failed")  # noqa: T201


@pytest.mark.parametrize("name", islice(STORIES, 0, None, 3))
def test_a_system_that_takes_a_few_bytes_at_once_is_no_fault(tmp_path: Path, name: str) -> None:
    prepare, go_on = STORIES[name]
    with pytest.MonkeyPatch.context() as patch:
        quick_disk(patch)
        short_writes(patch)
        story = Story(tmp_path)
        prepare(story)
        go_on(story)
        story.crash()
        session, opened = come_back(story.path)
        crash(opened)
    assert story.told == []
    assert session.plan in story.possible
