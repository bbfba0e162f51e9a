"""Edits that take one address over from another: from the source, or from failover to test."""

from dataclasses import replace
from typing import Any

from netaddr import IPAddress

from models.addresses import address_of
from models.assign import Assignments
from models.assignment import Assignment, Scenario, SubnetRule
from models.edits.address_check import address_problem
from models.edits.edit import PutRow
from models.edits.lookup import item_of
from models.edits.settings import WORDS, set_failover_settings, settings_in
from models.errors import EditRefused
from models.explain import reason_text
from models.plan import Plan
from models.topology import IpConfigurationId


def copy_from_source(
    assignments: Assignments, id: IpConfigurationId, scenario: Scenario = Scenario.FAILOVER
) -> PutRow:
    """Set the address of the source, in the subnet where the IP configuration lands.

    Raises :class:`EditRefused` where it has none, where it cannot be had there, and where it
    is set already.
    """
    plan = assignments.plan
    item_of(plan, id.virtual_machine)
    address = plan.ip_configuration(id).address
    if address is None:
        raise EditRefused(f"The source address of {plan.short_name(id)} is not known; type one.")
    landing = _landing(assignments, id, scenario)
    return _set(assignments, id, scenario, landing.subnet or "", address, "the source")


def copy_failover_to_test(assignments: Assignments, id: IpConfigurationId) -> PutRow:
    """Set subnet and address of the failover for the test failover too.

    The subnet is taken over where the test network has one of that name. Raises
    :class:`EditRefused` where there is no address, no test network, where the address cannot
    be had there, and where it is set already.
    """
    plan = assignments.plan
    failover = _landing(assignments, id, Scenario.FAILOVER)
    if failover.address is None:
        raise EditRefused(f"{plan.short_name(id)} has no address at failover to copy.")
    test = _landing(assignments, id, Scenario.TEST_FAILOVER)
    twin = plan.network(test.network or "").subnet(failover.subnet or "")
    subnet = twin.name if twin is not None else test.subnet or ""
    address = address_of(failover.address)
    return _set(assignments, id, Scenario.TEST_FAILOVER, subnet, address, "failover")


def _landing(assignments: Assignments, id: IpConfigurationId, scenario: Scenario) -> Assignment:
    """Where an IP configuration lands, or why it can have no address there."""
    plan = assignments.plan
    item_of(plan, id.virtual_machine)
    result = assignments.of(id, scenario)
    if result is None:
        raise EditRefused(f"{id.virtual_machine} has no test failover network; choose one first.")
    if result.subnet is None:
        raise EditRefused(
            f"{plan.short_name(id)} is in no subnet at {WORDS[scenario]}:"
            f" {reason_text(result.reason, result.taken_by)}."
        )
    return result


def _set(
    assignments: Assignments,
    id: IpConfigurationId,
    scenario: Scenario,
    subnet: str,
    address: IPAddress,
    origin: str,
) -> PutRow:
    """Set an address in a subnet; the subnet itself only where it would not be that one anyhow."""
    plan, name = assignments.plan, assignments.plan.short_name(id)
    landing = _landing(assignments, id, scenario)
    problem = address_problem(assignments, id, scenario, landing.network or "", subnet, address)
    if problem is not None:
        raise EditRefused(
            f"{name} cannot have the address of {origin} at {WORDS[scenario]}: {problem}."
        )
    update: dict[str, Any] = {"address": address}
    chosen = landing.subnet_rule is SubnetRule.FIRST_ALPHABETICAL
    if chosen or subnet.casefold() != (landing.subnet or "").casefold():
        update["subnet"] = subnet
    return _changed(plan, id, scenario, update, f"copy {address} from {origin}")


def _changed(
    plan: Plan, id: IpConfigurationId, scenario: Scenario, update: dict[str, Any], what: str
) -> PutRow:
    standing, name = settings_in(plan, id, scenario), plan.short_name(id)
    wanted = standing.model_copy(update=update)
    if wanted == standing:
        raise EditRefused(f"{name} is set so at {WORDS[scenario]} already.")
    edit = set_failover_settings(plan, id, scenario, wanted)
    return replace(edit, label=f"{name}: {what} at {WORDS[scenario]}")
