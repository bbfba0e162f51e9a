"""Whether an address could be set, before it is: the conditions of F1 and T2."""

from netaddr import IPAddress

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import Scenario
from models.rules.availability import Availability, usable_ranges
from models.rules.subnets import is_reserved, subnet_key
from models.topology import IpConfigurationId, Subnet


def address_problem(
    assignments: Assignments,
    id: IpConfigurationId,
    scenario: Scenario,
    network: str,
    subnet: str,
    address: IPAddress,
) -> str | None:
    """Why an IP configuration could not have this address there, in words; else ``None``."""
    target = assignments.plan.network(network).subnet(subnet)
    if target is None:
        return f"{network} has no subnet {subnet}"
    key = subnet_key(network, subnet)
    available = Availability(target, assignments.occupied(key, scenario))
    if problem := standing_problem(target, available, address):
        return problem
    for other, request in assignments.landing_in(key, scenario).items():
        if other != id and request.configured == int(address):
            return f"{address} is already set for {other}"
    return None


def standing_problem(target: Subnet, available: Availability, address: IPAddress) -> str | None:
    """Why nobody could have this address of a subnet, whatever is set for others.

    ``available`` are its addresses before any is given out.
    """
    if is_reserved(target):
        return f"no virtual machine may be in {target.name}"
    if address.version != 4:
        return "IPv6 addresses are not failed over"
    value = int(address)
    if not available.inside(value):
        prefixes = ", ".join(str(prefix) for prefix in target.address_prefixes)
        return f"{address} is outside {target.name} ({prefixes})"
    if available.reserved(value):
        ranges = ", ".join(
            f"{address_text(first)} to {address_text(last)}"
            for first, last in usable_ranges(target)
        )
        return f"Azure keeps {address} for itself; {target.name} has {ranges}"
    if value in available.holders:
        holder = available.holders[value]
        return f"{address} is in use by {holder}" if holder else f"{address} is in use"
    return None


def landing_problem(
    assignments: Assignments, id: IpConfigurationId, scenario: Scenario, address: IPAddress
) -> str | None:
    """The same in the subnet where the IP configuration lands in a scenario."""
    result = assignments.of(id, scenario)
    if result is None or result.network is None or result.subnet is None:
        return "there is no subnet yet that it could be in; choose one first"
    return address_problem(assignments, id, scenario, result.network, result.subnet, address)
