"""Reading an estate live, with a line on standard error that tells how far it is."""

import math
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from models.errors import LiveError
from models.live.steps import Step, unseen
from tui.shown import shown

if TYPE_CHECKING:
    from models.live.reading import Live

EXTRA = "reading Azure live needs two more packages: pip install 'asrnet[azure]'"
WIDTH = 78


def read_live(subscriptions: Sequence[str], cloud: str) -> "Live":
    """What is in some subscriptions of a cloud. Raises :class:`models.errors.LiveError`."""
    try:
        from models.live import reading  # here, as Microsoft's packages are slow, and an extra
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("azure"):
            raise
        raise LiveError(EXTRA) from error
    if sys.stderr is None or not sys.stderr.isatty():
        return reading.read(subscriptions, cloud, unseen)
    try:
        return reading.read(subscriptions, cloud, tell)
    finally:
        _write("")


def tell(step: Step) -> None:
    """Replace the line on the terminal by one on this step."""
    _write(line(step))


def line(step: Step) -> str:
    """Where the reading is, in one line."""
    text = f"Reading {shown(step.what)}"
    if step.pages:
        text += f": {step.rows} so far"
    if step.wait:
        text += f"; Azure is busy, asking again in {math.ceil(step.wait)} s"
    return text[:WIDTH]


def _write(text: str) -> None:
    click.echo(f"\r{text:{WIDTH}}\r{text}", err=True, nl=False)
