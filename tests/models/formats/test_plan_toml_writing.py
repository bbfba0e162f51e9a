"""Plans are written as tomli-w would write them, only faster; reading tells how far it is."""

import re
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import InvalidInput
from models.formats import plan_toml
from models.plan import Plan
from tests.benchmarks.estates import estate
from tests.models.hostile_plans import hostile_plans, texts
from tests.support.drawn_plans import plans

VALUES = texts | st.booleans() | st.integers() | st.floats() | st.lists(texts, max_size=3)
SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@settings(max_examples=300, deadline=None)
@given(VALUES | st.lists(st.dictionaries(st.just("x"), texts)))
def test_a_value_is_written_as_tomli_w_writes_it_or_left_to_it(value: Any) -> None:
    if literal := plan_toml._literal(value):
        line = f"key = {literal}\n"
        assert line == tomli_w.dumps({"key": value})
        assert line == tomli_w.dumps({"key": value}, multiline_strings=True)


@pytest.mark.parametrize(
    "value", ["plain", "10.0.0.4", "a\tb", "é 東京 #", True, False, 7, ["a", "b"]]
)
def test_what_is_usual_is_not_left_to_tomli_w(value: Any) -> None:
    assert f"key = {plan_toml._literal(value)}\n" == tomli_w.dumps({"key": value})


@SLOW
@given(plans() | hostile_plans())
def test_a_plan_is_written_as_tomli_w_writes_it(
    monkeypatch: pytest.MonkeyPatch, plan: Plan
) -> None:
    fast = plan_toml.dumps(plan)
    with monkeypatch.context() as patch:
        patch.setattr(plan_toml, "_literal", lambda value: None)
        patch.setattr(plan_toml, "_ESCAPED", re.compile(""))
        assert plan_toml.dumps(plan) == fast


@pytest.mark.parametrize("version", ["true", "1.0", "0", "2", '"1"'])
def test_a_version_that_is_not_the_number_1_is_refused(version: str) -> None:
    with pytest.raises(InvalidInput, match="format: expected 1, got"):
        plan_toml.loads(f"format = {version}\n")


def test_reading_tells_how_far_it_is() -> None:
    text, told = plan_toml.dumps(estate(1_500)), list[float]()
    plan_toml.loads(text, progress=told.append)
    assert told[0] == 0
    assert told == sorted(told)
    assert told[-1] <= 1
    assert len(told) >= 10
    assert any(0 < done < plan_toml.READ for done in told)
    assert any(plan_toml.READ < done < 1 for done in told)
