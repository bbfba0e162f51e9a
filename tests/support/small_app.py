"""A small app, run in a terminal as the interface is: ``small_app STATE KIND...``.

Each kind is a mistake that is made, or a way to be busy, once the app is on the screen.
"""

import asyncio
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from textual.widgets import Static

from tui.commands.failures import Crashed
from tui.terminal.running import run_in_terminal
from tui.terminal.terminal_app import TerminalApp

SECRET = "vm-of-contoso"


def fail() -> None:
    raise KeyError(SECRET)


def recurse() -> None:
    recurse()


def exhaust() -> None:
    raise MemoryError(SECRET)


async def fail_soon() -> None:
    fail()


class Failing(Static):
    def render(self) -> str:
        raise ValueError(SECRET)


class SmallApp(TerminalApp):
    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def on_mount(self) -> None:
        self.mount(Static("small app"))
        self.call_after_refresh(WAYS[self.kind], self)

    async def action_quit(self) -> None:
        self.exit(0)

    def draw_on(self) -> None:
        self.set_interval(0.01, self.redraw)

    def redraw(self) -> None:
        self.query_one(Static).update("\n".join(f"{time.time()} " * 20 for _ in range(50)))


def in_task(_: SmallApp) -> None:
    asyncio.get_running_loop().create_task(fail_soon())


def in_thread(_: SmallApp) -> None:
    threading.Thread(target=fail).start()


def compute(_: SmallApp) -> None:
    print_ready()
    while True:
        pass


def fail_to_leave(app: SmallApp) -> None:
    setattr(app._driver, "stop_application_mode", fail)  # noqa: B010
    app.exit(0)


def print_ready() -> None:
    os.write(1, b"\x1b]7777;READY\x07")  # which is not seen


WAYS: dict[str, Callable[[SmallApp], object]] = {
    "handler": lambda app: fail(),
    "render": lambda app: app.mount(Failing()),
    "timer": lambda app: app.set_timer(0.01, fail),
    "worker": lambda app: app.run_worker(fail_soon()),
    "thread worker": lambda app: app.run_worker(fail, thread=True),
    "thread": in_thread,
    "task": in_task,
    "leaving": fail_to_leave,
    "memory": lambda app: exhaust(),
    "recursion": lambda app: recurse(),
    "nothing": lambda app: print_ready(),
    "compute": compute,
    "draw": SmallApp.draw_on,
}


def main(state: str, *kinds: str) -> int:
    status = 0
    for kind in kinds:
        last_act = Path(state, "last-act").touch
        try:
            status = run_in_terminal(
                SmallApp(kind),
                state=Path(state),
                about_edits=lambda: "No edit is lost.",
                on_ending=last_act,
            )
        except Crashed as error:
            sys.stderr.write(f"<{kind}>{error}</{kind}>\n")
            sys.stderr.flush()
            status = 70
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
