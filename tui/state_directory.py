"""Where the program keeps what it remembers between two starts."""

import os
from pathlib import Path

from platformdirs import user_state_path

DIRECTORY = "ASRNET_STATE_DIR"
"""The environment variable that names another directory."""


def state_directory() -> Path:
    """The directory, which need not exist: the platform's own unless the environment says."""
    chosen = os.environ.get(DIRECTORY)
    return Path(chosen) if chosen else user_state_path("asrnet")
