"""Every benchmark at its smallest size, in one process: that they run, not what they say.

``python -m tests.benchmarks.quick`` prints what they print; ``make test`` looks only at whether
they end well.
"""

from tests.benchmarks import (
    engine,
    exchange,
    files,
    journal,
    line,
    memory,
    parts,
    peers,
    screens,
)


def main() -> None:
    """Run them one after the other."""
    engine.main((100,))
    exchange.main((20,))
    files.figures(100)
    memory.main((100,), "--one")
    peers.main(quick=True)
    parts.main((100,))
    journal.main((100,))
    line.main(10, keys=())
    screens.main(1, (200,), presses=1, quiet=0.03)


if __name__ == "__main__":
    main()
