"""Opening a plan to edit it: whose it is, what came back, and what must not be touched."""

import errno
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from models.edits import PutField
from models.edits.difference import between
from models.errors import ChangedOnDisk, InvalidInput, PlanHeld, StorageError, TakenOver
from models.formats.plan_toml import dumps
from models.storage.opening import Access, NotWritable, open_plan
from models.storage.owner import owner_from
from models.storage.plan_lock import owner_of
from models.storage.reading import load_plan
from models.storage.side_files import apart, beside
from tests.support.kept import come_back, crash, descriptors, kept, names, session_of
from tests.support.random_edits import SIMPLE, random_edit, small_plan

ROOT = Path(__file__).parents[3]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_bytes(dumps(small_plan()).encode())
    return path


def killed(path: Path, edits: int = 2) -> list[str]:
    """A session that was killed before it saved; the labels of what it did."""
    session, opened = come_back(path)
    random = Random(len(session.history))
    for _ in range(edits):
        session.do(random_edit(random, session, SIMPLE))
    crash(opened)
    return [entry.label for entry in session.history]


CHILD = """\
import sys
from pathlib import Path
from models.storage.opening import open_plan
opened = open_plan(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has the plan open."""
    command = [sys.executable, "-c", CHILD, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=-1, stdout=-1, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


@pytest.mark.fault(88, 89, 90)
def test_who_has_the_plan_is_told_and_that_it_is_stopped_until_it_is_killed(
    path: Path, holder: subprocess.Popen[str]
) -> None:
    before = names(path.parent)
    with pytest.raises(PlanHeld, match=rf"this plan is open: .* \(process {holder.pid}.*\) since"):
        open_plan(path)
    holder.send_signal(signal.SIGSTOP)
    os.waitpid(holder.pid, os.WUNTRACED)
    with pytest.raises(PlanHeld, match="it is stopped, as by Ctrl-Z"):
        open_plan(path)
    assert names(path.parent) == before
    holder.kill()
    holder.wait()
    opened = open_plan(path)
    assert opened.custody is not None
    opened.custody.save(opened.plan)
    opened.custody.close()
    assert names(path.parent) == {"plan.toml", ".plan.toml.bak"}


@pytest.mark.fault(88)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[1",
        '{"pid": Infinity, "host": "", "user": "", "terminal": "", "since": ""}',
        '{"pid": -1, "host": "HOST", "user": "\\u001b[2J", "terminal": "", "since": "never"}',
        '{"pid": 1e300, "host": "HOST", "user": "", "terminal": "", "since": ""}',
        "[" * 10_000,
        "\xff" * 10_000,
    ],
    ids=lambda text: text[:20],
)
def test_whatever_a_lock_says_it_is_only_words(path: Path, text: str) -> None:
    import socket

    opened = open_plan(path)
    lock = beside(path).lock
    lock.write_bytes(text.replace("HOST", socket.gethostname()).encode("latin-1"))
    with pytest.raises(PlanHeld):
        open_plan(path)
    owner = owner_of(lock)
    assert owner is None or not owner.stopped
    assert owner_from(text) is None or len(str(owner_from(text))) < 1000
    opened.give_up()


@pytest.mark.fault(91)
def test_a_link_to_a_plan_is_the_same_plan_and_another_name_of_it_is_seen_when_saving(
    path: Path,
) -> None:
    link, other = path.with_name("link.toml"), path.with_name("other.toml")
    link.symlink_to(path.name)
    os.link(path, other)
    first = open_plan(path)
    with pytest.raises(PlanHeld):
        open_plan(link)
    second = open_plan(other)  # a lock of its own
    assert first.custody is not None
    assert second.custody is not None
    one, two = session_of(first), session_of(second)
    one.do(PutField("mine", "name", "first"))
    two.do(PutField("mine", "name", "second"))
    first.custody.save(one.plan)
    second.custody.save(two.plan)
    assert load_plan(path).name == "first"
    assert load_plan(other).name == "second"
    first.custody.close()
    second.custody.close()
    through, _ = come_back(link)
    assert through.plan.name == "first"
    assert link.is_symlink()


@pytest.mark.fault(94)
def test_where_there_are_no_locks_that_is_said_and_nothing_is_written_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsupported(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(fcntl, "flock", unsupported)
    first = open_plan(path)
    [caution] = first.cautions
    assert f"{path.parent} has no locks" in caution
    one = session_of(first)
    one.do(PutField("mine", "name", "first"))
    two, second = come_back(path)
    assert two.plan.name == "first", "what was acknowledged there came here"
    with pytest.raises(TakenOver):
        one.do(PutField("mine", "name", "lost"))
    assert one.plan.name == "first"
    assert second.custody is not None
    assert first.custody is not None
    second.custody.save(two.plan)
    with pytest.raises(TakenOver):
        first.custody.save(one.plan)
    crash(first)
    second.custody.close()


@pytest.mark.fault(79, 94)
@pytest.mark.parametrize("number", [errno.EMFILE, errno.EIO, errno.ENOSPC, errno.EACCES])
def test_a_lock_that_cannot_be_had_now_is_not_taken_for_none(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Else the plan of somebody who has it open would be taken without asking."""
    real = os.open

    def fail(name: str | Path, flags: int, mode: int = 0o777) -> int:
        if str(name).endswith(".lock"):
            raise OSError(number, os.strerror(number))
        return real(name, flags, mode)

    killed(path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", fail)
        with pytest.raises(StorageError, match="cannot be locked"):
            open_plan(path)
    session, opened = come_back(path)
    assert session.point == 2
    crash(opened)


@pytest.mark.fault(85)
@pytest.mark.parametrize("kind", ["lock", "journal", "journal.claimed"])
@pytest.mark.parametrize("what", ["link", "pipe", "directory"])
def test_nothing_that_was_planted_is_followed(path: Path, kind: str, what: str) -> None:
    victim, planted = path.with_name("victim"), path.with_name(f".plan.toml.{kind}")
    victim.write_bytes(b"precious")
    match what:
        case "link":
            planted.symlink_to(victim)
        case "pipe":
            os.mkfifo(planted)
        case _:
            planted.mkdir()
    signal.alarm(20)
    try:
        opened = open_plan(path)
    except StorageError as error:
        assert kind == "lock"
        assert str(planted) in str(error)  # noqa: PT017
    else:
        session = session_of(opened)
        session.do(PutField("mine", "name", "new"))
        assert opened.custody is not None
        opened.custody.save(session.plan)
        opened.custody.close()
        assert load_plan(path).name == "new"
        if kind != "lock":
            assert any("it is kept as" in caution for caution in opened.cautions)
            assert os.path.lexists(path.with_name(".plan.toml.journal.1"))
    signal.alarm(0)
    assert victim.read_bytes() == b"precious"


@pytest.mark.fault(85)
def test_a_backup_that_was_planted_is_replaced_not_followed(path: Path) -> None:
    victim, backup = path.with_name("victim"), path.with_name(".plan.toml.bak")
    victim.write_bytes(b"precious")
    backup.symlink_to(victim)
    before = path.read_bytes()
    opened = open_plan(path)
    assert opened.custody is not None
    opened.custody.save(PutField("", "name", "new").apply(opened.plan))
    opened.custody.close()
    assert victim.read_bytes() == b"precious"
    assert not backup.is_symlink()
    assert backup.read_bytes() == before


@pytest.mark.fault(83)
def test_what_dead_sessions_left_half_written_goes_and_nothing_else(path: Path) -> None:
    dead, alive = 2**22 + 1, os.getppid()
    gone = [f".plan.toml.{dead}.0123abcd.tmp", f".plan.toml.journal.{dead}.0123abcd.tmp",
            f".plan.toml.bak.{dead}.0123abcd.tmp"]  # fmt: skip
    stay = [f".plan.toml.{alive}.0123abcd.tmp", f".other.toml.{dead}.0123abcd.tmp",
            f"plan.toml.{dead}.0123abcd.tmp", ".plan.toml.x.0123abcd.tmp"]  # fmt: skip
    for name in (*gone, *stay):
        path.with_name(name).write_bytes(b"half")
    (path.with_name(f".plan.toml.{dead}.99999999.tmp")).symlink_to(path)
    opened = open_plan(path)
    opened.give_up()
    assert names(path.parent) == {path.name, *stay, f".plan.toml.{dead}.99999999.tmp"}
    first = open_plan(path)
    path.with_name(gone[0]).write_bytes(b"half")
    with pytest.raises(PlanHeld):
        open_plan(path)
    assert path.with_name(gone[0]).exists()
    first.give_up()


@pytest.mark.fault(4, 103)
@pytest.mark.parametrize(
    "name", ["x" * 250 + ".toml", "網" * 83 + ".toml", "🏔" * 62 + ".toml", ".hidden", "-x", "a b"]
)
def test_a_plan_may_have_any_name_that_a_file_may_have(tmp_path: Path, name: str) -> None:
    path, state = tmp_path / name, tmp_path / "state"
    path.write_bytes(dumps(small_plan()).encode())
    labels = killed(path)
    session, opened = come_back(path)
    assert [entry.label for entry in session.history] == labels
    assert opened.custody is not None
    opened.custody.save(session.plan)
    opened.custody.close()
    assert load_plan(path) == session.plan
    assert len(os.fsencode(apart(path, state).journal.name)) < 230
    assert all(not one.endswith((".tmp", ".journal", ".lock")) for one in names(tmp_path))


@pytest.mark.parametrize("access", [Access.EDIT, Access.NEW, Access.TAKE_OVER, Access.READ])
@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "x" * 300 + "/a", "nowhere/plan.toml"])
def test_a_name_that_no_file_can_have_is_refused_in_words(
    tmp_path: Path, name: str, access: Access
) -> None:
    with pytest.raises(StorageError) as caught:
        open_plan(tmp_path / name, None, access)
    assert "Errno" not in str(caught.value)
    assert names(tmp_path) == set()


@pytest.mark.fault(77)
def test_where_the_directory_cannot_be_written_the_journal_is_the_users_own(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, real = tmp_path / "state", os.access
    monkeypatch.setattr(
        os, "access", lambda name, mode: Path(name) not in (path, path.parent) and real(name, mode)
    )
    with pytest.raises(NotWritable, match="it can be edited, but not saved here"):
        open_plan(path, state)
    before = names(path.parent)
    opened = open_plan(path, state, Access.ELSEWHERE)
    session = session_of(opened)
    session.do(PutField("mine", "name", "kept"))
    assert names(path.parent) == before | {"state"}
    journals = state / "journals"
    assert journals.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o077 for file in journals.glob("*.journal")} == {0}
    with pytest.raises(PlanHeld):
        open_plan(path, state, Access.ELSEWHERE)
    crash(opened)
    back, again = come_back(path, state, Access.ELSEWHERE)
    assert kept(back) == kept(session)
    assert again.custody is not None
    with pytest.raises(StorageError, match="write-protected"):
        again.custody.save(back.plan)
    monkeypatch.undo()
    again.custody.save_as(back.plan, tmp_path / "mine.toml", state)
    again.custody.close()
    assert load_plan(tmp_path / "mine.toml").name == "kept"
    assert not list(journals.glob("*.journal"))


@pytest.mark.fault(82, 92)
def test_edits_are_told_no_without_being_destroyed_and_can_still_come_back(path: Path) -> None:
    labels = killed(path)
    opened = open_plan(path)
    assert [entry.label for entry in opened.recovery.entries] == labels if opened.recovery else 0
    keeping = opened.leave()
    assert keeping == path.with_name(".plan.toml.journal.1")
    assert opened.plan == small_plan()
    assert opened.custody is not None
    opened.custody.close()
    keeping.rename(path.with_name(".plan.toml.journal"))
    session, opened = come_back(path)
    assert [entry.label for entry in session.history] == labels
    crash(opened)


def test_edits_that_could_not_be_set_aside_are_asked_about_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = killed(path)
    opened = open_plan(path)
    with monkeypatch.context() as patch:

        def full(*given: object) -> None:
            raise StorageError("the disk is full")

        patch.setattr("models.storage.custody.Journal", full)
        with pytest.raises(StorageError, match="the disk is full"):
            opened.leave()
    opened.give_up()
    assert names(path.parent) == {"plan.toml", ".plan.toml.journal"}
    session, opened = come_back(path)
    assert [entry.label for entry in session.history] == labels
    crash(opened)


@pytest.mark.fault(95)
def test_a_journal_that_grew_since_it_was_read_is_read_again(path: Path) -> None:
    killed(path)
    opened = open_plan(path)
    with path.with_name(".plan.toml.journal.claimed").open("ab") as journal:
        journal.write(b"a line")
    with pytest.raises(TakenOver):
        opened.recover()
    opened.give_up()
    session, opened = come_back(path)
    assert session.point == 2
    crash(opened)


def test_who_gives_up_leaves_everything_as_it_was(path: Path) -> None:
    killed(path)
    journal = path.with_name(".plan.toml.journal")
    before, open_before = journal.read_bytes(), descriptors()
    for recovers in (False, True):
        opened = open_plan(path)
        if recovers:
            opened.recover()
        opened.give_up()
        assert journal.read_bytes() == before
        assert names(path.parent) == {"plan.toml", journal.name}
    assert descriptors() == open_before


@pytest.mark.fault(95)
def test_who_takes_over_has_every_edit_and_the_other_makes_none_after_that(path: Path) -> None:
    first = open_plan(path)
    one = session_of(first)
    one.do(PutField("mine", "name", "first"))
    two, second = come_back(path, access=Access.TAKE_OVER)
    assert kept(two) == kept(one)
    two.do(PutField("mine", "name", "second"))
    for _ in range(3):
        with pytest.raises(TakenOver):
            one.do(PutField("mine", "name", "lost"))
    assert one.plan.name == "first"
    assert first.custody is not None
    assert second.custody is not None
    with pytest.raises(TakenOver):
        first.custody.save(one.plan)
    first.custody.save_as(one.plan, path.with_name("mine.toml"))
    first.custody.close()
    with pytest.raises(PlanHeld):
        open_plan(path)
    second.custody.save(two.plan)
    second.custody.close()
    assert names(path.parent) == {"plan.toml", "mine.toml", ".plan.toml.bak"}
    assert (load_plan(path).name, load_plan(path.with_name("mine.toml")).name) == (
        "second",
        "first",
    )


@pytest.mark.fault(95)
@pytest.mark.parametrize("answer", ["recover", "leave"])
def test_a_question_that_is_answered_after_somebody_else_took_over_changes_nothing(
    path: Path, answer: str
) -> None:
    killed(path)
    asked = open_plan(path)
    session, opened = come_back(path, access=Access.TAKE_OVER)
    session.do(PutField("mine", "name", "second"))
    with pytest.raises(TakenOver):
        getattr(asked, answer)()
    asked.give_up()
    session.do(PutField("mine", "note", "still mine"))
    crash(opened)
    back, opened = come_back(path)
    assert kept(back) == kept(session)
    crash(opened)


def test_a_plan_that_cannot_be_read_is_not_taken_from_who_has_it(path: Path) -> None:
    first = open_plan(path)
    one = session_of(first)
    good = path.read_bytes()
    path.write_bytes(b"format = ")
    with pytest.raises(InvalidInput):
        open_plan(path, None, Access.TAKE_OVER)
    one.do(PutField("mine", "name", "first"))
    path.write_bytes(good)
    crash(first)
    back, opened = come_back(path)
    assert back.plan.name == "first"
    crash(opened)


@pytest.mark.fault(23, 24)
@pytest.mark.parametrize("data", [b"", b"\0" * 500, b"format = 1\n[[virtual_netw"])
def test_what_the_plan_was_before_is_named_where_the_file_is_broken(
    path: Path, data: bytes
) -> None:
    opened = open_plan(path)
    assert opened.custody is not None
    opened.custody.save(PutField("", "name", "new").apply(opened.plan))
    opened.custody.close()
    path.write_bytes(data)
    with pytest.raises(InvalidInput) as caught:
        open_plan(path)
    assert str(path.with_name(".plan.toml.bak")) in str(caught.value)
    assert load_plan(path.with_name(".plan.toml.bak")) == small_plan()


@pytest.mark.fault(1, 2, 3)
def test_a_plan_is_begun_where_there_is_none_and_comes_back_too(tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    opened = open_plan(path, None, Access.NEW)
    session = session_of(opened)
    assert (session.plan.name, path.exists()) == ("new", False)
    session.do(PutField("mine", "note", "begun"))
    crash(opened)
    back, opened = come_back(path, access=Access.NEW)
    assert kept(back) == kept(session)
    assert opened.custody is not None
    path.write_bytes(b"somebody else's")
    with pytest.raises(ChangedOnDisk, match="it was created since"):
        opened.custody.save(back.plan)
    path.unlink()
    opened.custody.save(back.plan)
    opened.custody.close()
    assert load_plan(path).note == "begun"
    with pytest.raises(StorageError, match="has something in it; open it instead"):
        open_plan(path, None, Access.NEW)
    with pytest.raises(StorageError, match="there is no directory"):
        open_plan(tmp_path / "nowhere" / "x.toml", None, Access.NEW)


@pytest.mark.fault(87)
def test_a_clock_that_goes_back_disturbs_neither_history_nor_recovery(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time", lambda: 0.0)
    labels = killed(path, 3)
    os.utime(path, (1, 1))
    session, opened = come_back(path)
    times = [entry.at for entry in session.history]
    assert times == sorted(times)
    assert [entry.label for entry in session.history] == labels
    crash(opened)


@pytest.mark.fault(78)
def test_a_plan_that_may_not_be_read_is_refused_and_its_journal_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(path)
    before, real = names(path.parent) - {".plan.toml.lock"}, os.open

    def forbidden(name: str | Path, flags: int, mode: int = 0o777) -> int:
        if Path(name) == path:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return real(name, flags, mode)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", forbidden)
        with pytest.raises(StorageError, match="you are not allowed to read it; check the perm"):
            open_plan(path)
    assert names(path.parent) == before
    session, opened = come_back(path)
    assert session.point == 2
    crash(opened)


def test_edits_that_would_make_no_plan_do_not_come_back(path: Path) -> None:
    session, opened = come_back(path)
    session.do(PutField("note", "note", "somebody was here"))
    assert opened.custody is not None
    plan = session.plan
    without = replace(plan, virtual_networks=plan.virtual_networks.with_rows(()))
    there, back = between("forged", plan, without), between("forged", without, plan)
    opened.custody.edited(session.history[0], there, back)
    crash(opened)
    before = path.read_bytes()
    with pytest.raises(StorageError, match="the edits in it do not fit this plan"):
        come_back(path)
    assert path.read_bytes() == before
    assert beside(path).journal.exists()
