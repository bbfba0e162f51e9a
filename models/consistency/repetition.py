"""What only one of several rows may have: a key, and being the primary one."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from models.consistency.flaw import Flaw, Path
from models.topology import IpConfiguration, NetworkInterface

T = TypeVar("T")


def duplicates(
    path: Path, rows: Sequence[T], key: Callable[[T], Hashable], field: str
) -> Iterable[Flaw]:
    """Rows whose key an earlier row has."""
    return _repeated(path, rows, key, field) if len(rows) > 1 else ()


def _repeated(
    path: Path, rows: Sequence[T], key: Callable[[T], Hashable], field: str
) -> Iterator[Flaw]:
    first: dict[Hashable, int] = {}
    for index, row in enumerate(rows):
        value = key(row)
        standing = first.setdefault(value, index)
        if standing != index:
            shown = "/".join(value) if isinstance(value, tuple) else getattr(row, field)
            message = f"{shown!r} is already used by [{standing}] here"
            yield Flaw((*path, index, field), message, (*path, standing))


def two_primaries(path: Path, rows: Sequence[NetworkInterface | IpConfiguration]) -> Iterable[Flaw]:
    """Every primary row after the first."""
    if len(rows) < 2:
        return ()
    primaries = [index for index, row in enumerate(rows) if row.primary]
    return [
        Flaw((*path, index, "primary"), f"{rows[primaries[0]].name!r} is already the primary one")
        for index in primaries[1:]
    ]
