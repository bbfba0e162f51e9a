"""``asrnet serve``: lessons and sample plans in browsers, for a class without SSH."""

import asyncio
import os

import click

from models.errors import PlanError
from models.training.numbers import FIRST_SEED, LARGEST_SEED
from tui.commands.output import print_text, warn
from tui.shown import shown

LOOPBACK = ("127.0.0.1", "::1", "localhost")
OPEN_TO_OTHERS = """\
asrnet: {host} is reached by other machines. There is no password and no encryption: whoever
reaches port {port} may use it, and who listens on the way sees what is typed. Visitors reach
no file of this machine. Put a proxy with TLS in front, or serve on 127.0.0.1; see docs/serve.md."""


@click.command()
@click.option(
    "--host", default="127.0.0.1", metavar="ADDRESS", help="Where to listen; default 127.0.0.1."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, help="Default 8000; 0 is any free one."
)
@click.option(
    "--visitors", type=click.IntRange(1, 1000), default=25, help="How many at once; default 25."
)
@click.option(
    "--idle",
    type=click.IntRange(1, 24 * 60),
    metavar="MINUTES",
    default=20,
    help="When who does nothing is shown out; default 20.",
)
@click.option(
    "--seed",
    type=click.IntRange(FIRST_SEED, LARGEST_SEED),
    default=FIRST_SEED,
    help=f"The numbers of the lessons, the same for all; default {FIRST_SEED}.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="A name the server is reached under, such as that of a proxy; may be repeated.",
)
def command(
    host: str, port: int, visitors: int, idle: int, seed: int, names: tuple[str, ...]
) -> int:
    """Open lessons and sample plans in browsers, for a class without SSH.

    Each visitor works in a process and a directory of their own, reaches no file of this
    machine, and finds nothing left of it the next time. Ctrl-C ends the class. Needs the
    packages of 'asrnet[web]'.
    """
    if os.name == "nt":
        raise PlanError("asrnet serve does not run on Windows itself; run it in WSL, or on Linux")
    try:
        from tui.classroom import hosting, server  # here, as aiohttp is slow, and an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "aiohttp":
            raise
        from tui.classroom.extra import EXTRA

        raise PlanError(EXTRA) from error
    rules = server.Rules(
        visitors=visitors,
        idle=idle * 60.0,
        names=frozenset(name.lower().rstrip(".") for name in (*names, host)),
        arguments=("--seed", str(seed)),
        tell=lambda words: warn("\n".join(map(shown, words.split("\n")))),
    )

    def listening(where: str, at: int) -> None:
        if host not in LOOPBACK:
            warn(OPEN_TO_OTHERS.format(host=shown(host), port=at))
        print_text(f"Lessons and sample plans are at {where} for {visitors} visitors; ^C ends.")

    return asyncio.run(hosting.host(server.Server(rules), host, port, listening))
