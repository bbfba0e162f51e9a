"""Arguments and options that several commands have, and how a shell completes them."""

import os
from collections.abc import Callable, Collection, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem
from click.types import StringParamType

Command = TypeVar("Command", bound=Callable[..., Any])
SCENARIOS = ("failover", "test-failover", "failback")
"""The values of :class:`models.assignment.Scenario`, which completion need not import."""


class FileName(StringParamType):
    """The name of a file, or ``-``; shells complete it as a file."""

    name = "file"

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Leave it to the shell."""
        return [CompletionItem(incomplete, type="file")]


plan_argument = click.argument("plan", type=FileName(), metavar="PLAN")
test_network_option = click.option(
    "--test-network",
    metavar="ID",
    help="The network that items without a test failover network are tested in.",
)


def meant(name: str, commands: Iterable[str]) -> str | None:
    """The command somebody meant by a word that is neither one nor a file."""
    if os.path.lexists(name) or not name.replace("-", "").isalpha() or name.startswith("-"):
        return None
    close = get_close_matches(name, commands, n=1)
    return close[0] if close else None


def complete_plans(incomplete: str) -> list[CompletionItem]:
    """The plan files whose names begin so, and the directories that may hold some."""
    directory, start = os.path.split(incomplete)
    try:
        entries = sorted(Path(directory or ".").iterdir())
    except OSError:
        return []
    return [
        CompletionItem(os.path.join(directory, entry.name) + "/" * entry.is_dir())  # noqa: PTH118
        for entry in entries
        if entry.name.startswith(start)
        and entry.name.startswith(".") <= start.startswith(".")
        and (entry.suffix == ".toml" or entry.is_dir())
    ]


def suggestion(name: str, known: Collection[str]) -> str:
    """What may have been meant, as the end of a message; empty where nothing is near."""
    close = get_close_matches(name, known, n=3)
    return "; did you mean " + " or ".join(map(repr, close)) + "?" if close else ""
