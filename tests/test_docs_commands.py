"""Every command line of the documentation is run: with files as the page has them, or parsed.

What opens the interface, or reads Azure live, is parsed here and run by the tests of those.
"""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from models.samples import samples
from tests.support import arm_templates as arm
from tests.support import terraform_documents as terraform
from tests.test_docs import CONTRACT, PAGES, ROOT, fences
from tests.test_docs_lessons import EXAMPLE
from tui.__main__ import main
from tui.cli import asrnet
from tui.commands import open_plan

LANGUAGES = ("bash", "sh", "console")
INTERACTIVE = ("demo", "learn", "present", "serve", "")
SUBSCRIPTION = "11111111-2222-3333-4444-555555555555"
FIXTURES = ROOT / "tests" / "fixtures"


class Called(NamedTuple):
    """A command line of a page."""

    page: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.page}: {shlex.join(self.arguments)}"


def called() -> Iterator[Called]:
    """Every call of the program that the documentation shows, in the order of each page."""
    texts = {**PAGES, "README.md": (ROOT / "README.md").read_text(encoding="utf-8")}
    for name, page in texts.items():
        for language in LANGUAGES:
            for block in fences(page, language):
                for line in block.replace("\\\n", " ").splitlines():
                    if found := re.match(r"(?:\$ |.*\| )?asrnet( [^|>;&]*)?", line):
                        words = shlex.split(found[1] or "", comments=True)
                        arguments = [re.sub(r"^\$\w+$", SUBSCRIPTION, word) for word in words]
                        yield Called(name, tuple(arguments))


CALLS = sorted(set(called()))


def command_of(arguments: tuple[str, ...]) -> str:
    """The name of the command that is called; empty where a plan is opened."""
    name = arguments[0] if arguments else ""
    return name if asrnet.get_command(click.Context(asrnet), name) else ""


def is_parsed_only(call: Called) -> bool:
    """Whether it would open the interface or a connection."""
    name = command_of(call.arguments)
    prints = {"--list", "--check", "--help", "--progress"} & set(call.arguments)
    return (name in INTERACTIVE and not prints) or "--subscription" in call.arguments


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with every file that a command line of the documentation names."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASRNET_STATE_DIR", str(tmp_path / "state"))
    article, *_ = samples()
    [contoso, *_] = fences(CONTRACT, "toml")
    (tmp_path / "contoso.toml").write_text(contoso, encoding="utf-8")
    for name in ("plan", "old", "estate"):
        (tmp_path / f"{name}.toml").write_text(article.text, encoding="utf-8")
    for name in ("my-lesson", "lesson"):
        (tmp_path / f"{name}.toml").write_text(EXAMPLE, encoding="utf-8")
    (tmp_path / "azure").mkdir()
    for path in (FIXTURES / "azure").glob("*.json"):
        shutil.copy(path, tmp_path / "azure")
        shutil.copy(path, tmp_path / path.name.replace("_", "-"))
    for path in (FIXTURES / "site_recovery").glob("*.json"):
        shutil.copy(path, tmp_path / f"replication-{path.name}")
    for name, document in documents().items():
        (tmp_path / name).write_text(json.dumps(document), encoding="utf-8")
    return tmp_path


def documents() -> dict[str, object]:
    """What the pages of the imports call by names of their own."""
    vnets = json.loads((FIXTURES / "azure" / "vnets.json").read_text(encoding="utf-8"))
    named = {"parameters": arm.declared(machine="vm")}
    network = terraform.resource(
        "azurerm_virtual_network.a",
        id=terraform.id_of("virtualNetworks", "a"),
        name="a",
        location="eastasia",
        resource_group_name="rg",
        address_space=["10.0.0.0/16"],
        subnet=[],
    )
    return {
        "answer.json": {"data": vnets, "count": len(vnets)},
        "main.json": arm.template(arm.vnet(), arm.nic(), arm.vm(), **named),
        "main.parameters.json": arm.parameter_file(machine="vm"),
        "network.json": arm.template(arm.vnet()),
        "machines.json": arm.template(arm.nic(), arm.vm(), **named),
        "machines.parameters.json": arm.parameter_file(machine="vm"),
        "state.json": terraform.state(network),
    }


@pytest.mark.parametrize("call", [one for one in CALLS if is_parsed_only(one)], ids=str)
def test_what_opens_a_screen_or_a_connection_is_a_call_there_is(call: Called, world: Path) -> None:
    name = command_of(call.arguments)
    command = asrnet.get_command(click.Context(asrnet), name) if name else open_plan.command
    assert command
    arguments = list(call.arguments[1:] if name else call.arguments)
    context = command.make_context(
        name, arguments, parent=click.Context(asrnet, **asrnet.context_settings)
    )
    assert not context.args


@pytest.mark.parametrize("call", [one for one in CALLS if not is_parsed_only(one)], ids=str)
def test_a_call_that_is_shown_does_what_it_says(
    call: Called, world: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = list(call.arguments)
    if "-o" in arguments:
        (world / arguments[arguments.index("-o") + 1]).unlink(missing_ok=True)
    if arguments[:2] == ["import", "plan.csv"]:
        main(["export", "plan.toml", "--to", "csv", "-o", "plan.csv"])  # the line before
    arguments = [name for word in arguments for name in expanded(world, word)]
    monkeypatch.setattr("tui.commands.learn.SEEDS", range(1, 3))
    article = samples()[0].text.encode()
    monkeypatch.setattr("models.storage.reading._standard_input", lambda _: article)
    status = main(arguments)
    found = command_of(call.arguments) in ("check", "verify", "diff")
    wanted = (0, 1) if found else (2,) if "contso.toml" in arguments else (0,)
    assert status in wanted, capfd.readouterr().err


def expanded(world: Path, word: str) -> list[str]:
    """The names of files that a shell makes of a word."""
    return sorted(path.name for path in world.glob(word)) if "*" in word else [word]
