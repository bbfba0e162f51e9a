"""Two processes that edit one plan, taking it from each other: ``two SECONDS [SEED]``.

Each counts in a row of its own. Whoever opens the plan finds there what it counted last, or what
it was about to count when it was interrupted; anything else is an edit that was lost.
"""

import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from models.edits.difference import Step, between
from models.edits.imports import take_plan
from models.edits.notes import set_item_note
from models.errors import ChangedOnDisk, PlanHeld, TakenOver
from models.formats.plan_toml import dumps
from models.merging.on_top import put_on_top
from models.plan import Plan
from models.session import Session
from models.storage.document import open_document
from models.storage.opening import Access, Opened, open_plan
from tests.soak.editing import Child
from tests.support.kept import come_back, crash, session_of
from tests.support.random_edits import small_plan

COUNTED = ("edits", "saves", "taken over", "lost to the other", "put on top", "open already")


class Counting:
    """One of the two."""

    def __init__(self, path: Path, machine: str, seed: int) -> None:
        self._path, self._machine = path, machine
        self._random = Random(seed)
        self.acknowledged = self.tried = 0
        self.seen = Counter[str]()

    def run(self, until: float) -> None:
        """Open, edit and leave the plan, again and again."""
        while time.monotonic() < until:
            opened = self._open()
            if opened is None:
                continue
            try:
                self._edit(opened)
            except TakenOver:
                self.seen["lost to the other"] += 1
                crash(opened)

    def _open(self) -> Opened | None:
        over = self._random.random() < 0.3
        try:
            opened = open_plan(self._path, None, Access.TAKE_OVER if over else Access.EDIT)
        except PlanHeld:
            self.seen["open already"] += 1
            time.sleep(0.001)
            return None
        except TakenOver:
            self.seen["lost to the other"] += 1
            return None
        self.seen["taken over"] += over
        try:
            self._come_back(opened)
        except TakenOver:
            opened.give_up()
            return None
        return opened

    def _come_back(self, opened: Opened) -> None:
        found = opened.recovery
        if found is None or found.fits:
            opened.recover()
        else:
            opened.leave()
            session = session_of(opened)
            put = put_on_top(session.plan, found.steps, mine=True)
            if put.plan != session.plan:
                session.do(take_plan(session.plan, put.plan, "put on top"))
            opened.plan, opened.history = session.plan, session._history
            self.seen["put on top"] += 1

    def _edit(self, opened: Opened) -> None:
        session, custody = session_of(opened), opened.custody
        assert custody is not None
        self.check(session.plan)
        for _ in range(self._random.randrange(1, 12)):
            self.tried = max(self.tried, self.acknowledged) + 1
            session.do(set_item_note(session.plan, self._machine, str(self.tried)))
            self.acknowledged = self.tried
            self.seen["edits"] += 1
            if self._random.random() < 0.2:
                self._save(session, opened)
        if self._random.random() < 0.5:
            self._save(session, opened)
            custody.close()
        else:
            crash(opened)

    def _save(self, session: Session, opened: Opened) -> None:
        assert opened.custody is not None
        try:
            opened.custody.save(session.plan)
        except ChangedOnDisk:
            theirs, document = open_document(self._path)
            before, now = session.saved_plan, session.plan
            step = Step(between("", before, now), between("", now, before))
            put = put_on_top(theirs, [step], mine=True)
            opened.custody.document = document
            if put.plan != session.plan:
                session.do(take_plan(session.plan, put.plan, "put on top"))
            self.seen["put on top"] += 1
            opened.custody.save(session.plan)
        session.saved(session.plan, str(self._path))
        self.seen["saves"] += 1

    def check(self, plan: Plan) -> None:
        """See whether what was counted is there."""
        item = plan.item(self._machine)
        assert item is not None
        counted = int(item.note or 0)
        found = f"{self._machine}: {counted} where {self.acknowledged} was counted"
        assert self.acknowledged <= counted <= self.tried, found


def main(seconds: float, seed: int) -> None:
    """Let both edit for so long, and say what they did; what was lost ends it with status 1."""
    with TemporaryDirectory(prefix="soak-") as directory:
        path = Path(directory) / "plan.toml"
        path.write_bytes(dumps(small_plan()).encode())
        until = time.monotonic() + seconds
        children = [Child(_work(path, f"vm{number}", seed + number, until)) for number in (0, 1)]
        said = [line.split() for child in children for line in child.wait()]
        session, opened = come_back(path)
        crash(opened)
        for number, (tried, acknowledged, *_) in enumerate(said):
            counting = Counting(path, f"vm{number}", seed)
            counting.tried, counting.acknowledged = int(tried), int(acknowledged)
            counting.check(session.plan)
        left = sorted(file.name for file in Path(directory).glob(".*.tmp"))
    words = [
        f"{sum(int(line[2 + number]) for line in said):,} {name}"
        for number, name in enumerate(COUNTED)
    ]
    print(f"seed {seed}: two for {seconds:g} s: {', '.join(words)}; 0 lost, left over: {left}")


def _work(path: Path, machine: str, seed: int, until: float) -> Callable[..., None]:
    def work(say: Callable[[str], None]) -> None:
        counting = Counting(path, machine, seed)
        counting.run(until)
        counts = [str(counting.seen[name]) for name in COUNTED]
        say(" ".join([str(counting.tried), str(counting.acknowledged), *counts]))

    return work


if __name__ == "__main__":
    arguments = [float(argument) for argument in sys.argv[1:]]
    seconds, seed = arguments + [60, 1][len(arguments) :]
    main(seconds, int(seed))
