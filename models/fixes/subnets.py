"""What can be done about the subnet an IP configuration lands in: S2 to S6, A4."""

from collections.abc import Iterator

from models.addresses import parse_address
from models.assignment import Scenario, SubnetRule
from models.edits import Edit
from models.edits.networks import add_subnet
from models.edits.settings import set_failover_settings, settings_in
from models.errors import EditRefused
from models.findings import Code
from models.fixes.capacity import widening
from models.fixes.remedy import Case, Remedy, Way
from models.fixes.room import usable_subnets
from models.rules.availability import inside
from models.rules.subnets import is_reserved
from models.topology import State, Subnet


def for_fallback(case: Case) -> Iterator[Remedy]:
    """A subnet that nobody chose (S3): choose it, or another one."""
    result = case.result
    if result is None or result.network is None or result.subnet is None:
        return
    if case.scenario is Scenario.FAILBACK:
        yield from _known_at_home(case, result.network)
    else:
        yield from _choose_present(case)
        yield from choices(case, besides=result.subnet)
    yield from missing(case)


def for_unusable(case: Case) -> Iterator[Remedy]:
    """A subnet no machine should be in, or that has no room (S5, A4)."""
    result = case.result
    if result is None or result.network is None or result.subnet is None:
        return
    if case.scenario is Scenario.FAILBACK:
        yield from _known_at_home(case, result.network)
    else:
        yield from choices(case, besides=result.subnet)
    if result.subnet_rule is SubnetRule.FIRST_ALPHABETICAL:
        yield from missing(case)
    if case.finding.code is Code.SUBNET_FULL:
        yield from widening(case, result.network, result.subnet)


def choices(case: Case, besides: str | None = None) -> Iterator[Remedy]:
    """Choose one of the subnets of the network, but the one named."""
    result = case.result
    if result is None or result.network is None:
        return
    for subnet in usable_subnets(case.assignments, case.ip, result.network, case.scenario):
        if besides is None or subnet.key != besides.casefold():
            yield Remedy(
                f"set the subnet to {subnet.name}",
                subnet_way(subnet.name),
                f"set the subnet to {subnet.name} for all {{count}} such",
            )


def missing(case: Case) -> Iterator[Remedy]:
    """Give a planned network the subnet whose name is looked for."""
    source, result = _source(case), case.result
    if source is None or result is None or result.network is None:
        return
    if case.plan.network(result.network).state is State.PLANNED:
        label = f"add {source.name} to {result.network}, which is planned"
        yield Remedy(label, _adding(result.network, source))


def subnet_way(name: str, address: str | None = None) -> Way:
    """Set this subnet, and an address with it; one set before stays where the subnet has it."""

    def way(case: Case) -> Edit:
        result = case.result
        network = case.plan.network(result.network) if result and result.network else None
        subnet = network.subnet(name) if network is not None else None
        if subnet is None:
            raise EditRefused(f"There is no subnet {name} where {case.ip} goes.")
        settings = settings_in(case.plan, case.ip, case.scenario)
        kept = settings.address
        if address is not None:
            kept = parse_address(address)
        elif kept is not None and not (kept.version == 4 and inside(int(kept), subnet.ranges)):
            kept = None
        wanted = settings.model_copy(update={"subnet": subnet.name, "address": kept})
        return set_failover_settings(case.plan, case.ip, case.scenario, wanted)

    return way


def _choose_present(case: Case) -> Iterator[Remedy]:
    result = case.result
    if result is None or result.network is None or result.subnet is None:
        return
    subnet = case.plan.network(result.network).subnet(result.subnet)
    if subnet is not None and not is_reserved(subnet):
        label = f"choose {subnet.name}, where it lands"
        yield Remedy(label, _present_way, "choose the subnet that each of the {count} lands on")


def _present_way(case: Case) -> Edit:
    result = case.result
    if result is None or result.subnet is None:
        raise EditRefused(f"{case.ip} lands on no subnet.")
    return subnet_way(result.subnet)(case)


def _known_at_home(case: Case, home: str) -> Iterator[Remedy]:
    """Choose a failover subnet that has a namesake where the way back leads (B2)."""
    failover, at_failover = case.assignments.failover(case.ip), Scenario.FAILOVER
    if failover is None or failover.network is None:
        return
    for subnet in usable_subnets(case.assignments, case.ip, failover.network, at_failover):
        namesake = case.plan.network(home).subnet(subnet.name)
        if namesake is not None and not is_reserved(namesake):
            label = f"fail over to {subnet.name}, which {home} has too"
            yield Remedy(label, _subnet_at_failover(subnet.name))


def _subnet_at_failover(name: str) -> Way:
    return lambda case: subnet_way(name)(case.at(Scenario.FAILOVER))


def _adding(network: str, source: Subnet) -> Way:
    like = source.model_copy(update={"in_use": (), "note": None})
    return lambda case: add_subnet(case.plan, network, like)


def _source(case: Case) -> Subnet | None:
    """The subnet whose name is looked for: that of today, or of the failover on the way back."""
    plan = case.plan
    if case.scenario is not Scenario.FAILBACK:
        return plan.subnet_of(plan.ip_configuration(case.ip))
    result = case.assignments.failover(case.ip)
    if result is None or result.network is None or result.subnet is None:
        return None
    return plan.network(result.network).subnet(result.subnet)
