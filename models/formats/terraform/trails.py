"""References of a configuration on the way to what they lead to."""

from collections.abc import Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from models.formats.terraform.addresses import Key, Path, Step, parsed, roots
from models.formats.terraform.instances import Instance
from models.formats.terraform.values import mapping

LONGEST_TRAIL = 500
"""How many references are looked at for one attribute."""
ITERATION = {("count", "index"), ("each", "key")}

Keys: TypeAlias = frozenset[Key]
Repeated = TypeVar("Repeated", Instance, Step)


class Pick(NamedTuple):
    """Which of several instances is meant: the one of that key.

    ``siblings`` are the keys of what is repeated along with them, where the key comes from
    ``count.index`` or ``each.key``; then both have to have the same keys.
    """

    key: Key
    siblings: Keys | None = None


class Place(NamedTuple):
    """Where an expression stands: in a module, in a block that may be repeated.

    ``each`` is what the block is repeated for, as references.
    """

    path: Path
    pick: Pick
    each: tuple[str, ...] = ()


class Group(Generic[Repeated]):
    """The instances of one block: of a resource, or of a call of a module."""

    def __init__(self, members: Iterable[Repeated], known: dict[Keys, Keys]) -> None:
        """Equal keys become one object in ``known``: there may be thousands to compare."""
        self.members: tuple[Repeated, ...] = tuple(members)
        self._by_key: dict[Key, Repeated] = {each.key: each for each in self.members}
        keys = frozenset(self._by_key)
        self.keys = known.setdefault(keys, keys)

    def picked(self, pick: Pick | None, exact: bool) -> Sequence[Repeated]:
        """Those that are meant; all where that cannot be told.

        ``exact`` is a key that stands at the block itself, not behind an output or a variable.
        """
        if pick is None or (len(self.members) == 1 and not exact):
            return self.members
        if pick.siblings is not None and self.keys is not pick.siblings:
            return self.members
        chosen = self._by_key.get(pick.key)
        if chosen is not None:
            return (chosen,)
        return () if exact else self.members


class Trail(NamedTuple):
    """A reference that is still to be followed."""

    text: str
    place: Place
    pick: Pick | None


class Stuck(Exception):
    """A reference that cannot be followed."""


def references_of(expression: Any) -> tuple[str, ...]:
    """What an expression refers to, in its order; of very many the first."""
    texts = mapping(expression).get("references")
    if not isinstance(texts, list):
        return ()
    return tuple(roots([text for text in texts[: 4 * LONGEST_TRAIL] if isinstance(text, str)]))


def trails_of(references: tuple[str, ...], place: Place, pick: Pick | None) -> list[Trail]:
    """The references of an expression at a place; ``pick`` is what is asked of its value."""
    parts = {reference.parts for text in references if (reference := parsed(text))}
    if parts & ITERATION:
        pick = place.pick
    return [Trail(text, place, pick) for text in references]


def each_of(place: Place) -> list[Trail]:
    """``each.value`` leads to what the block is repeated for; there it is the one of its key."""
    if not place.each:
        raise Stuck
    return trails_of(place.each, place._replace(each=()), place.pick)
