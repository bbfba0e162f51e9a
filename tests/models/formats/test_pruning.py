"""What is wrong is taken out and told; the rest is read, and places stay what they were."""

from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, StrictBool, StrictInt, ValidationError

from models.consistency import Flaw
from models.formats.pruning import Pruned, shown
from models.value import Value


class Leaf(Value, frozen=True):
    """A row inside a row."""

    name: str
    size: Annotated[StrictInt, Field(ge=0)] = 0


class Row(Value, frozen=True):
    """A row of a file."""

    name: str
    sizes: Annotated[tuple[StrictInt, ...], Field(min_length=1)] = (0,)
    on: StrictBool = False
    leaves: tuple[Leaf, ...] = ()


class File(Value, frozen=True):
    """A file of rows."""

    title: str = ""
    rows: tuple[Row, ...] = ()
    one: Leaf | None = None


def pruned(data: Any) -> tuple[File, Pruned]:
    part = Pruned(data)
    return part.validate(File), part


def flaws(data: Any) -> dict[str, str]:
    _, part = pruned(data)
    return {".".join(map(str, flaw.path)): flaw.message for flaw in part.flaws}


def test_what_is_right_is_read_and_nothing_said() -> None:
    file, part = pruned({"title": "x", "rows": [{"name": "a", "sizes": [1, 2]}]})
    assert file == File(title="x", rows=(Row(name="a", sizes=(1, 2)),))
    assert part.flaws == []


def test_the_smallest_faulty_part_goes_and_the_rest_stays() -> None:
    data = {
        "title": 7,
        "rows": [
            {"name": "a", "sizes": [1, "two", 3]},
            {"sizes": [1]},
            {"name": "b", "leaves": [{"name": "x", "size": -1}, 7, {"name": "y", "odd": 1}]},
        ],
    }
    file, _ = pruned(data)
    leaves = (Leaf(name="x"), Leaf(name="y"))
    assert file == File(rows=(Row(name="a", sizes=(1, 3)), Row(name="b", leaves=leaves)))
    assert flaws(data) == {
        "title": "expected a valid string, got 7",
        "rows.0.sizes.1": "expected a valid integer, got 'two'",
        "rows.1.name": "required, but missing",
        "rows.2.leaves.0.size": "expected greater than or equal to 0, got -1",
        "rows.2.leaves.1": "expected a table, got 7",
        "rows.2.leaves.2.odd": "unknown key",
    }


def test_the_data_that_was_given_is_left_alone() -> None:
    data = {"rows": [{"name": 1}, {"name": "b", "sizes": ["x", 1]}]}
    pruned(data)
    assert data == {"rows": [{"name": 1}, {"name": "b", "sizes": ["x", 1]}]}


def test_a_row_that_lost_what_it_needs_goes_without_a_second_word() -> None:
    file, part = pruned({"rows": [{"name": 1, "leaves": [{"name": 2}]}, {"name": "b"}]})
    assert file == File(rows=(Row(name="b"),))
    assert [flaw.path for flaw in part.flaws] == [("rows", 0, "leaves", 0, "name"),
                                                  ("rows", 0, "name")]  # fmt: skip


def test_a_list_that_lost_all_it_had_is_not_called_empty() -> None:
    assert flaws({"rows": [{"name": "a", "sizes": ["x", "y"]}]}).keys() == {
        "rows.0.sizes.0",
        "rows.0.sizes.1",
    }
    assert flaws({"rows": [{"name": "a", "sizes": []}]}) == {
        "rows.0.sizes": "expected at least one"
    }


def test_a_misspelt_key_is_told_with_the_one_that_was_meant() -> None:
    assert flaws({"rwos": 1, "rows": [{"name": "a", "sizss": 1, "leaves": [
        {"name": "x", "named": 1}]}], "one": {"name": "x", "sizs": 1}}) == {
        "rwos": "unknown key; did you mean 'rows'?",
        "rows.0.sizss": "unknown key; did you mean 'sizes'?",
        "rows.0.leaves.0.named": "unknown key; did you mean 'name'?",
        "one.sizs": "unknown key; did you mean 'size'?",
    }  # fmt: skip


def test_a_document_that_is_nothing_of_the_kind_is_not_read() -> None:
    with pytest.raises(ValidationError):
        pruned([1])


def nested(depth: int) -> dict[str, Any]:
    return {"x": nested(depth - 1)} if depth else {}


def test_what_is_nested_too_deeply_is_refused() -> None:
    Pruned(nested(20))
    with pytest.raises(RecursionError):
        Pruned(nested(21))


@given(st.lists(st.booleans(), max_size=30), st.lists(st.booleans(), max_size=8))
def test_places_are_those_before_anything_was_taken_out(
    rows: list[bool], leaves: list[bool]
) -> None:
    inner = [{"name": number if faulty else str(number)} for number, faulty in enumerate(leaves)]
    data = {
        "rows": [
            {"name": number if faulty else str(number), "leaves": inner}
            for number, faulty in enumerate(rows)
        ]
    }
    file, part = pruned(data)
    for position, row in enumerate(file.rows):
        assert part.original(("rows", position)) == ("rows", int(row.name))
        for place, leaf in enumerate(row.leaves):
            original = part.original(("rows", position, "leaves", place, "size"))
            assert original == ("rows", int(row.name), "leaves", int(leaf.name), "size")
    assert {flaw.path for flaw in part.flaws} == {
        *(("rows", number, "name") for number, faulty in enumerate(rows) if faulty),
        *(
            ("rows", number, "leaves", place, "name")
            for number in range(len(rows))
            for place, faulty in enumerate(leaves)
            if faulty
        ),
    }


@pytest.mark.parametrize(
    ("flaw", "follows"),
    [
        (Flaw(("rows", 0, "name"), ""), False),
        (Flaw(("rows", 0, "on"), ""), True),
        (Flaw(("x",), "", ("rows", 0, "sizes")), True),
        (Flaw(("x",), "", ("rows", 1, "sizes")), False),
        (Flaw(("x",), "", ("rows",), "gone"), True),
        (Flaw(("x",), "", ("rows",), "GONE"), True),
        (Flaw(("x",), "", ("rows",), "never"), False),
        (Flaw(("x",), "", ("rows", 1, "leaves"), "whatever"), True),
        (Flaw(("x",), "", ("rows", 0, "leaves"), "whatever"), False),
        (Flaw(("x",), "", ("one",), "whatever"), True),
    ],
)
def test_a_flaw_follows_from_what_was_taken_out(flaw: Flaw, follows: bool) -> None:
    _, part = pruned(
        {
            "rows": [
                {"name": "a", "on": 1, "sizes": [1, "x"]},
                {"name": "b", "leaves": 7},
                {"id": "gone", "name": 7},
            ],
            "one": 7,
        }
    )
    assert part.follows(flaw) is follows


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (7, "7"),
        (1.5, "1.5"),
        (float("inf"), "inf"),
        ("x", "'x'"),
        ("a\n\x1b", r"'a\n\x1b'"),
        ("x" * 100, "'" + "x" * 80 + "'..."),
        (10**100, "a very large number"),
        (-(10**5000), "a very large number"),
        ({}, "a table"),
        ([1], "a list"),
    ],
    ids=range(11),
)
def test_a_wrong_value_is_shown_as_the_file_has_it(value: object, text: str) -> None:
    assert shown(value) == text
