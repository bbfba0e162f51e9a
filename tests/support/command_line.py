"""The command line run in this process, on real files in a directory of their own."""

import gc
import io
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tui.__main__ import main


class Ended(NamedTuple):
    """What a call of the command line left behind."""

    status: int
    out: str
    err: str


class Run:
    """Calls the command line."""

    def __init__(self, capfd: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.capfd = capfd
        self.patch = patch

    def __call__(self, *arguments: str | Path, stdin: bytes = b"") -> Ended:
        self.patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        self.capfd.readouterr()
        status = main([str(argument) for argument in arguments])
        gc.enable()  # which a program that opens a screen does once it is open
        return Ended(status, *self.capfd.readouterr())


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """The command line, in an empty directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ASRNET_DEBUG", raising=False)
    return Run(capfd, monkeypatch)
