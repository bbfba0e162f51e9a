"""Files are written whole or not at all, and keep what they were."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from models.errors import ChangedOnDisk, StorageError
from models.storage.writing import fingerprint, fingerprint_of, save, write_atomic

FAULTS = [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EMFILE]
CALLS = ["open", "fsync", "fchmod", "replace"]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"old")
    return path


def failing(real: Callable[..., Any], number: int) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize("number", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_when_a_call_fails_the_file_is_what_it_was(plan: Path, call: str, number: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, failing(getattr(os, call), number))
        with pytest.raises(StorageError, match=r"plan\.toml could not be written: ") as caught:
            write_atomic(plan, b"new")
    assert "Errno" not in str(caught.value)
    assert plan.read_bytes() == b"old"
    assert list(plan.parent.iterdir()) == [plan]


def test_an_interruption_leaves_nothing_behind(plan: Path) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_atomic(plan, b"new")
    assert (plan.read_bytes(), list(plan.parent.iterdir())) == (b"old", [plan])


def test_a_directory_that_cannot_be_synced_is_told_as_such(plan: Path) -> None:
    real = os.fsync

    def fail(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        real(descriptor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(StorageError, match="was written, but the disk does not confirm it"):
            write_atomic(plan, b"new")
    assert plan.read_bytes() == b"new"


def test_everything_is_on_the_disk_before_the_old_file_goes(plan: Path) -> None:
    calls: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("fsync", "replace"):
            real = getattr(os, name)

            def note(*given: Any, name: str = name, real: Any = real) -> Any:
                calls.append(name)
                return real(*given)

            patch.setattr(os, name, note)
        write_atomic(plan, b"new")
    assert calls == ["fsync", "replace", "fsync"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_mode_stays(plan: Path, mode: int) -> None:
    plan.chmod(mode)
    write_atomic(plan, b"new")
    assert stat.S_IMODE(plan.stat().st_mode) == mode
    assert plan.read_bytes() == b"new"


def test_a_new_file_has_the_mode_that_others_have(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("")
    write_atomic(tmp_path / "new", b"new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_the_owner_stays_where_that_is_allowed(plan: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can write the file of somebody else as theirs")
    os.chown(plan, 1234, 2345)
    write_atomic(plan, b"new")
    assert (plan.stat().st_uid, plan.stat().st_gid) == (1234, 2345)


def test_a_group_that_cannot_stay_gives_nothing_to_another(plan: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("needs a file of another group")
    plan.chmod(0o664)
    os.chown(plan, 0, 2345)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fchown", failing(os.fchown, errno.EPERM))
        write_atomic(plan, b"new")
    assert stat.S_IMODE(plan.stat().st_mode) == 0o644


def test_a_symbolic_link_stays_one(plan: Path, tmp_path: Path) -> None:
    link = tmp_path / "sub" / "link.toml"
    link.parent.mkdir()
    link.symlink_to("../plan.toml")
    write_atomic(link, b"new")
    assert link.is_symlink()
    assert plan.read_bytes() == b"new"
    assert list(link.parent.iterdir()) == [link]


def test_a_dangling_link_gets_its_target(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    write_atomic(tmp_path / "link", b"new")
    assert (tmp_path / "target").read_bytes() == b"new"


def test_what_is_no_file_is_not_written_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").write_text("")
    for name, said in (
        ("", "it is a directory"),
        ("pipe", "not a regular file"),
        ("loop", "leads back to itself"),
        ("nowhere/plan.toml", "there is no such directory"),
        ("file/plan.toml", "a file, not a directory"),
        ("x" * 300, "the file name is too long"),
        ("nul\0", "not a file name"),
    ):
        with pytest.raises(StorageError, match=said):
            write_atomic(tmp_path / name, b"new")


def test_a_write_protected_file_is_left_alone(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan.chmod(0o444)
    if os.geteuid() == 0:  # who may write everything
        monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(StorageError, match="write-protected"):
        write_atomic(plan, b"new")
    assert plan.read_bytes() == b"old"


def test_the_longest_name_and_a_large_content_are_written(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 127)
    data = b"x" * 5_000_000
    write_atomic(path, data)
    assert path.read_bytes() == data


def test_saving_goes_on_from_what_was_read(plan: Path) -> None:
    first = fingerprint(plan)
    second = save(plan, b"new", first)
    assert second == fingerprint(plan) == fingerprint_of(b"new")
    os.utime(plan, (0, 0))
    assert save(plan, b"newer", second) == fingerprint_of(b"newer")


@pytest.mark.parametrize(
    ("expected", "found", "said"),
    [
        (b"old", b"their", "somebody else changed it"),
        (b"old", None, "it was removed"),
        (None, b"their", "it was created"),
        (None, b"", "it was created"),
    ],
)
def test_what_somebody_else_wrote_is_not_overwritten(
    plan: Path, expected: bytes | None, found: bytes | None, said: str
) -> None:
    read = None if expected is None else fingerprint_of(expected)
    if found is None:
        plan.unlink()
    else:
        plan.write_bytes(found)
    with pytest.raises(ChangedOnDisk, match=said):
        save(plan, b"mine", read)
    assert (plan.read_bytes() if plan.exists() else None) == found


def test_a_file_that_was_not_there_is_made(tmp_path: Path) -> None:
    assert fingerprint(tmp_path / "new") is None
    save(tmp_path / "new", b"new", None)
    assert (tmp_path / "new").read_bytes() == b"new"
