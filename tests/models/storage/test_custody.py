"""Saving a plan that is open: its file, its journal and its lock go together."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from models.edits import PutField
from models.errors import ChangedOnDisk, PlanHeld, StorageError
from models.formats.plan_toml import dumps
from models.session import Session
from models.storage import custody as custody_module
from models.storage.custody import Custody, copied_to
from models.storage.document import open_document
from models.storage.opening import open_plan
from models.storage.reading import load_plan
from models.storage.side_files import backup_of
from tests.support.kept import come_back, crash, kept, names, session_of
from tests.support.random_edits import SIMPLE, random_edit, small_plan


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_bytes(dumps(small_plan()).encode())
    return path


@pytest.fixture
def edited(path: Path) -> Iterator[tuple[Session, Custody]]:
    """A session with two edits that are not saved."""
    opened = open_plan(path)
    session = session_of(opened)
    for _ in range(2):
        session.do(random_edit(Random(1), session, SIMPLE))
    assert opened.custody is not None
    yield session, opened.custody
    crash(opened)


def after_a_crash(path: Path) -> Session:
    """What there would be if the session ended now; it goes on."""
    copy = path.parent / "copy"
    copy.mkdir()
    for file in path.parent.iterdir():
        if file.is_file():
            (copy / file.name).write_bytes(file.read_bytes())
    session, opened = come_back(copy / path.name)
    crash(opened)
    return session


@pytest.mark.fault(84)
def test_saving_keeps_mode_links_and_what_was_there_before(
    path: Path, edited: tuple[Session, Custody]
) -> None:
    session, custody = edited
    path.chmod(0o640)
    before, other = path.read_bytes(), path.with_name("other name.toml")
    os.link(path, other)
    for number in range(3):
        session.do(PutField("mine", "name", f"{number}"))
        custody.save(session.plan)
        assert load_plan(path) == session.plan
    assert path.stat().st_mode & 0o777 == 0o640
    assert other.read_bytes() == before
    assert path.with_name(".plan.toml.bak").read_bytes() == before
    assert not [name for name in names(path.parent) if name.endswith(".tmp")]


def test_no_second_name_of_the_file_stays_where_the_backup_is_that_file_already(
    path: Path, edited: tuple[Session, Custody]
) -> None:
    session, custody = edited
    os.link(path, path.with_name(".plan.toml.bak"))  # a session was killed right after that
    custody.save(session.plan)
    assert names(path.parent) == {
        "plan.toml", ".plan.toml.bak", ".plan.toml.lock", ".plan.toml.journal",
    }  # fmt: skip


@pytest.mark.fault(92)
def test_what_somebody_else_saved_is_not_written_over_until_it_is_accepted(
    path: Path, edited: tuple[Session, Custody]
) -> None:
    session, custody = edited
    path.write_bytes(dumps(PutField("", "name", "theirs").apply(small_plan())).encode())
    for _ in range(2):
        with pytest.raises(ChangedOnDisk, match="somebody else changed it since it was read"):
            custody.save(session.plan)
    assert load_plan(path).name == "theirs"
    custody.accept(open_document(path)[1].fingerprint)
    custody.save(session.plan)
    assert load_plan(path) == session.plan


@pytest.mark.fault(92, 93)
def test_what_somebody_else_saves_while_we_write_is_not_written_over(
    path: Path, edited: tuple[Session, Custody], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, custody = edited
    theirs = dumps(PutField("", "name", "theirs").apply(small_plan())).encode()
    real = os.fsync

    def meanwhile(descriptor: int) -> None:
        real(descriptor)
        path.write_bytes(theirs)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", meanwhile)
        with pytest.raises(ChangedOnDisk):
            custody.save(session.plan)
    assert path.read_bytes() == theirs


@pytest.mark.fault(86)
@pytest.mark.parametrize("what", ["removed", "renamed", "replaced", "the directory renamed"])
def test_a_file_that_goes_while_it_is_open_costs_no_edit(
    path: Path, edited: tuple[Session, Custody], what: str
) -> None:
    session, custody = edited
    away = path.parent / "away"
    match what:
        case "removed":
            path.unlink()
        case "renamed":
            path.rename(path.with_name("renamed.toml"))
        case "replaced":  # as by git checkout
            path.with_name("other").write_bytes(b"format = 1\n")
            path.with_name("other").replace(path)
        case _:
            path.parent.rename(path.parent.with_name("elsewhere"))
            path.parent.mkdir()
    with pytest.raises(StorageError):
        custody.save(session.plan)
    away.mkdir()
    custody.save_as(session.plan, away / "mine.toml")
    session.do(PutField("mine", "name", "still edited"))
    assert kept(after_a_crash(away / "mine.toml")) == kept(session)
    assert load_plan(away / "mine.toml") == session.plan_at(2)


@pytest.mark.fault(76)
def test_a_save_that_the_disk_does_not_confirm_is_not_taken_for_somebody_elses(
    path: Path, edited: tuple[Session, Custody], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, custody = edited
    with monkeypatch.context() as patch:

        def unconfirmed(real: Path) -> None:
            raise StorageError(f"{real} was written, but the disk does not confirm it")

        patch.setattr("models.storage.writing.sync_directory", unconfirmed)
        with pytest.raises(StorageError, match="does not confirm"):
            custody.save(session.plan)
    assert load_plan(path) == session.plan
    session.do(PutField("mine", "name", "later"))
    custody.save(session.plan)
    assert load_plan(path).name == "later"


def test_saving_elsewhere_takes_history_and_lock_along(
    path: Path, edited: tuple[Session, Custody]
) -> None:
    session, custody = edited
    before, other = path.read_bytes(), path.with_name("other.toml")
    custody.save_as(session.plan, other)
    assert path.read_bytes() == before
    assert names(path.parent) == {
        "plan.toml", "other.toml", ".other.toml.lock", ".other.toml.journal",
    }  # fmt: skip
    session.undo()
    session.do(PutField("mine", "name", "there"))
    with pytest.raises(PlanHeld):
        open_plan(other)
    open_plan(path).give_up()
    assert kept(after_a_crash(other)) == kept(session)


def test_saving_elsewhere_costs_nobody_elses_edits(
    path: Path, edited: tuple[Session, Custody]
) -> None:
    session, custody = edited
    other = path.with_name("other.toml")
    other.write_bytes(path.read_bytes())
    opened = open_plan(other)
    theirs = session_of(opened)
    theirs.do(PutField("theirs", "name", "theirs"))
    with pytest.raises(PlanHeld):
        custody.save_as(session.plan, other)
    crash(opened)
    with pytest.raises(StorageError, match=r"may have edits that were not saved, in .*open it"):
        custody.save_as(session.plan, other)
    with pytest.raises(StorageError, match="may have edits that were not saved"):
        copied_to(custody.document, session.plan, other)
    back, opened = come_back(other)
    assert kept(back) == kept(theirs)
    assert opened.custody is not None
    opened.custody.close()
    assert kept(after_a_crash(path)) == kept(session)


def test_saving_elsewhere_that_fails_leaves_the_session_where_it_was(
    path: Path, edited: tuple[Session, Custody]
) -> None:
    session, custody = edited
    before = names(path.parent)
    (path.parent / "directory").mkdir()
    for wrong in ("nowhere/plan.toml", "directory", "x" * 300, "a\0b"):
        with pytest.raises(StorageError):
            custody.save_as(session.plan, path.parent / wrong)
    assert names(path.parent) - {"directory"} == before
    assert custody.document.path == path
    assert kept(after_a_crash(path)) == kept(session)


def test_saving_elsewhere_under_its_own_name_is_saving(
    path: Path, edited: tuple[Session, Custody]
) -> None:
    session, custody = edited
    link = path.with_name("link.toml")
    link.symlink_to(path.name)
    custody.save_as(session.plan, link)
    assert link.is_symlink()
    assert load_plan(path) == session.plan
    session.do(PutField("mine", "name", "later"))
    custody.save(session.plan)
    assert load_plan(path).name == "later"


def test_edits_made_while_a_plan_is_saved_are_not_taken_for_saved(
    path: Path, edited: tuple[Session, Custody], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, custody = edited
    plan, covers = session.plan, custody.last_line
    begun, go_on = threading.Event(), threading.Event()
    real = backup_of

    def slow(path: Path) -> Path:
        begun.set()
        go_on.wait(10)
        return real(path)

    monkeypatch.setattr(custody_module, "backup_of", slow)
    saving = threading.Thread(target=custody.save, args=(plan, covers))
    saving.start()
    begun.wait(10)
    session.do(PutField("mine", "name", "meanwhile"))
    go_on.set()
    saving.join()
    session.do(PutField("mine", "note", "after that"))
    assert load_plan(path) == plan
    back = after_a_crash(path)
    assert kept(back) == kept(session)
    assert back.saved_point == 2


def test_edits_and_saves_at_once_lose_nothing(path: Path, edited: tuple[Session, Custody]) -> None:
    session, custody = edited
    done = threading.Event()

    plans = [(session.plan, custody.last_line)]

    def save() -> None:
        while not done.is_set():
            custody.save(*plans[-1])

    saving = threading.Thread(target=save)
    saving.start()
    for number in range(30):
        session.do(PutField("mine", "name", f"{number}"))
        plans.append((session.plan, custody.last_line))
    done.set()
    saving.join()
    back = after_a_crash(path)
    assert back.plan == session.plan
    if back.history:
        assert kept(back) == kept(session)


def test_a_large_journal_begins_anew_when_everything_is_saved(
    path: Path, edited: tuple[Session, Custody], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, custody = edited
    monkeypatch.setattr(custody_module, "LARGEST_JOURNAL", 100)
    covers = custody.last_line
    plan = session.plan
    session.do(PutField("mine", "name", "not in it"))
    custody.save(plan, covers)
    assert kept(after_a_crash(path)) == kept(session), "what is not saved is not done without"
    custody.save(session.plan)
    assert custody.last_line == 0
    session.do(PutField("mine", "name", "later"))
    custody.close(keep=True)
    back, opened = come_back(path)
    assert back.plan == session.plan
    assert [entry.label for entry in back.history] == ["mine"]
    crash(opened)
