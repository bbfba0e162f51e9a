"""The command line on hostile plans, run in this process."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from tui.__main__ import main


class Ended(NamedTuple):
    """What a call left behind."""

    status: int
    out: str
    err: str


Call: TypeAlias = Callable[..., Ended]


@pytest.fixture
def call(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Call:
    """Calls the command line in an empty directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ASRNET_DEBUG", raising=False)

    def run(*arguments: str | Path) -> Ended:
        capfd.readouterr()
        status = main([str(argument) for argument in arguments])
        return Ended(status, *capfd.readouterr())

    return run
