"""Findings about one virtual machine: replicated or not, where it goes, what is set."""

from collections.abc import Iterable, Iterator

from models.assign import Assignments, Results
from models.assignment import Reason
from models.findings.finding import Code, Finding, ItemSubject
from models.findings.results import result_findings
from models.findings.surroundings import Surroundings
from models.plan import NOTHING_SET, FailoverSettings, NicFailoverSettings, Plan, ReplicatedItem
from models.topology import IpConfiguration, IpConfigurationId, NetworkInterface, VirtualMachine

GROUPS = 7
"""How many groups a recovery plan can have.

https://learn.microsoft.com/azure/site-recovery/site-recovery-create-recovery-plans
"""
LONGEST_NIC_NAME = 80
"""https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules"""


def machine_findings(
    assignments: Assignments,
    machine: VirtualMachine,
    source_regions: frozenset[str],
    surroundings: Surroundings,
) -> Iterator[Finding]:
    """What there is to say of one machine and of each of its IP configurations.

    ``source_regions`` are those whose machines are expected to be replicated; all are
    where it is empty.
    """
    plan = assignments.plan
    item = plan.item(machine.id)
    if item is None:
        if not source_regions or machine.region in source_regions:
            yield Finding(
                Code.UNPROTECTED_MACHINE,
                ItemSubject(machine.id),
                f"{machine.id} is not replicated",
                "M5",
                f"enable replication of {machine.id}, if it has to survive the region",
            )
        return
    results = assignments.of_machine(machine.id)
    if not surroundings.quiet(machine.region, item):
        yield from _region_findings(plan, item, machine)
    yield from _way_home_findings(item, machine, results)
    if not surroundings.quiet(machine.region, item):
        yield from _test_network_findings(plan, item, surroundings)
    yield from _other_findings(item, machine)
    for (id, ip), of_one in zip(machine.in_failover_order, results, strict=True):
        yield from _settings_findings(item, id, ip)
        yield from result_findings(plan, id, ip, of_one, surroundings.delegated)


def _region_findings(
    plan: Plan, item: ReplicatedItem, machine: VirtualMachine
) -> Iterator[Finding]:
    target = plan.network(item.failover_network)
    if target.region == machine.region:
        yield Finding(
            Code.FAILOVER_NETWORK_REGION,
            ItemSubject(machine.id),
            f"the failover network {target.id} is in {machine.region}, where {machine.id} runs",
            "M1",
            "choose a failover network in another region",
        )


def _way_home_findings(
    item: ReplicatedItem, machine: VirtualMachine, results: Iterable[Results]
) -> Iterator[Finding]:
    for _, _, failback in results:
        if failback is not None and failback.reason is Reason.NO_REVERSE_MAPPING:
            target = item.failover_network
            yield Finding(
                Code.NO_REVERSE_MAPPING,
                ItemSubject(machine.id),
                f"no mapping leads from {target} back to {machine.region}: no way home",
                "B1",
                f"map {target} to {_home_of(machine)}, where {machine.id} came from",
            )
            return


def _other_findings(item: ReplicatedItem, machine: VirtualMachine) -> Iterator[Finding]:
    if item.group > GROUPS:
        yield Finding(
            Code.GROUP_LIMIT,
            ItemSubject(machine.id),
            f"{machine.id} is in group {item.group}; a recovery plan has {GROUPS}",
            "F6",
            f"use a group from 1 to {GROUPS}, or a second recovery plan",
        )
    if item.network_interfaces:
        for nic in machine.network_interfaces:
            yield from _nic_findings(item, nic, ItemSubject(machine.id))


def _home_of(machine: VirtualMachine) -> str:
    """The network that a machine with IP configurations stands in today."""
    return machine.in_failover_order[0][1].network


def _test_network_findings(
    plan: Plan, item: ReplicatedItem, surroundings: Surroundings
) -> Iterator[Finding]:
    subject = ItemSubject(item.virtual_machine)
    if item.test_failover_network is None:
        yield Finding(
            Code.NO_TEST_NETWORK,
            subject,
            f"{item.virtual_machine} has no test failover network",
            "T7",
            "choose a network of its own for tests, so that failing over can be practised",
        )
        return
    test = plan.network(item.test_failover_network)
    if test.id == item.failover_network:
        yield Finding(
            Code.TEST_IN_FAILOVER_NETWORK,
            subject,
            f"{item.virtual_machine} is tested in its failover network {test.id}",
            "T7",
            "test in a network of its own",
        )
        return
    production = surroundings.production_peers(test.id)
    if test.production or production:
        why = "is marked production" if test.production else f"is peered with {production[0]}"
        yield Finding(
            Code.TEST_IN_PRODUCTION,
            subject,
            f"the test failover network {test.id} of {item.virtual_machine} {why}",
            "T7",
            "test in a network of its own, without peering to production",
        )


def _nic_findings(
    item: ReplicatedItem, nic: NetworkInterface, subject: ItemSubject
) -> Iterator[Finding]:
    settings = item.nic_settings_of(nic.name)
    for at, chosen in (("failover", settings.failover), ("test failover", settings.test_failover)):
        if chosen.name is not None and len(chosen.name) > LONGEST_NIC_NAME:
            yield Finding(
                Code.NAME_TOO_LONG,
                subject,
                f"the name of NIC {nic.name} at {at} has {len(chosen.name)} characters;"
                f" Azure allows {LONGEST_NIC_NAME}",
                "M10",
                "choose a shorter name",
            )
        if _has_group(chosen) and nic.network_security_group is None:
            yield Finding(
                Code.SETTINGS_WITHOUT_SOURCE,
                subject,
                f"a network security group is set for NIC {nic.name} at {at};"
                " the source NIC has none",
                "M10",
                "leave it out, or give the source NIC one",
            )


def _has_group(chosen: NicFailoverSettings) -> bool:
    return bool(chosen.network_security_group)


def _settings_findings(
    item: ReplicatedItem, id: IpConfigurationId, ip: IpConfiguration
) -> Iterator[Finding]:
    settings = item.decided_for(id)
    if settings.selected and not ip.primary and (ip.address is None or ip.ipv4 is not None):
        yield Finding(
            Code.SECONDARY_NEEDS_SELECTION,
            id,
            "a secondary IP configuration fails over only when it is selected in the network"
            " settings; this plan takes it as selected",
            "F8",
            "select it in Azure, or leave it out of the failover",
        )
    if settings is NOTHING_SET:
        return
    for at, chosen in (("failover", settings.failover), ("test failover", settings.test_failover)):
        for what in _without_source(chosen, ip):
            yield Finding(
                Code.SETTINGS_WITHOUT_SOURCE,
                id,
                f"a {what} is set at {at}; the source has none",
                "M10",
                f"leave it out, or give the source a {what}",
            )


def _without_source(chosen: FailoverSettings, ip: IpConfiguration) -> Iterator[str]:
    if chosen.public_ip and not ip.public_ip:
        yield "public IP"
    if chosen.load_balancer_pools and not ip.load_balancer_pools:
        yield "load balancer pool"
