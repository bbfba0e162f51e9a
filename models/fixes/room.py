"""Where there is room: the subnets an IP configuration could have, and the next address there."""

from collections.abc import Iterator

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import Scenario
from models.rules.availability import Availability, available_count
from models.rules.subnets import is_reserved, subnet_key
from models.topology import IpConfigurationId, Subnet


def room_in(assignments: Assignments, network: str, subnet: Subnet, scenario: Scenario) -> int:
    """How many addresses of a subnet are left once a scenario is over."""
    key = subnet_key(network, subnet.name)
    members = assignments.landing_in(key, scenario)
    results = (assignments.of(id, scenario) for id in members)
    given = sum(result is not None and result.address is not None for result in results)
    return available_count(subnet, assignments.occupied(key, scenario)) - given


def next_address(
    assignments: Assignments, network: str, subnet: Subnet, scenario: Scenario
) -> str | None:
    """The next address of a subnet that nobody has and nobody would get, as text.

    From the end of the range at test failover, as the rules count there (T3).
    """
    key = subnet_key(network, subnet.name)
    available = Availability(subnet, assignments.occupied(key, scenario))
    for id in assignments.landing_in(key, scenario):
        result = assignments.of(id, scenario)
        if result is not None and result.address is not None:
            available.take(result.address, id)
    test = scenario is Scenario.TEST_FAILOVER
    address = available.highest() if test else available.lowest()
    return None if address is None else address_text(address)


def usable_subnets(
    assignments: Assignments, id: IpConfigurationId, network: str, scenario: Scenario
) -> Iterator[Subnet]:
    """The subnets of a network that a machine may be in and where there is room.

    The one of the source's name comes first, then those not delegated, by name.
    """
    source = assignments.plan.ip_configuration(id).subnet.casefold()

    def rank(subnet: Subnet) -> tuple[bool, bool, str]:
        return subnet.key != source, subnet.delegation is not None, subnet.key

    for subnet in sorted(assignments.plan.network(network).subnets, key=rank):
        if not is_reserved(subnet) and room_in(assignments, network, subnet, scenario) > 0:
            yield subnet
