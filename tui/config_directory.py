"""Where what a person prefers is kept: outside every plan."""

import os
from pathlib import Path

import platformdirs

VARIABLE = "ASRNET_CONFIG_DIR"
"""The environment variable that names another directory."""


def config_directory() -> Path:
    """The directory of asrnet's own files, which need not exist yet."""
    if chosen := os.environ.get(VARIABLE):
        return Path(chosen)
    return platformdirs.user_config_path("asrnet")
