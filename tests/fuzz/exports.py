"""``python -m tests.fuzz.exports [STRINGS [KIND...]]``: names made of all that acts somewhere.

Each goes through every kind of export and is read back as that kind is read, or executed: it has
to come out as data and do nothing. Prints how many were tried; the exit status is 1 where one did.
"""

import sys
import traceback
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib import import_module
from random import Random, SystemRandom
from typing import NamedTuple

from models.exports.kinds import KINDS, export
from tests.security.test_exports_inert import STRINGS as WHOLE
from tests.support.export_plans import hostile

STRINGS = 100
LONGEST = 300
"""A name is no longer, in characters: what executes an export takes no longer arguments."""
SIGNS = (
    *"abcZ09 .,-_'\"`$(){}[]<>@=+%!#&|;:\\/*?~^\n\r\t\0\x1b\x7f\x9b",
    *"\u2018\u2019\u201a\u201b\u201c\u2013\u2014\u2028\u202e\u200bé٨＝＠＋－😀",
)


class Outcome(NamedTuple):
    """How many names went through a kind, and what each failure was, with one name for it."""

    kind: str
    tried: int
    failed: dict[str, str]


def names(count: int, random: Random) -> list[str]:
    """Names of a few signs and whole strings, in any order; none begins with a blank.

    What reads an export back takes blanks around a text away, and a blank note is none.
    """
    pieces = (*SIGNS, *WHOLE.values())
    made = ["".join(random.choices(pieces, k=random.randint(1, 12))) for _ in range(count)]
    return [name[:LONGEST].strip() or "x" for name in made]


def tried(kind: str, count: int, seed: int) -> Outcome:
    """Put names through one kind of export."""
    check = import_module(f"tests.support.inert.{kind}").check
    failed: dict[str, str] = {}
    for name in names(count, Random(seed)):
        try:
            check(export(hostile(name), kind), name)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            failed.setdefault(f"{type(error).__name__} at {frame.filename}:{frame.lineno}", name)
    return Outcome(kind, count, failed)


def main(arguments: Sequence[str]) -> int:
    """Try the kinds that are named, else all, and print how they did."""
    count = int(arguments[0]) if arguments else STRINGS
    kinds = list(arguments[1:]) or list(KINDS)
    seed = SystemRandom().randrange(2**31)
    print(f"{count} names through each of {len(kinds)} kinds of export; seed {seed}")
    failed = 0
    with ProcessPoolExecutor() as pool:
        for outcome in pool.map(partial(tried, count=count, seed=seed), kinds):
            failed += len(outcome.failed)
            print(f"{outcome.kind:<12} {outcome.tried:>6} names", flush=True)
            for what, name in outcome.failed.items():
                print(f"  failed: {what}: {name!a}", flush=True)
    print(f"{count * len(kinds)} exports tried; {failed or 'none'} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
