"""``asrnet import``: a plan from what Azure and its tools write, or that taken into a plan."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from models.errors import StorageError
from models.formats import plan_toml
from models.merging import Merge, merge
from models.storage.opening import Access, Opened, open_plan
from models.storage.reading import STANDARD_INPUT
from models.storage.writing import write_atomic
from tui.commands.arguments import FileName
from tui.commands.estate import Asked, Estate, estate_options, files_argument, read_estate
from tui.commands.import_report import report
from tui.commands.merge_report import merge_report
from tui.commands.output import print_data, warn
from tui.shown import shown
from tui.state_directory import state_directory


@click.command()
@files_argument
@click.option(
    "-o",
    "--output",
    type=FileName(),
    metavar="PLAN",
    help="The plan file to write; - is standard output.",
)
@click.option(
    "--into", type=FileName(), metavar="PLAN", help="The plan file to take the estate into."
)
@click.option("--force", is_flag=True, help="Replace PLAN where it exists; only with -o.")
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and write nothing.")
@click.option(
    "--drop-vanished",
    is_flag=True,
    help="Take out of PLAN also what vanished with decisions about it; only with --into.",
)
@estate_options
@click.option("--verbose", is_flag=True, help="Name everything that is told of.")
def command(
    *,
    asked: Asked,
    output: str | None,
    into: str | None,
    force: bool,
    dry_run: bool,
    drop_vanished: bool,
    verbose: bool,
) -> None:
    """Build a plan from what Azure and its tools write, or take that into a plan.

    That is the output of az network vnet list, az network nic list, az vm list and the like.
    FILE is a file, a directory (then all its *.json, *.csv and *.tfstate files), or - for
    standard input; or the word azure, with --subscription, to read live from Azure with the
    rights of whoever is signed in, changing nothing. What was used and what was skipped, and
    why, is told on standard error.

    With --into the facts of PLAN are replaced and its decisions kept. What vanished, what
    Site Recovery decides otherwise, what changed and what appeared is told first.
    """
    _check_usage(output, into, force, drop_vanished)
    if into is not None:
        with _opened(Path(into), dry_run) as opened:
            estate = read_estate(asked)
            imported, skipped = estate.result.plan, estate.skipped
            merged = merge(opened.plan, imported, skipped=skipped, drop_vanished=drop_vanished)
            _tell(estate, verbose)
            _take(merged, opened, verbose)
    elif output is not None:
        written = None if dry_run else output
        estate = _build(asked, written, force)
        _tell(estate, verbose)
        if not estate.result.plan.virtual_networks:
            warn("The plan is empty: nothing of what was read can be used.")


def _check_usage(output: str | None, into: str | None, force: bool, drop_vanished: bool) -> None:
    if (output is None) == (into is None):
        raise click.UsageError(
            "name either a plan to write, by '-o', or one to take the estate into, by '--into'"
        )
    if into == STANDARD_INPUT:
        raise click.UsageError("'--into' needs a file, as the plan is saved there")
    if into is not None and force:
        raise click.UsageError("'--force' goes with '-o' only; '--into' saves its plan anyway")
    if into is None and drop_vanished:
        raise click.UsageError("'--drop-vanished' goes with '--into' only")


def _build(asked: Asked, output: str | None, force: bool) -> Estate:
    """Write a plan of what was asked for, unless there is nowhere to."""
    if output is not None:
        _refuse_existing(output, force)
    estate = read_estate(asked)
    if output is not None:
        _write(plan_toml.dumps(estate.result.plan), output, force)
    return estate


@contextmanager
def _opened(path: Path, dry_run: bool) -> Iterator[Opened]:
    """A plan, held until the import is in it; only read for a dry run."""
    opened = open_plan(path, state_directory(), Access.READ if dry_run else Access.EDIT)
    try:
        if opened.recovery is not None:
            raise StorageError(
                f"{path}: an earlier session left edits that are not in the file; open the"
                " plan first, and recover them or not"
            )
        yield opened
    finally:
        opened.give_up()


def _take(merged: Merge, opened: Opened, verbose: bool) -> None:
    """Tell what the import makes of a plan, and save that."""
    warn(merge_report(merged, verbose))
    document = opened.document
    path = shown(str(document.path))
    if merged.plan == merged.before:
        warn(f"There is nothing for {path} to take in; it stays as it is.")
        return
    if document.commented:
        warn(f"{path} has comments, which saving loses; a note is the kept form.")
    if opened.custody is None:
        warn(f"{path} was not written (--dry-run).")
    else:
        opened.custody.save(merged.plan)
        warn(f"{path} was written.")


def _tell(estate: Estate, verbose: bool) -> None:
    warn(report(estate.files, estate.result.used, estate.result.skipped, verbose, estate.unit))


def _write(data: str, output: str, force: bool) -> None:
    if output == STANDARD_INPUT:
        print_data(data)
    else:
        _refuse_existing(output, force)
        write_atomic(output, data.encode("utf-8"))


def _refuse_existing(output: str, force: bool) -> None:
    if output == STANDARD_INPUT:
        return
    if Path(output).is_dir():
        raise StorageError(f"{output}: it is a directory; name the plan file to write")
    if not force and (Path(output).exists() or Path(output).is_symlink()):
        raise StorageError(f"{output}: it exists already; name another, or replace it by --force")
