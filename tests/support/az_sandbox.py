"""A directory in which exported scripts are run against a stand-in for the Azure CLI."""

import json
import os
import shutil
import subprocess
import sys
from copy import copy
from pathlib import Path
from typing import Any

from models.exports.export import Export

FAKE = Path(__file__).with_name("fake_az.py")


class Sandbox:
    """The files of an export, an `az` on the PATH, and the Azure that it keeps."""

    def __init__(self, directory: Path, export: Export, azure: dict[str, Any]) -> None:
        self.scripts, self.bin = directory / "scripts", directory / "bin"
        self.bin.mkdir()
        write(export, self.scripts)
        (self.bin / "az").write_text(f"#!{sys.executable} -IS\n{FAKE.read_text()}")
        (self.bin / "az").chmod(0o755)
        self.azure = azure
        self.fail_on("")

    @property
    def azure(self) -> dict[str, Any]:
        """What there is in Azure now."""
        state: dict[str, Any] = json.loads((self.bin / "azure.json").read_text())
        return state

    @azure.setter
    def azure(self, state: dict[str, Any]) -> None:
        (self.bin / "azure.json").write_text(json.dumps(state))

    def copy(self, directory: Path) -> "Sandbox":
        """Another one in the same state."""
        shutil.copytree(self.bin.parent, directory, dirs_exist_ok=True)
        other = copy(self)
        other.scripts, other.bin = directory / "scripts", directory / "bin"
        return other

    @property
    def changes(self) -> list[list[str]]:
        """The calls that changed something, since they were last asked for."""
        calls = self.bin / "calls"
        lines = calls.read_text().splitlines() if calls.exists() else []
        calls.unlink(missing_ok=True)
        return [words for words in map(json.loads, lines) if not _reads(words)]

    def fail_on(self, beginning: str) -> None:
        """Let the call that begins so fail from now on; blank: none."""
        (self.bin / "fail").write_text(beginning or "no call begins so")

    def run(
        self, script: str, *arguments: str, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a script; it waits for nothing."""
        path = f"{self.bin}{os.pathsep}{os.environ['PATH']}"
        given = {"PATH": path, "ASRNET_POLL_SECONDS": "0", "ASRNET_WAIT_SECONDS": "2"}
        return subprocess.run(
            ["bash", str(self.scripts / script), *arguments],
            env=os.environ | given | variables,
            capture_output=True,
            text=True,
            timeout=60,
        )


def write(export: Export, directory: Path) -> None:
    """Write the files of an export below a directory."""
    for file in export.files:
        path = directory / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")


def _reads(words: list[str]) -> bool:
    return "list" in words or "show" in words or "--method=get" in words
