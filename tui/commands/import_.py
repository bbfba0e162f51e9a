"""``asrnet import``: a plan from what Azure and its tools write."""

from pathlib import Path

import click

from models.errors import StorageError
from models.formats import documents, plan_toml
from models.storage.documents_to_import import documents_in, read_documents
from models.storage.reading import STANDARD_INPUT
from models.storage.writing import write_atomic
from tui.commands.arguments import FileName
from tui.commands.import_report import report
from tui.commands.output import print_data, warn


@click.command()
@click.argument("files", nargs=-1, required=True, type=FileName(), metavar="FILE...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=FileName(),
    metavar="PLAN",
    help="The plan file to write; - is standard output.",
)
@click.option("--force", is_flag=True, help="Replace PLAN where it exists.")
@click.option("--verbose", is_flag=True, help="Name everything that was skipped.")
def command(files: tuple[str, ...], output: str, *, force: bool, verbose: bool) -> None:
    """Build a plan from what Azure and its tools write.

    That is the output of az network vnet list, az network nic list, az vm list and the like.
    FILE is a file, a directory (then all its *.json files), or - for standard input. What
    was used and what was skipped, and why, is told on standard error.
    """
    _refuse_existing(output, force)
    names = documents_in(files)
    result = documents.read(list(read_documents(names)))
    data = plan_toml.dumps(result.plan)
    if output == STANDARD_INPUT:
        print_data(data)
    else:
        _refuse_existing(output, force)
        write_atomic(output, data.encode("utf-8"))
    warn(report(len(names), result.used, result.skipped, verbose))


def _refuse_existing(output: str, force: bool) -> None:
    if output == STANDARD_INPUT:
        return
    if Path(output).is_dir():
        raise StorageError(f"{output}: it is a directory; name the plan file to write")
    if not force and (Path(output).exists() or Path(output).is_symlink()):
        raise StorageError(f"{output}: it exists already; name another, or replace it by --force")
