"""Progress in a file: it comes back, two sessions do not lose it, and damage stops nobody."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import StorageError
from models.storage.records import LONGEST_NAME, Records
from models.training.record import Record

START = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
RECORDS = st.builds(
    Record,
    lesson=NAMES,
    seed=st.integers(1, 999_999),
    started=st.datetimes(timezones=st.just(UTC)).map(lambda time: time.replace(microsecond=0)),
    finished=st.none() | st.just(START),
    seconds=st.integers(0, 10**6).map(float),
    hints=st.dictionaries(NAMES, st.integers(0, 9), max_size=3),
    reached=st.lists(NAMES, max_size=3).map(tuple),
    guesses=st.dictionaries(
        st.sampled_from(["F2", "S3"]), st.tuples(st.integers(0, 9), st.integers(0, 9))
    ),
    predicted=st.booleans(),
    starts=st.integers(1, 9),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "learning" / "progress.toml"


@given(record=RECORDS, name=NAMES)
def test_what_was_put_comes_back(
    tmp_path_factory: pytest.TempPathFactory, record: Record, name: str
) -> None:
    file = tmp_path_factory.mktemp("kept") / "progress.toml"
    Records(file).put(record)
    Records(file).call(name)
    found = Records(file)
    assert found.all().records == (record,)
    assert found.all().name == name.strip()[:LONGEST_NAME]
    assert not found.damaged


def test_two_sessions_lose_nothing_of_each_other(file: Path) -> None:
    one, other = Records(file), Records(file)
    one.put(Record("a", 1))
    other.put(Record("b", 1))
    one.put(Record("a", 2))
    assert [(each.lesson, each.seed) for each in other.all().records] == [
        ("a", 1),
        ("b", 1),
        ("a", 2),
    ]


def test_one_lesson_is_forgotten_or_all_but_the_name_is(file: Path) -> None:
    records = Records(file)
    records.call("Ada")
    for lesson in ("a", "b"):
        records.put(Record(lesson, 1))
    records.forget("a")
    assert [each.lesson for each in records.all().records] == ["b"]
    records.forget()
    assert (records.all().records, records.all().name) == ((), "Ada")


def test_the_latest_of_several_numbers_is_the_one_begun_last(file: Path) -> None:
    records = Records(file)
    records.put(Record("a", 9, started=START.replace(year=2027)))
    records.put(Record("a", 1, started=START))
    found = records.all().latest("a")
    assert found is not None
    assert found.seed == 9
    assert records.all().latest("b") is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", 0),
        ("no toml", 0),
        ("records = 5", 0),
        ("name = 5", 0),
        ("[[records]]\nlesson = 5", 0),
        ('[[records]]\nlesson = "a"\nseed = 1\nstarted = 2026-01-01T00:00:00Z\nseconds = nan', 0),
        (
            '[[records]]\nlesson = "a"\nseed = 1\nstarted = 2026-01-01T00:00:00Z\n'
            '[[records]]\nlesson = "b"\nseed = -1\nstarted = 2026-01-01T00:00:00Z\n',
            1,
        ),
    ],
)
def test_a_damaged_file_stops_nobody_and_is_kept(file: Path, text: str, left: int) -> None:
    file.parent.mkdir()
    file.write_text(text)
    records = Records(file)
    assert len(records.all().records) == left
    assert records.damaged == bool(text)
    records.put(Record("c", 1))
    assert len(Records(file).all().records) == left + 1
    backup = file.with_name("progress.toml.bak")
    assert backup.exists() == bool(text)
    assert not text or backup.read_text() == text


def test_where_nothing_can_be_kept_it_is_said_where_and_why(tmp_path: Path) -> None:
    (tmp_path / "learning").write_text("a file")
    with pytest.raises(StorageError, match=r"progress cannot be kept in .*learning"):
        Records(tmp_path / "learning" / "progress.toml").put(Record("a", 1))


def test_without_a_file_it_is_kept_for_this_session() -> None:
    records = Records()
    records.put(Record("a", 1))
    assert len(records.all().records) == 1
