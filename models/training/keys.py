"""Keys as lessons and demonstrations write them down."""

from collections.abc import Iterable, Iterator

TYPED = "text:"
"""Before a text that is typed, where the name of a key may stand."""


def pressed(keys: Iterable[str]) -> Iterator[str]:
    """The keys one by one: names of keys as they are, texts as their characters."""
    for key in keys:
        if key.startswith(TYPED):
            yield from key.removeprefix(TYPED)
        else:
            yield key
