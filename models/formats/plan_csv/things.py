"""The things that rows speak of, while they are put together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from models.consistency import Path
from models.formats.plan_csv.columns import Column

Data = dict[str, Any]


@dataclass(slots=True)
class Thing:
    """The data of a thing while rows add to it, and the line that first spoke of it.

    ``inside`` has under each key, such as ``subnets``, the things that are part of it by
    name.
    """

    line: int
    data: Data = field(default_factory=dict)
    inside: dict[str, dict[str, "Thing"]] = field(default_factory=dict)

    def parts(self, key: str) -> dict[str, "Thing"]:
        """The parts under a key by name, in the order in which they came."""
        return self.inside.setdefault(key, {})

    def part(self, key: str, name: str, line: int) -> "Thing":
        """The part under a key that is called so, made where there is none yet."""
        return self.parts(key).setdefault(name, Thing(line))


class Placed:
    """Plain data made of things, and the line that each place of it came from."""

    def __init__(self) -> None:
        self._lines: dict[Path, int] = {}

    def listed(self, path: Path, things: Iterable[Thing]) -> list[Data]:
        """The data of things, with that of what is inside them."""
        return [self._whole((*path, index), thing) for index, thing in enumerate(things)]

    def line_of(self, path: Path) -> int | None:
        """The line of the row that a value of the data came from."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._lines:
                return self._lines[path[:length]]
        return None

    def _whole(self, path: Path, thing: Thing) -> Data:
        self._lines[path] = thing.line
        inside = {
            key: self.listed((*path, key), parts.values()) for key, parts in thing.inside.items()
        }
        return thing.data | inside


def set_at(data: Data, column: Column, value: Any) -> None:
    """Put a value into plain data where its column says."""
    *parents, last = column.path
    for key in parents:
        data = data.setdefault(key, {})
    data[last] = value
