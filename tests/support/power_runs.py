"""Stories told, the power cut after each of their calls, and what is then found on the disk."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from models.errors import PlanError
from models.plan import Plan
from models.storage import writing
from models.storage.opening import Access, open_plan
from models.storage.reading import load_plan
from tests.support.faulty_system import quick_disk
from tests.support.kept import crash
from tests.support.power_cut import Contents, Disk, Event, Recorder
from tests.support.stories import Story

Weak: TypeAlias = Callable[[Sequence[Event]], Iterable[Event]]
"""A protocol with a hole: what is left of the calls of the one that is tested."""


class Tried(NamedTuple):
    """How many states of the disk were looked at, and what was wrong with which."""

    states: int
    wrong: list[str]


def recorded(directory: Path, *parts: Callable[[Story], None], seed: int = 1) -> Sequence[Event]:
    """The calls of a story."""
    directory.mkdir()
    recorder, story = Recorder(directory), Story(directory, seed)
    story.acknowledged = recorder.mark
    with recorder.recording():
        for part in parts:
            part(story)
    story.crash()
    assert story.told == []
    return recorder.events


def power_cut_in(directory: Path, events: Sequence[Event], most: int | None = None) -> Tried:
    """Cut the power after each call, and look; at evenly chosen states where there is a most."""
    states = list(_states(events))
    if most is not None:
        states = states[:: max(1, len(states) // most)]
    wrong = []
    with pytest.MonkeyPatch.context() as patch:
        quick_disk(patch)
        for number, (after, contents, told) in enumerate(states):
            place = directory / f"state{number}"
            if why := _wrong(place, contents, told):
                wrong.append(f"after call {after} ({events[after].kind}): {why}")
            shutil.rmtree(place)
    return Tried(len(states), wrong)


def _states(
    events: Sequence[Event],
) -> Iterator[tuple[int, Contents, Sequence[tuple[str, Plan]]]]:
    """Each state of the disk once, and what was told before it and would be told next."""
    marks = [at for at, event in enumerate(events) if event.kind == "told"]
    disk, seen = Disk(), set()
    for after, event in enumerate(events):
        disk.follow(event)
        earlier = [at for at in marks if at <= after][-1:]
        later = [at for at in marks if at > after][:1]
        if not earlier:
            continue
        told = [(events[at].name, plan) for at in earlier + later if (plan := events[at].plan)]
        for contents in disk.states():
            key = (earlier[0], frozenset(contents.items()))
            if key not in seen:
                seen.add(key)
                yield after, contents, told


def _wrong(directory: Path, contents: Contents, told: Sequence[tuple[str, Plan]]) -> str:
    """What is wrong with what is found: nothing may be lost, and each plan can be read."""
    directory.mkdir()
    for name, data in contents.items():
        (directory / name).write_bytes(data)
    found = []
    for name, plan in told:
        try:
            if _came_back(directory / name) == plan:
                break
            found.append(f"{name} is another plan")
        except PlanError as error:
            found.append(str(error))
    else:
        return "; ".join(found)
    for path in directory.glob("[!.]*.toml"):
        try:
            load_plan(path)
        except PlanError as error:
            return f"a plan cannot be read: {error}"
    return ""


def _came_back(path: Path) -> Plan:
    opened = open_plan(path, None, Access.EDIT if path.exists() else Access.NEW)
    try:
        if opened.recovery is not None and not opened.recovery.fits:
            raise PlanError(f"{path.name} is said to be changed by somebody else")
        opened.recover()
        assert opened.custody is not None
        opened.custody.save(opened.plan)
        assert load_plan(path) == opened.plan
        return opened.plan
    finally:
        crash(opened)


# Protocols with a hole


def _files(events: Sequence[Event], *, journals: bool) -> set[int]:
    return {
        event.file
        for event in events
        if event.kind == "create" and (".journal" in event.name) == journals
    }


def without_syncing_files(events: Sequence[Event]) -> Iterable[Event]:
    files = _files(events, journals=False)
    return (event for event in events if not (event.kind == "sync" and event.file in files))


def without_syncing_journals(events: Sequence[Event]) -> Iterable[Event]:
    files = _files(events, journals=True)
    return (event for event in events if not (event.kind == "sync" and event.file in files))


def without_syncing_directories(events: Sequence[Event]) -> Iterable[Event]:
    return (event for event in events if event.kind != "sync directory")


WEAK: dict[str, Weak] = {
    "files are not synced": without_syncing_files,
    "the journal is not synced": without_syncing_journals,
    "directories are not synced": without_syncing_directories,
}


def written_in_place(patch: pytest.MonkeyPatch) -> None:
    """The file is cut to nothing and written again."""

    def write(
        path: Path, data: bytes, ready: Callable[[], None] | None = None, mode: int = 0o666
    ) -> None:
        if ready is not None:
            ready()
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        writing.write_all(descriptor, data)
        os.fsync(descriptor)
        os.close(descriptor)
        writing.sync_directory(path)

    patch.setattr("models.storage.writing.write_atomic", write)
    patch.setattr("models.storage.document.write_atomic", write)
    patch.setattr("tests.support.stories.write_atomic", write)


def renamed_before_the_line(patch: pytest.MonkeyPatch) -> None:
    """The journal says only afterwards what the file was to become."""
    real = writing._replace

    def replace(real_path: Path, standing: object, data: bytes, ready: object, mode: int) -> None:
        real(real_path, standing, data, None, mode)  # type: ignore[arg-type]
        if callable(ready):
            ready()

    patch.setattr("models.storage.writing._replace", replace)
    patch.setattr("models.storage.writing._check_same", lambda path, expected: None)


WEAK_CODE: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "the file is written in place": written_in_place,
    "the file is renamed before the line": renamed_before_the_line,
}
