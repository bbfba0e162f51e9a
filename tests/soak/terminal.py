"""The interface ended in every way at random moments: ``terminal RUNS [SEED]``.

Each time it has to be gone within 2.5 s, with the status that goes with it, and to have left
the terminal as it was.
"""

import shutil
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.support.pty_session import ROOT, PtySession, asrnet

SOON = 2.5
ENDS = ("SIGHUP", "SIGTERM", "SIGINT", "SIGQUIT", "closed", "closed, SIGHUP ignored", "stalled")
TYPED = (
    *(b"j", b"k", b"p", b"a", b"\x1a", b"\x19", b"/", b"\t", b"\r", b"\x1b", b"\x10", b"w", b"?"),
    *(f"\x1b[{number}~".encode() for number in (12, 13, 14, 15, 17, 18, 24)),
    b"\x1b[200~pa\x1b[31mste\x11\x1b[201~",
    b"\xff\xfe\x1b]11;rgb",
    b"\x1b[<0;10;5M\x1b[<0;10;5m",
)


def play(session: PtySession, random: Random) -> None:
    """Type for a moment from the first byte on, on whatever is on the screen by then."""
    session.wait_for(lambda _: bool(session.raw))
    session.drain(random.uniform(0, 2))
    for _ in range(random.randrange(12)):
        session.send(random.choice(TYPED))
        if random.random() < 0.2:
            session.resize(random.randrange(1, 200), random.randrange(1, 60))
        session.drain(random.uniform(0, 0.1))


def end(session: PtySession, how: str, random: Random) -> int:
    """Have it end; the status that goes with it."""
    if how.startswith("closed"):
        session.hang_up()
        return 128 + signal.SIGHUP
    if how == "stalled":
        for _ in range(random.randrange(60)):
            session.resize(random.randrange(40, 200), random.randrange(10, 60))
            time.sleep(0.02)
        session.signal(signal.SIGTERM)
        return 128 + signal.SIGTERM
    number = signal.Signals[how]
    session.signal(number)
    return 128 + number


def run(random: Random, how: str) -> float | None:
    """Open a plan, play, and end; after how many seconds, ``None`` where a key had left it."""
    ignored = [signal.SIGHUP] if "ignored" in how else []
    with TemporaryDirectory() as name:
        plan = Path(shutil.copy(ROOT / "sample_configs" / "article.toml", name))
        with asrnet(Path(name), str(plan), ignored=ignored) as session:
            play(session, random)
            if session.process.poll() is not None:
                return None
            expected, began = end(session, how, random), time.monotonic()
            waiting = session.process.wait if how == "stalled" else session.ended
            status = waiting(SOON + 1)
            took = time.monotonic() - began
            session.drain(0.1)
            assert status == expected, (how, status, session.screen())
            assert took <= SOON, (how, took)
            assert how.startswith("closed") or not session.switched_on(), (how, session.raw[-200:])
    return took


def main(runs: int, seed: int) -> None:
    """Try so many ends, and say how many of each kind; an assertion fails where one was wrong."""
    random, slowest = Random(seed), 0.0
    tried: Counter[str] = Counter()
    for number in range(runs):
        how = ENDS[number % len(ENDS)]
        took = run(random, how)
        slowest = max(slowest, took or 0)
        tried[how if took is not None else "left by a key before"] += 1
    kinds = ", ".join(f"{count} {how}" for how, count in tried.items())
    print(f"seed {seed}: {runs} ends ({kinds}), the slowest after {slowest:.2f} s: all right")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
