"""Names of what is imported: made distinct, listed and kept short."""

from collections import Counter
from collections.abc import Iterable, Sequence

LONGEST_SHOWN = 160
"""How much of a name from a file a message shows."""
NAMED = 3
"""How many names a message lists before it counts the others."""


def distinct(names: Sequence[tuple[str, str | None]]) -> list[str]:
    """Each name, or where several have it, the name with its resource group.

    What is still the same then is numbered. Names compare without case, as in Azure.
    """
    count = Counter(name.casefold() for name, _ in names)
    taken = {name for name, times in count.items() if times == 1}
    found = []
    for name, resource_group in names:
        if count[name.casefold()] > 1:
            name = _free(f"{name} ({resource_group})" if resource_group else name, taken)
            taken.add(name.casefold())
        found.append(name)
    return found


def _free(name: str, taken: set[str]) -> str:
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{name} {number}"
    return candidate


def listed(names: Iterable[str]) -> str:
    """The first of some names, and how many more there are."""
    every = list(names)
    text = ", ".join(map(clipped, every[:NAMED]))
    more = len(every) - NAMED
    return f"{text} and {more} more" if more > 0 else text


def clipped(text: str, longest: int = LONGEST_SHOWN) -> str:
    """A text short enough for a message."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
