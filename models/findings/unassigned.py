"""Findings about IP configurations that get no address in a scenario: rules S1, S5, S6, A4, F1."""

from collections.abc import Iterator

from models.assignment import Assignment, Reason, Scenario
from models.explain import holder_text, settings_that_count
from models.findings.finding import Code, Finding
from models.plan import FailoverSettings, Plan
from models.rules.subnets import first_usable
from models.topology import IpConfigurationId

AT = {
    Scenario.FAILOVER: "at failover",
    Scenario.TEST_FAILOVER: "at test failover",
    Scenario.FAILBACK: "at failback",
}
SET_RULE = {Scenario.FAILOVER: "F1", Scenario.TEST_FAILOVER: "T2", Scenario.FAILBACK: "F1"}
SET_ADDRESS = {
    Reason.OUTSIDE_SUBNET: (Code.ADDRESS_OUTSIDE_SUBNET, "is outside {subnet}"),
    Reason.ADDRESS_RESERVED: (Code.ADDRESS_RESERVED, "is one that Azure keeps in {subnet}"),
    Reason.ADDRESS_TAKEN: (Code.ADDRESS_IN_USE, "is in use by {holder}"),
    Reason.ADDRESS_DUPLICATE: (Code.ADDRESS_DUPLICATE, "is also set for {holder}, which has it"),
}
"""What is wrong with an address that was set, by the reason of the result."""


def unassigned_findings(
    plan: Plan, id: IpConfigurationId, scenario: Scenario, result: Assignment
) -> Iterator[Finding]:
    """What keeps an IP configuration from an address, where that is to be mended."""
    match result.reason:
        case Reason.NO_SUBNET:
            configured = settings_that_count(plan, id, scenario, result.network)
            yield _no_subnet(id, scenario, result, configured.subnet)
        case Reason.RESERVED_SUBNET:
            yield _reserved_subnet(plan, id, scenario, result)
        case Reason.SUBNET_FULL:
            yield _subnet_full(id, scenario, result)
        case reason if reason in SET_ADDRESS:
            configured = settings_that_count(plan, id, scenario, result.network)
            yield _set_address(id, scenario, result, configured)


def _no_subnet(
    id: IpConfigurationId, scenario: Scenario, result: Assignment, configured: str | None
) -> Finding:
    at, network = AT[scenario], result.network
    if configured is not None:
        return Finding(
            Code.UNKNOWN_TARGET_SUBNET,
            id,
            f"{at}, {network} has no subnet {configured}, which is set",
            "S1",
            f"choose a subnet that {network} has, or let the rules decide",
            scenario,
        )
    return Finding(
        Code.NO_SUBNET,
        id,
        f"{at}, {network} has no subnet at all",
        "S6",
        f"add a subnet to {network}, or choose another network",
        scenario,
    )


def _reserved_subnet(
    plan: Plan, id: IpConfigurationId, scenario: Scenario, result: Assignment
) -> Finding:
    network = result.network or ""
    usable = first_usable(plan.network(network))
    if usable is None:
        fix = f"add a subnet for virtual machines to {network}"
    elif scenario is Scenario.FAILBACK:
        fix = (
            f"give {network} a subnet of the same name as the failover subnet,"
            f" or fail over to one called {usable.name}"
        )
    else:
        fix = f"set the subnet to {usable.name}"
    return Finding(
        Code.RESERVED_SUBNET,
        id,
        f"{AT[scenario]} it lands on {result.subnet} of {network}, where no virtual machine may be",
        "S5",
        fix,
        scenario,
    )


def _subnet_full(id: IpConfigurationId, scenario: Scenario, result: Assignment) -> Finding:
    return Finding(
        Code.SUBNET_FULL,
        id,
        f"{AT[scenario]}, {result.subnet} of {result.network} has no address left",
        "A4",
        f"widen {result.subnet}, or choose another subnet",
        scenario,
    )


def _set_address(
    id: IpConfigurationId, scenario: Scenario, result: Assignment, configured: FailoverSettings
) -> Finding:
    code, what = SET_ADDRESS[result.reason or Reason.OUTSIDE_SUBNET]
    subnet, holder = f"{result.subnet} of {result.network}", holder_text(result.taken_by)
    return Finding(
        code,
        id,
        f"{AT[scenario]}, {configured.address}, which is set,"
        f" {what.format(subnet=subnet, holder=holder)}",
        SET_RULE[scenario],
        "set another address, or let the rules decide",
        scenario,
    )
