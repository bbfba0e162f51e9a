"""The line of a plan file that a finding is about."""

from collections.abc import Callable, Mapping

from models.consistency import Path
from models.findings.finding import (
    ItemSubject,
    MappingSubject,
    NetworkSubject,
    Subject,
    SubnetSubject,
)
from models.formats.toml_lines import places
from models.plan import Plan
from models.topology import IpConfigurationId


def subject_lines(plan: Plan, text: str) -> Callable[[Subject], int | None]:
    """A function from a subject to its line in the text that the plan was read from.

    The text is gone through once. ``None`` where a line cannot be known: for the plan as
    a whole, and for rows written inside other lines.
    """
    lines: dict[Path, int] = {}
    for line, place in places(text):
        lines.setdefault(place, line)
    mappings: dict[tuple[str, str], int] = {}
    for index, mapping in enumerate(plan.network_mappings):
        mappings.setdefault((mapping.source, mapping.target), index)

    def line_of(subject: Subject) -> int | None:
        return _nearest(lines, _path(plan, mappings, subject))

    return line_of


def _nearest(lines: Mapping[Path, int], path: Path) -> int | None:
    """The line of the row at ``path``, or of the row that holds it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-2]
    return None


def _path(plan: Plan, mappings: Mapping[tuple[str, str], int], subject: Subject) -> Path:
    match subject:
        case IpConfigurationId():
            return _ip_configuration_path(plan, subject)
        case NetworkSubject(id):
            return ("virtual_networks", plan.virtual_networks.position(id))
        case SubnetSubject(network, name):
            keys = list(plan.network(network).subnets_by_key)
            key = name.casefold()
            inner = ("subnets", keys.index(key)) if key in keys else ()
            return ("virtual_networks", plan.virtual_networks.position(network), *inner)
        case ItemSubject(machine):
            if machine in plan.replicated_items:
                return ("replicated_items", plan.replicated_items.position(machine))
            return ("virtual_machines", plan.virtual_machines.position(machine))
        case MappingSubject():
            index = mappings.get((subject.source, subject.target))
            return () if index is None else ("network_mappings", index)
        case _:
            return ()


def _ip_configuration_path(plan: Plan, id: IpConfigurationId) -> Path:
    machine = plan.machine(id.virtual_machine)
    nics = [nic.name for nic in machine.network_interfaces]
    nic = nics.index(id.network_interface)
    ips = [ip.name for ip in machine.network_interfaces[nic].ip_configurations]
    position = plan.virtual_machines.position(machine.id)
    return (
        *("virtual_machines", position, "network_interfaces", nic),
        *("ip_configurations", ips.index(id.name)),
    )
