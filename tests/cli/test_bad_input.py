"""Whatever is wrong with a plan file: one clear message, exit status 2, nothing changed."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Write = Callable[[str, str | bytes], Path]

FAULTS = [
    ("not TOML", 'name = "Contoso"', 'name = Contoso"', ("line 2", "not valid TOML")),
    ("git conflict", 'name = "Contoso"', "<<<<<<< HEAD", ("line 2", "merge conflict")),
    ("too many digits", "format = 1", "format = " + "1" * 5000, ("not valid TOML",)),
    ("too deep", "format = 1", "format = " + "[" * 100_000, ("nested too deeply",)),
    ("newer format", "format = 1", "format = 2", ("format", "expected 1", "newer version")),
    ("unknown key", "source_region", "sauce_region", ("line 3", "sauce_region", "unknown key")),
    (
        "host bits",
        'address_prefixes = ["10.9.1.0/24"]',
        'address_prefixes = ["10.9.1.5/24"]',
        ("virtual_networks[2].subnets[0].address_prefixes[0]", "host bits", "10.9.1.0/24"),
    ),
    (
        "outside the address space",
        'address_prefixes = ["10.9.1.0/24"]',
        'address_prefixes = ["10.8.1.0/24"]',
        ("10.8.1.0/24", "outside the address space", "10.9.0.0/16"),
    ),
    (
        "overlap",
        'address_prefixes = ["10.9.1.0/24"]',
        'address_prefixes = ["10.9.1.0/24", "10.9.0.0/16"]',
        ("virtual_networks[2].subnets[0].address_prefixes", "overlaps"),
    ),
    (
        "dangling reference",
        'target = "contoso-vnet-asr"',
        'target = "nowhere"',
        ("network_mappings[0].target", "nowhere"),
    ),
    (
        "duplicate id",
        'name = "web-02"\n',
        'name = "web-01"\n',
        ("virtual_machines[1].id", "already used"),
    ),
    ("wrong type", 'name = "Contoso"', "name = 5", ("line 2", "name", "expected a valid string")),
    (
        "unknown region",
        'region = "eastasia"',
        'region = "estasia"',
        ("estasia", "did you mean 'eastasia'"),
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "said"), [case[1:] for case in FAULTS], ids=[case[0] for case in FAULTS]
)
def test_a_plan_that_means_nothing_is_refused_with_its_faults(
    run: Run, write: Write, plan_text: str, old: str, new: str, said: tuple[str, ...]
) -> None:
    path = write("plan.toml", plan_text.replace(old, new))
    before = path.read_bytes()
    for command in ("assign", "check"):
        ended = run(command, path)
        assert ended.status == 2
        assert ended.out == ""
        assert ended.err.startswith(f"asrnet: {path}")
        for words in said:
            assert words in ended.err
        assert "Traceback" not in ended.err
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


CONTENTS = [
    ("empty", b"", "the file is empty"),
    ("blank", b" \n\n", "the file is empty"),
    ("binary", b"format = 1\n\x00\x01", "line 2: not text: it holds a NUL character"),
    ("zeroes", b"\x00" * 4096, "nothing but zeros"),
    ("Latin-1", "format = 1\nname = 'é'".encode("latin-1"), "line 2: byte 19 is not UTF-8"),
    ("UTF-16", "format = 1".encode("utf-16"), "is not UTF-8"),
    ("JSON", b'{"format": 1}', "not valid TOML"),
]


@pytest.mark.parametrize(
    ("content", "said"), [case[1:] for case in CONTENTS], ids=[case[0] for case in CONTENTS]
)
def test_a_file_that_is_no_plan_is_refused(
    run: Run, write: Write, content: bytes, said: str
) -> None:
    path = write("plan.toml", content)
    for arguments in (("assign", path), ("check", path), ("explain", path, "web-01")):
        ended = run(*arguments)
        assert (ended.status, ended.out) == (2, "")
        assert ended.err.count("\n") == 1
        assert said in ended.err
    ended = run("assign", "-", stdin=content)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.startswith("asrnet: standard input: ")
    assert path.read_bytes() == content


def test_a_missing_file_is_told_with_those_that_may_be_meant(run: Run, plan_file: Path) -> None:
    ended = run("check", "contso.toml")
    assert ended.status == 2
    assert ended.err == ("asrnet: contso.toml: there is no such file; did you mean contoso.toml?\n")
    assert "did you mean contoso.toml?" in run("check", "contoso").err
    assert "there is no directory nowhere" in run("check", "nowhere/x.toml").err
    assert "a file, not a directory" in run("check", "contoso.toml/x.toml").err


@pytest.mark.fault(4)
def test_a_directory_is_no_plan(run: Run, tmp_path: Path) -> None:
    ended = run("assign", tmp_path)
    assert (ended.status, ended.err.count("\n")) == (2, 1)
    assert "it is a directory; name a file in it" in ended.err


@pytest.mark.fault(4)
@pytest.mark.parametrize("name", ["pipe", "/dev/zero", "/dev/null"])
def test_what_is_not_a_regular_file_is_refused_without_waiting(run: Run, name: str) -> None:
    if name == "pipe":
        os.mkfifo(name)
    ended = run("assign", name)
    assert ended.status == 2
    assert "not a regular file" in ended.err


@pytest.mark.fault(6)
def test_links_that_lead_nowhere_are_told(run: Run) -> None:
    Path("loop").symlink_to("loop")
    Path("dangling").symlink_to("nowhere")
    assert "leads back to itself" in run("assign", "loop").err
    assert "a symbolic link to nowhere, which does not exist" in run("assign", "dangling").err
    long = run("assign", "x" * 300)
    assert (long.status, "the file name is too long" in long.err) == (2, True)


def test_a_file_one_may_not_read_is_told(
    run: Run, plan_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_open = os.open

    def refuse(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if str(path) == str(plan_file):
            raise PermissionError(13, "Permission denied", str(plan_file))
        return real_open(path, flags, mode)

    plan_file.chmod(0)
    if os.geteuid() == 0:  # for whom no file is unreadable
        monkeypatch.setattr(os, "open", refuse)
    ended = run("check", plan_file)
    assert ended.status == 2
    assert "you are not allowed to read it" in ended.err


@pytest.mark.fault(7)
def test_a_file_larger_than_the_limit_is_refused_before_it_is_read(run: Run) -> None:
    with Path("huge.toml").open("wb") as file:
        file.truncate(256 * 1024 * 1024 + 1)
    ended = run("check", "huge.toml")
    assert (ended.status, "larger than 256 MiB" in ended.err) == (2, True)


@pytest.mark.fault(8)
def test_a_byte_order_mark_and_windows_line_ends_are_accepted(
    run: Run, write: Write, plan_text: str
) -> None:
    expected = run("assign", write("plain.toml", plan_text), "--format", "json")
    path = write("windows.toml", plan_text.replace("\n", "\r\n").encode("utf-8-sig"))
    assert run("assign", path, "--format", "json") == expected
    assert expected.status == 0


@pytest.mark.fault(25)
def test_all_faults_are_told_at_once(run: Run, write: Write, plan_text: str) -> None:
    text = plan_text.replace("10.9.1.0/24", "10.8.1.0/24").replace("source_region", "sauce")
    ended = run("check", write("plan.toml", text))
    assert ended.status == 2
    assert ended.err.splitlines()[0].endswith("plan.toml: 2 faults")
    assert len(ended.err.splitlines()) == 3


def test_a_key_that_holds_an_escape_sequence_does_not_reach_the_terminal(
    run: Run, write: Write, plan_text: str
) -> None:
    ended = run("check", write("plan.toml", plan_text + '"\\u001b]2;PWN\\u0007\\u202e" = 1\n'))
    assert ended.status == 2
    assert "␛]2;PWN␇‹U+202E›" in ended.err
    assert "\x1b" not in ended.err
    ended = run("check", "\x1b[31m\nmissing")
    assert "␛[31m␊missing: there is no such file" in ended.err
