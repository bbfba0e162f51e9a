"""Planned networks as resources: each with its subnets and its halves of peerings."""

from collections.abc import Iterator

from models.exports.application import Application, PlannedNetwork
from models.exports.application.peerings import Peering, peerings
from models.exports.terraform.hcl import Block, Expression, Reference
from models.exports.terraform.labels import NETWORK, PEERING, SUBNET, Labels
from models.exports.terraform.providers import Providers
from models.topology import Subnet


def networks(todo: Application, labels: Labels, providers: Providers) -> Iterator[Block]:
    """The blocks of the planned networks, then those of their peerings."""
    for network in todo.networks:
        yield _network(network, labels, providers)
        for subnet in network.network.subnets:
            yield _subnet(network, subnet, labels, providers)
    before: Peering | None = None
    for peering in peerings(todo.networks):
        yield _peering(peering, before, labels, providers)
        before = peering


def _network(network: PlannedNetwork, labels: Labels, providers: Providers) -> Block:
    planned = network.network
    return Block(
        "resource",
        (NETWORK, labels.network(network)),
        (
            *providers.argument(network.subscription),
            ("name", (planned.name,)),
            ("resource_group_name", network.resource_group),
            ("location", (planned.region,)),
            ("address_space", _texts(planned.address_space)),
        ),
    )


def _subnet(network: PlannedNetwork, subnet: Subnet, labels: Labels, providers: Providers) -> Block:
    return Block(
        "resource",
        (SUBNET, labels.subnet(network, subnet)),
        (
            *providers.argument(network.subscription),
            ("name", (subnet.name,)),
            ("resource_group_name", network.resource_group),
            ("virtual_network_name", _name_of(network, labels)),
            ("address_prefixes", _texts(subnet.address_prefixes)),
        ),
        (_delegation(subnet.delegation),) if subnet.delegation else (),
    )


def _delegation(service: str) -> Block:
    delegated = Block("service_delegation", (), (("name", (service,)),))
    return Block("delegation", (), (("name", ("delegation",)),), (delegated,))


def _peering(
    peering: Peering, before: Peering | None, labels: Labels, providers: Providers
) -> Block:
    """A half of a peering; Azure takes one at a time, so each waits for the one before it."""
    after: list[Expression] = []
    if before is not None:
        after.append(Reference(f"{PEERING}.{labels.peering(before)}"))
    return Block(
        "resource",
        (PEERING, labels.peering(peering)),
        (
            *providers.argument(peering.network.subscription),
            ("name", (peering.name,)),
            ("resource_group_name", peering.network.resource_group),
            ("virtual_network_name", _name_of(peering.network, labels)),
            ("remote_virtual_network_id", labels.network_id(peering.remote)),
            *((("depends_on", after),) if after else ()),
        ),
    )


def _name_of(network: PlannedNetwork, labels: Labels) -> Reference:
    return Reference(f"{NETWORK}.{labels.network(network)}.name")


def _texts(values: tuple[object, ...]) -> list[Expression]:
    return [(str(value),) for value in values]
