"""Every command on hostile plans and imports: nothing it prints acts on who reads it."""

import json
import os
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import click
import pytest
import tomli

from tests.security.hostile import mixed_carrier, raw_controls
from tests.support.command_line import Run
from tests.support.hostile_texts import PAYLOADS
from tui.__main__ import main
from tui.commands import explain

pty = pytest.importorskip("pty", reason="only where there are pseudo-terminals")

OWN_COLOURS = re.compile(r"\x1b\[(?:0|1|2|[39][0-7])m(?!red)")
"""Those that the program has; the payload with a colour goes on with a word."""
TURNS = range(0, len(PAYLOADS), 7)
COMMANDS: dict[str, tuple[str, ...]] = {
    "assign": ("assign", "plan.toml"),
    "explain": ("explain", "plan.toml", "--", "MACHINE"),
    "check": ("check", "plan.toml"),
    "diff": ("diff", "plan.toml", "other.toml"),
    "diff in Markdown": ("diff", "plan.toml", "other.toml", "--format", "markdown"),
    "verify": ("verify", "plan.toml", "vnets.json", "--verbose"),
    "verify in Markdown": ("verify", "plan.toml", "vnets.json", "--format", "markdown"),
    "import": ("import", "vnets.json", "-o", "new.toml", "--force", "--verbose"),
    "import told only": ("import", "vnets.json", "--into", "plan.toml", "--dry-run", "--verbose"),
    "import of no estate": ("import", "nonsense.json", "-o", "new.toml", "--force"),
    "export": ("export", "plan.toml", "--to", "arm", "-o", "out", "--force", "--verbose"),
    "export to read": ("export", "plan.toml", "--to", "runbook"),
    "export of no kind": ("export", "plan.toml", "--to", "PAYLOAD"),
    "no such sample": ("demo", "PAYLOAD"),
    "no such shell": ("completion", "PAYLOAD"),
    "no such format": ("regions", "--format", "PAYLOAD"),
    "no such command": ("PAYLOADS", "PAYLOAD"),
    "no such file": ("import", "PAYLOAD.json", "-o", "new.toml"),
    "regions": ("regions",),
    "samples": ("demo", "--list"),
    "completion": ("completion", "bash"),
}


@pytest.fixture(params=TURNS, ids=str)
def turn(request: pytest.FixtureRequest, tmp_path: Path) -> int:
    """Whose turn it is; the files carry the payloads."""
    turn: int = request.param
    payloads = list(PAYLOADS.values())
    for name, other in (("plan", turn), ("other", turn + 1)):
        (tmp_path / f"{name}.toml").write_text(mixed_carrier(payloads, other), encoding="utf-8")
    group = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks"
    networks = [
        {
            "id": f"{group}/{one}",
            "name": one,
            "location": one if number % 9 == 4 else "eastasia",
            "addressSpace": {"addressPrefixes": [one, f"10.{number}.0.0/16"]},
            "subnets": [{"name": one, "addressPrefix": f"10.{number}.0.0/24"}],
            "peerings": one,
        }
        for number, one in enumerate(payloads)
    ]
    (tmp_path / "vnets.json").write_text(json.dumps(networks), encoding="utf-8")
    (tmp_path / "nonsense.json").write_text(json.dumps(payloads), encoding="utf-8")
    return turn


def filled(arguments: tuple[str, ...], turn: int) -> list[str]:
    """The words of a call: a payload, and the machine of the plan that has its turn."""
    payloads = list(PAYLOADS.values())
    text = mixed_carrier(payloads, turn)
    machine = tomli.loads(text)["virtual_machines"][0]["id"]
    there = {"PAYLOAD": payloads[turn].replace("\0", ""), "MACHINE": machine}
    return [_replaced(one, there) for one in arguments]


def _replaced(word: str, there: dict[str, str]) -> str:
    for name, text in there.items():
        word = word.replace(name, text)
    return word


@pytest.mark.fault(21, 22)
def test_what_a_command_prints_to_a_file_is_inert(run: Run, turn: int) -> None:
    for name, arguments in COMMANDS.items():
        ended = run(*filled(arguments, turn))
        assert (ended.status == 2) == (" of no" in name or "no such" in name), (name, ended.err)
        assert ended.out or ended.err, name
        assert raw_controls(ended.out + ended.err) == set(), name
        assert "Traceback" not in ended.err, name


@pytest.mark.fault(21, 22)
def test_what_a_command_prints_to_a_terminal_is_inert(
    turn: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, arguments in COMMANDS.items():
        with on_a_terminal(monkeypatch) as shown:
            main(filled(arguments, turn))
        text = "".join(shown)
        assert text, name
        assert raw_controls(OWN_COLOURS.sub("", text).replace("\r\n", "")) == set(), name


@contextmanager
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Lets both outputs be a terminal; what it is sent is there at the end."""
    master, slave = pty.openpty()
    shown: list[str] = []
    reader = Thread(target=_read_all, args=(master, shown))
    reader.start()
    with monkeypatch.context() as patched, os.fdopen(slave, "w", encoding="utf-8") as terminal:
        patched.setattr(sys, "stdout", terminal)
        patched.setattr(sys, "stderr", terminal)
        yield shown
    reader.join()
    os.close(master)


def _read_all(master: int, shown: list[str]) -> None:
    data = b""
    try:
        while piece := os.read(master, 65_536):
            data += piece
    except OSError:  # nobody has the other end any more
        pass
    shown.append(data.decode())


def test_only_names_that_a_shell_takes_as_they_are_complete_a_command_line(
    turn: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plan = Path("plan.toml")
    plan.write_text(plan.read_text(encoding="utf-8").replace("late-id", "plain"), encoding="utf-8")
    context = click.Context(explain.command)
    context.params["plan"] = "plan.toml"
    offered = [item.value for item in explain._complete(context, explain.command.params[1], "")]
    assert all(shlex.quote(name) == name for name in offered)
