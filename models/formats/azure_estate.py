"""A plan of the estate that Azure resources describe."""

from collections import Counter
from collections.abc import Iterable, Mapping

from models.consistency import Rows, flaws
from models.errors import Fault, InvalidInput
from models.formats import site_recovery
from models.formats.arm_ids import ArmId
from models.formats.azure_holders import (
    ENDPOINTS,
    HOLDERS,
    Holders,
    name_unknown_users,
)
from models.formats.azure_interfaces import NICS, Interface, interfaces, is_in_scale_set
from models.formats.azure_machines import MACHINES, MachineDraft, machines
from models.formats.azure_names import distinct
from models.formats.azure_networks import NETWORKS, Networks
from models.formats.azure_report import Import, Report
from models.formats.azure_resources import Inventory
from models.formats.azure_settling import Estate, settled
from models.formats.plan_data import place
from models.plan import Plan
from models.regions import RegionCatalogue, catalogue
from models.topology import Region, VirtualMachine

PUBLIC_IPS = "microsoft.network/publicipaddresses"
TAKEN = {NETWORKS, NICS, MACHINES, ENDPOINTS, PUBLIC_IPS, *HOLDERS, *site_recovery.TAKEN}
REASONS = {
    **site_recovery.REASONS,
    f"{NETWORKS}/subnets": 'comes with its virtual network: "az network vnet list" has it',
    f"{NETWORKS}/virtualnetworkpeerings": (
        'comes with its virtual network: "az network vnet list" has it'
    ),
}
"""Why some kinds of resource are not taken; for all others it is :data:`NOT_PART`."""
NOT_PART = "not part of a plan"


def build(inventory: Inventory, report: Report, name: str = "Imported estate") -> Import:
    """The plan of the resources.

    Raises :class:`InvalidInput` where it would mean nothing, which nothing that Azure
    writes should bring about.
    """
    networks = Networks(inventory, report)
    nics = interfaces(inventory, networks, report)
    found = machines(inventory, nics, networks, report)
    holders = Holders(inventory, networks, report)
    holders.hold_interfaces(_left_over(nics, found))
    holders.hold_frontends(inventory)
    holders.hold_endpoints()
    known = holders.known(nics, inventory) | {
        resource.id.key for resource in inventory if is_in_scale_set(resource.id)
    }
    name_unknown_users(networks, known, report)
    addresses = _public_ips(inventory, found, report)
    _name_others(inventory, report)
    ids = distinct([(machine.name, machine.resource.id.resource_group) for machine in found])
    plan = _plan(name, networks, found, ids, report)
    plan = site_recovery.decided(inventory, _places(plan, networks, found, ids), report)
    used = holders.used + Counter({"public IP addresses": addresses})
    return Import(plan, _used(plan, used), report.skipped)


def _left_over(
    nics: Mapping[str, Interface | None], machines: Iterable[MachineDraft]
) -> list[Interface]:
    """The NICs that are part of no machine."""
    taken = {nic.resource.id.key for machine in machines for nic in machine.interfaces}
    return [nic for key, nic in nics.items() if nic and key not in taken]


def _places(
    plan: Plan, networks: Networks, machines: list[MachineDraft], ids: list[str]
) -> site_recovery.Places:
    named = list(zip(machines, ids, strict=True))
    return site_recovery.Places(
        plan,
        networks.ids,
        {machine.resource.id.key: id for machine, id in named},
        {
            nic.resource.id.key: (id, name)
            for machine, id in named
            for nic, name in zip(machine.interfaces, machine.nic_names, strict=True)
        },
    )


def _plan(
    name: str, networks: Networks, machines: list[MachineDraft], ids: list[str], report: Report
) -> Plan:
    estate = Estate(
        [(draft.resource.source, draft.value(networks.ids)) for draft in networks],
        [(draft.resource.source, draft.value(id)) for draft, id in zip(machines, ids, strict=True)],
    )
    known = catalogue()
    named = [network.region for _, network in estate.networks]
    named += [machine.region for _, machine in estate.machines]
    added = tuple(
        Region(name=region, display_name=region)
        for region in dict.fromkeys(named)
        if region not in known
    )
    regions = known.with_regions(added)
    estate = settled(estate, regions, report)
    empty = Plan()
    plan = Plan(
        name=name,
        source_region=_busiest(machine for _, machine in estate.machines),
        regions=added,
        virtual_networks=empty.virtual_networks.with_rows(row for _, row in estate.networks),
        virtual_machines=empty.virtual_machines.with_rows(row for _, row in estate.machines),
    )
    _check(plan, regions)
    return plan


def _check(plan: Plan, regions: RegionCatalogue) -> None:
    rows = Rows(
        regions,
        list(plan.virtual_networks),
        list(plan.virtual_machines),
        (),
        (),
        plan.source_region,
    )
    if found := [Fault(place(flaw.path), flaw.message) for flaw in flaws(rows)]:
        raise InvalidInput("the imported estate", found)


def _busiest(machines: Iterable[VirtualMachine]) -> str | None:
    """The region with most machines, the first of several."""
    counted = Counter(machine.region for machine in machines).most_common(1)
    return counted[0][0] if counted else None


def _public_ips(inventory: Inventory, machines: Iterable[MachineDraft], report: Report) -> int:
    """How many of the public IP addresses belong to NICs of the plan; the others are named."""
    wanted = {
        ip.public_ip.key
        for machine in machines
        for nic in machine.interfaces
        for ip in nic.ips
        if ip.public_ip
    }
    used = 0
    for resource in inventory.of_kind(PUBLIC_IPS):
        if resource.id.key in wanted:
            used += 1
        else:
            reason = "no NIC of the plan has it, and it takes no address of a subnet"
            report.skip_one_of(resource.source, "publicIPAddresses", resource.id.name, reason)
    return used


def _name_others(inventory: Inventory, report: Report) -> None:
    """Name the resources of kinds that a plan has no place for."""
    for resource in inventory:
        if resource.kind in TAKEN:
            continue
        kind = "/".join(resource.id.tail.split("/")[0::2])
        reason = REASONS.get(resource.kind, NOT_PART)
        if is_in_scale_set(resource.id):
            kind = _scale_set(resource.id)
            reason = "it belongs to a VM scale set, whose addresses come and go"
        report.skip_one_of(resource.source, kind, "/".join(resource.id.names), reason)


def _scale_set(id: ArmId) -> str:
    return "/".join(id.tail.split("/")[:2])


def _used(plan: Plan, counted: Counter[str]) -> dict[str, int]:
    """What was taken, in words; nothing of which there is none."""
    nics = sum(len(machine.network_interfaces) for machine in plan.virtual_machines)
    subnets = [subnet for network in plan.virtual_networks for subnet in network.subnets]
    used = {
        "virtual networks": len(plan.virtual_networks),
        "subnets": len(subnets),
        "virtual machines": len(plan.virtual_machines),
        "NICs": nics + counted["NICs"],
        "addresses in use": sum(len(subnet.in_use) for subnet in subnets),
        "network mappings": len(plan.network_mappings),
        "replicated items": len(plan.replicated_items),
    }
    rest = {word: count for word, count in counted.items() if word not in used}
    return {word: count for word, count in (used | rest).items() if count}
