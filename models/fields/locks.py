"""Why a field cannot be edited: short, because it is said in the field itself."""

from models.assign import Assignments
from models.assignment import Reason, Scenario
from models.topology import IpConfigurationId

NOT_REPLICATED = "not replicated"
NO_TEST_NETWORK = "no test network"
NOT_SELECTED = "not selected"
IPV6 = "IPv6: not failed over"
SOURCE_HAS_NONE = "the source has none"


def why_locked(results: Assignments, virtual_machine: str, scenario: Scenario) -> str | None:
    """Why nothing can be set for a machine in a scenario; ``None`` where it can."""
    item = results.plan.item(virtual_machine)
    if item is None:
        return NOT_REPLICATED
    tested = results.test_network_of(item) is not None
    return NO_TEST_NETWORK if scenario is Scenario.TEST_FAILOVER and not tested else None


def why_address_locked(
    results: Assignments, id: IpConfigurationId, scenario: Scenario
) -> str | None:
    """The same for one IP configuration, which may take no part at all (F8, A6)."""
    locked = why_locked(results, id.virtual_machine, scenario)
    result = results.of(id, scenario)
    if locked is not None or result is None:
        return locked
    if result.reason is Reason.NOT_SELECTED:
        return NOT_SELECTED
    return IPV6 if result.reason is Reason.IPV6_UNSUPPORTED else None
