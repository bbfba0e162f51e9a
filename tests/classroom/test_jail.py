"""What the process of a visitor cannot do, whatever its code were to try."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tui.classroom.limits import FILE, LIMITS, MEMORY, NICE
from tui.classroom.sizes import Size
from tui.classroom.visitor import COMMAND, surroundings

ROOT = Path(__file__).parents[2]
TRY = """
import sys, os
from pathlib import Path
from tui.classroom.jail import shut
shut(Path.cwd())
outcomes = []
def attempt(statement):
    try:
        exec(statement, {"__builtins__": __builtins__})
    except BaseException as error:
        return type(error).__name__
    return "done"
for statement in %r:
    sys.stdout.write(attempt(statement) + chr(10))
"""
DENIED = (
    "open('/etc/passwd').read()",
    "open('/etc/passwd', 'rb')",
    "open('../secret.txt')",
    "open('link.txt')",
    "open('/proc/self/root/etc/passwd')",
    "open('/proc/1/environ')",
    "open('link-directory/secret.txt')",
    "open('SECRET')",
    "open('SECRET', 'w')",
    "import os; os.open('/etc/passwd', os.O_RDONLY)",
    "import os; os.open('/', os.O_RDONLY)",
    "import os, sysconfig; os.open(sysconfig.get_paths()['stdlib'], os.O_RDONLY)",
    "import os; os.listdir('/')",
    "import os; os.listdir('..')",
    "import os; list(os.scandir('/etc'))",
    "import os; list(os.walk('/etc', onerror=lambda e: (_ for _ in ()).throw(e)))",
    "import os; os.mkdir('../made')",
    "import os; os.remove('SECRET')",
    "import os; os.rename('SECRET', 'mine.txt')",
    "import os; os.rename('own.txt', 'SECRET')",
    "import os; os.replace('own.txt', '/tmp/asrnet-replaced')",
    "import os; os.symlink('/etc/passwd', 'mine')",
    "import os; os.link('SECRET', 'mine')",
    "import os; os.chmod('SECRET', 0o777)",
    "import os; os.truncate('SECRET', 0)",
    "import os; os.utime('SECRET')",
    "import os; os.chdir('/')",
    "import shutil; shutil.copy('/etc/passwd', 'mine')",
    "import shutil; shutil.rmtree('..')",
    "import tempfile; tempfile.mkdtemp(dir='/tmp')",
    "from pathlib import Path; Path('/etc/passwd').read_text()",
    "import subprocess; subprocess.run(['true'])",
    "import os; os.system('true')",
    "import os; os.fork()",
    "import os; os.execv('/bin/true', ['true'])",
    "import os; os.posix_spawn('/bin/true', ['true'], {})",
    "import os; os.kill(os.getppid(), 0)",
    "import pty; pty.spawn('true')",
    "import socket; socket.socket(socket.AF_INET)",
    "import socket; socket.create_connection(('127.0.0.1', 9))",
    "import socket; socket.socket(socket.AF_UNIX).connect('/run/x')",
    "import socket; socket.socket(socket.AF_UNIX).bind('x')",
    "import socket; socket.getaddrinfo('example.org', 80)",
    "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
    "import ctypes; ctypes.CDLL('libc.so.6')",
    "import ctypes; ctypes.string_at(id(1))",
    "import sqlite3; sqlite3.connect('/tmp/x.db')",
)
ALLOWED = (
    "open('own.txt').read()",
    "open('new.txt', 'w').write('x')",
    "import os; os.mkdir('deep'); open('deep/x', 'x').close(); os.rename('deep/x', 'deep/y')",
    "import os; os.remove('deep/y'); os.rmdir('deep')",
    "import os; os.close(os.open('.', os.O_RDONLY)); os.listdir('.')",
    "import tempfile; tempfile.mkdtemp()",
    "import wave, tui.screens.what_if",
    "from models.samples import samples; samples()",
    "import asyncio; asyncio.run(asyncio.sleep(0))",
    "import threading; thread = threading.Thread(target=int); thread.start(); thread.join()",
    "import os, secrets; os.urandom(1); secrets.token_hex()",
)


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A scratch directory, with a secret beside it and links that lead there."""
    inside = tmp_path / "class" / "scratch"
    inside.mkdir(parents=True)
    (inside / "own.txt").write_text("own")
    (inside.parent / "secret.txt").write_text("secret")
    (inside / "link.txt").symlink_to("../secret.txt")
    (inside / "link-directory").symlink_to("..")
    return inside


def tried(scratch: Path, statements: tuple[str, ...]) -> dict[str, str]:
    """What came of each statement in a process that is shut in."""
    secret = str(scratch.parent / "secret.txt")
    given = [statement.replace("SECRET", secret) for statement in statements]
    ended = subprocess.run(
        (sys.executable, "-P", "-B", "-c", TRY % (given,)),
        cwd=scratch,
        env=surroundings(scratch, Size(), {"PATH": os.environ["PATH"]}),
        capture_output=True,
        text=True,
        check=False,
    )
    outcomes = ended.stdout.splitlines()
    assert len(outcomes) == len(statements), ended.stderr
    return dict(zip(statements, outcomes, strict=True))


def test_nothing_outside_of_the_scratch_directory_can_be_touched(scratch: Path) -> None:
    outcomes = tried(scratch, DENIED)
    let_through = {
        statement: outcome
        for statement, outcome in outcomes.items()
        if outcome not in ("PermissionError", "URLError")
    }
    assert let_through == {}
    assert (scratch.parent / "secret.txt").read_text() == "secret"
    assert sorted(path.name for path in scratch.parent.iterdir()) == ["scratch", "secret.txt"]
    assert sorted(path.name for path in scratch.iterdir()) == [
        "link-directory",
        "link.txt",
        "own.txt",
    ]


def test_what_the_program_needs_is_not_in_the_way(scratch: Path) -> None:
    outcomes = tried(scratch, ALLOWED)
    assert outcomes == dict.fromkeys(ALLOWED, "done")


def test_a_process_uses_no_more_of_the_machine_than_its_limits(tmp_path: Path) -> None:
    code = f"""
import os, resource
from pathlib import Path
from tui.classroom.limits import LIMITS, restrict
restrict()
print([resource.getrlimit(kind) for kind in LIMITS], os.nice(0))
try:
    Path("large").write_bytes(bytes({2 * FILE}))
except OSError as error:
    print(error.strerror)
try:
    bytes({MEMORY})
except MemoryError:
    print("no memory")
"""
    ended = subprocess.run(
        (sys.executable, "-P", "-c", code),
        cwd=tmp_path,
        env=surroundings(tmp_path, Size(), {}),
        capture_output=True,
        text=True,
        check=True,
    )
    limits, large, memory = ended.stdout.splitlines()
    values = [(most, most) for most in LIMITS.values()]
    assert limits == f"{values} {os.nice(0) + NICE}"
    assert (large, memory) == ("File too large", "no memory")


def test_the_environment_has_nothing_of_the_servers_but_the_zone(tmp_path: Path) -> None:
    ours = {"TZ": "Europe/Berlin", "AZURE_CLIENT_SECRET": "s", "PATH": "/bin", "HOME": "/root"}
    theirs = surroundings(tmp_path, Size(100, 30), ours)
    assert theirs["TZ"] == "Europe/Berlin"
    assert {"AZURE_CLIENT_SECRET", "PATH", "SSH_AUTH_SOCK"}.isdisjoint(theirs)
    for name in ("HOME", "TMPDIR", "ASRNET_STATE_DIR", "ASRNET_CONFIG_DIR"):
        assert Path(theirs[name]).is_relative_to(tmp_path)
    assert (theirs["COLUMNS"], theirs["ROWS"]) == ("100", "30")
    assert "/root" not in theirs.values()
    assert COMMAND[0] == sys.executable
    assert "-P" in COMMAND  # nothing in the scratch directory is imported
