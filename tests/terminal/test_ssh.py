"""Over a real SSH connection that is cut, or whose other end is frozen."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from getpass import getuser
from pathlib import Path

import psutil
import pytest

from tests.support.pty_session import PtySession, environment_in, program

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
pytestmark = [
    pytest.mark.skipif(SSHD is None or shutil.which("ssh") is None, reason="there is no sshd here"),
    pytest.mark.skipif(sys.platform != "linux", reason="the server is started as Linux has it"),
]
CONFIGURATION = """\
ListenAddress 127.0.0.1
Port {port}
HostKey {directory}/host
AuthorizedKeysFile {directory}/user.pub
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
ClientAliveInterval 1
ClientAliveCountMax 3
"""


class Server:
    """An SSH server on this machine, with keys of its own."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        for name in ("host", "user"):
            key = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(directory / name)]
            subprocess.run(key, check=True)
        configuration = CONFIGURATION.format(port=self.port, directory=directory)
        (directory / "configuration").write_text(configuration)
        assert SSHD is not None
        with (directory / "log").open("w") as log:
            self.process = subprocess.Popen(
                [SSHD, "-D", "-e", "-f", str(directory / "configuration")], stderr=log
            )

    def listens(self) -> bool:
        """Whether it takes connections, once it has had time to start."""
        while self.process.poll() is None:
            with socket.socket() as connection:
                if connection.connect_ex(("127.0.0.1", self.port)) == 0:
                    return True
            time.sleep(0.05)
        return False

    def connect(self, command: list[str], variables: dict[str, str]) -> PtySession:
        """A session on a terminal, running a command with variables."""
        options = ("StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null", "LogLevel=ERROR")
        given = [f"{name}={value}" for name, value in variables.items()]
        return PtySession(
            [
                *("ssh", "-F", "none", "-tt", "-i", str(self.directory / "user")),
                *(word for option in options for word in ("-o", option)),
                *("-p", str(self.port), f"{getuser()}@127.0.0.1", "exec", "env", *given, *command),
            ],
            environment_in(self.directory),
        )


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # which starting the service makes
    running = Server(tmp_path_factory.mktemp("sshd"))
    try:
        if not running.listens():
            pytest.skip(f"sshd does not run here: {(running.directory / 'log').read_text()}")
        yield running
    finally:
        running.process.terminate()
        running.process.wait()


def program_on(plan: Path) -> psutil.Process:
    """The process that has the plan open, which is none of ssh."""
    for process in psutil.process_iter():
        try:
            command = process.cmdline()
            if command[1:3] == ["-m", "tui"] and str(plan) in command:
                return process
        except psutil.Error:
            continue
    raise AssertionError("the program does not run")


@pytest.mark.fault(60, 61)
def test_a_cut_connection_costs_no_edit_and_a_frozen_one_is_noticed(
    server: Server, plan: Path, tmp_path: Path
) -> None:
    command = program(str(plan))
    with server.connect(command, environment_in(tmp_path)) as session:
        session.wait_for("F1 Help", within=30)
        session.quiet()
        session.send("jjp")
        session.wait_for("pin db-01")
        running = program_on(plan)
    running.wait(2.5)
    with server.connect(command, environment_in(tmp_path)) as session:
        session.wait_for("pin db-01", within=30)  # is offered
        session.send("\r")
        session.wait_for("=! .10 → .4")
        running = program_on(plan)
        session.quiet()
        session.signal(signal.SIGSTOP)  # the client: nothing is sent, and nobody answers
        running.wait(10)
