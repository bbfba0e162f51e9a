"""The oracle's reading of who gets which address: F1 to F7, T1 to T6, A3 and A4.

Addresses are looked for one after the other, and what is available is worked out anew for
every question.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from models.assignment import AddressRule, Assignment, Holder, Reason, Scenario, SubnetRule
from models.plan import AllocationOrder, NextAvailable, Plan
from models.topology import Allocation, IpConfigurationId, Subnet, VirtualNetwork
from tests.support.oracle_subnets import inside, kept_by_azure, occupied, occupied_at_failback

NOT_IPV4 = -1
"""Stands for a set address that is not an IPv4 one: it is in no IPv4 prefix."""


@dataclass(frozen=True)
class Landing:
    """Where one goes, and what it would like to have there.

    ``kept_address`` is what it keeps where that is available; where it is ``None``,
    ``otherwise`` says why. Above ``starts_from`` the policy ``after-source`` looks.
    """

    network: VirtualNetwork
    subnet: Subnet
    subnet_rule: SubnetRule
    allocation: Allocation
    set_address: int | None
    kept_address: int | None
    otherwise: Reason | None
    starts_from: int | None

    def result(
        self,
        address: int | None,
        rule: AddressRule,
        reason: Reason | None = None,
        taken_by: Holder | None = None,
    ) -> Assignment:
        """The result of who landed here."""
        return Assignment(
            network=self.network.id,
            subnet=self.subnet.name,
            subnet_rule=self.subnet_rule,
            address=address,
            allocation=self.allocation,
            rule=rule,
            reason=reason,
            taken_by=taken_by,
        )


class Serving:
    """One scenario while its addresses are given out; landings are in the order of F6."""

    def __init__(
        self, plan: Plan, landings: Mapping[IpConfigurationId, Landing], scenario: Scenario
    ) -> None:
        self.plan = plan
        self.landings = landings
        self.scenario = scenario
        self.results: dict[IpConfigurationId, Assignment] = {}

    def serve(self) -> dict[IpConfigurationId, Assignment]:
        """F7 and T6."""
        for id, to in self.landings.items():
            if to.set_address is not None:
                self.results[id] = self.with_set_address(to, to.set_address)
        if self.plan.policy.allocation_order is AllocationOrder.RETAINED_FIRST:
            for id, to in self.waiting():
                if self.keeps(to):
                    self.results[id] = to.result(to.kept_address, AddressRule.RETAINED)
        for id, to in self.waiting():
            if self.keeps(to):
                self.results[id] = to.result(to.kept_address, AddressRule.RETAINED)
            else:
                self.results[id] = self.with_another_address(to)
        return self.results

    def waiting(self) -> list[tuple[IpConfigurationId, Landing]]:
        """Who has no result yet."""
        return [(id, to) for id, to in self.landings.items() if id not in self.results]

    def with_set_address(self, to: Landing, address: int) -> Assignment:
        """F1 and T2."""
        holders, earlier = self.occupants(to), self.given(to)
        if address not in inside(to.subnet):
            return to.result(None, AddressRule.UNASSIGNED, Reason.OUTSIDE_SUBNET)
        if address in kept_by_azure(to.subnet):
            return to.result(None, AddressRule.UNASSIGNED, Reason.ADDRESS_RESERVED)
        if address in holders:
            taken, by = Reason.ADDRESS_TAKEN, holders[address]
            return to.result(None, AddressRule.UNASSIGNED, taken, by)
        if address in earlier:
            duplicate, setter = Reason.ADDRESS_DUPLICATE, earlier[address]
            return to.result(None, AddressRule.UNASSIGNED, duplicate, setter)
        return to.result(address, AddressRule.CONFIGURED)

    def with_another_address(self, to: Landing) -> Assignment:
        """F2, F3, F5; T3, T4; A4."""
        available = self.available(to)
        if not available:
            return to.result(None, AddressRule.UNASSIGNED, Reason.SUBNET_FULL)
        reason, taken_by = self.why_not_kept(to)
        if self.scenario is Scenario.TEST_FAILOVER:
            return to.result(available[-1], AddressRule.END_OF_RANGE, reason, taken_by)
        address = self.next_available(to, available)
        return to.result(address, AddressRule.NEXT_AVAILABLE, reason, taken_by)

    def next_available(self, to: Landing, available: list[int]) -> int:
        """F5."""
        after_source = self.plan.policy.next_available is NextAvailable.AFTER_SOURCE
        if after_source and to.starts_from is not None:
            for address in available:
                if address > to.starts_from:
                    return address
        return available[0]

    def keeps(self, to: Landing) -> bool:
        """F2, T3, T4: whether the address to keep is available."""
        return to.kept_address is not None and to.kept_address in self.available(to)

    def why_not_kept(self, to: Landing) -> tuple[Reason | None, Holder | None]:
        """The first of the reasons that applies, and who has the address."""
        if to.kept_address is None:
            return to.otherwise, None
        if to.kept_address in kept_by_azure(to.subnet):
            return Reason.ADDRESS_RESERVED, None
        return Reason.ADDRESS_TAKEN, {**self.given(to), **self.occupants(to)}[to.kept_address]

    def available(self, to: Landing) -> list[int]:
        """A3."""
        not_available = {*kept_by_azure(to.subnet), *self.occupants(to), *self.given(to)}
        return [address for address in inside(to.subnet) if address not in not_available]

    def occupants(self, to: Landing) -> dict[int, Holder]:
        """A2, B2."""
        if self.scenario is Scenario.FAILBACK:
            return occupied_at_failback(self.plan, to.network, to.subnet)
        return occupied(self.plan, to.network, to.subnet)

    def given(self, to: Landing) -> dict[int, IpConfigurationId]:
        """What was given out in that subnet so far, in this scenario (T8)."""
        return {
            result.address: id
            for id, result in self.results.items()
            if result.address is not None
            and (result.network, result.subnet) == (to.network.id, to.subnet.name)
        }
