"""The garbage collector stays out of the way, and comes back."""

import gc

import pytest

from models.memory import garbage_collected_later, lasting


def test_nothing_is_collected_while_lasting_values_are_made() -> None:
    assert gc.isenabled()
    with garbage_collected_later():
        assert not gc.isenabled()
        with garbage_collected_later():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_comes_back_after_a_fault() -> None:
    with pytest.raises(KeyError), garbage_collected_later():
        raise KeyError
    assert gc.isenabled()


def test_what_lasts_is_walked_over_no_more() -> None:
    try:
        lasting()
        assert gc.get_freeze_count() > 1000
        assert len(gc.get_objects()) < 1000
    finally:
        gc.unfreeze()
