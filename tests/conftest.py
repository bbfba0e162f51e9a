"""What holds for the whole suite."""

import gc

from hypothesis import settings

settings.register_profile("suite", deadline=None)  # a machine that is busy is no fault


def pytest_configure() -> None:
    """Collect garbage rarely: walking over all that tests import takes a third of their time."""
    gc.set_threshold(100_000, 50, 100)
    settings.load_profile("suite")
