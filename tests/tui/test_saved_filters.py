"""The filters that are saved under a name, in a file that anybody may have written."""

from pathlib import Path

import pytest
import tomli

from models.errors import StorageError
from tui.saved_filters import (
    COMES_WITH_IT,
    SavedFilter,
    delete_filter,
    load_filters,
    name_problem,
    save_filter,
)


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the file is; there is none yet."""
    here = tmp_path / "config" / "asrnet"
    monkeypatch.setenv("ASRNET_CONFIG_DIR", str(here))
    return here


def test_a_filter_is_saved_changed_and_deleted(directory: Path) -> None:
    assert load_filters() == ((), None)
    save_filter("mine", "unassigned group:2")
    save_filter("yours", 'subnet:"a b"')
    save_filter("mine", "kept")
    assert load_filters().filters == (
        SavedFilter("yours", 'subnet:"a b"'),
        SavedFilter("mine", "kept"),
    )
    delete_filter("yours")
    assert load_filters().filters == (SavedFilter("mine", "kept"),)
    assert [path.name for path in directory.iterdir()] == ["filters.toml"]


@pytest.mark.parametrize("name", ['"', "a]\nb", "[[filters]]", "\u202eevil", "[bold]x", "'''", "é"])
def test_any_name_is_read_back_as_it_was_saved(name: str) -> None:
    save_filter(name, f"-{name}")
    assert load_filters().filters == (SavedFilter(name, f"-{name}"),)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[[filters]", "not valid TOML"),
        (b"\xff\xfe", "not UTF-8"),
        (b"", "the file is empty"),
        (b"filters = 3", "every [[filters]] needs a name and a text"),
        (b'[[filters]]\nname = "a"', "every [[filters]] needs a name and a text"),
        (b'[[filters]]\nname = 3\ntext = "kept"', "every [[filters]] needs a name and a text"),
        (b'[[filters]]\nname = ""\ntext = "kept"', "every [[filters]] needs a name and a text"),
        (b"filters = " + b"[" * 5000, "not valid TOML"),
    ],
    ids=["cut", "not-text", "empty", "number", "no-text", "odd-name", "no-name", "deep"],
)
def test_a_broken_file_is_told_and_never_written_over(
    directory: Path, content: bytes, words: str
) -> None:
    directory.mkdir(parents=True)
    path = directory / "filters.toml"
    path.write_bytes(content)
    loaded = load_filters()
    assert loaded.filters == ()
    assert words in (loaded.problem or "")
    with pytest.raises(StorageError, match=r"Nothing was written"):
        save_filter("a", "kept")
    with pytest.raises(StorageError, match=r"Nothing was written"):
        delete_filter("a")
    assert path.read_bytes() == content


def test_what_can_be_read_of_a_file_is_offered_all_the_same(directory: Path) -> None:
    directory.mkdir(parents=True)
    text = '[[filters]]\nname = "a"\ntext = "kept"\n[[filters]]\nname = "b"\n'
    (directory / "filters.toml").write_text(text, encoding="utf-8")
    loaded = load_filters()
    assert loaded.filters == (SavedFilter("a", "kept"),)
    assert loaded.problem is not None


def test_a_directory_that_cannot_be_made_is_told(directory: Path) -> None:
    directory.parent.write_text("a file stands here", encoding="utf-8")
    with pytest.raises(StorageError):
        save_filter("mine", "kept")
    assert load_filters() == ((), None)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "type a name"),
        ("x" * 61, "at most 60 characters"),
        ("a\x1bb", "no control characters"),
        (COMES_WITH_IT[0].name, "comes with asrnet"),
        ("mine", None),
    ],
)
def test_a_name_that_cannot_be_is_refused_in_words(name: str, words: str | None) -> None:
    problem = name_problem(name)
    assert problem is None if words is None else words in (problem or "")


def test_the_file_is_plain_toml(directory: Path) -> None:
    save_filter("mine", "kept")
    data = tomli.loads((directory / "filters.toml").read_text(encoding="utf-8"))
    assert data == {"filters": [{"name": "mine", "text": "kept"}]}
