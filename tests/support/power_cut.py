"""Every state that a disk may be in when the power is cut, after every call of a story.

What was written and not synced is there, lost, there by half, or nothing but zeros. What was made,
renamed or removed in a directory and not synced happened up to some call, or one of these calls
did not happen, or only one of them did.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest

from models.plan import Plan

Contents: TypeAlias = Mapping[str, bytes]
"""What a directory holds, by names."""


class Event(NamedTuple):
    """A call: ``file`` is a number that stands for what a name leads to, -1 for the directory."""

    kind: str
    file: int = -1
    name: str = ""
    other: str = ""
    data: bytes = b""
    plan: Plan | None = None


@dataclass
class Disk:
    """What the system shows of a directory, and what the disk has of it for sure."""

    names: dict[str, int] = field(default_factory=dict)
    data: dict[int, bytes] = field(default_factory=dict)
    sure_names: dict[str, int] = field(default_factory=dict)
    sure_data: dict[int, bytes] = field(default_factory=dict)
    pending: list[Event] = field(default_factory=list)

    def follow(self, event: Event) -> None:
        """Go on by one call."""
        match event.kind:
            case "create" | "rename" | "unlink" | "link":
                if event.kind == "create":
                    self.data[event.file], self.sure_data[event.file] = b"", b""
                _rename(self.names, event)
                self.pending.append(event)
            case "write":
                self.data[event.file] += event.data
            case "truncate":
                self.data[event.file] = self.data[event.file][: int(event.data)]
            case "sync":
                self.sure_data[event.file] = self.data[event.file]
            case "sync directory":
                self.sure_names, self.pending = dict(self.names), []

    def states(self) -> Iterator[Contents]:
        """What may be found when the power is back."""
        for names in self._names():
            for written in (_all, _lost, _half, _zeros):
                yield {
                    name: written(self.sure_data[file], self.data[file])
                    for name, file in names.items()
                }

    def _names(self) -> Iterator[Mapping[str, int]]:
        count = len(self.pending)
        chosen = {tuple(range(number)) for number in range(count + 1)}
        for number in range(count):
            chosen |= {(number,), tuple(other for other in range(count) if other != number)}
        for numbers in sorted(chosen):
            names = dict(self.sure_names)
            for number in numbers:
                _rename(names, self.pending[number])
            yield names


def _rename(names: dict[str, int], event: Event) -> None:
    match event.kind:
        case "create":
            names[event.name] = event.file
        case "link":
            names[event.other] = event.file
        case "unlink":
            names.pop(event.name, None)
        case "rename":
            if names.get(event.other) == event.file != names.get(event.name):
                return
            names.pop(event.name, None)
            names[event.other] = event.file


def _all(sure: bytes, data: bytes) -> bytes:
    return data


def _lost(sure: bytes, data: bytes) -> bytes:
    return sure


def _half(sure: bytes, data: bytes) -> bytes:
    if not data.startswith(sure):
        return data[: len(data) // 2]
    return sure + data[len(sure) : (len(sure) + len(data)) // 2]


def _zeros(sure: bytes, data: bytes) -> bytes:
    return sure + b"\0" * (len(data) - len(sure)) if data.startswith(sure) else data


class Recorder:
    """Writes down the calls that change a directory; they are made, too."""

    def __init__(self, directory: Path) -> None:
        self.events: list[Event] = []
        self._directory = directory
        self._names: dict[str, int] = {}
        self._files: dict[int, int] = {}
        self._count = 0

    def mark(self, path: Path, plan: Plan) -> None:
        """Somebody was told that this plan is what there is, under that path."""
        self.events.append(Event("told", name=path.name, plan=plan))

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Write down the calls of what is in the ``with`` block."""
        with pytest.MonkeyPatch.context() as patch:
            for name in ("open", "close", "write", "pwrite", "ftruncate", "fsync"):
                patch.setattr(os, name, self._on_descriptors(name, getattr(os, name)))
            for name in ("replace", "rename", "unlink", "link"):
                patch.setattr(os, name, self._on_names(name, getattr(os, name)))
            yield

    def _on_descriptors(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(what: Any, *given: Any, **more: Any) -> Any:
            if name == "fsync":  # nobody waits for the disk: what is on it is worked out
                return self._synced(what)
            if name == "open":
                there = os.path.lexists(what)
                descriptor = real(what, *given, **more)
                self._opened(descriptor, Path(what), given[0], there)
                return descriptor
            result = real(what, *given, **more)
            if name == "close":
                self._files.pop(what, None)
            elif what in self._files:
                self._written(name, self._files[what], given, result)
            return result

        return call

    def _on_names(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        kind = "rename" if name == "replace" else name

        def call(path: Any, *given: Any, **more: Any) -> Any:
            result = real(path, *given, **more)
            here = Path(path)
            if here.parent == self._directory:
                there = Path(given[0]).name if given else ""
                event = Event(kind, self._names.get(here.name, -1), here.name, there)
                _rename(self._names, event)
                self.events.append(event)
            return result

        return call

    def _opened(self, descriptor: int, path: Path, flags: int, there: bool) -> None:
        if path == self._directory:
            self._files[descriptor] = -1
        elif path.parent == self._directory:
            name = path.name
            if not there:
                self._count += 1
                self._names[name] = self._count
                self.events.append(Event("create", self._count, name))
            self._files[descriptor] = self._names[name]
            if there and flags & os.O_TRUNC:
                self.events.append(Event("truncate", self._names[name], data=b"0"))

    def _written(self, name: str, file: int, given: tuple[Any, ...], result: Any) -> None:
        if name == "ftruncate":
            self.events.append(Event("truncate", file, data=b"%d" % given[0]))
        else:
            self.events.append(Event("write", file, data=bytes(given[0][:result])))

    def _synced(self, descriptor: int) -> None:
        file = self._files.get(descriptor)
        if file == -1:
            self.events.append(Event("sync directory"))
        elif file is not None:
            self.events.append(Event("sync", file))
