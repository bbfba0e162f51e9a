"""Faults of plan files, each told on the command line with its place; the file stays as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.security.hostile import raw_controls
from tests.support.faulty_plans import PLANS

Write = Callable[[str, str | bytes], Path]


@pytest.mark.fault(8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 23, 24, 25)
@pytest.mark.parametrize("name", list(PLANS))
def test_a_faulty_plan_is_refused_with_what_is_wrong_and_where(
    run: Run, write: Write, name: str
) -> None:
    content, said = PLANS[name]
    path = write("plan.toml", content)
    ended = run("check", path)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith(f"asrnet: {path}: ")
    for words in said:
        assert words in ended.err
    assert "Traceback" not in ended.err
    assert raw_controls(ended.err) == set()
    assert len(ended.err) < 2000
    assert (path.read_bytes(), list(path.parent.iterdir())) == (content, [path])


@pytest.mark.fault(25)
def test_every_reference_of_a_plan_that_leads_nowhere_is_told(run: Run, write: Write) -> None:
    content, _ = PLANS["25 an id twice and references to nothing"]
    lines = run("check", write("plan.toml", content)).err.splitlines()
    assert lines[0].endswith(f"{len(lines) - 1} faults")
    assert len(lines) > 3


@pytest.mark.fault(15)
def test_a_name_of_ten_megabytes_is_read_and_shown_short(
    run: Run, write: Write, plan_text: str
) -> None:
    path = write("plan.toml", plan_text.replace("Contoso", "x" * 10_000_000, 1))
    ended = run("check", path)
    assert (ended.status, len(ended.out) < 5000) == (0, True)
