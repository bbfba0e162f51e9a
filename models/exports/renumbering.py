"""Addresses that are others after a failover or a failback, and the host names they go with.

A machine's name goes with its primary IP configuration, the first in the order of F6. What
other IP configurations are called in DNS, if anything, a plan does not say.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import Assignment, Scenario
from models.explain import reason_text
from models.formats.inert import visible
from models.plan import ReplicatedItem
from models.topology import IpConfiguration, IpConfigurationId

SCENARIOS = (Scenario.FAILOVER, Scenario.FAILBACK)
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_ADDRESS = re.compile(r"[0-9]+|0[xX][0-9a-fA-F]*")
"""A name that resolvers read as an IPv4 address (inet_aton)."""


@dataclass(frozen=True, slots=True)
class Renumbering:
    """An IP configuration whose address becomes another in a scenario.

    ``old`` and ``new`` are IPv4 addresses in text. ``old`` is ``None`` where it is not
    known, ``new`` where there will be none, which ``why`` says. ``host`` is the name that
    goes with it, ``None`` where that is not known or cannot be one, which ``nameless`` says.
    """

    id: IpConfigurationId
    scenario: Scenario
    old: str | None
    new: str | None
    forecast: bool
    host: str | None
    nameless: str = ""
    why: str = ""

    def __str__(self) -> str:
        new = self.new or f"none, because {self.why}"
        likely = ", a forecast" if self.forecast else ""
        return visible(f"{self.id}: {self.old or 'an unknown address'} becomes {new}{likely}")

    @property
    def unnamed(self) -> str:
        """The same for where there is no name to give the address to, and why there is none."""
        return f"{self}; {self.nameless}" if self.nameless else str(self)


class Renumberings:
    """Those of a plan, by scenario, in the order of F6.

    With ``pin`` forecasts count as set: who applies the plan that way sets them.
    """

    def __init__(self, assignments: Assignments, *, pin: bool = False) -> None:
        self._assignments = assignments
        self._pin = pin
        plan = assignments.plan
        names = (plan.machine(item.virtual_machine).name for item in plan.replicated_items)
        self._named = Counter(name.casefold() for name in names)

    def at(self, scenario: Scenario) -> Iterator[Renumbering]:
        """Those of failover, or of failback after it."""
        for item in self._assignments.plan.items_in_order():
            yield from self._of_item(item, scenario)

    def _of_item(self, item: ReplicatedItem, scenario: Scenario) -> Iterator[Renumbering]:
        machine = self._assignments.plan.machine(item.virtual_machine)
        for rank, (id, ip) in enumerate(machine.in_failover_order):
            result = self._assignments.of(id, scenario)
            if result is None or (ip.address is not None and ip.ipv4 is None):
                continue
            old = self._before(id, ip, scenario)
            if old != result.address:
                host, nameless = self._host(machine.name, primary=rank == 0)
                yield self._renumbering(id, scenario, old, result, host, nameless)

    def _before(self, id: IpConfigurationId, ip: IpConfiguration, scenario: Scenario) -> int | None:
        if scenario is Scenario.FAILOVER:
            return ip.ipv4
        failover = self._assignments.failover(id)
        return None if failover is None else failover.address

    def _renumbering(
        self,
        id: IpConfigurationId,
        scenario: Scenario,
        old: int | None,
        result: Assignment,
        host: str | None,
        nameless: str,
    ) -> Renumbering:
        return Renumbering(
            id,
            scenario,
            None if old is None else address_text(old),
            None if result.address is None else address_text(result.address),
            result.forecast and not self._pin,
            host,
            nameless,
            "" if result.reason is None else reason_text(result.reason, result.taken_by),
        )

    def _host(self, name: str, *, primary: bool) -> tuple[str | None, str]:
        """The host name, or why there is none."""
        if not primary:
            return None, "the plan does not say what it is called"
        if not is_host_name(name):
            return None, "the machine's name is no host name"
        if self._named[name.casefold()] > 1:
            return None, "several machines have that name"
        return name, ""


def is_host_name(name: str) -> bool:
    """Whether a name can be one label of a host name (RFC 952, RFC 1123)."""
    usable = _LABEL.fullmatch(name) is not None and _ADDRESS.fullmatch(name) is None
    return usable and name.casefold() != "localhost"
