"""Scripts that call the Azure CLI, run with one that only writes down what it is called with."""

import os
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from models.exports.export import Export

RECORDER = r"""
az() {
  printf '%s\0' "$@" "" >>"$AZ_LOG"
  [ "$1" = account ] && return
  echo 'ERROR: Not Found({"error":{"code":"ResourceNotFound"}})' >&2
  return 3
}
export -f az
"""


class Run(NamedTuple):
    """How a script ended, and each call that it made."""

    status: int
    output: str
    calls: list[list[str]]

    @property
    def urls(self) -> list[str]:
        """The resources it asked for, each once, decoded and without the query."""
        found = [call[call.index("--url") + 1] for call in self.calls if "--url" in call]
        return list(dict.fromkeys(unquote(url.partition("?")[0]) for url in found))


def script(export: Export, name: str) -> str:
    """The text of a script of an export."""
    (text,) = (file.text for file in export.files if file.name == name)
    return text


def run(text: str, **variables: str) -> Run:
    """Run a script in an empty directory, which it must leave empty, with ``az`` recorded."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        inside = directory / "inside"
        inside.mkdir()
        log = directory / "log"
        done = subprocess.run(
            ["bash", "-c", RECORDER + '\nbash -c "$SCRIPT"'],
            cwd=inside,
            env={
                "PATH": os.environ["PATH"],
                "AZ_LOG": str(log),
                "SCRIPT": text,
                "PAUSE": "0",
                **variables,
            },
            capture_output=True,
            check=False,
        )
        assert list(inside.iterdir()) == []
        words = log.read_bytes().decode().split("\0") if log.exists() else []
        return Run(done.returncode, (done.stdout + done.stderr).decode(), _calls(words[:-1]))


def _calls(words: list[str]) -> list[list[str]]:
    calls: list[list[str]] = [[]]
    for word in words:
        if word == "":
            calls.append([])
        else:
            calls[-1].append(word)
    return [call for call in calls if call]
