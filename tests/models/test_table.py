"""The table behind a plan: rows in a fixed order, found by key, never changed in place."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.table import Table

Row = tuple[str, int]


def key(row: Row) -> str:
    return row[0]


def table(keys: str) -> Table[Row]:
    return Table(key, [(letter, 0) for letter in keys])


def keys(rows: Table[Row]) -> str:
    return "".join(rows.keys())


def test_rows_are_found_by_key_and_stand_in_their_order() -> None:
    rows = table("cab")
    assert [row[0] for row in rows] == ["c", "a", "b"]
    assert (rows["a"], rows.get("a"), rows.position("b")) == (("a", 0), ("a", 0), 2)
    assert ("a" in rows, "x" in rows, 3 in rows, len(rows)) == (True, False, False, 3)
    assert rows.get("x") is None
    assert repr(table("a")) == "Table([('a', 0)])"


@pytest.mark.parametrize("find", [Table.__getitem__, Table.position])
def test_a_key_that_there_is_not_is_a_key_error(find: object) -> None:
    assert callable(find)
    with pytest.raises(KeyError):
        find(table("a"), "x")


def test_two_rows_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="two rows have one key"):
        table("aba")


PUT = (
    ("in its place", "abc", "b", None, "abc"),
    ("at the end", "abc", "x", None, "abcx"),
    ("at the start", "abc", "x", 0, "xabc"),
    ("in the middle", "abc", "x", 1, "axbc"),
    ("where it stands", "abc", "b", 1, "abc"),
    ("further on", "abc", "a", 2, "bca"),
    ("further back", "abc", "c", 0, "cab"),
    ("into an empty one", "", "x", None, "x"),
)


@pytest.mark.parametrize(
    ("before", "row", "position", "after"), [row[1:] for row in PUT], ids=[row[0] for row in PUT]
)
def test_a_row_is_put_in_place(before: str, row: str, position: int | None, after: str) -> None:
    rows = table(before)
    put = rows.put((row, 1), position)
    assert keys(put) == after
    assert put[row] == (row, 1)
    assert [put.position(letter) for letter in after] == list(range(len(after)))
    assert rows == table(before)


def test_a_row_is_taken_away_and_the_others_keep_their_order() -> None:
    rows = table("abc")
    assert keys(rows.without("b")) == "ac"
    assert rows.without("x") is rows
    assert keys(rows) == "abc"


def test_tables_are_equal_by_their_rows_in_order() -> None:
    assert table("ab") == table("ab")
    assert hash(table("ab")) == hash(table("ab"))
    assert table("ab") != table("ba")
    assert table("ab") != [("a", 0), ("b", 0)]
    assert table("ab").with_rows([("x", 1)]) == Table(key, [("x", 1)])


@given(
    st.lists(st.sampled_from("abcd"), unique=True),
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 3) | st.none(), st.booleans())),
)
def test_a_table_is_a_list_without_doubles_whatever_is_put_and_taken(
    start: Sequence[str], steps: Sequence[tuple[str, int | None, bool]]
) -> None:
    rows, plain = table("".join(start)), [(letter, 0) for letter in start]
    for number, (letter, position, put) in enumerate(steps, start=1):
        standing = [row[0] for row in plain]
        if not put:
            rows, plain = rows.without(letter), [row for row in plain if row[0] != letter]
        elif position is None and letter in standing:
            rows = rows.put((letter, number))
            plain[standing.index(letter)] = (letter, number)
        else:
            rows = rows.put((letter, number), position)
            plain = [row for row in plain if row[0] != letter]
            plain.insert(len(plain) if position is None else position, (letter, number))
        assert list(rows) == plain
        assert {row[0]: rows.position(row[0]) for row in rows} == {
            row[0]: place for place, row in enumerate(plain)
        }
