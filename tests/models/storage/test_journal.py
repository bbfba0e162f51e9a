"""The journal of a session: what is appended is on the disk, and nothing else is believed."""

import errno
import os
import signal
from pathlib import Path

import pytest

from models.errors import StorageError, TakenOver
from models.formats.journal_lines import Begun, Moved, Saving
from models.storage import journal as journal_module
from models.storage.journal import Journal, NotUsed, read_journal
from tests.support.faulty_system import Faults
from tests.support.kept import descriptors, names

BEGUN = Begun("ab", "plan.toml")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".plan.toml.journal"


def test_each_line_is_synced_before_anybody_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    real = os.fsync

    def sync(file: int) -> None:
        synced.append(os.fstat(file).st_size)
        real(file)

    monkeypatch.setattr(os, "fsync", sync)
    journal = Journal(path, [BEGUN])
    journal.append(Moved(0))
    assert synced[-1] == path.stat().st_size == journal.size
    assert list(read_journal(path).records) == [BEGUN, Moved(0)]
    assert journal.last == 1
    assert path.stat().st_mode & 0o777 == 0o600
    journal.close(remove=True)
    assert names(path.parent) == set()


@pytest.mark.fault(75, 76)
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
@pytest.mark.parametrize("call", ["write", "fsync", "write and ftruncate"])
def test_a_line_that_the_disk_did_not_take_does_not_count_and_the_next_goes_to_a_new_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, call: str
) -> None:
    before = descriptors()
    journal = Journal(path, [BEGUN])
    first = path.stat().st_ino
    with monkeypatch.context() as patch:

        def fail(*given: object) -> int:
            raise OSError(number, os.strerror(number))

        for name in call.split(" and "):
            patch.setattr(os, name, fail)
        with pytest.raises(StorageError, match=r"the journal .* could not be written: ") as caught:
            journal.append(Moved(7))
    assert "Errno" not in str(caught.value)
    journal.append(Moved(0))
    journal.append(Moved(1))
    assert list(read_journal(path).records) == [BEGUN, Moved(0), Moved(1)]
    assert path.stat().st_ino != first, "a file is not trusted any more that could not be synced"
    journal.close(remove=False)
    assert names(path.parent) == {path.name}
    assert descriptors() == before


def test_a_line_that_was_interrupted_does_not_spoil_those_after_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(path, [BEGUN])
    real = os.write
    with monkeypatch.context() as patch:

        def interrupted(file: int, data: bytes) -> int:
            real(file, data[:9])
            raise KeyboardInterrupt

        patch.setattr(os, "write", interrupted)
        with pytest.raises(KeyboardInterrupt):
            journal.append(Moved(7))
    journal.append(Moved(0))
    assert list(read_journal(path).records) == [BEGUN, Moved(0)]
    journal.close(remove=True)


@pytest.mark.fault(95)
def test_who_lost_the_plan_to_another_session_never_writes_over_its_journal(path: Path) -> None:
    first = Journal(path, [BEGUN])
    first.append(Moved(0))
    path.rename(path.with_name("claimed"))
    second = Journal(path, [BEGUN])
    for _ in range(3):
        with pytest.raises(TakenOver, match="another session has taken this plan over"):
            first.append(Moved(1))
        with pytest.raises(TakenOver):
            first.check()
        with pytest.raises(TakenOver):
            first.begin_again([BEGUN])
    second.append(Moved(2))
    assert list(read_journal(path).records) == [BEGUN, Moved(2)]
    assert list(read_journal(path.with_name("claimed")).records) == [BEGUN, Moved(0)]
    first.close(remove=True)
    assert path.exists()
    second.close(remove=True)


def test_a_journal_is_not_begun_where_there_is_one(path: Path) -> None:
    before = descriptors()
    path.write_bytes(b"precious")
    with pytest.raises(TakenOver):
        Journal(path, [BEGUN])
    assert path.read_bytes() == b"precious"
    assert names(path.parent) == {path.name}
    assert descriptors() == before


def test_a_journal_grows_to_what_can_be_read_and_saving_goes_on(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(path, [BEGUN])
    monkeypatch.setattr(journal_module, "LIMIT", journal.size + journal_module.ROOM + 100)
    while journal.size < 120:
        journal.append(Moved(0))
    with pytest.raises(StorageError, match="is full; save the plan to go on"):
        journal.append(Begun("ab" * 32, "x" * 100))
    journal.append(Saving("ab" * 32, journal.last))
    journal.begin_again([BEGUN])
    journal.append(Moved(1))
    assert list(read_journal(path).records) == [BEGUN, Moved(1)]
    journal.close(remove=True)


def planted(path: Path, kind: str) -> Path:
    """Put something in place of a journal that is none; the victim that must stay what it is."""
    victim = path.with_name("victim")
    victim.write_bytes(b"precious")
    match kind:
        case "link":
            path.symlink_to(victim)
        case "loop":
            path.symlink_to(path)
        case "second name":
            os.link(victim, path)
        case "pipe":
            os.mkfifo(path)
        case "directory":
            path.mkdir()
        case "somebody else's":
            path.write_bytes(b"theirs")
    return victim


@pytest.mark.fault(82, 85)
@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("link", "it is a symbolic link"),
        ("loop", "it is a symbolic link"),
        ("second name", "it has a second name"),
        ("pipe", "it is not a regular file"),
        ("directory", "it is not a regular file"),
        ("somebody else's", "it belongs to another user"),
    ],
)
def test_what_somebody_else_put_there_is_not_read(
    path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, why: str
) -> None:
    victim = planted(path, kind)
    if kind == "somebody else's":
        monkeypatch.setattr(os, "geteuid", lambda: 4321)
    signal.alarm(20)  # opening a pipe would wait for ever
    with pytest.raises(NotUsed, match=f"is not used: {why}"):
        read_journal(path)
    signal.alarm(0)
    assert victim.read_bytes() == b"precious"


@pytest.mark.fault(82)
def test_an_empty_journal_one_of_zeros_and_a_large_one_are_read_in_bounds(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"")
    assert not read_journal(path).records
    path.write_bytes(b"\0" * 100_000)
    assert not read_journal(path).records
    with path.open("wb") as file:
        file.truncate(journal_module.LIMIT + 1)  # it takes no room
    with pytest.raises(NotUsed, match="larger than 256 MiB"):
        read_journal(path)
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    found = read_journal(path)
    assert (list(found.records), found.unread) == ([], 0)


def test_what_cannot_be_read_now_is_not_taken_for_worthless(path: Path) -> None:
    Journal(path, [BEGUN]).close(remove=False)
    with (
        Faults(1, errno.EMFILE, once=True),
        pytest.raises(StorageError, match="try again, or move it away") as caught,
    ):
        read_journal(path)
    assert not isinstance(caught.value, NotUsed)
    assert read_journal(path).records
