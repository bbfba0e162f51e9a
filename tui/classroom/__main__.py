"""``python -m tui.classroom``: the app of one visitor, in the directory it is started in.

Started by the server, which it talks to over standard input and output in the packets of
:mod:`tui.classroom.protocol`.
"""

import gc
import sys
from pathlib import Path

from tui.classroom.limits import restrict


def main() -> int:
    """Run the app; the exit status."""
    restrict()
    gc.disable()  # what is made until something is open stays; the app enables it then
    sys.stdout = sys.stderr  # packets only go out by the driver
    from tui.classroom.jail import shut
    from tui.classroom.running import run

    shut(Path.cwd())
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
