"""The groups of the recovery plan in their order, with each machine and what it gets."""

from collections.abc import Iterator
from itertools import groupby

from models.assign import Assignments
from models.exports.runbook.steps import expected, noted, step
from models.formats.markdown_text import code, table
from models.plan import ReplicatedItem
from models.topology import IpConfiguration, IpConfigurationId, VirtualMachine

_HEADING = ["NIC", "IP configuration", "Today", "At failover", "At test failover"]
_BLANK = ["Seen", "Time", "Initials"]


def groups(assignments: Assignments) -> Iterator[str]:
    """The lines of all groups that have machines."""
    for number, items in groupby(assignments.plan.items_in_order(), key=lambda item: item.group):
        yield from (f"## Group {number}", "")
        if number > 1:
            yield step("The groups before it are up, and their checks are done.")
        yield from (step("Started. Time: ........ Initials: ........"), "")
        for item in items:
            yield from _machine(assignments, item)


def _machine(assignments: Assignments, item: ReplicatedItem) -> Iterator[str]:
    machine = assignments.plan.machine(item.virtual_machine)
    rows = [_row(assignments, id, ip) for id, ip in machine.in_failover_order]
    yield from (f"### {code(machine.id)}", "")
    yield from noted(item.note)
    yield from table([*_HEADING, *_BLANK], rows)
    yield ""
    yield from _checks(assignments, item, machine)
    yield ""


def _row(assignments: Assignments, id: IpConfigurationId, ip: IpConfiguration) -> list[str]:
    today = code(str(ip.address)) if ip.address is not None else "not known"
    return [
        code(id.network_interface),
        code(id.name),
        today,
        expected(assignments.failover(id)),
        expected(assignments.test_failover(id)),
        *([""] * len(_BLANK)),
    ]


def _checks(
    assignments: Assignments, item: ReplicatedItem, machine: VirtualMachine
) -> Iterator[str]:
    """What to look at after the machine is up."""
    name = code(item.target_vm_name or machine.name)
    yield step(f"{name} runs in {code(item.failover_network)}, with the addresses above.")
    test = assignments.test_network_of(item)
    if test is not None:
        tested = f" as {code(item.test_vm_name)}" if item.test_vm_name else ""
        yield step(f"Tested in {code(test)}{tested}, and the test was cleaned up.")
    arriving = [(id, ip) for id, ip in machine.in_failover_order if _address(assignments, id)]
    if any(not ip.primary for _, ip in arriving):
        yield step("Its system knows the secondary addresses too.")
    if any(_address(assignments, id) != ip.ipv4 for id, ip in arriving):
        yield step("DNS records, hosts files and firewall rules have the new address.")
    for settings in item.ip_configurations:
        target, of = settings.failover, f"{settings.network_interface}/{settings.name}"
        resources = [*([target.public_ip] if target.public_ip else []), *target.load_balancer_pools]
        for resource in resources:
            yield step(f"{code(resource)} leads to {code(of)}.")
    yield step("The application answers.")


def _address(assignments: Assignments, id: IpConfigurationId) -> int | None:
    result = assignments.failover(id)
    return None if result is None else result.address
