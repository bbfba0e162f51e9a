"""Every result of an IP configuration as a chain of rules."""

from models.assign import Assignments
from models.assignment import Reason, Scenario
from models.explain.address import address_steps
from models.explain.chain import Chain, Step
from models.explain.entry import entry_steps
from models.explain.subnet import subnet_steps
from models.explain.words import result_text
from models.topology import IpConfiguration, IpConfigurationId

NOT_SERVED = (
    Reason.NOT_FAILED_OVER,
    Reason.NOT_SELECTED,
    Reason.IPV6_UNSUPPORTED,
    Reason.NO_REVERSE_MAPPING,
)
"""Why an IP configuration does not even come to a subnet."""
NO_SUBNET_TO_USE = (Reason.NO_SUBNET, Reason.RESERVED_SUBNET)
"""Why it does not come to an address."""


def explain(assignments: Assignments, id: IpConfigurationId) -> tuple[Chain, ...]:
    """How every result of an IP configuration came about; empty where it has none.

    Raises ``KeyError`` for an IP configuration that the plan does not have.
    """
    ip = assignments.plan.ip_configuration(id)
    return tuple(
        Chain(scenario, result_text(ip, scenario, result), _steps(assignments, id, ip, scenario))
        for scenario in Scenario
        if (result := assignments.of(id, scenario)) is not None
    )


def _steps(
    assignments: Assignments, id: IpConfigurationId, ip: IpConfiguration, scenario: Scenario
) -> tuple[Step, ...]:
    """The rules up to the one that decided, which is the last."""
    result = assignments.of(id, scenario)
    if result is None:
        return ()
    steps = list(entry_steps(assignments, id, ip, scenario, result))
    if result.reason not in NOT_SERVED:
        steps += subnet_steps(assignments, id, scenario, result)
        if result.reason not in NO_SUBNET_TO_USE:
            steps += address_steps(assignments, id, scenario, result)
    *before, last = steps
    return (*before, last._replace(decided=True))
