"""Fresh numbers: a seed decides every number of a lesson, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.training.numbers import FIRST_SEED, LARGEST_SEED, drawn, filled

SEEDS = st.integers(FIRST_SEED, LARGEST_SEED)


@given(SEEDS, st.integers(0, 99_999), st.integers(0, 99_999))
def test_a_number_lies_in_its_range_and_stays_the_same(seed: int, one: int, two: int) -> None:
    low, high = sorted((one, two))
    ranges = {"net": f"{low}-{high}"}
    numbers = drawn("lesson", seed, ranges)
    assert low <= numbers["net"] <= high
    assert drawn("lesson", seed, ranges) == numbers


def test_the_numbers_of_a_seed_never_change() -> None:
    """Two learners with two versions of the program have the same lesson."""
    assert drawn("01-mapping", 7, {"net": "20-99", "host": "10-60"}) == {"net": 76, "host": 59}


def test_the_first_seed_has_the_number_that_is_written_down_for_it() -> None:
    ranges = {"host": "19 or 30-60"}
    assert drawn("lesson", FIRST_SEED, ranges) == {"host": 19}
    assert all(30 <= drawn("lesson", seed, ranges)["host"] <= 60 for seed in range(2, 60))


def test_every_number_of_a_range_is_drawn_by_some_seed() -> None:
    found = {drawn("lesson", seed, {"host": "10-20"})["host"] for seed in range(1, 300)}
    assert found == set(range(10, 21))


@pytest.mark.parametrize("span", ["", "20", "99-20", "a-b", "1-100000", "-5-9", "1 or 5"])
def test_what_is_no_range_is_refused(span: str) -> None:
    with pytest.raises(ValueError, match="expected a range"):
        drawn("lesson", 1, {"net": span})


def test_numbers_go_into_texts_wherever_they_stand_but_not_into_keys() -> None:
    missing: list[str] = []
    data = {"{net}": ["10.{net}.0.{host+1}", {"a": "{host-1}", "n": 5}], "text": "{other} {NET} {}"}
    assert filled(data, {"net": 3, "host": 19}, missing.append) == {
        "{net}": ["10.3.0.20", {"a": "18", "n": 5}],
        "text": "{other} {NET} {}",
    }
    assert missing == ["other"]
