"""The interface itself, ended while edits are made by its keys: ``hangup RUNS [SEED]``.

What the screen said was done has to be in the journal, and has to come back.
"""

import shutil
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from models.formats.journal_lines import Edited, Moved
from models.storage.journal import read_journal
from models.storage.reading import load_plan
from tests.support.kept import come_back, crash
from tests.support.pty_session import ROOT, PtySession, asrnet

ENDS = ("closed", "SIGHUP", "SIGKILL", "SIGTERM", "closed, SIGHUP ignored", "SIGINT", "SIGQUIT")
TO_AN_ADDRESS_THAT_IS_FORECAST = b"jj"
UNDO, REDO = (b"\x1a", " undone: pin"), (b"\x19", " done again: pin")
MOST = 12
"""How many edits are made at most before the end."""


def edit(session: PtySession, random: Random) -> int:
    """Make edits by keys, the last one not waited for; how many the screen said were done."""
    session.wait_for("Pin")
    session.send(TO_AN_ADDRESS_THAT_IS_FORECAST)
    session.send(b"p")
    session.wait_for(" pin db-01 to ")
    count = random.randrange(MOST)
    for number in range(count):
        key, words = (UNDO, REDO)[number % 2]
        session.send(key)
        session.wait_for(words)
    session.send((UNDO, REDO)[count % 2][0])
    time.sleep(random.random() * 0.03)
    return count + 1


def run(random: Random, how: str) -> int:
    """Edit, end, and come back; how many edits there were."""
    ignored = [signal.SIGHUP] if "ignored" in how else []
    with TemporaryDirectory(prefix="soak-") as name:
        plan = Path(shutil.copy(ROOT / "sample_configs" / "article.toml", name))
        with asrnet(Path(name), str(plan), ignored=ignored, columns=100) as session:
            done = edit(session, random)
            if how.startswith("closed"):
                session.hang_up()
            else:
                session.signal(signal.Signals[how])
            session.ended()
        found = read_journal(plan.with_name(f".{plan.name}.journal"))
        kept = sum(isinstance(record, Edited | Moved) for record in found.records)
        assert done <= kept <= done + 1, (how, done, kept)
        back, opened = come_back(plan)
        crash(opened)
        pinned = kept % 2
        assert back.point == pinned, (how, done, back.point)
        assert (back.plan == load_plan(plan)) != pinned, (how, done)
    return done


def main(runs: int, seed: int) -> None:
    """Try so many ends, and say how many of each kind; an assertion fails where one was wrong."""
    random, began, done = Random(seed), time.monotonic(), 0
    tried: Counter[str] = Counter()
    for number in range(runs):
        how = ENDS[number % len(ENDS)]
        done += run(random, how)
        tried[how] += 1
    kinds = ", ".join(f"{count} {how}" for how, count in tried.items())
    print(f"seed {seed}: {runs} ends ({kinds}) after {done:,} edits", end="")
    print(f" that the screen showed: 0 lost, {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(*(arguments + [150, 1][len(arguments) :]))
