"""A little of the long runs of ``make soak``, each in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["kill", "8"], " 0 wrong", marks=pytest.mark.fault(80, 89)),
        pytest.param(["two", "1"], " 0 lost", marks=pytest.mark.fault(93, 95)),
        pytest.param(["hangup", "1"], " 0 lost", marks=pytest.mark.fault(58)),
        pytest.param(["failing", "0"], " 0 lost", marks=pytest.mark.fault(75, 76)),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_processes_that_are_killed_or_compete_or_have_no_room_lose_nothing(
    arguments: list[str], said: str
) -> None:
    command = [sys.executable, "-m", f"tests.soak.{arguments[0]}", *arguments[1:]]
    ran = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    print(ran.stdout)  # noqa: T201
    assert ran.returncode == 0, ran.stderr
    assert said in ran.stdout
