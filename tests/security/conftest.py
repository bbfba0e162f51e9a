"""The command line and the screens, on hostile plans."""

from tests.support.command_line import run
from tests.support.quick_screens import one_parsing, short_waits

__all__ = ["one_parsing", "run", "short_waits"]
