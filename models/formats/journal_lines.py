"""The lines of a journal: what happened in a session, each line checked and numbered.

A line is the CRC-32 of the rest in eight hexadecimal digits, a blank, and one JSON value.
Whatever is behind the first line that is not whole is not read: what was written before a
crash is there up to some line, and a half line is no line.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from zlib import crc32

from models.assignment import Scenario
from models.changes import Effect
from models.edits.difference import Difference
from models.formats.difference_data import data_of, difference_from
from models.history import Entry
from models.topology import IpConfigurationId

VERSION = 1
"""The version of journals that this program reads and writes."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The first line: the SHA-256 of the plan file that the edits start from.

    ``base`` is ``None`` where there was no file. ``path`` is what the file was called.
    """

    base: str | None
    path: str


@dataclass(frozen=True, slots=True)
class Edited:
    """An edit was made, and its differences both ways."""

    entry: Entry
    there: Difference
    back: Difference


@dataclass(frozen=True, slots=True)
class Moved:
    """The plan was taken to another point of the history."""

    point: int


@dataclass(frozen=True, slots=True)
class Saving:
    """The plan is about to become the file with this SHA-256.

    ``covers`` is the number of the last line that is in it: saving goes on beside the
    screen, so lines of later edits may stand between that one and this.
    """

    fingerprint: str
    covers: int


Record: TypeAlias = Begun | Edited | Moved | Saving


def line(number: int, record: Record) -> bytes:
    """One line of a journal, with its line end; ``number`` counts from 0."""
    data = {"n": number, **_data(record)}
    text = json.dumps(data, separators=(",", ":")).encode("ascii")
    return b"%08x %s\n" % (crc32(text), text)


def records(lines: Iterable[bytes]) -> Iterator[Record]:
    """What the lines hold, up to the first one that is not whole."""
    for number, text in enumerate(lines):
        try:
            record = _record(number, text)
        except (ValueError, KeyError, TypeError, RecursionError):
            return
        if isinstance(record, Begun) != (number == 0):
            return
        yield record


def _data(record: Record) -> dict[str, Any]:
    match record:
        case Begun():
            return {"journal": VERSION, "base": record.base, "path": record.path}
        case Edited():
            both = {"there": data_of(record.there), "back": data_of(record.back)}
            return {"edit": _entry_data(record.entry)} | both
        case Moved():
            return {"point": record.point}
        case Saving():
            return {"saving": record.fingerprint, "covers": record.covers}


def _record(number: int, text: bytes) -> Record:
    checked, blank, rest = text[:8], text[8:9], text[9:-1]
    if blank != b" " or text[-1:] != b"\n" or int(checked, 16) != crc32(rest):
        raise ValueError("the line is damaged")
    data = json.loads(rest)
    if data["n"] != number:
        raise ValueError("a line is missing")
    if "edit" in data:
        entry = _entry(data["edit"])
        there, back = (difference_from(entry.label, data[way]) for way in ("there", "back"))
        return Edited(entry, there, back)
    if "point" in data:
        return Moved(_count(data["point"]))
    if "saving" in data:
        covers = _count(data["covers"])
        if covers >= number:
            raise ValueError("it covers a line that comes after it")
        return Saving(_text(data["saving"]), covers)
    if data["journal"] != VERSION:
        raise ValueError("a journal of another version")
    base = data["base"]
    return Begun(base if base is None else _text(base), _text(data["path"]))


def _entry_data(entry: Entry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "label": entry.label,
        "steps": entry.steps,
        "addresses": entry.addresses,
        "effects": [
            [*effect.id, effect.scenario, effect.before, effect.after] for effect in entry.effects
        ],
        "come": entry.come,
        "gone": entry.gone,
    }


def _entry(data: Any) -> Entry:
    at = datetime.fromisoformat(_text(data["at"]))
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return Entry(
        number=_count(data["number"]),
        at=at,
        label=_text(data["label"]),
        steps=tuple(map(_text, data["steps"])),
        addresses=_count(data["addresses"]),
        effects=tuple(map(_effect, data["effects"])),
        come=_count(data["come"]),
        gone=_count(data["gone"]),
    )


def _effect(data: Any) -> Effect:
    machine, nic, name, scenario, before, after = data
    id = IpConfigurationId(_text(machine), _text(nic), _text(name))
    earlier, later = (None if text is None else _text(text) for text in (before, after))
    return Effect(id, Scenario(scenario), earlier, later)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a text is missing")
    return value


def _count(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise ValueError("a count is missing")
    return value
