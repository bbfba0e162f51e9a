"""The demonstrations that ship with the program, and those of a trainer's own."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from models.errors import PlanError
from models.formats.demonstration_toml import LARGEST, loads
from models.samples import samples
from models.storage.reading import read_bytes, read_text, text_of
from models.training.demonstration import Demonstration

DEFAULT = "tour"
"""The demonstration of the sample that the public article describes."""


@dataclass(frozen=True, slots=True)
class Script:
    """A demonstration, and the plan it runs on: what its file is called, and its text."""

    demonstration: Demonstration
    plan_name: str
    plan_text: str

    def copy_plan_to(self, directory: Path) -> Path:
        """A copy of the plan in a directory; the plan itself stays what it is."""
        path = directory / self.plan_name
        path.write_text(self.plan_text, encoding="utf-8")
        return path


def names() -> tuple[str, ...]:
    """What the demonstrations that ship are called, the tour first."""
    entries = (files("sample_configs") / "demonstrations").iterdir()
    found = {entry.name.removesuffix(".toml") for entry in entries if entry.name.endswith(".toml")}
    return tuple(sorted(found, key=lambda name: (name != DEFAULT, name)))


def shipped(name: str, is_key: Callable[[str], bool]) -> Script:
    """A demonstration that ships; ``name`` is one of :func:`names`."""
    text = (files("sample_configs") / "demonstrations" / f"{name}.toml").read_text("utf-8")
    return _script(text, f"{name}.toml", Path(), is_key)


def script_in(path: Path, is_key: Callable[[str], bool]) -> Script:
    """The demonstration in a file. Raises :class:`models.errors.PlanError`."""
    text = text_of(read_bytes(path, limit=LARGEST), path)
    return _script(text, str(path), path.parent, is_key)


def _script(text: str, source: str, directory: Path, is_key: Callable[[str], bool]) -> Script:
    known = {sample.name: sample for sample in samples()}
    found = loads(text, source, tuple(known), is_key)
    if found.sample is not None:
        return Script(found, f"{found.sample}.toml", known[found.sample].text)
    if found.plan is None:
        raise PlanError(f"{source}: it names no plan")
    return Script(found, found.plan, read_text(directory / found.plan))
