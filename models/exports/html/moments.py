"""At which moments a page shows a subnet: those at which somebody is in it who was not before."""

from collections.abc import Iterator
from typing import NamedTuple

from models.address_map import AddressMap, Occupant, occupants_after, occupants_before
from models.assign import Assignments
from models.assignment import Scenario
from models.rules.subnets import SubnetKey


class Moment(NamedTuple):
    """A subnet at a moment, and who has which of its addresses then."""

    title: str
    shown: AddressMap


def moments(assignments: Assignments, key: SubnetKey) -> Iterator[Moment]:
    """The moments of a subnet; none where nobody of the plan ever is in it.

    A failback is shown where it leaves other addresses to others than today.
    """
    subnet = assignments.plan.network(key[0]).subnets_by_key[key[1]]
    landing = {each: bool(assignments.landing_in(key, each)) for each in Scenario}
    if not subnet.ranges or not (any(landing.values()) or assignments.standing(key)):
        return

    def after(scenario: Scenario) -> list[Occupant]:
        return list(occupants_after(assignments, key, scenario))

    now = list(occupants_before(assignments, key, Scenario.FAILOVER))
    if landing[Scenario.FAILOVER]:
        yield Moment("after failover", AddressMap(subnet, after(Scenario.FAILOVER)))
    elif now or not any(landing.values()):
        yield Moment("today", AddressMap(subnet, now))
    if landing[Scenario.TEST_FAILOVER]:
        yield Moment("after test failover", AddressMap(subnet, after(Scenario.TEST_FAILOVER)))
    back = after(Scenario.FAILBACK) if landing[Scenario.FAILBACK] else []
    if landing[Scenario.FAILBACK] and _holders(back) != _holders(now):
        yield Moment("after failback", AddressMap(subnet, back))


def comes_back_the_same(assignments: Assignments, key: SubnetKey) -> bool:
    """Whether after a failback everybody has the address in a subnet that it has today."""
    if not assignments.landing_in(key, Scenario.FAILBACK):
        return False
    back = occupants_after(assignments, key, Scenario.FAILBACK)
    return _holders(back) == _holders(occupants_before(assignments, key, Scenario.FAILOVER))


def _holders(occupants: "Iterator[Occupant] | list[Occupant]") -> dict[int, str]:
    return {occupant.address: str(occupant.holder) for occupant in occupants}
