"""In tmux, where the terminal stays when who looks at it goes."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.support.pty_session import PtySession, environment_in, program

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here")


class Tmux:
    """A tmux server of its own, and the pane of its only session."""

    def __init__(self, directory: Path) -> None:
        settings = directory / "settings"
        settings.write_text("set -g status off\n")
        self._command = ["tmux", "-f", str(settings), "-S", str(directory / "socket")]
        self._environment = environment_in(directory)

    def __call__(self, *arguments: str) -> str:
        command = [*self._command, *arguments]
        return subprocess.run(
            command, env=self._environment, check=True, capture_output=True, text=True
        ).stdout

    def attach(self) -> PtySession:
        """Look at the session in a terminal of 80×24."""
        return PtySession([*self._command, "attach"], self._environment)

    def wait_for(self, text: str, within: float = 20) -> None:
        """Wait until a text is in the pane."""
        until = time.monotonic() + within
        while text not in (seen := self("capture-pane", "-p")):
            assert time.monotonic() < until, f"{text!r} did not come:\n{seen}"
            time.sleep(0.05)


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    server = Tmux(tmp_path)
    yield server
    subprocess.run([*server._command, "kill-server"], check=False, capture_output=True)


@pytest.mark.fault(64)
def test_it_outlives_detaching_and_small_panes_and_ends_with_its_session(
    tmux: Tmux, plan: Path
) -> None:
    tmux("new-session", "-d", "-x", "80", "-y", "24", f"exec {' '.join(program(str(plan)))}")
    process = psutil.Process(int(tmux("list-panes", "-F", "#{pane_pid}")))
    tmux.wait_for("F1 Help")
    with tmux.attach() as client:
        client.wait_for("F1 Help")
        client.send("jjp")
        client.wait_for("pin db-01")
        client.hang_up()
    for size in (("20", "5"), ("80", "24")):
        tmux("resize-window", "-x", size[0], "-y", size[1])
        time.sleep(0.3)
    tmux.wait_for("pin db-01")
    tmux("kill-session")
    process.wait(2.5)
    assert plan.with_name(".plan.toml.journal").exists()
