"""Stories told again and again, another call of the system failing each time."""

import shutil
from pathlib import Path

import pytest

from models.storage.opening import Access
from tests.support.faulty_system import Faults, every_call, quick_disk
from tests.support.kept import come_back, crash, descriptors, kept
from tests.support.stories import STORIES, Story


def told_with_failing_calls(
    directory: Path,
    name: str,
    numbers: tuple[int, ...],
    *,
    once: bool,
    first: int = 1,
    every: int = 1,
) -> int:
    """Tell a story with each of its calls failing in turn; how many were tried.

    An ``AssertionError`` says which call it was, where something was lost.
    """
    tried = 0
    with pytest.MonkeyPatch.context() as patch:
        quick_disk(patch)
        for faults in every_call(numbers, once=once, first=first, every=every):
            place = directory / str(faults.position)
            place.mkdir()
            try:
                _one(place, name, faults)
            except Exception as error:
                raise AssertionError(f"{name}: {faults.what}: {error!r}") from error
            shutil.rmtree(place)
            tried += 1
    return tried


def _one(directory: Path, name: str, faults: Faults) -> None:
    prepare, go_on = STORIES[name]
    before = descriptors()
    story = Story(directory)
    prepare(story)
    with faults:
        go_on(story)
    for message in story.told:
        assert message, "nothing was said"
        assert "Errno" not in message, message
        assert "None" not in message, message
    exactly = story.exactly
    story.crash()
    assert descriptors() <= before, "a descriptor is still open"
    new = Access.EDIT if story.path.exists() else Access.NEW
    session, opened = come_back(story.path, access=new)
    assert session.plan in story.possible, f"the edits are lost: {story.told}"
    if exactly is not None and session.history:
        assert kept(session) == exactly, "the history is lost"
    assert opened.custody is not None
    opened.custody.save(session.plan)
    crash(opened)
