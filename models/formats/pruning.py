"""Reading rows of which some parts are wrong, so that all faults are found at once.

What cannot be validated is taken out, smallest part first, and the rest validated again.
The faults keep the places that the parts had before anything was taken out.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping
from datetime import date, time
from difflib import get_close_matches
from typing import Any, TypeAlias, TypeVar, get_args

from pydantic_core import ErrorDetails, ValidationError

from models.consistency import Flaw, Path
from models.value import Value

Model = TypeVar("Model", bound=Value)
Loc: TypeAlias = tuple[str | int, ...]
"""Where pydantic says that something is wrong."""

DEEPEST = 20
"""How many tables and lists may be inside one another; a plan needs half as many."""
LONGEST = 80
"""How many characters of a wrong value are repeated."""
STAND_INS: Mapping[Path, tuple[str, ...]] = {
    ("virtual_networks", "address_space"): ("0.0.0.0/0", "::/0")
}
"""What stands for a faulty value without which a whole row would go unchecked: by the table and
the key of the row."""
_WORDS = {
    "missing": "required, but missing",
    "too_short": "expected at least one",
    "tuple_type": "expected a list",
    "dataclass_type": "expected a table",
    "bool_type": "expected true or false",
    "string_too_short": "expected at least one character",
}
"""What is said of a kind of error where pydantic's own words are not a person's."""


class Pruned:
    """A copy of data read from a file, from which faulty parts are taken out.

    ``flaws`` holds what was wrong, with the places of the data as it was read.
    """

    def __init__(self, data: Any) -> None:
        """``data`` is made of dicts, lists and plain values and is left as it is.

        Raises ``RecursionError`` where it is nested more deeply than any plan.
        """
        self.data = _copy(data)
        self.flaws: list[Flaw] = []
        self._lost: set[Path] = set()
        self._removed: dict[Path, list[int]] = {}
        self._names: dict[Path, set[str | None]] = {}

    def validate(self, model: type[Model]) -> Model:
        """The data as a model, less what cannot be.

        Raises ``ValidationError`` where nothing useful would be left.
        """
        while True:
            try:
                return model.model_validate(self.data)
            except ValidationError as error:
                details = error.errors(include_url=False, include_context=False)
                self.flaws += self._own_flaws(details, model)
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
            if isinstance(step, int) and (removed := self._removed.get(result)):
                step += bisect_right(range(len(removed)), step, key=lambda i: removed[i] - i)
            result = (*result, step)
        return result

    def follows(self, flaw: Flaw) -> bool:
        """Whether a flaw of what is left is there only because something was taken out."""
        against = self.original(flaw.against)
        if self.original(flaw.path) in self._lost or against in self._lost:
            return True
        if flaw.refers_to is None:
            return against in self._removed
        names = self._names.get(against, set())
        return None in names or flaw.refers_to.casefold() in names

    def _is_short(self, place: Path) -> bool:
        return place in self._lost or place in self._removed

    def _own_flaws(self, details: Iterable[ErrorDetails], model: type[Value]) -> list[Flaw]:
        """What is wrong by itself, and not because something in it is, or was, faulty."""
        begun = {part["loc"][:length] for part in details for length in range(len(part["loc"]))}
        flaws = set()
        for part in details:
            place = self.original(_data_path(self.data, part["loc"]))
            kind, loc = part["type"], part["loc"]
            emptied = kind == "too_short" and (loc in begun or self._is_short(place))
            unnamed = kind == "missing" and loc[-1] == "id"  # which is the name, if not given
            if not emptied and not unnamed and place not in self._lost:
                flaws.add(Flaw(place, _message(part, model)))
        return sorted(flaws, key=lambda flaw: [str(step) for step in flaw.path])

    def _remove(self, path: Path) -> None:
        *parents, last = path
        original = self.original(path)
        parent = self.data
        for step in parents:
            parent = parent[step]
        if isinstance(position := original[-1], int):
            insort(self._removed.setdefault(original[:-1], []), position)
            self._names.setdefault(original[:-1], set()).update(_names(parent[last]))
        self._lost.add(original)
        if _may_stand_in(path):
            parent[last] = list(STAND_INS[path[::2]])
        else:
            del parent[last]


def shown(value: Any) -> str:
    """A value from a TOML file as it is written there, shortened where it is long."""
    match value:
        case bool():
            return str(value).lower()
        case int() if abs(value) >= 10**LONGEST:
            return "a very large number"
        case str() if len(value) > LONGEST:
            return f"{value[:LONGEST]!r}..."
        case date() | time():
            return value.isoformat()
        case Mapping():
            return "a table"
        case list():
            return "a list"
        case _:
            return repr(value)


def _copy(data: Any, depth: int = 0) -> Any:
    if depth > DEEPEST:
        raise RecursionError
    if isinstance(data, dict):
        return {key: _copy(value, depth + 1) for key, value in data.items()}
    if isinstance(data, list):
        return [_copy(value, depth + 1) for value in data]
    return data


def _names(row: Any) -> set[str | None]:
    """What others may call a row, without case; ``None`` where that is not known."""
    if not isinstance(row, dict):
        return {None}
    named = (row.get("id"), row.get("name"))
    return {name.casefold() for name in named if isinstance(name, str)} or {None}


def _from_behind(path: Path) -> tuple[tuple[bool, int, str], ...]:
    """Sorts places so that taking one out moves no other that is still to come."""
    return tuple(
        (False, -step, "") if isinstance(step, int) else (True, 0, str(step)) for step in path
    )


def _data_path(data: Any, loc: Loc) -> Path:
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
    """The smallest part to take out: the value, or the row that has no id or misses something."""
    path = _data_path(data, part["loc"])
    if _may_stand_in(path):
        return path
    if part["type"] == "missing" or path[-1:] == ("id",):
        path = path[:-1]
        while path and not isinstance(path[-1], int):
            path = path[:-1]
    return path


def _may_stand_in(path: Path) -> bool:
    return len(path) == 3 and path[::2] in STAND_INS


def _message(part: ErrorDetails, model: type[Value]) -> str:
    kind, message = part["type"], part["msg"]
    if kind == "unexpected_keyword_argument":
        return f"unknown key{_meant(model, part['loc'])}"
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    expected = _WORDS.get(kind) or message.replace("Input should be ", "expected ")
    if kind in ("missing", "too_short"):
        return expected
    return f"{expected}, got {shown(part['input'])}"


def _meant(model: type[Value], loc: Loc) -> str:
    """The key that may have been meant by one that there is not."""
    *parents, key = loc
    for step in parents:
        field = model.model_fields.get(str(step))
        model = (_models(field.annotation) or [model])[0] if field else model
    close = get_close_matches(str(key)[:LONGEST], model.model_fields, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def _models(annotation: Any) -> list[type[Value]]:
    """The classes of values that an annotation speaks of."""
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return [annotation]
    return [found for part in get_args(annotation) for found in _models(part)]
