"""Addresses set for many IP configurations at once: pinned, moved, copied, counted up."""

from enum import StrEnum

from netaddr import IPAddress

from models.addresses import address_of, address_text
from models.assign import Assignments
from models.assignment import AddressRule, Scenario, SubnetRule
from models.edits.bulk import Bulk, Ids, LeftOut, grant, landing_of
from models.edits.bulk_settling import Wish
from models.edits.settings import WORDS, settings_in
from models.errors import EditRefused
from models.explain import reason_text
from models.host_part import moved
from models.topology import IpConfigurationId, Subnet

HIGHEST = 2**32 - 1
"""The highest IPv4 address, as an integer."""


class Base(StrEnum):
    """What an offset is added to."""

    HOST_PART = "host part of the source address"
    RESULT = "present address"


def pin_forecasts(assignments: Assignments, ids: Ids, scenario: Scenario) -> Bulk:
    """Set the addresses that are only forecast in a scenario (F5, T3)."""

    def wish(id: IpConfigurationId) -> Wish:
        network, subnet, result = landing_of(assignments, id, scenario)
        if result.address is None:
            raise LeftOut(reason_text(result.reason, result.taken_by))
        if not result.forecast:
            how = "set by hand" if result.rule is AddressRule.CONFIGURED else "kept"
            raise LeftOut(f"{address_text(result.address)} is {how}, not only forecast")
        return _wish(assignments, id, scenario, (network, subnet), result.address)

    return grant(assignments, ids, scenario, wish, f"pin the forecast {WORDS[scenario]} address")


def keep_host_part(assignments: Assignments, ids: Ids, scenario: Scenario) -> Bulk:
    """Set the target subnet's prefix with the host part that each has in its source subnet."""
    return _shift(assignments, ids, scenario, Base.HOST_PART, 0, "keep the host part")


def add_offset(
    assignments: Assignments, ids: Ids, scenario: Scenario, base: Base, offset: int
) -> Bulk:
    """Set the address that lies ``offset`` behind another one, or before it."""
    return _shift(assignments, ids, scenario, base, offset, f"add {offset:+d} to the {base}")


def fill_series(
    assignments: Assignments, ids: Ids, scenario: Scenario, first: IPAddress, step: int
) -> Bulk:
    """Set ``first`` for the first one, and ``step`` more for each one after it.

    Who goes nowhere in the scenario does not count; who cannot have the address whose turn
    it is goes without.
    """
    if first.version != 4:
        raise EditRefused("IPv6 addresses are not failed over; the series needs an IPv4 address.")
    if step == 0:
        raise EditRefused("With a step of 0 all would get one address; choose another step.")
    address = int(first) - step

    def wish(id: IpConfigurationId) -> Wish:
        nonlocal address
        network, subnet, _ = landing_of(assignments, id, scenario)
        address += step
        if not 0 <= address <= HIGHEST:
            raise LeftOut("the series has left the IPv4 addresses behind")
        return _wish(assignments, id, scenario, (network, subnet), address)

    return grant(assignments, ids, scenario, wish, f"a series from {first} in steps of {step}")


def copy_failover_to_test(assignments: Assignments, ids: Ids) -> Bulk:
    """Set for the test the address that each one gets at failover.

    So is the subnet, where the test network has one of that name.
    """

    def wish(id: IpConfigurationId) -> Wish:
        _, name, failover = landing_of(assignments, id, Scenario.FAILOVER)
        if failover.address is None:
            raise LeftOut("it has no failover address to copy")
        network, lands, _ = landing_of(assignments, id, Scenario.TEST_FAILOVER)
        twin = assignments.plan.network(network).subnet(name)
        where = (network, twin.name if twin is not None else lands)
        return _wish(assignments, id, Scenario.TEST_FAILOVER, where, failover.address)

    what = "copy the failover address to the test"
    return grant(assignments, ids, Scenario.TEST_FAILOVER, wish, what)


def _shift(
    assignments: Assignments, ids: Ids, scenario: Scenario, base: Base, offset: int, what: str
) -> Bulk:
    def wish(id: IpConfigurationId) -> Wish:
        network, name, result = landing_of(assignments, id, scenario)
        if base is Base.HOST_PART:
            subnet = assignments.plan.network(network).subnet(name)
            address = _moved(assignments, id, subnet, offset)
        elif result.address is None:
            raise LeftOut("it has no address to count from")
        else:
            address = result.address + offset
        if not 0 <= address <= HIGHEST:
            raise LeftOut("that is no IPv4 address any more")
        return _wish(assignments, id, scenario, (network, name), address)

    return grant(assignments, ids, scenario, wish, f"{what} at {WORDS[scenario]}")


def _moved(
    assignments: Assignments, id: IpConfigurationId, target: Subnet | None, offset: int
) -> int:
    plan = assignments.plan
    ip = plan.ip_configuration(id)
    if ip.ipv4 is None or target is None:
        raise LeftOut("its source address is not known")
    try:
        return moved(ip.ipv4, plan.subnet_of(ip), target, offset)
    except ValueError as error:
        raise LeftOut(str(error)) from error


def _wish(
    assignments: Assignments,
    id: IpConfigurationId,
    scenario: Scenario,
    where: tuple[str, str],
    address: int,
) -> Wish:
    """An address in a network's subnet, which is set too where no rule leads there for sure."""
    network, subnet = where
    result, standing = assignments.of(id, scenario), settings_in(assignments.plan, id, scenario)
    update: dict[str, object] = {"address": address_of(address)}
    lands = result is not None and (result.subnet or "").casefold() == subnet.casefold()
    if not lands or result is None or result.subnet_rule is SubnetRule.FIRST_ALPHABETICAL:
        update["subnet"] = subnet
    settings = standing.model_copy(update=update)
    if settings == standing:
        raise LeftOut(f"{address_text(address)} is set already")
    return Wish(id, network, subnet, address, settings)
