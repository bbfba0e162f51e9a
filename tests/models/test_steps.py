"""Work in steps gives what doing it at once gives, and lets others have their turn in between."""

from hypothesis import given
from hypothesis import strategies as st

from models.steps import RUN, STEP, each, finished, ordered, passing

numbers = st.lists(st.integers(0, 50), max_size=30)


@given(numbers)
def test_each_and_passing_keep_the_order(items: list[int]) -> None:
    assert finished(each(items, str)) == list(map(str, items))
    assert finished(passing(items, lambda item: item % 2)) == [item for item in items if item % 2]


@given(numbers.map(lambda few: few * (RUN // 10)), st.booleans())
def test_what_is_sorted_in_runs_is_sorted_as_python_does(few: list[int], reverse: bool) -> None:
    keyed = [(key, place) for place, key in enumerate(few)]
    expected = sorted(keyed, key=lambda pair: pair[0], reverse=reverse)
    assert finished(ordered(keyed, reverse=reverse)) == [place for _, place in expected]


def test_between_two_steps_no_more_is_done_than_a_step_takes() -> None:
    seen: list[int] = []
    steps = each(range(10 * STEP), seen.append)
    told = []
    while len(seen) < 10 * STEP:
        before = len(seen)
        told.append(next(steps))
        assert len(seen) - before <= STEP
        if len(told) == 10:
            break
    assert told == sorted(told)
    assert told[0] == 0
