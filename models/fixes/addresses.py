"""What can be done about an address: set one, give one up, pin a forecast."""

from collections.abc import Iterator

from models.addresses import address_of, address_text, parse_address
from models.assign import Assignments
from models.assignment import Scenario, SubnetRule
from models.edits import Edit, Together
from models.edits.settings import WORDS, pin, set_failover_settings, settings_in
from models.errors import EditRefused
from models.findings import Code
from models.fixes.remedy import Case, Remedy, Way
from models.fixes.room import next_address
from models.fixes.subnets import subnet_way
from models.plan import Plan
from models.rules.availability import inside
from models.rules.subnets import is_reserved, subnet_key
from models.topology import IpConfigurationId


def for_refused(case: Case) -> Iterator[Remedy]:
    """An address that is set and cannot be had (F1, T2)."""
    result, plan = case.result, case.plan
    if result is None or result.network is None or result.subnet is None:
        return
    name, code = plan.short_name(case.ip), case.finding.code
    if code is Code.ADDRESS_OUTSIDE_SUBNET:
        yield from _subnets_that_have_it(case)
    yield Remedy(
        f"let the rules decide {name}'s address",
        automatic_address,
        "let the rules decide for all {count} with such an address",
    )
    holder = result.taken_by
    if code is Code.ADDRESS_DUPLICATE and isinstance(holder, IpConfigurationId):
        label = f"let {name} have it and the rules decide for {plan.short_name(holder)}"
        yield Remedy(label, _automatic_for(holder))
    subnet = plan.network(result.network).subnet(result.subnet)
    if subnet is not None:
        free = next_address(case.assignments, result.network, subnet, case.scenario)
        if free is not None:
            yield Remedy(f"set {free}, the next available", address_way(free))


def for_forecast(case: Case) -> Iterator[Remedy]:
    """An address at failover that is only forecast, or cannot be kept (F2, F5)."""
    result = case.assignments.failover(case.ip)
    if result is not None and result.address is not None:
        label = f"pin {case.plan.short_name(case.ip)} to {address_text(result.address)}"
        yield Remedy(label, _pin, "pin all {count} such forecasts")


def for_order(case: Case) -> Iterator[Remedy]:
    """A subnet in which it matters who is first on the day (F7)."""
    if case.scenario is not Scenario.FAILBACK:  # nothing can be set for the way back
        subnet = case.subnet
        yield Remedy(
            f"pin every forecast in {subnet.name} of {subnet.network} at {WORDS[case.scenario]}",
            _pin_in_subnet,
            "pin every forecast in all {count} such subnets",
        )


def for_change(case: Case) -> Iterator[Remedy]:
    """An address that is another one at failover than today (F1, F3)."""
    ip, result = case.plan.ip_configuration(case.ip), case.result
    if ip.ipv4 is None or result is None or result.network is None or result.subnet is None:
        return
    name = case.plan.short_name(case.ip)
    if settings_in(case.plan, case.ip, Scenario.FAILOVER).address is not None:
        yield Remedy(f"let the rules decide {name}'s address", automatic_address)
    subnet = case.plan.network(result.network).subnet(result.subnet)
    if subnet is not None and inside(ip.ipv4, subnet.ranges):
        yield Remedy(f"keep {ip.address}: set it for {name}", address_way(str(ip.address)))
    yield from _subnets_with(case, ip.ipv4, "keep {address} in")


def automatic_address(case: Case) -> Edit:
    """Let the rules decide the address that is set."""
    return _automatic(case.plan, case.ip, case.scenario)


def address_way(address: str) -> Way:
    """Set this address, in the subnet that is chosen anyway."""

    def way(case: Case) -> Edit:
        settings = settings_in(case.plan, case.ip, case.scenario)
        wanted = settings.model_copy(update={"address": parse_address(address)})
        return set_failover_settings(case.plan, case.ip, case.scenario, wanted)

    return way


def pin_at(assignments: Assignments, plan: Plan, id: IpConfigurationId, scenario: Scenario) -> Edit:
    """Set the address that is forecast in a scenario. Raises :class:`EditRefused`."""
    if scenario is Scenario.FAILOVER:
        return pin(assignments, id, at=plan)
    result = assignments.of(id, scenario)
    if result is None or result.address is None:
        raise EditRefused(f"{id} has no address at {scenario.value} that could be set.")
    update: dict[str, object] = {"address": address_of(result.address)}
    if result.subnet_rule is SubnetRule.FIRST_ALPHABETICAL:
        update["subnet"] = result.subnet
    settings = settings_in(plan, id, scenario).model_copy(update=update)
    return set_failover_settings(plan, id, scenario, settings)


def _pin(case: Case) -> Edit:
    return pin(case.assignments, case.ip, at=case.plan)


def _pin_in_subnet(case: Case) -> Edit:
    subnet, scenario, plan = case.subnet, case.scenario, case.plan
    edits: list[Edit] = []
    for id in case.assignments.landing_in(subnet_key(*subnet), scenario):
        result = case.assignments.of(id, scenario)
        if result is not None and result.forecast:
            edits.append(pin_at(case.assignments, plan, id, scenario))
            plan = edits[-1].apply(plan)
    if not edits:
        raise EditRefused(f"No address is only forecast in {subnet.name}.")
    label = f"pin {len(edits)} addresses in {subnet.name} of {subnet.network}"
    return edits[0] if len(edits) == 1 else Together(label, tuple(edits))


def _automatic(plan: Plan, id: IpConfigurationId, scenario: Scenario) -> Edit:
    settings = settings_in(plan, id, scenario)
    if settings.address is None:
        raise EditRefused(f"No address is set for {id}; the rules decide already.")
    return set_failover_settings(plan, id, scenario, settings.model_copy(update={"address": None}))


def _automatic_for(holder: IpConfigurationId) -> Way:
    return lambda case: _automatic(case.plan, holder, case.scenario)


def _subnets_that_have_it(case: Case) -> Iterator[Remedy]:
    """Choose the subnet that the address which is set belongs to."""
    address = settings_in(case.plan, case.ip, case.scenario).address
    if address is not None and address.version == 4:
        yield from _subnets_with(case, int(address), "keep {address} and choose")


def _subnets_with(case: Case, address: int, words: str) -> Iterator[Remedy]:
    """Choose another subnet of the network that has an address."""
    text, result = address_text(address), case.result
    if result is None or result.network is None:
        return
    for subnet in case.plan.network(result.network).subnets:
        other = subnet.name != result.subnet and not is_reserved(subnet)
        if other and inside(address, subnet.ranges):
            label = f"{words.format(address=text)} {subnet.name}, the subnet that has it"
            yield Remedy(label, subnet_way(subnet.name, text))
