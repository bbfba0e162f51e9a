"""Replicated items: imported, protected from being destroyed, and given network settings."""

from collections.abc import Iterator

from models.exports.application import (
    Application,
    IpUpdate,
    ItemUpdate,
    NicUpdate,
    Parameter,
    Text,
    Vault,
)
from models.exports.application.parameters import text
from models.exports.export import slug
from models.exports.terraform.hcl import Block, Expression, Reference
from models.exports.terraform.labels import REPLICATED_VM, Labels
from models.exports.terraform.omissions import omissions
from models.exports.terraform.providers import Providers

Arguments = tuple[tuple[str, Expression], ...]

KEPT = (
    "managed_disk",
    "multi_vm_group_name",
    "recovery_replication_policy_id",
    "source_vm_id",
    "target_availability_set_id",
    "target_boot_diagnostic_storage_account_id",
    "target_capacity_reservation_group_id",
    "target_edge_zone",
    "target_proximity_placement_group_id",
    "target_recovery_fabric_id",
    "target_recovery_protection_container_id",
    "target_resource_group_id",
    "target_virtual_machine_scale_set_id",
    "target_zone",
    "unmanaged_disk",
)
"""Arguments that stay as Azure has them: the plan does not manage them."""


def replicated_vms(
    todo: Application, labels: Labels, providers: Providers, version: int
) -> Iterator[Block]:
    """The blocks of the replicated items, each after the block that imports it."""
    vaults = Vaults(todo)
    for item in todo.items:
        yield _import(item, labels)
        yield _item(item, labels, providers, vaults, version)


class Vaults:
    """What the provider requires to be said of the items of a vault, and then leaves alone."""

    def __init__(self, todo: Application) -> None:
        several = len(todo.vaults) > 1
        self._suffixes = {
            vault: f"_for_{slug(vault.region, '_')}_{number}" if several else ""
            for number, vault in enumerate(todo.vaults, 1)
        }

    def policy(self, vault: Vault) -> Text:
        """The ARM id of a replication policy."""
        return self._asked(vault, "replication_policy_id", "a replication policy")

    def resource_group(self, vault: Vault) -> Text:
        """The ARM id of the resource group of failover VMs."""
        return self._asked(vault, "target_resource_group_id", "the target resource group")

    def _asked(self, vault: Vault, name: str, what: str) -> Text:
        meaning = (
            f"the ARM id of {what} of what fails over to {vault.region};"
            " the provider requires one, and each item keeps its own"
        )
        return (Parameter(name + self._suffixes[vault], meaning),)


def _import(item: ItemUpdate, labels: Labels) -> Block:
    to = Reference(f"{REPLICATED_VM}.{labels.item(item)}")
    id = text(item.vault.id, "/", item.path)
    return Block("import", (), (("to", to), ("id", id)))


def _item(
    item: ItemUpdate, labels: Labels, providers: Providers, vaults: Vaults, version: int
) -> Block:
    nics = tuple(_nic(item, nic, labels, version) for nic in item.network_interfaces)
    return Block(
        "resource",
        (REPLICATED_VM, labels.item(item)),
        (
            *providers.argument(item.vault.subscription),
            *_identity(item, vaults),
            *_networks(item, labels),
        ),
        (*nics, _LIFECYCLE),
        tuple(
            f"The provider cannot set {what} of {', '.join(whose)}."
            for what, whose in omissions(item, version).items()
        ),
    )


def _identity(item: ItemUpdate, vaults: Vaults) -> Arguments:
    fabric = text(item.vault.id, "/replicationFabrics/", item.target_fabric)
    container = text(fabric, "/replicationProtectionContainers/", item.target_container)
    return (
        ("name", item.name),
        ("resource_group_name", item.vault.resource_group),
        ("recovery_vault_name", item.vault.name),
        ("source_recovery_fabric_name", item.fabric),
        ("source_vm_id", item.machine_id),
        ("recovery_replication_policy_id", vaults.policy(item.vault)),
        ("source_recovery_protection_container_name", item.container),
        ("target_resource_group_id", vaults.resource_group(item.vault)),
        ("target_recovery_fabric_id", fabric),
        ("target_recovery_protection_container_id", container),
    )


def _networks(item: ItemUpdate, labels: Labels) -> Iterator[tuple[str, Expression]]:
    yield "target_network_id", labels.network_id(item.failover_network)
    if item.test_failover_network is not None:
        yield "test_network_id", labels.network_id(item.test_failover_network)
    if item.item.target_vm_size:
        yield "target_virtual_machine_size", (item.item.target_vm_size,)


def _nic(item: ItemUpdate, nic: NicUpdate, labels: Labels, version: int) -> Block:
    source: Arguments = (("source_network_interface_id", nic.id),)
    if version == 4:
        primary = next((ip for ip in nic.ip_configurations if ip.primary), None)
        flat = tuple(_targets(item, primary, labels)) if primary else ()
        return Block("network_interface", (), (*source, *flat))
    return Block(
        "network_interface",
        (),
        source,
        tuple(
            Block(
                "ip_configuration",
                (),
                (
                    ("name", (ip.name,)),
                    ("primary", ip.primary),
                    *_targets(item, ip, labels),
                ),
            )
            for ip in nic.ip_configurations
        ),
    )


def _targets(item: ItemUpdate, ip: IpUpdate, labels: Labels) -> Iterator[tuple[str, Expression]]:
    failover, test = ip.failover, ip.test_failover
    if failover.subnet:
        subnet = labels.subnet_name(item.failover_network, failover.subnet)
        yield "target_subnet_name", subnet
    if failover.address:
        yield "target_static_ip", (failover.address,)
    if failover.load_balancer_pools:
        yield "recovery_load_balancer_backend_address_pool_ids", [*failover.load_balancer_pools]
    if failover.public_ip:
        yield "recovery_public_ip_address_id", failover.public_ip
    if test and test.subnet:
        subnet = labels.subnet_name(item.test_failover_network, test.subnet)
        yield "failover_test_subnet_name", subnet
    if test and test.address:
        yield "failover_test_static_ip", (test.address,)
    if test and test.public_ip:
        yield "failover_test_public_ip_address_id", test.public_ip


_LIFECYCLE = Block(
    "lifecycle",
    (),
    (("prevent_destroy", True), ("ignore_changes", [Reference(name) for name in KEPT])),
)
