"""A sample of what ``make fuzz`` tries: all of the corpus, and some of what it is changed into."""

import resource
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.errors import InvalidInput, PlanError
from tests.fuzz import child
from tests.fuzz.__main__ import Outcome, main
from tests.fuzz.mutation import mutated
from tests.fuzz.parsers import PARSERS, corpus_of
from tests.fuzz.trying import TooSlow, Trial, within

FILES = [(name, path) for name in PARSERS for path in corpus_of(name)]


def outcome(name: str, data: bytes) -> None:
    """Give an input to a parser, which may refuse it and nothing else."""
    with within(20), suppress(PlanError):
        PARSERS[name](data)


@pytest.mark.parametrize(
    ("name", "path"), FILES, ids=[f"{name}-{path.name}" for name, path in FILES]
)
def test_all_of_the_corpus_is_taken_in_or_refused(name: str, path: Path) -> None:
    outcome(name, path.read_bytes())


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FILES), st.integers(0, 2**32))
def test_what_the_corpus_is_changed_into_is_taken_in_or_refused(
    file: tuple[str, Path], seed: int
) -> None:
    name, path = file
    outcome(name, mutated(path.read_bytes(), Random(seed)))


def test_changing_an_input_is_the_same_for_the_same_seed() -> None:
    data = b'[{"a": [1, 2]}]'
    assert {mutated(data, Random(7)) for _ in range(3)} == {mutated(data, Random(7))}
    assert len({mutated(data, Random(seed)) for seed in range(50)}) > 30


def test_an_input_that_makes_a_parser_fail_is_kept_and_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def parse(data: bytes) -> None:
        if data == b"refused":
            raise InvalidInput("x", [])
        if data.startswith(b"slow"):
            while True:
                pass
        raise KeyError(data)

    trial = Trial("some", parse, tmp_path, 0.05)
    for data in (b"refused", b"a", b"b", b"slow"):
        trial(data)
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("found: ")]
    assert [line.split()[2].rstrip(";") for line in told] == ["KeyError", TooSlow.__name__]
    assert sorted(path.read_bytes() for path in tmp_path.iterdir()) == [b"a", b"slow"]


def test_a_parser_can_be_fuzzed_where_nothing_guides_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    limits: list[int] = []
    monkeypatch.setattr(child, "find_spec", lambda _name: None)
    monkeypatch.setattr(resource, "setrlimit", lambda which, _limit: limits.append(which))
    child.main("address", 20, 1, tmp_path, tmp_path)
    out = capsys.readouterr().out
    assert "stat::number_of_executed_units: 20\n" in out
    assert "stat::peak_rss_mb: " in out
    assert limits == [resource.RLIMIT_AS]


@pytest.mark.parametrize(
    ("given", "status", "told"),
    [
        ({}, 0, "failed: none"),
        ({"found": ("found: plan: KeyError",)}, 1, "failed: plan"),
        ({"status": 77}, 1, "failed: plan"),
        ({"figures": {"number_of_executed_units": 3.0}}, 1, "failed: plan"),
    ],
)
def test_a_run_says_how_many_inputs_were_tried_and_what_failed(
    given: dict[str, Any],
    status: int,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    figures = {"number_of_executed_units": 20.0, "slowest_input_sec": 0.1, "peak_rss_mb": 80.0}
    good = Outcome("plan", 0, figures, (), "")
    monkeypatch.setattr("tests.fuzz.__main__.fuzz", lambda _name, **_: good._replace(**given))
    assert main(["20", "plan"]) == status
    first, *between, last = capsys.readouterr().out.splitlines()
    assert first.startswith("20 inputs for each of 1 parsers, ")
    assert "guided by coverage" in first or "by chance" in first
    assert last.endswith(f" inputs tried; {told}")
    assert all(line in "\n".join(between) for line in given.get("found", ()))
