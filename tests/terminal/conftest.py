"""The program on a plan of its own, in a terminal."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.support.pty_session import ROOT, PtySession, asrnet, environment_in

if os.name == "nt":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

Start = Callable[..., PtySession]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A small plan in the directory of its own, in which nothing else is kept either."""
    return Path(shutil.copy(ROOT / "sample_configs" / "article.toml", tmp_path / "plan.toml"))


@pytest.fixture
def start(tmp_path: Path, plan: Path) -> Iterator[Start]:
    """Opens the plan in the interface; what was started is ended with the test."""
    with ExitStack() as stack:

        def begin(*, quiet: bool = True, **options: Any) -> PtySession:
            session = stack.enter_context(asrnet(tmp_path, str(plan), **options))
            if quiet:
                session.wait_for("F1 Help")
                session.quiet()
            return session

        yield begin


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Start]:
    """Runs the small app, which starts faster, with the ways it is to fail or to be busy."""
    with ExitStack() as stack:

        def begin(*kinds: str, **options: Any) -> PtySession:
            command = [sys.executable, "-m", "tests.support.small_app", str(tmp_path), *kinds]
            return stack.enter_context(
                PtySession(command, environment_in(tmp_path), cwd=tmp_path, **options)
            )

        yield begin
