"""``asrnet diff``: what differs between two plans."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def new(plan_text: str, write: Write) -> Path:
    """The plan with another load balancer in the way, and the machine that loses renamed."""
    text = plan_text.replace(
        'address = "10.1.1.5", by = "ilb-web"', 'address = "10.1.1.4", by = "ilb"'
    )
    return write("new.toml", text)  # fmt: skip


def test_a_plan_does_not_differ_from_itself(run: Run, plan_file: Path) -> None:
    ended = run("diff", plan_file, plan_file, "--fail-on", "changes")
    assert (ended.status, ended.out) == (0, "✓ the two plans are the same\n")
    ended = run("diff", plan_file, plan_file, "--format", "json")
    assert json.loads(ended.out) == {
        "format": 1,
        "before": "Contoso",
        "after": "Contoso",
        "terms": [],
        "addresses": [],
        "new_findings": [],
        "ended_findings": [],
    }
    ended = run("diff", plan_file, plan_file, "--format", "markdown")
    assert ended.out == "## What changes in the plan\n\nNothing: the two plans are the same.\n"


def test_terms_addresses_and_findings_are_told(run: Run, plan_file: Path, new: Path) -> None:
    ended = run("diff", plan_file, new)
    assert (ended.status, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[:3] == [
        "Plan terms: 2",
        "  - gone     address in use contoso-vnet-asr/web 10.1.1.5: ilb-web",
        "  + added    address in use contoso-vnet-asr/web 10.1.1.4: ilb",
    ]
    assert "  ~ changed  failover  web-01" in lines
    assert "    before  10.1.1.4 in web of contoso-vnet-asr, static: kept" in "\n".join(lines)
    assert any(line.startswith("New findings: ") for line in lines)
    assert any(line.startswith("Ended findings: ") for line in lines)


def test_the_json_has_whole_results(run: Run, plan_file: Path, new: Path) -> None:
    found = json.loads(run("diff", plan_file, new, "--format", "json").out)
    assert found["terms"][1] == {
        "way": "added",
        "kind": "address in use",
        "subject": "subnet:contoso-vnet-asr/web",
        "name": "contoso-vnet-asr/web 10.1.1.4",
        "field": None,
        "before": None,
        "after": "ilb",
    }
    first = found["addresses"][0]
    assert {key: first[key] for key in ("way", "scenario", "virtual_machine")} == {
        "way": "changed",
        "scenario": "failover",
        "virtual_machine": "web-01",
    }
    assert (first["before"]["address"], first["after"]["reason"]) == ("10.1.1.4", "address-taken")
    assert {one["code"] for one in found["new_findings"]} >= {"address-lost"}


def test_the_markdown_is_tables_fit_for_a_pull_request(
    run: Run, plan_file: Path, new: Path
) -> None:
    text = run("diff", plan_file, new, "--format", "markdown").out
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "## What changes in the plan",
        "### Plan terms",
        "### Resulting addresses",
        "### New findings",
        "### Ended findings",
    ]
    widths = {line.count(" | ") for line in text.splitlines() if line.startswith("|")}
    assert widths == {3}
    assert "| failover | `web-01` | 10.1.1.4 in web of contoso-vnet-asr, static: kept |" in text


@pytest.mark.parametrize(
    ("change", "changes", "addresses"),
    [
        (('name = "Contoso"', 'name = "Fabrikam"'), 1, 0),
        (('address = "10.1.1.5", by', 'address = "10.1.1.4", by'), 1, 1),
        (("", ""), 0, 0),
    ],
)
def test_it_fails_on_what_it_is_asked_to_fail_on(
    run: Run,
    write: Write,
    plan_text: str,
    plan_file: Path,
    change: tuple[str, str],
    changes: int,
    addresses: int,
) -> None:
    other = write("other.toml", plan_text.replace(*change, 1))
    for fail_on, status in (("changes", changes), ("addresses", addresses), ("never", 0)):
        assert run("diff", plan_file, other, "--fail-on", fail_on).status == status
    assert run("diff", plan_file, other).status == 0


def test_one_of_the_two_may_be_standard_input(run: Run, plan_file: Path, new: Path) -> None:
    wanted = run("diff", plan_file, new).out
    assert run("diff", "-", new, stdin=plan_file.read_bytes()).out == wanted
    assert run("diff", plan_file, "-", stdin=new.read_bytes()).out == wanted
    ended = run("diff", "-", "-", stdin=new.read_bytes())
    assert (ended.status, "standard input can be read once only" in ended.err) == (2, True)


def test_what_cannot_be_used_ends_with_2(run: Run, write: Write, plan_file: Path) -> None:
    for other in ("missing.toml", write("bad.toml", "x = ")):
        ended = run("diff", plan_file, other)
        assert (ended.status, ended.out) == (2, "")


def test_names_are_inert_in_every_form(run: Run, write: Write, plan_text: str) -> None:
    evil = "web-01\\u001b[2J\\u202e|`<img src=x>@you #1"
    before = write("a.toml", plan_text)
    after = write("b.toml", plan_text.replace('"web-01"', f'"{evil}"'))
    for form in ("text", "json", "markdown"):
        out = run("diff", before, after, "--format", form).out
        assert not {"\x1b", "\u202e"} & set(out)
    assert "<img" not in out
    assert "<img" not in out
    lines = [line for line in out.splitlines() if line.startswith("|")]
    assert {line.count("|") for line in lines} == {5}


def test_the_example_of_the_page_is_what_is_printed(
    run: Run, write: Write, plan_text: str, plan_file: Path
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "diff.md").read_text(encoding="utf-8")
    held = 'address = "10.1.1.{}", by'
    new = write("new.toml", plan_text.replace(held.format(5), held.format(4)))
    lines = run("diff", plan_file, new).out.splitlines()
    assert "\n".join(["```text", *lines[:7], "```"]) in page


def test_git_shows_what_a_change_comes_to(
    write: Write, plan_text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git = shutil.which("git")
    program = Path(sys.executable).with_name("asrnet")
    if git is None or not program.exists():
        pytest.skip("git or the installed program is not here")
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    page = (Path(__file__).parents[2] / "docs" / "diff.md").read_text(encoding="utf-8")
    [configure, *_] = re.findall(r"^git config .*$", page, re.MULTILINE)

    def call(*arguments: str) -> str:
        done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, encoding="utf-8")
        return done.stdout

    call(git, "init", "-q")
    call(*shlex.split(configure))
    write(".gitattributes", "*.toml diff=asrnet\n")
    write("plan.toml", plan_text)
    call(git, "add", ".")
    write("plan.toml", plan_text.replace('name = "Contoso"', 'name = "Fabrikam"'))
    assert "plan: name: Contoso → Fabrikam" in call(git, "diff")
