"""The values in a filter: one of several words, a name, a number, an address."""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches

from models.addresses import parse_address, parse_prefix

_BEGINNING = re.compile(r"[0-9]{1,3}(\.[0-9]{0,3}){0,3}|[0-9a-fA-F]{1,4}(:[0-9a-fA-F]{0,4}){1,7}")


def choice(value: str, known: Sequence[str], what: str) -> str:
    """The known word that a value is, in any case. Raises ``ValueError`` with what is known."""
    wanted = value.casefold()
    if wanted in known:
        return wanted
    raise ValueError(f"there is no {what} {value}; {did_you_mean(wanted, known)}")


def did_you_mean(wanted: str, known: Sequence[str]) -> str:
    """The known words that were likely meant; where none is near, those there are."""
    near = get_close_matches(wanted[:64], known, n=3, cutoff=0.5)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return "there are " + ", ".join(known)


def matches_name(value: str) -> Callable[[str], bool]:
    """Whether a name is that one, without case; ``*`` stands for anything."""
    wanted = value.casefold()
    if "*" not in wanted:
        return lambda name: name.casefold() == wanted
    first, *middle, last = wanted.split("*")

    def fits(name: str) -> bool:
        folded = name.casefold()
        if len(folded) < len(first) + len(last):
            return False
        if not folded.startswith(first) or not folded.endswith(last):
            return False
        return _one_after_the_other(middle, folded[len(first) : len(folded) - len(last)])

    return fits


def number_from_one(value: str, what: str) -> int:
    """A number from 1. Raises ``ValueError``."""
    if not (value.isascii() and value.isdecimal() and len(value) < 10 and int(value) > 0):
        raise ValueError(f"{what} is a number from 1, not {value}")
    return int(value)


def in_prefix(value: str) -> Callable[[tuple[int, int]], bool]:
    """Whether an address, given as version and integer, lies in a prefix.

    Raises ``ValueError``.
    """
    prefix = parse_prefix(value)
    version, first, last = prefix.version, prefix.first, prefix.last
    return lambda number: number[0] == version and first <= number[1] <= last


def begins(value: str) -> Callable[[str], bool]:
    """Whether an address is the one given, or begins like it. Raises ``ValueError``."""
    whole = _address(value)
    if whole is not None:
        return lambda address: address == whole
    if not _BEGINNING.fullmatch(value):
        raise ValueError(f"{value} is no address; write 10.1.2.4, the beginning 10.1. or a prefix")
    beginning = value.casefold()
    return lambda address: address.startswith(beginning)


def _address(value: str) -> str | None:
    try:
        return str(parse_address(value))
    except ValueError:
        return None


def _one_after_the_other(parts: Iterable[str], text: str) -> bool:
    place = 0
    for part in parts:
        found = text.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return True
