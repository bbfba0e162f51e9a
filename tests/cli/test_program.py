"""The program as a whole: help, completion, streams, signals, mistakes."""

import json
import os
import signal
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import pytest

from models.errors import ChangedOnDisk
from tests.cli.conftest import Run
from tui.cli import COMMANDS

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "tui")


def call(
    *arguments: str | Path, env: dict[str, str] | None = None, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        check=False,
        timeout=60,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_is_everywhere(run: Run, flag: str) -> None:
    whole = run(flag)
    assert (whole.status, whole.err) == (0, "")
    for name in COMMANDS:
        assert f"\n  {name}" in whole.out
        ended = run(name, flag)
        assert ended.status == 0
        assert ended.out.startswith(f"Usage: asrnet {name} ")
    assert max(map(len, whole.out.splitlines())) <= 88


def test_the_version_is_the_one_of_the_package(run: Run) -> None:
    assert run("--version").out == f"asrnet {version('asrnet')}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("regions",),
        ("assign", "PLAN"),
        ("check", "PLAN"),
        ("explain", "PLAN", "web-01"),
    ],
)
def test_headless_commands_load_neither_textual_nor_rich(
    plan_file: Path, arguments: tuple[str, ...]
) -> None:
    code = (
        "import sys\nfrom tui.__main__ import main\nmain(sys.argv[1:])\n"
        "bad = {name.partition('.')[0] for name in sys.modules} & {'textual', 'rich'}\n"
        "assert not bad, bad\n"
        "assert 'pydantic' not in sys.modules or '--help' not in sys.argv\n"
    )
    given = [str(plan_file) if argument == "PLAN" else argument for argument in arguments]
    subprocess.run([sys.executable, "-c", code, *given], cwd=ROOT, check=True, capture_output=True)


def test_the_regions_are_printed(run: Run) -> None:
    lines = run("regions").out.splitlines()
    assert lines[0].split() == ["Name", "Display", "name", "Paired", "region", "Zones", "Access"]
    assert any(line.startswith("eastasia ") for line in lines)
    assert max(map(len, lines)) <= 80
    document = json.loads(run("regions", "--format", "json").out)
    assert document["format"] == 1
    assert len(document["regions"]) == len(lines) - 1
    assert {"name", "display_name", "paired_region", "zones", "access"} <= set(
        document["regions"][0]
    )


@pytest.mark.fault(73)
def test_a_reader_that_goes_away_is_no_mistake(plan_file: Path) -> None:
    for arguments in (("regions",), ("--help",), ("assign", str(plan_file), "--format", "json")):
        read, write = os.pipe()
        os.close(read)
        ended = call(*arguments, stdout=write)
        os.close(write)
        assert (ended.returncode, ended.stderr) == (128 + signal.SIGPIPE, b"")


def test_a_full_disk_under_the_output_is_told(plan_file: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = call("check", plan_file, stdout=full.fileno())
    assert ended.returncode == 2
    assert ended.stderr.decode().startswith("asrnet: standard output could not be written: ")
    assert ended.stderr.count(b"\n") == 1


def test_closed_streams_are_told(plan_file: Path) -> None:
    for shell, said in (
        (f"assign {plan_file} >&-", b"standard output is closed"),
        ("assign - <&-", b"standard input is closed"),
    ):
        command = f"exec {' '.join(PROGRAM)} {shell}"
        ended = subprocess.run(
            ["sh", "-c", command], cwd=ROOT, capture_output=True, check=False, timeout=60
        )
        assert ended.returncode == 2
        assert said in ended.stderr
        assert ended.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)]
)
def test_a_signal_ends_it_without_a_traceback(number: signal.Signals, status: int) -> None:
    with subprocess.Popen(
        [*PROGRAM, "check", "-"], cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        time.sleep(1.5)
        process.send_signal(number)
        _, err = process.communicate(timeout=10)
    assert process.returncode == status
    assert err.strip() == b""


@pytest.mark.parametrize(
    ("env", "sign"),
    [
        ({"PYTHONIOENCODING": "ascii"}, "+ web-01 "),
        ({"PYTHONIOENCODING": "latin-1"}, "+ web-01 "),
        ({"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}, "+ web-01 "),
        ({"PYTHONUTF8": "1"}, "✓ web-01 "),
    ],
)
def test_signs_fall_back_where_the_terminal_has_none(
    plan_file: Path, env: dict[str, str], sign: str
) -> None:
    ended = call("assign", plan_file, env=env)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert sign in ended.stdout.decode("utf-8")
    data = call("assign", plan_file, "--format", "json", env=env).stdout
    assert json.loads(data)["plan"] == "Contoso"


def test_an_unforeseen_mistake_is_one_short_message(
    run: Run, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("\x1b[31m")

    monkeypatch.setattr("tui.commands.check.assign", fail)
    ended = run("check", plan_file)
    assert (ended.status, ended.out) == (70, "")
    assert ended.err.startswith("asrnet: a mistake in the program, not in your plan: KeyError in")
    assert "report" in ended.err
    assert "\x1b" not in ended.err
    assert "Traceback" not in ended.err
    assert "Traceback" in run("--debug", "check", plan_file).err
    monkeypatch.setenv("ASRNET_DEBUG", "1")
    assert "Traceback" in run("check", plan_file).err


def test_a_plan_that_changed_meanwhile_has_its_own_status(
    run: Run, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(*_: object) -> None:
        raise ChangedOnDisk("contoso.toml: somebody else changed it")

    monkeypatch.setattr("tui.commands.check.assign", changed)
    assert run("check", plan_file).status == 4


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["a"], {"assign"}),
        (["co"], {"contoso.toml", "completion"}),
        (["assign", "--scenario", "fail"], {"failover", "failback"}),
        (
            ["explain", "contoso.toml", "web-01"],
            {"web-01", "web-01/web-01-nic", "web-01/web-01-nic/ipconfig1"},
        ),
        (["explain", "missing.toml", "web"], set()),
        (["contoso.toml", "--read"], {"--read-only"}),
    ],
)
def test_shells_complete_commands_plans_and_machines(
    plan_file: Path, words: list[str], expected: set[str]
) -> None:
    env = {
        "_ASRNET_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["asrnet", *words]),
        "COMP_CWORD": str(len(words)),
        "PYTHONPATH": str(ROOT),
    }
    ended = subprocess.run(
        PROGRAM, cwd=plan_file.parent, env={**os.environ, **env}, capture_output=True, check=True
    )
    lines = ended.stdout.decode().splitlines()
    assert {line.partition(",")[2] for line in lines if line} == expected


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_there_is_a_completion_script_for_each_shell(run: Run, shell: str) -> None:
    ended = run("completion", shell)
    assert ended.status == 0
    assert "_ASRNET_COMPLETE" in ended.out
