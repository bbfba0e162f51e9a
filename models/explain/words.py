"""Results, reasons and holders in words."""

from models.addresses import address_text
from models.assignment import AddressRule, Assignment, Holder, Reason, Scenario
from models.rules.failback import comes_home
from models.topology import IpConfiguration

NO_FAILOVER_ADDRESS = "it has no failover address to keep"
"""What the reason ``no-source-address`` means where the source address is known (T5)."""


def result_text(ip: IpConfiguration, scenario: Scenario, result: Assignment) -> str:
    """A result in one sentence."""
    why = why_of(ip, result)
    if result.address is None:
        return f"unassigned: {why}"
    where = f"{address_text(result.address)} in {result.subnet} of {result.network}"
    if result.rule is AddressRule.CONFIGURED:
        how = "set by hand"
    elif result.rule is AddressRule.RETAINED:
        how = "kept"
    else:
        how = f"a forecast, because {why}"
    home = ""
    if scenario is Scenario.FAILBACK:
        home = "; it comes home" if comes_home(ip, result) else "; it does not come home"
    return f"{where}, {result.allocation.value}: {how}{home}"


def why_of(ip: IpConfiguration, result: Assignment) -> str:
    """The reason of a result of an IP configuration in words."""
    if result.reason is Reason.NO_SOURCE_ADDRESS and ip.ipv4 is not None:
        return NO_FAILOVER_ADDRESS
    return why(result)


def holder_text(holder: Holder | None) -> str:
    """Who has an address, in words; an entry of ``in_use`` need not say."""
    return str(holder) if holder else "something that the plan does not name"


def reason_text(reason: Reason | None, taken_by: Holder | None = None) -> str:
    """A reason in words."""
    words = {
        None: "no reason",
        Reason.NOT_FAILED_OVER: "it has no address after the failover",
        Reason.NOT_SELECTED: "it is not selected for failover",
        Reason.IPV6_UNSUPPORTED: "IPv6 is not failed over",
        Reason.NO_REVERSE_MAPPING: "no network mapping leads back",
        Reason.NO_SUBNET: "the network has no such subnet",
        Reason.RESERVED_SUBNET: "no virtual machine may be in that subnet",
        Reason.NO_SOURCE_ADDRESS: "its source address is not known",
        Reason.DIFFERENT_ADDRESS_SPACE: "the address space is a different one",
        Reason.OUTSIDE_SUBNET: "the address is outside the subnet",
        Reason.ADDRESS_RESERVED: "Azure keeps the address for itself",
        Reason.ADDRESS_TAKEN: f"the address is taken by {holder_text(taken_by)}",
        Reason.ADDRESS_DUPLICATE: f"the address is also set for {taken_by}, which comes first",
        Reason.SUBNET_FULL: "the subnet has no address left",
    }
    return words[reason]


def why(result: Assignment) -> str:
    """The reason of a result in words."""
    return reason_text(result.reason, result.taken_by)
