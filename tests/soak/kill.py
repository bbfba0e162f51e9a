"""Sessions killed at random moments while they edit: ``kill KILLS [SEED]``."""

import shutil
import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, mkdtemp

from models.formats.plan_toml import dumps
from tests.soak.editing import NAMES, Child, Editing, Told, digest, last_told, what_is_wrong
from tests.support.random_edits import small_plan

LONGEST = 0.2
"""How long a session lives at most, in seconds."""
IN_A_ROW = 12
"""How often sessions of one plan are killed before another one is begun."""


def main(count: int, seed: int) -> None:
    """Kill so many sessions; what was lost is told, and ends the process with status 1."""
    random, began = Random(seed), time.monotonic()
    edits, offered, wrong = 0, 0, list[str]()
    with TemporaryDirectory(prefix="soak-") as directory:
        place, told = Path(directory) / "0", Told(NAMES[0], "", 0, 0)
        for number in range(count):
            if number % IN_A_ROW == 0:
                shutil.rmtree(place, ignore_errors=True)
                place = Path(directory) / str(number)
                place.mkdir()
                plan = small_plan()
                (place / NAMES[0]).write_bytes(dumps(plan).encode())
                told = Told(NAMES[0], digest(plan), 0, 0)
            lines = _killed(place, told.name, random)
            edits += sum(line.startswith("done") for line in lines)
            told, tried = last_told(lines, told)
            why, told = what_is_wrong(place, told, tried)
            offered += bool(told.edits)
            if why:
                wrong.append(f"kill {number}: {why}")
                shutil.copytree(place, Path(mkdtemp(prefix=f"soak-{seed}-{number}-")) / "found")
                told = Told(told.name, digest(small_plan()), 0, 0)
    print(
        f"seed {seed}: {count:,} sessions killed, {edits:,} things done before that,"
        f" {offered:,} recoveries, {len(wrong)} wrong, {time.monotonic() - began:.0f} s"
    )
    if wrong:
        sys.exit("\n".join(wrong))


def _killed(place: Path, name: str, random: Random) -> list[str]:
    """What a session said before it was killed."""
    seed = random.randrange(10**9)
    child = Child(lambda say: Editing(place, name, seed, say).run())
    time.sleep(random.random() * LONGEST)
    return child.kill()


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(*(arguments + [1_000, 1][len(arguments) :]))
