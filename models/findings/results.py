"""Findings that follow from what one IP configuration gets: rules S, A, F, T and B."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from models.addresses import address_text
from models.assign import Results
from models.assignment import AddressRule, Assignment, Reason, Scenario, SubnetRule
from models.explain import holder_text
from models.findings.finding import Code, Finding
from models.findings.unassigned import AT, unassigned_findings
from models.plan import Plan
from models.rules.failback import comes_home
from models.topology import IpConfiguration, IpConfigurationId

_FIRST, _RETAINED = SubnetRule.FIRST_ALPHABETICAL, AddressRule.RETAINED
"""Bound once: in Python 3.11 asking an enumeration costs as much as all else here."""


def result_findings(
    plan: Plan,
    id: IpConfigurationId,
    ip: IpConfiguration,
    results: Results,
    delegated: AbstractSet[tuple[str, str]],
) -> Iterator[Finding]:
    """What there is to say of the results of one IP configuration.

    ``delegated`` are the delegated subnets, by network and name.
    """
    failover, _, failback = results
    for scenario, result in zip(Scenario, results, strict=True):
        if result is None:
            continue
        if result.address is None:
            yield from unassigned_findings(plan, id, scenario, result)
        if result.subnet_rule is _FIRST or (delegated and _where(result) in delegated):
            yield from _landed(plan, id, scenario, result)
    if failover is not None and (failover.rule is not _RETAINED or failover.address != ip.ipv4):
        yield from _at_failover(id, ip, failover)
    if failback is not None and failback.address is not None and not comes_home(ip, failback):
        yield _not_home(id, ip, failback)


def _where(result: Assignment) -> tuple[str | None, str | None]:
    return result.network, result.subnet


def _landed(
    plan: Plan, id: IpConfigurationId, scenario: Scenario, result: Assignment
) -> Iterator[Finding]:
    """What there is to say of the subnet."""
    if result.network is None or result.subnet is None:
        return
    at, where = AT[scenario], f"{result.subnet} of {result.network}"
    if result.subnet_rule is SubnetRule.FIRST_ALPHABETICAL:
        yield Finding(
            Code.SUBNET_FALLBACK,
            id,
            f"{at} it lands on {where}, the first in alphabetical order: nobody chose it",
            "S3",
            f"set the target subnet in the network settings of {id.virtual_machine}"
            if scenario is not Scenario.FAILBACK
            else f"give {result.network} a subnet of the same name as the failover subnet",
            scenario,
        )
    subnet = plan.network(result.network).subnet(result.subnet)
    if subnet is not None and subnet.delegation:
        yield Finding(
            Code.DELEGATED_SUBNET,
            id,
            f"{at} it lands on {where}, which is delegated to {subnet.delegation}",
            "S5",
            "choose a subnet that is not delegated",
            scenario,
        )


def _at_failover(
    id: IpConfigurationId, ip: IpConfiguration, result: Assignment
) -> Iterator[Finding]:
    """What there is to say of the address over there."""
    if result.reason is Reason.IPV6_UNSUPPORTED:
        yield Finding(
            Code.IPV6_UNSUPPORTED,
            id,
            "IPv6 IP configurations are not failed over",
            "A6",
            "add the IPv6 address by hand after the failover",
        )
    if result.address is None:
        return
    new = address_text(result.address)
    lost = result.rule is AddressRule.NEXT_AVAILABLE and result.reason in (
        Reason.ADDRESS_TAKEN,
        Reason.ADDRESS_RESERVED,
    )
    if lost:
        why = "one that Azure keeps"
        if result.reason is Reason.ADDRESS_TAKEN:
            why = f"in use by {holder_text(result.taken_by)}"
        yield Finding(
            Code.ADDRESS_LOST,
            id,
            f"{ip.address} cannot be kept in the same address space: it is {why} there;"
            f" the forecast is {new}",
            "F2",
            f"free {ip.address} in {result.network}, or set another address",
            Scenario.FAILOVER,
        )
    elif ip.ipv4 is not None and ip.ipv4 != result.address:
        yield Finding(
            Code.ADDRESS_CHANGES,
            id,
            f"{ip.address} becomes {new}",
            "F1" if result.rule is AddressRule.CONFIGURED else "F3",
            "make sure that nothing relies on the old address: DNS, hosts files, firewall rules",
            Scenario.FAILOVER,
        )
    if result.rule is AddressRule.NEXT_AVAILABLE:
        yield Finding(
            Code.FORECAST_ADDRESS,
            id,
            f"{new} is a forecast: Azure gives the next available address on the day",
            "F5",
            f"set {new} in the network settings to be sure",
            Scenario.FAILOVER,
        )


def _not_home(id: IpConfigurationId, ip: IpConfiguration, result: Assignment) -> Finding:
    where = f"{result.network} / {result.subnet} / {address_text(result.address or 0)}"
    came_from = f"{ip.network} / {ip.subnet} / {ip.address or 'address unknown'}"
    return Finding(
        Code.NOT_HOME,
        id,
        f"at failback it comes to {where}, from {came_from}",
        "B4",
        "fail over to a network with the same subnets, or keep its address there",
        Scenario.FAILBACK,
    )
