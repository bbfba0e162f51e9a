"""What IP configurations would like in the subnets they land in, and what they get there.

Whoever asks has a number: a place in lists that hold what it asks for and what it gets.
Nothing is made for each request, and an object only for who looks at one.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeVar

from models.assignment import AddressRule, Holder, Reason
from models.topology import IpConfigurationId

Kind = TypeVar("Kind", contravariant=True)


class Column(Protocol[Kind]):
    """Takes a value for each number: a list, or a dictionary for who asks about a few."""

    def __setitem__(self, number: int, value: Kind, /) -> None: ...


class Request(NamedTuple):
    """What one IP configuration would like in the subnet it landed in.

    Addresses are integers. ``configured`` was set by hand. ``wanted`` is the address to
    keep, ``None`` where there is none or it does not belong here: ``reason`` then says
    which. ``source`` is the address it has before, for the policy that looks above it.
    """

    id: IpConfigurationId
    configured: int | None = None
    wanted: int | None = None
    reason: Reason | None = None
    source: int | None = None


class Requests(NamedTuple):
    """Many requests by number: a list for each field of :class:`Request`.

    ``configured`` holds only those that set an address.
    """

    ids: Sequence[IpConfigurationId]
    configured: dict[int, int]
    wanted: list[int | None]
    reasons: list[Reason | None]
    sources: Sequence[int | None]

    def of(self, number: int) -> Request:
        """One of them."""
        return Request(
            self.ids[number],
            self.configured.get(number),
            self.wanted[number],
            self.reasons[number],
            self.sources[number],
        )

    def asked(self, number: int) -> tuple[int | None, "Answer"]:
        """The address that one asks for, and the answer if it gets that."""
        if number in self.configured:
            return self.configured[number], CONFIGURED
        return self.wanted[number], RETAINED


class Answer(NamedTuple):
    """By which rule a request got its address, why not the one it wanted, and who has that."""

    rule: AddressRule
    reason: Reason | None = None
    taken_by: Holder | None = None


CONFIGURED = Answer(AddressRule.CONFIGURED)
RETAINED = Answer(AddressRule.RETAINED)


def unassigned(reason: Reason | None, taken_by: Holder | None = None) -> Answer:
    """The answer to who gets no address."""
    return Answer(AddressRule.UNASSIGNED, reason, taken_by)


class Answers(NamedTuple):
    """What each number got: an address or ``None``, and how that came about."""

    addresses: Column[int | None]
    answers: Column[Answer]
