"""What can be done about a replicated item, or a machine that is none: M5, M10, F6, F8, A6."""

from collections.abc import Callable, Iterator

from models.edits import Edit
from models.edits.lookup import item_of
from models.edits.replication import enable_replication, put_item, set_group
from models.edits.settings import set_selected
from models.errors import EditRefused
from models.findings import Code
from models.findings.finding import ItemSubject
from models.findings.items import GROUPS, LONGEST_NIC_NAME
from models.fixes.remedy import Case, Remedy
from models.fixes.targets import other_region
from models.plan import FailoverSettings, NicFailoverSettings, NicSettings, ReplicatedItem
from models.rules.names import shortened
from models.topology import IpConfiguration, IpConfigurationId, VirtualMachine


def for_unprotected(case: Case) -> Iterator[Remedy]:
    """A machine that is not replicated (M5)."""
    region = other_region(case.plan, case.plan.machine(case.machine).region)
    if region is not None:
        yield Remedy(
            f"replicate {case.machine} to {region}, to the network offered by default",
            _replicate,
            "replicate all {count} machines that are not",
        )


def for_group(case: Case) -> Iterator[Remedy]:
    """A group that a recovery plan does not have (F6): the last one that it has."""
    if isinstance(case.finding.subject, ItemSubject):
        label = f"put {case.machine} in group {GROUPS}, the last one"
        yield Remedy(label, _last_group, f"put all {{count}} in group {GROUPS}")


def for_unselected(case: Case) -> Iterator[Remedy]:
    """An IP configuration that fails over only under a condition, or never (F8, A6)."""
    kind = "IPv6" if case.finding.code is Code.IPV6_UNSUPPORTED else "secondary"
    yield Remedy(
        f"leave {case.plan.short_name(case.ip)} out of the failover",
        lambda case: set_selected(case.plan, case.ip, False),
        f"leave all {{count}} {kind} IP configurations out of the failover",
    )


def for_sourceless(case: Case) -> Iterator[Remedy]:
    """A setting whose field Azure does not offer (M10): take it back."""
    yield Remedy(
        f"take back what is set for {case.machine} and its source does not have",
        _take_back,
        "take back what is set without a source, {count} times",
    )


def for_long_nic_name(case: Case) -> Iterator[Remedy]:
    """A name of a NIC that Azure would refuse (M10): shorten it."""
    label = f"shorten the names of NICs of {case.machine} to {LONGEST_NIC_NAME} characters"
    yield Remedy(label, _shorten)


def _replicate(case: Case) -> Edit:
    region = other_region(case.plan, case.plan.machine(case.machine).region)
    if region is None:
        raise EditRefused("Choose the target region first: F2.")
    return enable_replication(case.plan, [case.machine], region)


def _last_group(case: Case) -> Edit:
    if not isinstance(case.finding.subject, ItemSubject):
        raise EditRefused("One recovery plan cannot hold so many machines.")
    return set_group(case.plan, case.machine, GROUPS)


def _take_back(case: Case) -> Edit:
    item, machine = item_of(case.plan, case.machine), case.plan.machine(case.machine)
    if isinstance(case.finding.subject, IpConfigurationId):
        changed = _without_sourceless(item, case.plan.ip_configuration(case.ip), case.ip)
    else:
        changed = _without_groups(item, machine)
    if changed == item:
        raise EditRefused(f"Nothing is set for {machine.id} that its source does not have.")
    return put_item(f"{machine.id}: only what the source has", changed)


def _without_sourceless(
    item: ReplicatedItem, ip: IpConfiguration, id: IpConfigurationId
) -> ReplicatedItem:
    def kept(chosen: FailoverSettings) -> FailoverSettings:
        update: dict[str, object] = {} if ip.public_ip else {"public_ip": None}
        if not ip.load_balancer_pools:
            update["load_balancer_pools"] = ()
        return chosen.model_copy(update=update)

    rows = []
    for row in item.ip_configurations:
        if (row.network_interface, row.name) == id[1:]:
            update = {"failover": kept(row.failover), "test_failover": kept(row.test_failover)}
            row = row.model_copy(update=update)
        if not row.empty:
            rows.append(row)
    return item.model_copy(update={"ip_configurations": tuple(rows)})


def _without_groups(item: ReplicatedItem, machine: VirtualMachine) -> ReplicatedItem:
    def kept(nic: str, chosen: NicFailoverSettings) -> NicFailoverSettings:
        if machine.network_interface(nic).network_security_group is not None:
            return chosen
        return chosen.model_copy(update={"network_security_group": None})

    return _with_nics(item, kept)


def _shorten(case: Case) -> Edit:
    """Shorten every name that is too long; no two NICs get one name."""
    item, machine = item_of(case.plan, case.machine), case.plan.machine(case.machine)
    taken = {nic.name.casefold() for nic in machine.network_interfaces}
    shorter: dict[tuple[str, str], str] = {}

    def kept(nic: str, chosen: NicFailoverSettings) -> NicFailoverSettings:
        if chosen.name is None or len(chosen.name) <= LONGEST_NIC_NAME:
            return chosen
        if (nic, chosen.name) not in shorter:
            found = shortened(chosen.name, LONGEST_NIC_NAME, taken)
            taken.add(found.casefold())
            shorter[nic, chosen.name] = found
        return chosen.model_copy(update={"name": shorter[nic, chosen.name]})

    changed = _with_nics(item, kept)
    return put_item(f"{machine.id}: shorter names of NICs", changed)


def _with_nics(
    item: ReplicatedItem, kept: Callable[[str, NicFailoverSettings], NicFailoverSettings]
) -> ReplicatedItem:
    """The item with what is kept of the settings of each NIC."""
    rows = [
        NicSettings(
            name=row.name,
            failover=kept(row.name, row.failover),
            test_failover=kept(row.name, row.test_failover),
        )
        for row in item.network_interfaces
    ]
    return item.model_copy(
        update={"network_interfaces": tuple(row for row in rows if not row.empty)}
    )
