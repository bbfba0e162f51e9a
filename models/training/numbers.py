"""Fresh numbers: the same seed gives the same lesson, another seed the same with others."""

import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

RANGE = re.compile(r"(?:(\d{1,5}) or )?(\d{1,5})-(\d{1,5})")
"""The numbers to draw from, both ends included: ``20-99``; ``19 or 10-60`` is 19 for seed 1."""
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)(?:([+-])(\d{1,5}))?\}")
"""Where a number goes in a text of a lesson: ``{net}``, ``{host+1}``, ``{host-1}``."""
FIRST_SEED, LARGEST_SEED = 1, 999_999


def drawn(lesson: str, seed: int, ranges: Mapping[str, str]) -> dict[str, int]:
    """The number of each name, drawn from its range; depends on nothing but the arguments.

    Raises ``ValueError`` for what is no range.
    """
    return {name: _drawn(lesson, seed, name, span) for name, span in ranges.items()}


def filled(data: Any, numbers: Mapping[str, int], missing: Callable[[str], None]) -> Any:
    """Plain data with the numbers put into its texts; its keys stay as they are.

    ``missing`` is told of each name in a placeholder that has no number.
    """

    def put(found: re.Match[str]) -> str:
        name, sign, by = found.groups()
        if name not in numbers:
            missing(name)
            return found[0]
        return str(numbers[name] + int(f"{sign}{by}") if sign else numbers[name])

    def fill(value: Any) -> Any:
        if isinstance(value, str):
            return PLACEHOLDER.sub(put, value)
        if isinstance(value, dict):
            return {key: fill(inner) for key, inner in value.items()}
        return [fill(inner) for inner in value] if isinstance(value, list) else value

    return fill(data)


def _drawn(lesson: str, seed: int, name: str, span: str) -> int:
    found = RANGE.fullmatch(span)
    low, high = (int(found[2]), int(found[3])) if found else (1, 0)
    if found is None or low > high:
        raise ValueError(f"expected a range such as 20-99 or 19 or 10-60, got {span!r}")
    if found[1] is not None and seed == FIRST_SEED:
        return int(found[1])
    digest = sha256(f"{lesson}/{seed}/{name}".encode()).digest()
    return low + int.from_bytes(digest) % (high - low + 1)
