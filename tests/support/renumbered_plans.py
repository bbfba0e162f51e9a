"""The hostile plan with another address space in the target, so that addresses change."""

from dataclasses import replace

from netaddr import IPNetwork

from models.assign import Assignments, assign
from tests.support.export_plans import hostile


def renumbered(text: str) -> Assignments:
    """The results of the hostile plan, of which every machine gets another address."""
    plan = hostile(text).plan
    network = plan.network(f"{text}v2")
    subnets = tuple(
        subnet.model_copy(
            update={"address_prefixes": (IPNetwork(f"10.9.0.{128 * at}/25"),), "in_use": ()}
        )
        for at, subnet in enumerate(network.subnets)
    )
    moved = network.model_copy(
        update={"address_space": (IPNetwork("10.9.0.0/24"),), "subnets": subnets}
    )
    return assign(replace(plan, virtual_networks=plan.virtual_networks.put(moved)))
