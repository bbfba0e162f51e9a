"""The sample plans that ship with the program."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from models.formats.plan_toml import loads

DEFAULT = "article"
"""The sample that the public article of Azure Site Recovery describes."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample plan: its name, what it shows in a line, and its text."""

    name: str
    shows: str
    text: str

    def copy_to(self, directory: Path) -> Path:
        """A copy in a directory; whatever is done to it, the sample stays what it is."""
        path = directory / f"{self.name}.toml"
        path.write_text(self.text, encoding="utf-8")
        return path


@cache
def samples() -> tuple[Sample, ...]:
    """Every sample, the one of the article first, then by name; read once."""
    found = [
        _sample(entry.name.removesuffix(".toml"), entry.read_text(encoding="utf-8"))
        for entry in files("sample_configs").iterdir()
        if entry.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda sample: (sample.name != DEFAULT, sample.name)))


def _sample(name: str, text: str) -> Sample:
    plan = loads(text, name)
    return Sample(name, (plan.note or plan.name).strip().partition("\n")[0], text)
