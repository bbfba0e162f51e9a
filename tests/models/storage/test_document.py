"""An open plan file: what was read is what may be written over, and nothing else."""

import os
import stat
import time
from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import ChangedOnDisk, InvalidInput, StorageError
from models.formats.plan_toml import dumps, loads
from models.storage.document import open_document
from models.storage.reading import load_plan
from models.storage.writing import fingerprint_of
from tests.models.plan_texts import CONTRACT, MINIMAL


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "plan.toml"
    path.write_text(MINIMAL, encoding="utf-8")
    return path


def test_a_plan_is_opened_changed_and_saved(path: Path) -> None:
    plan, document = open_document(path)
    assert plan == loads(MINIMAL)
    saved = document.save(replace(plan, name="new"))
    assert path.read_bytes() == dumps(replace(plan, name="new")).encode()
    assert saved.save(plan).fingerprint == fingerprint_of(dumps(plan).encode())
    assert load_plan(path) == plan


def test_opening_changes_nothing(path: Path) -> None:
    os.utime(path, (1, 1))
    open_document(path)
    assert (path.stat().st_mtime, path.read_text()) == (1, MINIMAL)
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(("text", "commented"), [(CONTRACT, True), (MINIMAL, False)])
def test_comments_are_known_of_until_saving_loses_them(
    path: Path, text: str, commented: bool
) -> None:
    path.write_text(text, encoding="utf-8")
    plan, document = open_document(path)
    assert document.commented is commented
    saved = document.save(plan)
    assert not saved.commented
    assert not open_document(path)[1].commented


def test_a_change_of_the_same_size_and_time_is_seen(path: Path) -> None:
    plan, document = open_document(path)
    before = path.stat()
    theirs = MINIMAL.replace("eastasia", "westasia").encode()
    with path.open("r+b") as file:  # in place: the same file, too
        file.write(theirs)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns, after.st_ino) == (
        before.st_size, before.st_mtime_ns, before.st_ino,
    )  # fmt: skip
    with pytest.raises(ChangedOnDisk, match="somebody else changed it since it was read"):
        document.save(plan)
    assert path.read_bytes() == theirs
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_was_only_touched_or_replaced_by_its_like_is_saved(path: Path) -> None:
    plan, document = open_document(path)
    os.utime(path, (time.time() + 100, time.time() + 100))
    document = document.save(plan)
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    other.replace(path)
    document.save(replace(plan, name="x"))
    assert load_plan(path).name == "x"


def test_what_became_of_the_file_is_told(path: Path, tmp_path: Path) -> None:
    plan, document = open_document(path)
    path.unlink()
    with pytest.raises(ChangedOnDisk, match="it was removed since it was read"):
        document.save(plan)
    assert not path.exists()
    path.mkdir()
    with pytest.raises(StorageError, match="it is a directory"):
        document.save(plan)
    path.rmdir()
    os.mkfifo(path)
    with pytest.raises(StorageError, match="named pipe"):
        document.save(plan)
    assert list(tmp_path.iterdir()) == [path]


def test_one_who_was_refused_may_save_elsewhere_and_goes_on_there(path: Path) -> None:
    plan, document = open_document(path)
    path.write_text(MINIMAL + "\n", encoding="utf-8")
    with pytest.raises(ChangedOnDisk):
        document.save(plan)
    elsewhere = document.save_as(plan, path.with_name("mine.toml"))
    assert elsewhere.path.name == "mine.toml"
    elsewhere.save(replace(plan, name="mine"))
    assert load_plan(elsewhere.path).name == "mine"
    assert path.read_text() == MINIMAL + "\n"
    with pytest.raises(StorageError, match="no such directory"):
        document.save_as(plan, path.parent / "nowhere" / "x.toml")


@pytest.mark.fault(5)
def test_a_link_stays_one_and_the_mode_stays(path: Path) -> None:
    path.chmod(0o640)
    link = path.with_name("link.toml")
    link.symlink_to(path.name)
    plan, document = open_document(link)
    document.save(replace(plan, name="x")).save(replace(plan, name="y"))
    assert link.is_symlink()
    assert load_plan(path).name == "y"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_that_holds_no_plan_is_refused_with_its_name(path: Path) -> None:
    path.write_text("format = 2\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"plan\.toml: line 1: format: expected 1, got 2"):
        open_document(path)
    with pytest.raises(StorageError, match="there is no such file"):
        open_document(path.with_name("x.toml"))


def test_saving_and_opening_give_the_same_text_again_and_again(path: Path) -> None:
    plan, document = open_document(path)
    texts = set()
    for _ in range(3):
        document = document.save(plan)
        texts.add(path.read_bytes())
        plan, document = open_document(path)
    assert len(texts) == 1
