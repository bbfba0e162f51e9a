"""What an export is: files, and what there is to say about them."""

import re
from dataclasses import dataclass
from typing import Literal

LONGEST_NAME = 60
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may choose about an export.

    ``pin`` sets every address that the plan forecasts, not only those that were decided.
    ``terraform_version`` is the major version of the azurerm provider.
    """

    pin: bool = False
    terraform_version: Literal[4, 5] = 5


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file of an export: its name, with ``/`` between directories, and what it holds."""

    name: str
    text: str
    executable: bool = False


@dataclass(frozen=True, slots=True)
class Export:
    """The files of an export, the one to look at first first.

    ``notes`` say, a sentence each, what the kind cannot express and what is left to do;
    they are for the person, and stand in the files as well where that kind has comments.
    """

    files: tuple[ExportedFile, ...]
    notes: tuple[str, ...] = ()


def slug(text: str, joint: str = "-", longest: int = LONGEST_NAME) -> str:
    """A text as letters and digits of ASCII with ``joint`` between; ``x`` where none is left."""
    words = _UNSAFE.sub(joint, text).strip(joint).lower()
    return words[:longest].rstrip(joint) or "x"


class DistinctNames:
    """Names made of texts so that no two texts get one name; each text always gets the same."""

    def __init__(self, joint: str = "-", longest: int = LONGEST_NAME) -> None:
        self._joint = joint
        self._longest = longest
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, text: str) -> str:
        """The name of a text: its slug, with a number where another text has that."""
        if text not in self._names:
            start = slug(text, self._joint, self._longest)
            name, number = start, 1
            while name in self._taken:
                number += 1
                name = f"{start}{self._joint}{number}"
            self._taken.add(name)
            self._names[text] = name
        return self._names[text]
