"""What is pasted goes into a field of one line: all of it, or nothing."""

import re

LONGEST = 10_000
"""How much may be pasted at once, in characters: fields hold names, addresses, paths, notes."""
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")


def one_line(pasted: str) -> str:
    """All that was pasted, with blanks where lines or columns ended."""
    return " ".join(part for part in _BREAKS.split(pasted) if part)


def too_long(pasted: str) -> str | None:
    """Why it is not pasted, in words; else ``None``."""
    if len(pasted) <= LONGEST:
        return None
    given = f"a field takes {LONGEST:,} characters, and these are {len(pasted):,}"
    return f"Nothing was pasted: {given}"
