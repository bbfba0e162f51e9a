"""A process that edits a plan at random, says on a pipe what is done, and is killed meanwhile."""

import hashlib
import os
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from models.errors import PlanError
from models.formats.plan_toml import dumps
from models.plan import Plan
from models.session import Session
from tests.support.kept import come_back, crash
from tests.support.random_edits import random_edit

NAMES = ("plan.toml", "other.toml")
KINDS = ("edit",) * 12 + ("undo",) * 3 + ("redo",) * 2 + ("go",) + ("save",) * 3 + ("elsewhere",)


@dataclass(frozen=True)
class Told:
    """What somebody was told: a plan, by its digest, in a file, and what can be undone."""

    name: str
    digest: str
    point: int
    edits: int


def digest(plan: Plan) -> str:
    """What tells one plan from another."""
    return hashlib.sha256(dumps(plan).encode()).hexdigest()


def told_of(session: Session, name: str) -> Told:
    """What is told of a session now."""
    return Told(name, digest(session.plan), session.point, len(session.history))


class Editing:
    """Edits a plan at random for ever; each line that is said is one thing begun or done."""

    def __init__(self, directory: Path, name: str, seed: int, say: Callable[[str], None]) -> None:
        self._say, self._random = say, Random(seed)
        self._directory, self._name = directory, name
        self._session, self._opened = come_back(directory / name)
        self._done()

    def run(self) -> None:
        """Go on until the end of the process."""
        while True:
            self.once()

    def once(self) -> None:
        """Do one thing."""
        kind = self._random.choice(KINDS)
        name = self._random.choice(NAMES) if kind == "elsewhere" else self._name
        plan, do = self._what(kind, name)
        self._say(f"try {name} {digest(plan)}")
        try:
            do()
        except PlanError:
            self._say("refused")
            return
        self._name = name
        self._done()

    def _done(self) -> None:
        told = told_of(self._session, self._name)
        self._say(f"done {told.name} {told.digest} {told.point} {told.edits}")

    def _what(self, kind: str, name: str) -> tuple[Plan, Callable[[], object]]:
        """What the plan will be, and how it becomes that."""
        session, custody = self._session, self._opened.custody
        assert custody is not None
        plan, points = session.plan, range(len(session.history) + 1)
        if kind == "edit":
            edit = random_edit(self._random, session)
            return edit.apply(plan), lambda: session.do(edit)
        wanted = {"undo": session.point - 1, "redo": session.point + 1}
        point = wanted.get(kind, self._random.choice(points))
        if kind in ("undo", "redo", "go"):
            if point in points and point != session.point:
                return session.plan_at(point), lambda: session.go_to(point)
            return plan, lambda: None
        path = self._directory / name

        def save() -> None:
            if kind == "save":
                custody.save(plan)
            else:
                custody.save_as(plan, path)
            session.saved(plan, name)

        return plan, save


class Child:
    """A process of its own that runs a function, which says lines to this one."""

    def __init__(self, work: Callable[[Callable[[str], None]], None]) -> None:
        self._read, write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            self._be(work, write)
        os.close(write)

    def kill(self, number: signal.Signals = signal.SIGKILL) -> list[str]:
        """End it, and give all that it said."""
        os.kill(self.pid, number)
        return self.wait()

    def wait(self) -> list[str]:
        """Wait for its end, and give all that it said."""
        with os.fdopen(self._read, encoding="utf-8") as said:
            lines = said.read().splitlines(keepends=True)
        _, status = os.waitpid(self.pid, 0)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            raise AssertionError(f"the process ended by itself: {''.join(lines[-5:])}")
        return [line.rstrip("\n") for line in lines if line.endswith("\n")]

    def _be(self, work: Callable[[Callable[[str], None]], None], write: int) -> None:
        os.close(self._read)
        status = 1
        try:
            work(lambda line: _write(write, line))
            status = 0
        except BaseException as error:
            _write(write, f"{error!r}")
            traceback.print_exc()
        finally:
            os._exit(status)


def _write(descriptor: int, line: str) -> None:
    os.write(descriptor, f"{line}\n".encode())


def last_told(lines: list[str], before: Told) -> tuple[Told, list[tuple[str, str]]]:
    """What was told last, and what was tried since: the file, and the digest of the plan."""
    told, tried = before, list[tuple[str, str]]()
    for line in lines:
        word, *rest = line.split(" ")
        if word == "done":
            told, tried = Told(rest[0], rest[1], int(rest[2]), int(rest[3])), []
        elif word == "try":
            tried.append((rest[0], rest[1]))
    return told, tried


def what_is_wrong(directory: Path, told: Told, tried: list[tuple[str, str]]) -> tuple[str, Told]:
    """Open the plan again and compare; what is wrong, and what there is now."""
    found = []
    digests = {told.digest, *(one for _, one in tried)}
    for name in dict.fromkeys([told.name, *(name for name, _ in tried)]):
        if not (directory / name).exists():
            found.append(f"{name} is not there")
            continue
        try:
            session, opened = come_back(directory / name)
        except PlanError as error:
            found.append(f"{name}: {error}")
            continue
        crash(opened)
        now = told_of(session, name)
        if now.digest not in digests:
            found.append(f"the edits are lost: {now}")
        elif session.history and not tried and now != replace(told, name=name):
            found.append(f"the history is lost: {now}")
        else:
            return "", now
    return f"told {told}, then tried {tried}: {'; '.join(found)}", told
