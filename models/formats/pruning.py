"""Reading rows of which some parts are wrong, so that all faults are found at once.

What cannot be validated is taken out, smallest part first, and the rest validated again.
The faults keep the places that the parts had before anything was taken out.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from models.consistency import Flaw, Path

Model = TypeVar("Model", bound=BaseModel)


class Pruned:
    """A copy of data read from a file, from which faulty parts are taken out.

    ``flaws`` holds what was wrong, with the places of the data as it was read; ``names``
    what the parts that were taken out are called, which others may refer to.
    """

    def __init__(self, data: Any) -> None:
        """``data`` is made of dicts, lists and plain values and is left as it is."""
        self.data = _copy(data)
        self.flaws: list[Flaw] = []
        self.names: set[str] = set()
        self._lost: set[Path] = set()
        self._removed: dict[Path, list[int]] = {}

    def validate(self, model: type[Model]) -> Model:
        """The data as a model, less what cannot be.

        Raises ``ValidationError`` where nothing useful would be left.
        """
        while True:
            try:
                return model.model_validate(self.data)
            except ValidationError as error:
                details = error.errors(include_url=False, include_context=False)
                own = [part for part in details if not self._follows(part, details)]
                flaws = {
                    Flaw(self.original(_data_path(self.data, part["loc"])), _message(part))
                    for part in own
                }
                self.flaws += sorted(flaws, key=lambda flaw: [str(step) for step in flaw.path])
                places = {_removable(self.data, part) for part in details}
                if () in places:
                    raise
                for path in sorted(places, key=_from_behind):
                    if not any(path[:length] in places for length in range(1, len(path))):
                        self._remove(path)

    def original(self, path: Path) -> Path:
        """A place in what is left, as it was before anything was taken out."""
        result: Path = ()
        for step in path:
            if isinstance(step, int):
                for index in self._removed.get(result, ()):
                    step += index <= step
            result = (*result, step)
        return result

    def _follows(self, part: ErrorDetails, details: Sequence[ErrorDetails]) -> bool:
        """Whether this is wrong only because something faulty is, or was, taken out."""
        loc = part["loc"]
        place = self.original(_data_path(self.data, loc))
        if place in self._lost:
            return True
        inside = any(other["loc"][: len(loc)] == loc != other["loc"] for other in details)
        return part["type"] == "too_short" and (inside or place in self._removed)

    def _remove(self, path: Path) -> None:
        *parents, last = path
        original = self.original(path)
        parent = self.data
        for step in parents:
            parent = parent[step]
        if isinstance(last, int):
            indexes = self._removed.setdefault(original[:-1], [])
            indexes.append(original[-1])  # type: ignore[arg-type]
            indexes.sort()
        self._lost.add(original)
        self.names |= _names(parent[last])
        del parent[last]


def _copy(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_copy(value) for value in data]
    return data


def _names(data: Any) -> set[str]:
    if isinstance(data, dict):
        own = {data[key] for key in ("id", "name") if isinstance(data.get(key), str)}
        return own.union(*map(_names, data.values()))
    return set().union(*map(_names, data)) if isinstance(data, list) else set()


def _from_behind(path: Path) -> tuple[tuple[bool, int, str], ...]:
    """Sorts places so that taking one out moves no other that is still to come."""
    return tuple(
        (False, -step, "") if isinstance(step, int) else (True, 0, str(step)) for step in path
    )


def _data_path(data: Any, loc: tuple[str | int, ...]) -> Path:
    """The part of a pydantic location that exists in the data, and the missing key if any."""
    path: list[str | int] = []
    for step in loc:
        path.append(step)
        inside = (isinstance(data, dict) and step in data) or (
            isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data)
        )
        if not inside:
            break
        data = data[step]
    return tuple(path)


def _removable(data: Any, part: ErrorDetails) -> Path:
    """The smallest part to take out: the value itself, or the row that misses something."""
    path = _data_path(data, part["loc"])
    if part["type"] == "missing":
        path = path[:-1]
        while path and not isinstance(path[-1], int):
            path = path[:-1]
    return path


def _message(part: ErrorDetails) -> str:
    kind, message = part["type"], part["msg"]
    if kind == "missing":
        return "required, but missing"
    if kind == "extra_forbidden":
        return "unknown key"
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    shown = "" if isinstance(part["input"], Mapping | list) else f", got {part['input']!r}"
    expected = message.replace("Input should be ", "expected ")
    return f"{expected[0].lower()}{expected[1:]}{shown}"
