"""The engine's allocation as a peer among peers."""

from netaddr import IPNetwork

from models.assignment import Holder, Reason
from models.plan import AllocationOrder
from models.rules.allocation import Fallback, hand_out
from models.rules.availability import Availability
from models.rules.requests import Answer, Answers, Requests
from models.topology import IpConfigurationId, Subnet
from tests.benchmarks.asked import Asked


class Engine:
    """The engine on one subnet; the subnet, what stands there and the names are the plan's."""

    def __init__(self, asked: Asked) -> None:
        prefix = IPNetwork((asked.first, asked.length))
        self._subnet = Subnet(name="subnet", address_prefixes=(prefix,))
        self._occupied: dict[int, Holder] = dict.fromkeys(sorted(asked.taken), "somebody")
        self._wanted = asked.wanted
        self._ids = [
            IpConfigurationId(f"vm-{number}", "nic", "ipconfig1")
            for number in range(len(asked.wanted))
        ]

    def handed_out(self) -> list[int | None]:
        """What everybody gets, in the order of the requests, with the reasons beside it."""
        count = len(self._ids)
        addresses: list[int | None] = [None] * count
        answers: list[Answer | None] = [None] * count
        reasons: list[Reason | None] = [None] * count
        hand_out(
            Availability(self._subnet, self._occupied),
            range(count),
            Requests(self._ids, {}, list(self._wanted), reasons, self._wanted),
            AllocationOrder.RETAINED_FIRST,
            Fallback.LOWEST,
            Answers(addresses, answers),
        )
        return addresses


class Differs(Exception):
    """Somebody hands out other addresses than the engine."""


def agree(name: str, expected: list[int | None], given: list[int | None]) -> None:
    """See that the same was handed out.

    Raises :class:`Differs` with the first request that got another address.
    """
    for number, (ours, theirs) in enumerate(zip(expected, given, strict=True)):
        if ours != theirs:
            raise Differs(f"{name}: request {number} got {theirs}, the engine gives {ours}")
