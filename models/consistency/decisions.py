"""What is wrong with decisions: mappings and replicated items that lead nowhere."""

from collections.abc import Iterator, Sequence

from models.consistency.flaw import Flaw, Path
from models.consistency.references import no_such_network
from models.consistency.repetition import duplicates
from models.consistency.rows import Machines, Networks, backwards
from models.plan import IpConfigurationSettings, NetworkMapping, ReplicatedItem
from models.topology import VirtualMachine


def mapping_flaws(mappings: Sequence[NetworkMapping], networks: Networks) -> Iterator[Flaw]:
    """Ends of mappings that are no virtual network of the plan."""
    for index, mapping in enumerate(mappings):
        for field, id in (("source", mapping.source), ("target", mapping.target)):
            if id not in networks:
                yield no_such_network(("network_mappings", index, field), id)


def item_flaws(
    items: Sequence[ReplicatedItem], networks: Networks, machines: Machines
) -> Iterator[Flaw]:
    """Replicated items, and their settings, of what is not in the plan, or of one thing twice."""
    at = "replicated_items"
    yield from duplicates((at,), items, lambda item: item.virtual_machine, "virtual_machine")
    for index, item in enumerate(items):
        path = (at, index)
        for field, network in (
            ("failover_network", item.failover_network),
            ("test_failover_network", item.test_failover_network),
        ):
            if network is not None and network not in networks:
                yield no_such_network((*path, field), network)
        if item.virtual_machine in machines:
            yield from _settings_flaws(path, item, *machines[item.virtual_machine])
        else:
            yield Flaw(
                (*path, "virtual_machine"),
                f"there is no virtual machine {item.virtual_machine!r} in this plan",
                ("virtual_machines",),
                item.virtual_machine,
            )


def _settings_flaws(
    path: Path, item: ReplicatedItem, position: int, machine: VirtualMachine
) -> Iterator[Flaw]:
    if not item.network_interfaces and not item.ip_configurations:
        return
    nics = {row.name: (number, row) for number, row in backwards(machine.network_interfaces)}
    rows = ("virtual_machines", position, "network_interfaces")
    at = (*path, "network_interfaces")
    yield from duplicates(at, item.network_interfaces, lambda settings: settings.name, "name")
    for index, settings in enumerate(item.network_interfaces):
        if (name := settings.name) not in nics:
            yield Flaw((*at, index, "name"), f"{machine.id!r} has no NIC {name!r}", rows, name)
    at = (*path, "ip_configurations")
    yield from duplicates(at, item.ip_configurations, _settings_key, "name")
    for index, ip in enumerate(item.ip_configurations):
        if (name := ip.network_interface) not in nics:
            here = (*at, index, "network_interface")
            yield Flaw(here, f"{machine.id!r} has no NIC {name!r}", rows, name)
            continue
        number, nic = nics[name]
        if not any(other.name == ip.name for other in nic.ip_configurations):
            message = f"NIC {nic.name!r} has no IP configuration {ip.name!r}"
            against = (*rows, number, "ip_configurations")
            yield Flaw((*at, index, "name"), message, against, ip.name)


def _settings_key(settings: IpConfigurationSettings) -> tuple[str, str]:
    return settings.network_interface, settings.name
