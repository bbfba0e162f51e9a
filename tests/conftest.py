"""What holds for the whole suite."""

import gc


def pytest_configure() -> None:
    """Collect garbage rarely: walking over all that tests import takes a third of their time."""
    gc.set_threshold(100_000, 50, 100)
