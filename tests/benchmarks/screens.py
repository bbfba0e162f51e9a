"""How long a person waits for the screen: at the start, and after each key, at any plan size.

``python -m tests.benchmarks.screens [rounds [NICs ...]]`` starts the program in a real
pseudo-terminal, in turns with a minimal Textual app, and prints how many times longer it
takes. Then it presses keys with each plan open: ms from a key to the first byte at p50 and
p95, the same against a key of the minimal app, ms of CPU, and bytes.

A first frame is there once as many bytes have come as a screen has cells. A plan is visible
once its regions, and its findings after them, stand on the screen.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import NamedTuple

from models.formats.plan_toml import dumps
from tests.benchmarks.estates import estate
from tests.benchmarks.in_terminal import SIZE, InTerminal, Painted
from tests.benchmarks.paired import (
    AGAIN,
    Time,
    Work,
    between,
    interleaved,
    middle,
    noise,
    ratios,
    short,
)

ROUNDS = 9
SIZES = (200, 10_000, 100_000)
"""The smallest just fills every list of a screen."""
PRESSES = 20
"""How often each key is pressed and taken back for each round."""
FRAME = SIZE[0] * (SIZE[1] - 20)
VISIBLE = (b"West Europe", b"Findings \xc2\xb7")
QUIET = 0.15
"""Seconds without a byte after which what a key does is over."""
MINIMAL = "tests.benchmarks.minimal_app"
UP, DOWN, PAGE_UP, PAGE_DOWN = b"\x1b[A", b"\x1b[B", b"\x1b[5~", b"\x1b[6~"
RIGHT, HOME, END, F3, F5 = b"\x1b[C", b"\x1b[H", b"\x1b[F", b"\x1bOR", b"\x1b[15~"
ENTER, ESCAPE, BACKSPACE, TAB = b"\r", b"\x1b", b"\x7f", b"\t"


class Act(NamedTuple):
    """Something a person does: a key, the key that takes it back, and the keys before both."""

    name: str
    key: bytes
    back: bytes
    before: tuple[bytes, ...] = ()
    after: tuple[bytes, ...] = ()


ACTS = (
    Act("cursor, in a tree", DOWN, UP, (HOME, RIGHT, DOWN, RIGHT, RIGHT)),
    Act("an edit (and undo)", b"p", b"u"),
    Act("a letter in a field", b".", BACKSPACE, (ENTER, b"1", b"0", b"."), (ESCAPE, ESCAPE)),
    Act("a screen (and back)", F3, ESCAPE),
    Act("cursor, in the list", DOWN, UP, (F5, DOWN)),
    Act("a line scrolled", DOWN, DOWN, (HOME, *[PAGE_DOWN] * 2)),
    Act("a page", PAGE_DOWN, PAGE_UP, (HOME, PAGE_DOWN)),
    Act("a dialog (and back)", b"e", ESCAPE, (HOME,)),
)


def start_of(module: str, *arguments: str, told: dict[str, str], until: Sequence[bytes]) -> Time:
    """How long a program takes until its first frame, or until something is seen."""
    with InTerminal(module, *arguments, told=told) as program:
        wall = program.until(*until) if until else program.until_painted(FRAME)
        return Time(wall, program.cpu)


def start(plans: dict[int, Path], told: dict[str, str], rounds: int) -> None:
    """Print how the start compares with that of a minimal app."""

    def started(nics: int, until: Sequence[bytes]) -> Work:
        return lambda: start_of("tui", str(plans[nics]), told=told, until=until)

    works: dict[str, Work] = {"minimal app": lambda: start_of(MINIMAL, told=told, until=())}
    for nics in plans:
        works[f"{nics:,} NICs: first frame"] = started(nics, ())
        works[f"{nics:,} NICs: plan visible"] = started(nics, VISIBLE)
    times = interleaved(works, rounds)
    for name in times:
        if name != AGAIN:
            each = f"{short(middle(times, name) / 1e6):>8} ms"
            cpu = between(ratios(times, name, "cpu"))
            print(f"  {name:30}{between(ratios(times, name)):24}{each}, CPU {cpu}")
    print(f"  {noise(times)}")


def pressed(
    program: InTerminal, beside: InTerminal, act: Act, presses: int, quiet: float
) -> Iterator[tuple[Painted, Painted]]:
    """What a key does, in turns with a key of the minimal app."""
    program.walk(act.before, quiet)
    for _ in range(presses):
        for key in (act.key, act.back):
            yield program.press(key, quiet), beside.press(DOWN, quiet)
    program.walk(act.after, quiet)


def p95(values: Sequence[float]) -> float:
    """The value that one in twenty exceeds."""
    return quantiles(values, n=20)[-1]


def line(name: str, pairs: Sequence[tuple[Painted, Painted]]) -> str:
    """What came of a key, in words."""
    own = [one for one, _ in pairs]
    wall, cpu = [one.wall / 1e6 for one in own], [one.cpu / 1e6 for one in own]
    times = median(one.wall / other.wall for one, other in pairs)
    sent = sorted(one.sent for one in own)
    return (
        f"  {name:22}{median(wall):>8.1f}{p95(wall):>8.1f}{times:>7.1f}x"
        f"{median(cpu):>8.1f}{p95(cpu):>8.1f}{max(cpu):>8.1f}{median(sent):>9,.0f}{sent[-1]:>9,}"
    )


def keys(plans: dict[int, Path], told: dict[str, str], presses: int, quiet: float) -> None:
    """Print what each key costs with each plan open."""
    print(
        f"  {'':22}{'p50 ms':>8}{'p95':>8}{'minimal':>8}{'CPU ms':>8}{'p95':>8}{'worst':>8}", end=""
    )
    print(f"{'bytes':>9}{'most':>9}")
    for nics, plan in plans.items():
        print(f" {nics:,} NICs")
        with ExitStack() as stack:
            program = stack.enter_context(InTerminal("tui", str(plan), told=told))
            beside = stack.enter_context(InTerminal(MINIMAL, told=told))
            program.until(*VISIBLE)
            beside.until_painted(FRAME)
            for terminal in (program, beside):
                terminal.idle(10 * quiet)
            for act in ACTS:
                pairs = list(pressed(program, beside, act, presses, quiet))
                print(line(act.name, pairs), flush=True)
            print(f"  {'nothing, meanwhile':22}{program.idle(20 * quiet):>64,}")


def main(rounds: int, sizes: Sequence[int], presses: int = PRESSES, quiet: float = QUIET) -> None:
    """Print the start, then the keys."""
    with TemporaryDirectory() as name:
        plans = {nics: Path(name) / f"{nics}.toml" for nics in sizes}
        for nics, plan in plans.items():
            plan.write_text(dumps(estate(nics)), encoding="utf-8")
        told = {"ASRNET_CONFIG_DIR": name, "ASRNET_STATE_DIR": name}
        start_of("tui", str(plans[sizes[0]]), told=told, until=VISIBLE)  # compiles what is not yet
        print(f"start, {rounds} rounds: times a minimal app's first frame")
        start(plans, told, rounds)
        print("keys: ms to the first byte, times a key of the minimal app, CPU, bytes")
        keys(plans, told, presses, quiet)


if __name__ == "__main__":
    given = tuple(map(int, sys.argv[1:]))
    main(given[0] if given else ROUNDS, given[1:] or SIZES)
