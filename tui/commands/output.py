"""Writing results to standard output and messages to standard error."""

import os
import sys

import click

from models.errors import StorageError

_PLAIN = str.maketrans(
    {"✓": "+", "✗": "x", "·": ".", "→": "->", "…": "...", "‹": "<", "›": ">", "␛": "<ESC>"}
)
"""What stands for our signs where the terminal's encoding does not have them."""


def print_data(text: str) -> None:
    """Print what another program reads: always UTF-8, whatever the terminal's encoding."""
    _write(text.encode("utf-8"))


def print_text(text: str) -> None:
    """Print lines for people; colours are taken out where they are not wanted."""
    text = text if colours() else click.unstyle(text)
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        data = f"{text}\n".encode(encoding)
    except UnicodeEncodeError:
        data = f"{text}\n".translate(_PLAIN).encode(encoding, "replace")
    _write(data)


def warn(text: str) -> None:
    """Print a message on standard error; where that is closed, nothing."""
    if sys.stderr is not None:
        click.echo(text, err=True)


def colours() -> bool:
    """Whether standard output is a terminal whose user did not ask for no colour."""
    return (
        sys.stdout is not None
        and sys.stdout.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )


def silence() -> None:
    """Let what is still buffered for standard output go nowhere, for nobody reads it."""
    try:
        descriptor = sys.stdout.fileno()
    except (AttributeError, OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _write(data: bytes) -> None:
    if sys.stdout is None:
        raise StorageError("standard output is closed; redirect it to a file")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence()
        raise StorageError(f"standard output could not be written: {error.strerror}") from error
