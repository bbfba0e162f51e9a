"""Edits of network settings: what is set for a NIC or an IP configuration."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.addresses import address_of, address_text
from models.assign import Assignments
from models.assignment import Scenario, SubnetRule
from models.edits.edit import Edit, PutRow, Together
from models.edits.lookup import item_of
from models.edits.replication import put_item
from models.errors import EditRefused
from models.plan import (
    FailoverSettings,
    IpConfigurationSettings,
    NicSettings,
    Plan,
    ReplicatedItem,
)
from models.topology import IpConfigurationId

WORDS = {Scenario.FAILOVER: "failover", Scenario.TEST_FAILOVER: "test failover"}


def set_failover_settings(
    plan: Plan, id: IpConfigurationId, scenario: Scenario, settings: FailoverSettings
) -> PutRow:
    """Decide subnet, address and the like of one IP configuration in a scenario.

    ``AUTOMATIC`` lets the rules decide again. Raises :class:`EditRefused` where the
    machine is not replicated or the scenario has no settings of its own.
    """
    if scenario not in WORDS:
        raise EditRefused(
            "Nothing can be set for failback: its way back is a network mapping, and the rules"
            " decide the rest (B1, B2)."
        )
    item, before = _before(plan, id)
    decided = ", ".join(_decided(settings_in(plan, id, scenario), settings)) or "settings"
    label = f"{plan.short_name(id)}: {WORDS[scenario]} {decided}"
    field = "failover" if scenario is Scenario.FAILOVER else "test_failover"
    return _put(plan, label, item, before.model_copy(update={field: settings}))


def settings_in(plan: Plan, id: IpConfigurationId, scenario: Scenario) -> FailoverSettings:
    """What was set for an IP configuration in a scenario."""
    settings = plan.settings_of(id)
    return settings.failover if scenario is Scenario.FAILOVER else settings.test_failover


def set_selected(plan: Plan, id: IpConfigurationId, selected: bool) -> Edit:
    """Choose whether an IP configuration is failed over at all (F8)."""
    item, before = _before(plan, id)
    label = f"{plan.short_name(id)}: {'' if selected else 'not '}selected for failover"
    return _put(plan, label, item, before.model_copy(update={"selected": selected}))


def set_nic_settings(plan: Plan, virtual_machine: str, settings: NicSettings) -> Edit:
    """Decide name, security group and accelerated networking of a NIC.

    Raises :class:`EditRefused` where the machine is not replicated.
    """
    item, machine = item_of(plan, virtual_machine), plan.machine(virtual_machine)
    machine.network_interface(settings.name)
    order = [nic.name for nic in machine.network_interfaces]
    others = [other for other in item.network_interfaces if other.name != settings.name]
    kept = [row for row in (*others, settings) if not row.empty]
    kept.sort(key=lambda row: order.index(row.name))
    label = f"{virtual_machine}/{settings.name}: NIC settings"
    return put_item(label, item.model_copy(update={"network_interfaces": tuple(kept)}))


def pin(assignments: Assignments, id: IpConfigurationId, at: Plan | None = None) -> Edit:
    """Set the failover address that is forecast, so that it depends on no order any more (F5).

    ``at`` is the plan the edit is for, where others come before it. Raises
    :class:`EditRefused` where there is no address, and where it is set already.
    """
    return _pin(assignments, id, Scenario.FAILOVER, at or assignments.plan)


def pin_test(assignments: Assignments, id: IpConfigurationId) -> Edit:
    """Set the address that is forecast for a test. Raises :class:`EditRefused` as :func:`pin`."""
    return _pin(assignments, id, Scenario.TEST_FAILOVER, assignments.plan)


def pin_all(assignments: Assignments, ids: Sequence[IpConfigurationId]) -> Edit:
    """Set every failover address that is only forecast. Raises :class:`EditRefused` if none is."""
    edits: list[Edit] = []
    plan = assignments.plan
    for id in ids:
        result = assignments.failover(id)
        if result is not None and result.forecast:
            edits.append(pin(assignments, id, at=plan))
            plan = edits[-1].apply(plan)
    if not edits:
        raise EditRefused("No address is only forecast here, so there is nothing to pin.")
    return edits[0] if len(edits) == 1 else Together(f"pin {len(edits)} addresses", tuple(edits))


def automatic_all(plan: Plan, ids: Sequence[IpConfigurationId]) -> Edit:
    """Let the rules decide subnet and address again, at failover and at test failover.

    Raises :class:`EditRefused` where nothing is set.
    """
    edits: list[Edit] = []
    for id in ids:
        for scenario in WORDS:
            settings = settings_in(plan, id, scenario)
            free = settings.model_copy(update={"subnet": None, "address": None})
            if free != settings:
                edits.append(set_failover_settings(plan, id, scenario, free))
                plan = edits[-1].apply(plan)
    if not edits:
        raise EditRefused("Nothing is set here; the rules decide already.")
    whose = plan.short_name(ids[0]) if len(ids) == 1 else f"{len(ids)} IP configurations"
    return Together(f"{whose}: back to automatic", tuple(edits))


def _pin(assignments: Assignments, id: IpConfigurationId, scenario: Scenario, plan: Plan) -> Edit:
    result = assignments.of(id, scenario)
    if result is None or result.address is None:
        raise EditRefused(f"{id} has no address at {WORDS[scenario]} that could be set.")
    update: dict[str, object] = {"address": address_of(result.address)}
    if result.subnet_rule is SubnetRule.FIRST_ALPHABETICAL:
        update["subnet"] = result.subnet
    standing, address = settings_in(plan, id, scenario), address_text(result.address)
    settings = standing.model_copy(update=update)
    if settings == standing:
        raise EditRefused(f"{plan.short_name(id)} is set to {address} already.")
    edit = set_failover_settings(plan, id, scenario, settings)
    where = "" if scenario is Scenario.FAILOVER else " at test failover"
    return replace(edit, label=f"pin {plan.short_name(id)} to {address}{where}")


def _decided(before: FailoverSettings, after: FailoverSettings) -> Iterator[str]:
    """What is decided otherwise than before, in words."""
    for field, word in (("subnet", "subnet"), ("address", "address"), ("public_ip", "public IP")):
        now = getattr(after, field)
        if now != getattr(before, field):
            yield f"{word} {'automatic' if now is None else now}"
    if after.load_balancer_pools != before.load_balancer_pools:
        yield f"load balancer pools {', '.join(after.load_balancer_pools) or 'none'}"


def _before(plan: Plan, id: IpConfigurationId) -> tuple[ReplicatedItem, IpConfigurationSettings]:
    item = item_of(plan, id.virtual_machine)
    plan.ip_configuration(id)
    return item, item.settings_of(id)


def _put(plan: Plan, label: str, item: ReplicatedItem, settings: IpConfigurationSettings) -> PutRow:
    """Put the settings of one IP configuration among those of its item.

    They stand in the order of the machine's NICs, so that the file does not depend on the
    order of the edits; settings that set nothing are left out.
    """
    machine = plan.machine(item.virtual_machine)
    order = [
        (nic.name, ip.name) for nic in machine.network_interfaces for ip in nic.ip_configurations
    ]
    own = (settings.network_interface, settings.name)
    others = [row for row in item.ip_configurations if (row.network_interface, row.name) != own]
    kept = [row for row in (*others, settings) if not row.empty]
    kept.sort(key=lambda row: order.index((row.network_interface, row.name)))
    return put_item(label, item.model_copy(update={"ip_configurations": tuple(kept)}))
