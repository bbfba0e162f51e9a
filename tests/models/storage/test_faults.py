"""Whatever fails while a file is written: a reader sees the old content or the new."""

import errno
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from models.errors import StorageError
from models.storage.writing import write_atomic

OLD, NEW = b"old" * 1000, b"new" * 100_000
CALLS = ("open", "lstat", "fstat", "fsync", "fchmod", "fchown", "write", "replace", "unlink",
         "close")  # fmt: skip
NUMBERS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM,
           errno.EMFILE, errno.ENOENT, errno.EINVAL, errno.EFBIG)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_bytes(OLD)
    return path


@contextmanager
def failing_from(position: int, number: int, *, once: bool) -> Iterator[list[str]]:
    """Lets the call at that position fail, and all after it unless ``once``; those made."""
    made: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, _counted(name, getattr(os, name), made, position, number, once))
        yield made


def _counted(
    name: str, real: Callable[..., Any], made: list[str], position: int, number: int, once: bool
) -> Callable[..., Any]:
    def call(*given: Any, **more: Any) -> Any:
        made.append(name)
        fails = len(made) == position if once else len(made) >= position
        if fails and name not in ("close", "unlink"):
            raise OSError(number, os.strerror(number))
        return real(*given, **more)

    return call


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize("once", [True, False], ids=["once", "from then on"])
@pytest.mark.parametrize("number", NUMBERS, ids=map(errno.errorcode.get, NUMBERS))
def test_every_call_may_fail(path: Path, number: int, once: bool) -> None:
    open_before = descriptors()
    for position in range(1, 100):
        path.write_bytes(OLD)
        told = ""
        with failing_from(position, number, once=once) as made:
            try:
                write_atomic(path, NEW)
            except StorageError as error:
                told = str(error)
        assert list(path.parent.iterdir()) == [path], f"call {position}: {made}"
        assert "Errno" not in told
        assert not told or told.startswith(f"{path} ")
        written = not told or "was written, but the disk does not confirm it" in told
        assert path.read_bytes() == (NEW if written else OLD)
        if len(made) < position:
            break
    assert len(made) < position < 20
    assert descriptors() == open_before


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full; make room, or save it elsewhere"),
        (errno.EDQUOT, "your disk quota is used up; make room, or save it elsewhere"),
        (errno.EIO, "the disk reports an error; save it elsewhere"),
    ],
)
def test_a_write_that_fails_half_way_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    real = os.write

    def half(descriptor: int, data: bytes) -> int:
        real(descriptor, data[:1000])
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(StorageError) as caught:
        write_atomic(path, NEW)
    assert str(caught.value) == f"{path} could not be written: {said}"
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]


def test_a_full_disk_is_told_as_such(path: Path) -> None:
    real = os.open

    def full(name: Any, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_EXCL:
            os.close(real(name, flags, mode))
            return real("/dev/full", os.O_WRONLY)
        return real(name, flags, mode)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "open", full)
        with pytest.raises(StorageError, match="the disk is full; make room"):
            write_atomic(path, NEW)
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]


CHILD = """\
import sys
from models.storage.writing import write_atomic
path, size, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
for number in range(times):
    write_atomic(path, bytes([65 + number % 26]) * size)
"""


def child(path: Path, size: int, times: int, **more: Any) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, "-c", CHILD, str(path), str(size), str(times)]
    root = Path(__file__).parents[3]
    return subprocess.Popen(arguments, cwd=root, stdout=-1, stderr=-1, **more)


def test_a_file_that_may_not_grow_so_large_is_left_as_it_was(path: Path) -> None:
    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    process = child(path, 1_000_000, 1, preexec_fn=limit)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 1
    assert b"it would be larger than a file may be here" in told
    assert path.read_bytes() == OLD
    assert list(path.parent.iterdir()) == [path]


def test_one_who_is_killed_leaves_the_old_content_or_the_new(path: Path) -> None:
    for turn in range(6):
        process = child(path, 200_000, 100_000)
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.01 + turn * 0.007)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
        data = path.read_bytes()
        assert data == OLD or (len(data) == 200_000 and len(set(data)) == 1)
        for other in path.parent.iterdir():
            assert other == path or other.name.startswith(f".{path.name}.")
    assert path.read_bytes() != OLD


def test_a_reader_never_sees_half_of_a_file(path: Path) -> None:
    contents = {bytes([65 + number]) * 300_000 for number in range(4)} | {OLD}
    seen, done = set(), threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(40):
        write_atomic(path, bytes([65 + number % 4]) * 300_000)
    done.set()
    reader.join()
    assert seen <= contents
    assert len(seen) > 1


def test_several_who_write_at_once_do_not_mix(path: Path) -> None:
    contents = {bytes([65 + number]) * 300_000 for number in range(4)}

    def write(data: bytes) -> None:
        for _ in range(10):
            write_atomic(path, data)

    writers = [threading.Thread(target=write, args=(data,)) for data in contents]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert path.read_bytes() in contents
    assert list(path.parent.iterdir()) == [path]


def test_a_link_planted_under_the_name_of_the_temporary_file_is_not_followed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = path.with_name("victim")
    victim.write_bytes(b"precious")
    monkeypatch.setattr("secrets.token_hex", lambda _: "0000")
    planted = path.with_name(f".{path.name}.{os.getpid()}.0000.tmp")
    planted.symlink_to(victim)
    with pytest.raises(StorageError, match="could not be written"):
        write_atomic(path, NEW)
    assert victim.read_bytes() == b"precious"
    assert path.read_bytes() == OLD


def test_a_special_mode_and_a_hard_link_are_not_lost_to_others(path: Path) -> None:
    path.chmod(0o2640)
    other = path.with_name("other")
    os.link(path, other)
    write_atomic(path, NEW)
    assert path.read_bytes() == NEW
    assert other.read_bytes() == OLD
    assert path.stat().st_mode & 0o777 == 0o640
