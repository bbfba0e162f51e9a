"""What is asked of one subnet, the same for everybody who hands out addresses."""

from dataclasses import dataclass
from random import Random

KEPT_FIRST, KEPT_LAST = 4, 1
"""What Azure keeps at either end of a subnet (A1)."""


@dataclass(frozen=True)
class Asked:
    """A subnet, what is taken in it already, and the addresses that are wanted, in order.

    Addresses are integers. ``None`` wants whichever comes next. The subnet's ends that
    Azure keeps are not among those taken.
    """

    first: int
    length: int
    taken: frozenset[int]
    wanted: tuple[int | None, ...]

    @property
    def last(self) -> int:
        """The last address of the subnet."""
        return self.first + (1 << (32 - self.length)) - 1

    @property
    def kept(self) -> tuple[int, ...]:
        """The addresses that Azure keeps."""
        return (
            *range(self.first, self.first + KEPT_FIRST),
            *range(self.last - KEPT_LAST + 1, self.last + 1),
        )


def asked(length: int, requests: int) -> Asked:
    """Requests on a subnet of that prefix length: every second one wants a particular address.

    These are drawn from the whole subnet, so some are kept by Azure, taken, or wanted twice;
    who does not get the wanted address is given the next one. Every fiftieth is taken before.
    """
    draw = Random(length * 1_000_003 + requests)
    first = 10 << 24
    last = first + (1 << (32 - length)) - 1
    taken = draw.sample(range(first + KEPT_FIRST, last - KEPT_LAST + 1), requests // 50)
    wanted = [draw.randint(first, last) if number % 2 else None for number in range(requests)]
    return Asked(first, length, frozenset(taken), tuple(wanted))
