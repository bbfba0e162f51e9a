"""How the command line tells what went wrong, and with which exit status it ends."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import click

from models.errors import ChangedOnDisk, InvalidInput, PlanError
from models.formats.inert import visible
from tui.commands.output import silence, warn
from tui.shown import shown

UNUSABLE, CHANGED_ON_DISK, MISTAKE, INTERRUPTED, BROKEN_PIPE = 2, 4, 70, 130, 141
"""Exit statuses (``docs/plan-format.md``); 70 is the ``EX_SOFTWARE`` of BSD."""
MESSAGE_LIMIT = 1000


def _debug_asked_for() -> bool:
    return os.environ.get("ASRNET_DEBUG", "") not in ("", "0")


@dataclass
class Options:
    """What was said before the command."""

    read_only: bool = False
    debug: bool = field(default_factory=_debug_asked_for)


class Crashed(Exception):
    """The interface ended by a mistake in it, which is the cause; the message is for the user."""


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """End without a word where the reader of standard output is gone, as ``head`` goes."""
    try:
        yield
    except BrokenPipeError:
        silence()
        raise SystemExit(BROKEN_PIPE) from None


def tell(error: BaseException, options: Options) -> int:
    """Say on standard error what went wrong; the exit status that goes with it."""
    if options.debug and not isinstance(error, SystemExit | click.exceptions.Abort):
        import traceback  # here, as few ever need it

        lines = "".join(traceback.format_exception(error)).split("\n")
        warn("\n".join(map(visible, lines)))
    match error:
        case SystemExit(code=code):
            return code if isinstance(code, int) else int(code is not None)
        case click.exceptions.Abort():
            return INTERRUPTED
        case click.ClickException():
            _tell_usage(error)
            return UNUSABLE
        case PlanError():
            _tell_plan_error(error)
            return _status(error)
        case Crashed():
            warn(str(error))
            return MISTAKE
        case OSError(strerror=str(words)):
            name = f"{error.filename}: " if error.filename else ""
            warn(f"asrnet: {shown(name + words, MESSAGE_LIMIT)}")
            return UNUSABLE
        case _:
            _tell_mistake(error)
            return MISTAKE


def _status(error: PlanError) -> int:
    """3 and 4 are said by the error itself, or by what it is."""
    if isinstance(error, ChangedOnDisk):
        return CHANGED_ON_DISK
    status = getattr(error, "exit_status", UNUSABLE)
    return status if isinstance(status, int) else UNUSABLE


def _tell_usage(error: click.ClickException) -> None:
    if isinstance(error, click.UsageError) and error.ctx is not None:
        warn(error.ctx.get_usage())
        warn(f"Try '{error.ctx.command_path.strip()} --help' for help.")
    warn(f"asrnet: {shown(error.format_message(), MESSAGE_LIMIT)}")


def _tell_plan_error(error: PlanError) -> None:
    if isinstance(error, InvalidInput) and len(error.faults) != 1:
        warn(f"asrnet: {shown(error.source)}: {len(error.faults)} faults")
        for fault in error.faults:
            warn(f"  {shown(str(fault), MESSAGE_LIMIT)}")
        if error.hint:
            warn(f"  {shown(error.hint, MESSAGE_LIMIT)}")
    else:
        warn(f"asrnet: {shown(str(error), MESSAGE_LIMIT)}")


def _tell_mistake(error: BaseException) -> None:
    from tui.commands.about import where_to_report  # here, as few ever need it
    from tui.terminal.crash import what_and_where

    warn(f"asrnet: a mistake in the program, not in your plan: {what_and_where(error)}.")
    warn(
        f"Please report it{where_to_report()}, with what you did; ASRNET_DEBUG=1 shows the details."
    )
