"""What the process of a visitor may touch, held by a hook that cannot be taken off again.

The app offers no way to the file system; this is the second wall. It stops what goes through
Python's own functions, so it is no sandbox for code of others: there is none in this process.
"""

import os
import socket
import sys
import sysconfig
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_PACKAGES = ("models", "tui", "sample_configs")
_DEVICES = ("/dev/null", "/dev/urandom")
_CHANGES = frozenset(
    {
        *("os.chmod", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.utime"),
        *("shutil.rmtree", "tempfile.mkdtemp", "tempfile.mkstemp"),
    }
)
"""What changes the file it is about."""
_DENIED = frozenset(
    {
        *("os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile"),
        *("os.system", "subprocess.Popen", "pty.spawn", "os.kill", "os.killpg"),
        *("os.link", "os.symlink", "os.chown", "os.chflags", "os.mkfifo", "os.mknod"),
        *("os.setxattr", "os.getxattr", "os.listxattr", "os.removexattr", "os.lockf"),
        *("os.chdir", "os.fwalk", "os.add_dll_directory", "os.listdrives"),
        *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"),
        *("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
        *("socket.getnameinfo", "socket.getservbyname", "socket.getservbyport"),
        *("sqlite3.connect", "webbrowser.open", "syslog.openlog", "syslog.syslog"),
        *("ftplib.connect", "smtplib.connect", "urllib.Request", "http.client.connect"),
    }
)
"""What is done to the whole machine, or reaches another one."""


class Jail:
    """Judges audit events: ``scratch`` may be read and written, the program itself be read."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = _real(scratch)
        self._here = os.getpid()
        self._readable = tuple(_program())
        self._listed = frozenset(_real(entry) for entry in sys.path if entry)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Raise :class:`PermissionError` for what is not allowed."""
        if event == "open":
            self._open(*arguments)
        elif event in ("os.listdir", "os.scandir"):
            self._list(arguments[0])
        elif event in _CHANGES:
            self._write(arguments[0])
        elif event == "os.rename":
            self._write(arguments[0])
            self._write(arguments[1])
        elif event in _DENIED or _reaches_out(event, arguments) or _is_foreign(event, arguments):
            raise _refusal(event)

    def _open(self, path: Any, mode: str | None, flags: int) -> None:
        if isinstance(path, int):
            return
        writes = bool(flags & _WRITES) or bool(set(mode or "") & set("wax+"))
        if writes:
            self._write(path)
            return
        real = self._found(path)
        if _in(real, self._scratch):
            return
        is_directory = mode is None and Path(real).is_dir()  # from which others could be opened
        if is_directory or not any(_in(real, one) for one in self._readable):
            raise _refusal(path)

    def _list(self, path: Any) -> None:
        if isinstance(path, int):
            return
        real = self._found("." if path is None else path)
        allowed = (self._scratch, *self._readable)
        if not (real in self._listed or any(_in(real, one) for one in allowed)):
            raise _refusal(path)

    def _write(self, path: Any) -> None:
        if path is None or isinstance(path, int):
            return
        real = self._found(path)
        if not (_in(real, self._scratch) or real == "/dev/null"):
            raise _refusal(path)

    def _found(self, path: Any) -> str:
        """The file that is meant; one that is named by way of a parent is none."""
        name = os.fsdecode(path)
        if ".." in Path(name).parts and not name.startswith(os.sep):
            raise _refusal(path)  # it may be meant from another directory than this one
        return _real(name)


def shut(scratch: Path) -> Callable[[str, tuple[Any, ...]], None]:
    """Have all that this process does from now on judged; the judge, for tests."""
    jail = Jail(scratch)
    sys.addaudithook(jail)
    return jail


def _program() -> Iterable[str]:
    """The directories of Python, of its packages and of ours; and what of /proc is about us."""
    paths = sysconfig.get_paths()
    for name in ("stdlib", "platstdlib", "purelib", "platlib"):
        yield _real(paths[name])
    ours = Path(__file__).parents[2]
    yield from (_real(ours / package) for package in _PACKAGES)
    for entry in map(_real, filter(None, sys.path)):
        if Path(entry).name in ("site-packages", "dist-packages", "lib-dynload"):
            yield entry
    yield from ("/proc/self", f"/proc/{os.getpid()}", "/usr/share/zoneinfo", *_DEVICES)


def _real(path: str | Path) -> str:
    return os.path.realpath(path)


def _in(path: str, directory: str) -> bool:
    return path == directory or path.startswith(directory + os.sep)


def _reaches_out(event: str, arguments: tuple[Any, ...]) -> bool:
    """Whether a socket is more than the pair of ends that asyncio talks to itself by."""
    return event == "socket.__new__" and arguments[1] != socket.AF_UNIX


def _is_foreign(event: str, arguments: tuple[Any, ...]) -> bool:
    """Whether code or memory is reached that is not Python's; importing ctypes alone is not."""
    return event.startswith("ctypes.") and (event, arguments[:1]) != ("ctypes.dlopen", (None,))


def _refusal(what: Any) -> PermissionError:
    return PermissionError(1, "not in a class", os.fsdecode(what) if what is not None else None)
