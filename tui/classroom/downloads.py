"""Files that visitors may fetch: each once, and only by whoever it was made for."""

import re
import secrets
from dataclasses import dataclass

LARGEST = 8 * 1024 * 1024
"""The largest file, in bytes."""
MOST = 3
"""How many files wait for one visitor; the oldest gives way."""
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Download:
    """A file that waits to be fetched: for whom, what it is called, what is in it."""

    visitor: str
    name: str
    data: bytes


class Downloads:
    """The files that wait, by keys that nobody can guess."""

    def __init__(self) -> None:
        self._waiting: dict[str, Download] = {}

    def offer(self, visitor: str, name: str, data: bytes) -> str:
        """Have a file wait for a visitor; the key by which it is fetched."""
        own = [key for key, one in self._waiting.items() if one.visitor == visitor]
        for key in own[: len(own) - MOST + 1]:
            del self._waiting[key]
        key = secrets.token_urlsafe(32)
        self._waiting[key] = Download(visitor, safe_name(name), data)
        return key

    def fetch(self, key: str, visitor: str | None) -> Download | None:
        """The file of a key, which is then no more; ``None`` for anybody else."""
        found = self._waiting.get(key)
        if found is None or found.visitor != visitor:
            return None
        return self._waiting.pop(key)

    def forget(self, visitor: str) -> None:
        """Have nothing wait for a visitor any more."""
        for key in [key for key, one in self._waiting.items() if one.visitor == visitor]:
            del self._waiting[key]


def safe_name(name: str) -> str:
    """A name that is one on every system, and nothing but a name in a header."""
    last = re.split(r"[/\\]", name)[-1]
    return _UNSAFE.sub("-", last).strip(".-")[-100:] or "file"
