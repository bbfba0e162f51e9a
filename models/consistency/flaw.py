"""What makes rows meaningless, as a value: what is wrong, and where."""

from typing import NamedTuple, TypeAlias

Path: TypeAlias = tuple[str | int, ...]


class Flaw(NamedTuple):
    """Something that makes the rows meaningless, and where: a path of names and indexes.

    ``against`` is the place of what it was held against, where that is another one.
    ``refers_to`` is set where a reference leads nowhere: the name that is not there.
    """

    path: Path
    message: str
    against: Path = ()
    refers_to: str | None = None
