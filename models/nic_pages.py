"""The machines of a plan page by page: a NIC, or some of its IP configurations, at a time."""

from typing import NamedTuple

from models.assign import Assignments
from models.assignment import Scenario
from models.findings.finding import (
    ItemSubject,
    MappingSubject,
    NetworkSubject,
    Subject,
    SubnetSubject,
)
from models.plan import Plan
from models.rules.subnets import subnet_key
from models.topology import IpConfigurationId, NetworkInterface, VirtualMachine

MOST_TOGETHER = 8
"""How many IP configurations of a NIC stand on one page: Azure allows hundreds."""


class NicPage(NamedTuple):
    """What is looked at together: a NIC of a machine and the IP configurations shown of it.

    ``network_interface`` is blank for a machine without NICs. ``part`` counts from 1 and
    ``parts`` says on how many pages the NIC stands.
    """

    virtual_machine: str
    network_interface: str
    ids: tuple[IpConfigurationId, ...]
    part: int = 1
    parts: int = 1

    @property
    def subject(self) -> Subject:
        """What it is about: its first IP configuration, or the machine where it has none."""
        return self.ids[0] if self.ids else ItemSubject(self.virtual_machine)


def pages_of(machine: VirtualMachine) -> tuple[NicPage, ...]:
    """The pages of a machine, its primary NIC and primary IP configurations first (F6)."""
    nics = sorted(machine.network_interfaces, key=lambda nic: not nic.primary)
    pages = [page for nic in nics for page in _pages_of_nic(machine.id, nic)]
    return tuple(pages) or (NicPage(machine.id, "", ()),)


def page_about(assignments: Assignments, subject: Subject | None) -> NicPage | None:
    """The page to open for what a user points at.

    That is the first page of the first machine where it says nothing of any, and ``None`` in
    a plan without machines.
    """
    plan = assignments.plan
    about = plan.virtual_machines.get(_machine_about(assignments, subject) or "")
    machine = about or next(iter(plan.virtual_machines), None)
    if machine is None:
        return None
    pages = pages_of(machine)
    return next((page for page in pages if subject in page.ids), pages[0])


def same_page(plan: Plan, page: NicPage) -> NicPage | None:
    """The page as the plan has it now; ``None`` where it has not got that NIC any more."""
    machine = plan.virtual_machines.get(page.virtual_machine)
    if machine is None:
        return None
    place = (page.network_interface, page.part)
    pages = pages_of(machine)
    return next((now for now in pages if (now.network_interface, now.part) == place), pages[0])


def page_beside(plan: Plan, page: NicPage, step: int) -> NicPage:
    """The page before (-1) or after it (1), on to the next machine after the last NIC."""
    pages = pages_of(plan.machine(page.virtual_machine))
    position = pages.index(page) + step
    if 0 <= position < len(pages):
        return pages[position]
    return pages_of(_machine_beside(plan, page, step))[-1 if step < 0 else 0]


def machine_beside(plan: Plan, page: NicPage, step: int) -> NicPage:
    """The first page of the machine before (-1) or after it (1) in the order of the plan."""
    return pages_of(_machine_beside(plan, page, step))[0]


def _machine_beside(plan: Plan, page: NicPage, step: int) -> VirtualMachine:
    machines = plan.virtual_machines
    ids = list(machines.keys())
    return machines[ids[(machines.position(page.virtual_machine) + step) % len(ids)]]


def _pages_of_nic(machine: str, nic: NetworkInterface) -> list[NicPage]:
    ips = sorted(nic.ip_configurations, key=lambda ip: not ip.primary)
    ids = tuple(IpConfigurationId(machine, nic.name, ip.name) for ip in ips)
    starts = range(0, len(ids), MOST_TOGETHER) or range(1)
    return [
        NicPage(machine, nic.name, ids[start : start + MOST_TOGETHER], part, len(starts))
        for part, start in enumerate(starts, start=1)
    ]


def _machine_about(assignments: Assignments, subject: Subject | None) -> str | None:
    """The machine that a subject is, or the first one there."""
    match subject:
        case IpConfigurationId():
            return subject.virtual_machine
        case ItemSubject():
            return subject.virtual_machine
        case SubnetSubject():
            return _first_in(assignments, subject.network, [subject.name])
        case NetworkSubject() | MappingSubject():
            id = subject.id if isinstance(subject, NetworkSubject) else subject.source
            network = assignments.plan.virtual_networks.get(id)
            return (
                _first_in(assignments, id, [s.name for s in network.subnets]) if network else None
            )
        case _:
            return None


def _first_in(assignments: Assignments, network: str, subnets: list[str]) -> str | None:
    """The first machine that stands in some subnets, or lands there."""
    keys = [subnet_key(network, name) for name in subnets]
    for key in keys:
        for id in assignments.standing(key):
            return id.virtual_machine
    for scenario in (Scenario.FAILOVER, Scenario.TEST_FAILOVER):
        for key in keys:
            for id in assignments.landing_in(key, scenario):
                return id.virtual_machine
    return None
