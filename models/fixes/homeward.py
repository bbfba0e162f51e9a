"""What can be done so that a machine comes home: B1, B2, B4."""

from collections.abc import Iterator

from models.assignment import Scenario
from models.edits import Edit
from models.edits.mappings import lead_network, map_network
from models.edits.replication import set_failover_network
from models.edits.settings import set_failover_settings, settings_in
from models.errors import EditRefused
from models.fixes.remedy import Case, Remedy, Way
from models.rules.mapping import mapping_to_region
from models.rules.subnets import is_reserved
from models.topology import VirtualNetwork

FAILOVER = Scenario.FAILOVER


def for_no_way_home(case: Case) -> Iterator[Remedy]:
    """No mapping that leads home (B1): create it."""
    item, home = case.plan.item(case.machine), _home(case)
    if item is not None and home is not None:
        label = f"map {item.failover_network} to {home}"
        yield Remedy(label, _map_home, "create all {count} missing ways home")


def for_not_home(case: Case) -> Iterator[Remedy]:
    """A failback that ends elsewhere (B4): change the mapping back, or what is set at failover.

    Where the two subnets have different prefixes, the address of the failback is the next
    available one and nothing can be set for it; then nothing of this helps.
    """
    failover = case.assignments.failover(case.ip)
    if failover is None or failover.network is None:
        return
    target = case.plan.network(failover.network)
    yield from _redirected(case, target)
    yield from _kept(case)
    yield from _in_twin(case, target, failover.subnet)
    home = _home(case) or ""
    mapping = mapping_to_region(case.plan, home, target.region)
    if mapping is not None and mapping.target != target.id:
        label = f"fail {case.machine} over to {mapping.target}, as {home} is mapped"
        yield Remedy(label, _go_to(mapping.target))


def _redirected(case: Case, target: VirtualNetwork) -> Iterator[Remedy]:
    """A way home that leads to another network: change it step by step (M8)."""
    home = _home(case)
    if home is not None:
        standing = mapping_to_region(case.plan, target.id, case.plan.network(home).region)
        if standing is not None and standing.target != home:
            yield Remedy(f"lead {target.id} back to {home}", _lead_home)


def _kept(case: Case) -> Iterator[Remedy]:
    """An address that is set at failover: the source address instead, or none."""
    name, ip = case.plan.short_name(case.ip), case.plan.ip_configuration(case.ip)
    if settings_in(case.plan, case.ip, FAILOVER).address is not None:
        yield Remedy(f"let the rules decide {name}'s address at failover", _set(address=None))
    if ip.ipv4 is not None:
        label = f"keep {ip.address} at failover: set it for {name}"
        yield Remedy(label, _set(address=ip.address))


def _in_twin(case: Case, target: VirtualNetwork, present: str | None) -> Iterator[Remedy]:
    """The failover subnet of the source's name, where it lands on another one."""
    name, ip = case.plan.short_name(case.ip), case.plan.ip_configuration(case.ip)
    twin = target.subnet(ip.subnet)
    if twin is None or is_reserved(twin) or twin.name == present:
        return
    label = f"fail {name} over to {twin.name}, the subnet of the same name"
    yield Remedy(label, _set(subnet=twin.name, address=None))
    if ip.ipv4 is not None:
        label = f"fail {name} over to {twin.name} and keep {ip.address} there"
        yield Remedy(label, _set(subnet=twin.name, address=ip.address))


def _set(**update: object) -> Way:
    """Decide this at failover, whatever the finding is about."""

    def way(case: Case) -> Edit:
        settings = settings_in(case.plan, case.ip, FAILOVER).model_copy(update=update)
        return set_failover_settings(case.plan, case.ip, FAILOVER, settings)

    return way


def _home(case: Case) -> str | None:
    """The network that the machine stands in today."""
    machine = case.plan.machine(case.machine)
    return next((ip.network for _, ip in machine.in_failover_order), None)


def _map_home(case: Case) -> Edit:
    item, home = case.plan.item(case.machine), _home(case)
    if item is None or home is None:
        raise EditRefused(f"{case.machine} is not replicated any more.")
    return map_network(case.plan, item.failover_network, home, reverse=False)


def _lead_home(case: Case) -> Edit:
    item, home = case.plan.item(case.machine), _home(case)
    if item is None or home is None:
        raise EditRefused(f"{case.machine} is not replicated any more.")
    return lead_network(case.plan, item.failover_network, case.plan.network(home))


def _go_to(network: str) -> Way:
    return lambda case: set_failover_network(case.plan, case.machine, network)
