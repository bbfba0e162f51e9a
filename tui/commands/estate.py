"""What the commands that read an estate have in common: files, a location, and what they hold."""

from collections.abc import Callable
from typing import Any, NamedTuple

import click
from click.types import StringParamType

from models.formats.azure_report import Import
from models.regions import catalogue
from tui.commands.arguments import Command, FileName, suggestion

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


location_option: Callable[[Command], Command] = click.option(
    "--location",
    type=Region(),
    metavar="REGION",
    help="The region of what a template places where its resource group is.",
)


class Estate(NamedTuple):
    """What was read: from how many files, and what became of it."""

    files: int
    result: Import

    @property
    def skipped(self) -> list[str]:
        """The ends of the ARM ids of what could not be used."""
        return [entry.subject for entry in self.result.skipped]


def read_estate(files: tuple[str, ...], location: str | None) -> Estate:
    """The estate that files describe.

    Raises :class:`models.errors.StorageError` and :class:`models.errors.InvalidInput`.
    """
    from models.formats import documents  # not for --help
    from models.formats.document import Given
    from models.storage.documents_to_import import documents_in, read_documents

    names = documents_in(files)
    return Estate(len(names), documents.read(list(read_documents(names)), Given(location)))
