"""Reading a file that a person names: what it holds, or why it cannot be read."""

import errno
import io
import os
import socket
from pathlib import Path
from typing import Any

import pytest

from models.errors import InvalidInput, StorageError
from models.formats.plan_toml import loads
from models.storage.reading import file_bytes, load_plan, plan_from, read_bytes, read_text
from tests.models.plan_texts import MINIMAL


def test_a_file_of_just_the_limit_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x" * 1_048_576)
    assert len(file_bytes(path, 1_048_576)) == 1_048_576
    path.write_bytes(b"x" * 1_048_577)
    with pytest.raises(StorageError, match="larger than 1 MiB, the most that is read"):
        file_bytes(path, 1_048_576)


def test_a_file_that_tells_no_size_is_read_up_to_the_limit() -> None:
    assert b"Name:" in file_bytes("/proc/self/status")
    with pytest.raises(StorageError, match="the most that is read"):
        file_bytes("/proc/self/status", 10)


def test_an_empty_file_is_bytes_but_no_input(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    assert file_bytes(tmp_path / "x") == b""
    with pytest.raises(InvalidInput, match="the file is empty"):
        read_bytes(tmp_path / "x")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a = 1\nb = '\xe9'\n", "line 2: byte 11 is not UTF-8; save the file as UTF-8 text"),
        (b"\xff\xfea\x00", "line 1: byte 0 is not UTF-8"),
        ("format = 1".encode("utf-16-le"), "line 1: not text: it holds a NUL character"),
        (b"a\n\nb\x00", "line 3: not text: it holds a NUL character"),
        (b"a = '\xed\xa0\x80'", "byte 5 is not UTF-8"),
        (b"\x00" * 512, "line 1: not text"),
        (MINIMAL.encode()[:-1] + b"\xc3", "is not UTF-8"),
    ],
)
def test_what_is_no_text_is_told_with_its_line(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "x.toml").write_bytes(data)
    with pytest.raises(InvalidInput) as caught:
        read_text(tmp_path / "x.toml")
    assert said in str(caught.value)


def test_a_byte_order_mark_is_dropped_and_only_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xef\xbb\xbf" + MINIMAL.encode())
    assert load_plan(tmp_path / "x.toml") == loads(MINIMAL)
    (tmp_path / "x.toml").write_bytes(b"\xef\xbb\xbf" * 2 + MINIMAL.encode())
    with pytest.raises(InvalidInput, match="line 1: not valid TOML"):
        load_plan(tmp_path / "x.toml")


def test_a_disk_that_fails_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(io.FileIO):
        def read(self, _size: int | None = -1, /) -> Any:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    (tmp_path / "x").write_bytes(b"x")
    monkeypatch.setattr("models.storage.reading.open", Failing, raising=False)
    with pytest.raises(StorageError, match="it cannot be read: Input/output error"):
        file_bytes(tmp_path / "x")


def test_a_socket_and_a_file_inside_a_file_are_none(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        with pytest.raises(StorageError, match="not a regular file"):
            file_bytes(tmp_path / "s")
    (tmp_path / "x").write_bytes(b"x")
    with pytest.raises(StorageError, match="a part of its path is a file"):
        file_bytes(tmp_path / "x" / "y")
    with pytest.raises(StorageError, match="it is not a file name"):
        file_bytes("x\0y")


def test_what_is_wrong_in_a_text_is_told_with_the_name_of_its_file() -> None:
    for name, told in (("dir/plan.toml", "dir/plan.toml"), ("-", "standard input")):
        with pytest.raises(InvalidInput) as caught:
            plan_from("format = 1\nx = " + "9" * 5000, name)
        assert str(caught.value).startswith(f"{told}: line 2: not valid TOML: a number has too")
