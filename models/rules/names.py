"""How long names may be, what is added to them, and how one is made that nothing has yet: M6."""

from collections.abc import Collection

LONGEST_NAME = 64
"""How many characters the name of a virtual network may have (M6).

https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
"""
SUFFIX = "-asr"
"""What Site Recovery adds to the names of what it creates (M6, M11)."""
TEST_SUFFIX = "-test"
"""What a network planned for tests is called after the network it copies."""
ENDINGS = (SUFFIX, TEST_SUFFIX)


def shortened(name: str, longest: int, taken: Collection[str]) -> str:
    """A name cut to a length, what was added to its end kept, that is none of those taken.

    ``taken`` holds casefolded names; a name that fits and is free stays as it is.
    """
    if len(name) <= longest and name.casefold() not in taken:
        return name
    ending = next((one for one in ENDINGS if name.casefold().endswith(one)), "")
    number = 1
    while True:
        tail = ending if number == 1 else f"-{number}{ending}"
        kept = name[: len(name) - len(ending)][: longest - len(tail)]
        found = kept.rstrip("-_. ") + tail
        if found.casefold() not in taken:
            return found
        number += 1
