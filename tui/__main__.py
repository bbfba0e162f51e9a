"""``python -m tui``: the same as the command ``asrnet``."""

import sys
from collections.abc import Sequence

INTERRUPTED = 130
"""128 and the number of SIGINT."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; its exit status. The entry point of ``asrnet``."""
    try:
        from tui.cli import run  # here, so that Ctrl-C while it loads is quiet too

        return run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
