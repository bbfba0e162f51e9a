"""How much of a plan stands in each region."""

from collections import Counter
from collections.abc import Mapping
from operator import attrgetter
from typing import NamedTuple

from models.plan import Plan


class RegionUse(NamedTuple):
    """How many of a plan's networks and machines are in a region."""

    networks: int
    machines: int


UNUSED = RegionUse(0, 0)


def region_use(plan: Plan) -> Mapping[str, RegionUse]:
    """The regions that something of the plan stands in, by name."""
    networks = Counter(network.region for network in plan.virtual_networks)
    machines = Counter(map(attrgetter("region"), plan.virtual_machines))
    names = dict.fromkeys((*machines, *networks))
    return {name: RegionUse(networks[name], machines[name]) for name in names}
