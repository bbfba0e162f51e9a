"""Network mappings: rules M1 to M11 as far as they can be computed."""

from collections.abc import Iterable

from models.plan import NetworkMapping, Plan
from models.rules.names import SUFFIX
from models.topology import State, VirtualNetwork


def mapping_to_region(plan: Plan, source: str, region: str) -> NetworkMapping | None:
    """The mapping of a source network into a region: the first, if there are several (M2)."""
    for mapping in plan.mappings_from(source):
        if plan.network(mapping.target).region == region:
            return mapping
    return None


def reverse_of(plan: Plan, mapping: NetworkMapping) -> NetworkMapping | None:
    """The mapping that leads back to the source's region, wherever there (M3)."""
    return mapping_to_region(plan, mapping.target, plan.network(mapping.source).region)


def way_back(plan: Plan, failover_network: str, home_region: str) -> VirtualNetwork | None:
    """The network a failback leads to, from the failover network (B1)."""
    mapping = mapping_to_region(plan, failover_network, home_region)
    return None if mapping is None else plan.network(mapping.target)


def default_target(plan: Plan, source: VirtualNetwork, region: str) -> VirtualNetwork:
    """The target network that is offered for a source network in a region.

    The mapping's target where there is one (M7); else a network of the default name that
    is there already; else a copy that has yet to be created (M6).
    """
    if mapping := mapping_to_region(plan, source.id, region):
        return plan.network(mapping.target)
    name = default_name(source)
    for network in plan.virtual_networks:
        if network.region == region and network.name.casefold() == name.casefold():
            return network
    return planned_copy(source, region, taken=plan.virtual_networks.keys())


def default_name(source: VirtualNetwork) -> str:
    """What the copy of a source network is called (M6)."""
    return source.name + SUFFIX


def default_resource_group(resource_group: str) -> str:
    """The resource group that machines of a group fail over to (M11)."""
    return resource_group + SUFFIX


def planned_copy(source: VirtualNetwork, region: str, taken: Iterable[str] = ()) -> VirtualNetwork:
    """A copy of a network in another region, still to be created (M6).

    Same address space, same subnets by name, empty. ``taken`` holds ids it must not have.
    """
    name = default_name(source)
    group = source.resource_group
    return VirtualNetwork(
        id=distinct(name, taken),
        name=name,
        region=region,
        resource_group=default_resource_group(group) if group else None,
        subscription=source.subscription,
        address_space=source.address_space,
        state=State.PLANNED,
        production=False,
        subnets=tuple(
            subnet.model_copy(update={"in_use": (), "note": None}) for subnet in source.subnets
        ),
    )


def distinct(id: str, taken: Iterable[str]) -> str:
    """The id itself, or with the first number that makes it distinct from those taken."""
    ids = set(taken)
    if id not in ids:
        return id
    number = 2
    while f"{id}-{number}" in ids:
        number += 1
    return f"{id}-{number}"
