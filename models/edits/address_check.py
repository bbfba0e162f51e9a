"""Whether an address could be set, before it is: the conditions of F1 and T2."""

from netaddr import IPAddress

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import Scenario
from models.rules.availability import Availability, usable_ranges
from models.rules.subnets import is_reserved, subnet_key
from models.topology import IpConfigurationId


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
    if is_reserved(target):
        return f"no virtual machine may be in {target.name}"
    if address.version != 4:
        return "IPv6 addresses are not failed over"
    key = subnet_key(network, subnet)
    available = Availability(target, assignments.occupied(key, scenario))
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
    for other, landing in assignments.landing_in(key, scenario).items():
        if other != id and landing.request is not None and landing.request.configured == value:
            return f"{address} is already set for {other}"
    return None
