"""What the commands that read an estate have in common: where from, and what they found."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, NamedTuple

import click
from click.core import ParameterSource
from click.types import StringParamType

from models.formats.azure_report import Import
from models.live.clouds import NAMES
from models.regions import catalogue
from tui.commands.arguments import Command, FileName, suggestion

LIVE = "azure"
"""The word that stands for Azure itself, in the place of a file."""
files_argument = click.argument(
    "files", nargs=-1, required=True, type=FileName(), metavar="FILE..."
)


class Region(StringParamType):
    """The programmatic name of a region of the catalogue."""

    name = "region"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name; for one that is not known, what may have been meant."""
        regions, name = catalogue(), str(value)
        if name in regions:
            return name
        meant = regions.suggestion(name)
        near = f"; did you mean {meant!r}?" if meant else suggestion(name, list(regions))
        raise click.BadParameter(f"{name!r} is not a known region{near}", ctx, param)


class Asked(NamedTuple):
    """Where an estate is read from: files, or some subscriptions of a cloud."""

    files: tuple[str, ...]
    location: str | None
    subscriptions: tuple[str, ...]
    cloud: str


_OPTIONS: tuple[Callable[[Command], Command], ...] = (
    click.option(
        "--location",
        type=Region(),
        metavar="REGION",
        help="The region of what a template places where its resource group is.",
    ),
    click.option(
        "--subscription",
        "subscriptions",
        multiple=True,
        metavar="ID",
        help="Read this subscription live; FILE is then the word azure. May be repeated, or be"
        " several with commas between them.",
    ),
    click.option(
        "--cloud",
        type=click.Choice(NAMES),
        default=NAMES[0],
        show_default=True,
        help="The cloud to read live from; only with --subscription.",
    ),
)


def estate_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of reading an estate; with its files they become ``asked``."""

    @wraps(command)
    def asking(
        files: tuple[str, ...],
        location: str | None,
        subscriptions: tuple[str, ...],
        cloud: str,
        **others: Any,
    ) -> Any:
        asked = Asked(files, location, _checked(files, subscriptions), cloud)
        return command(asked=asked, **others)

    for option in reversed(_OPTIONS):
        asking = option(asking)
    return asking


def _checked(files: tuple[str, ...], ids: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of the subscriptions. Raises :class:`click.UsageError`."""
    if not ids:
        if files == (LIVE,) and not Path(LIVE).exists():
            raise click.UsageError(
                f"there is no file or directory {LIVE!r}; to read Azure live, name what to read"
                " by '--subscription ID', as az account list shows it"
            )
        if click.get_current_context().get_parameter_source("cloud") != ParameterSource.DEFAULT:
            raise click.UsageError("'--cloud' goes with '--subscription' only")
        return ()
    if files != (LIVE,):
        raise click.UsageError(f"with '--subscription' the only FILE is the word {LIVE!r}")
    from models.live.subscriptions import distinct  # not for files

    try:
        return tuple(distinct(ids))
    except ValueError as error:
        raise click.UsageError(f"'--subscription': {error}") from error


class Estate(NamedTuple):
    """What was read: from how many files or lists, and what became of it."""

    files: int
    result: Import
    unit: str = "file"

    @property
    def skipped(self) -> list[str]:
        """The ends of the ARM ids of what could not be used."""
        return [entry.subject for entry in self.result.skipped]


def read_estate(asked: Asked) -> Estate:
    """The estate that files describe, or that is in Azure now.

    Raises :class:`models.errors.StorageError`, :class:`models.errors.InvalidInput` and
    :class:`models.errors.LiveError`.
    """
    from models.formats import documents  # not for --help
    from models.formats.document import Given
    from models.storage.documents_to_import import documents_in, read_documents

    given = Given(asked.location)
    if not asked.subscriptions:
        names = documents_in(asked.files)
        return Estate(len(names), documents.read(list(read_documents(names)), given))
    from tui.commands.live import read_live

    live = read_live(asked.subscriptions, asked.cloud)
    result = documents.read(live.documents, given)
    result = replace(result, skipped=(*live.skipped, *result.skipped))
    return Estate(len(live.documents), result, "list")
