"""What the plan decides about an item and the provider has no argument for.

Read off the sources of the provider, 4.81 and 5.2: the update that it sends has IDs, subnets,
addresses and pools only, and calls the failover VM by the name of the item.
"""

from collections.abc import Iterator

from models.exports.application import Application, IpUpdate, ItemUpdate, NicUpdate, known

NAMED = 3
"""How many are named in a note, which stands for all."""


def omissions(item: ItemUpdate, version: int) -> dict[str, list[str]]:
    """What cannot be set, with the names of the NICs (or of the machine) it is about."""
    found: dict[str, list[str]] = {}
    for what in _of_item(item):
        found.setdefault(what, []).append(item.machine.name)
    for nic in item.network_interfaces:
        for what in _of_nic(nic, version):
            found.setdefault(what, []).append(nic.name)
    return found


def omission_notes(todo: Application, version: int) -> Iterator[str]:
    """A sentence for each thing that cannot be set, and what to do about them."""
    found: dict[str, list[str]] = {}
    for item in todo.items:
        machine = item.machine.name
        for what, names in omissions(item, version).items():
            own = [name if name == machine else f"{machine}/{name}" for name in names]
            found.setdefault(what, []).extend(own)
    for what, names in found.items():
        more = len(names) - NAMED
        end = f" and {more} more" if more > 0 else ""
        yield f"azurerm {version} cannot set {what} of {', '.join(names[:NAMED])}{end}."
    if todo.items:
        yield (
            "azurerm finds a NIC by its ARM id, letter by letter: where Site Recovery spells"
            " source_network_interface_id in another case, write it so."
        )
    if found:
        yield (
            "An update by azurerm leaves those out, and Azure may then clear them:"
            " set them afterwards, with the powershell or rest export."
        )


def _of_item(item: ItemUpdate) -> Iterator[str]:
    wanted = item.item.target_vm_name
    if wanted is not None and wanted != known(item.name):
        yield "the name of the failover VM (it takes the name of the item)"
    if item.item.test_vm_name is not None:
        yield "the name of the test VM"


def _of_nic(nic: NicUpdate, version: int) -> Iterator[str]:
    targets = [target for target in (nic.failover, nic.test_failover) if target]
    if any(target.network_security_group for target in targets):
        yield "the network security group"
    if any(target.accelerated_networking for target in targets):
        yield "accelerated networking"
    if any(target.name or target.resource_group or target.reuse_existing for target in targets):
        yield "the name or resource group of the failover NIC"
    yield from _of_ips(nic.ip_configurations, version)


def _of_ips(ips: tuple[IpUpdate, ...], version: int) -> Iterator[str]:
    if len(ips) > 1:
        yield (
            "IP configurations besides the primary one"
            if version == 4
            else "which secondary IP configurations are selected for failover"
        )
    if any(ip.test_failover and ip.test_failover.load_balancer_pools for ip in ips):
        yield "load-balancer pools for a test failover"
