"""Replication protected items of Site Recovery as the replicated items of a plan."""

from collections.abc import Iterator, Mapping

from models.formats.azure_fields import Unusable
from models.formats.azure_report import Report
from models.formats.azure_resources import Inventory, Resource
from models.formats.site_recovery.entry import Entry, azure_id
from models.formats.site_recovery.kinds import ITEMS
from models.formats.site_recovery.places import Places
from models.formats.site_recovery.settings import Recorded
from models.formats.site_recovery.told import Told
from models.plan import ReplicatedItem
from models.rules.mapping import mapping_to_region
from models.topology import VirtualMachine, VirtualNetwork

A2A = "a2a"
KIND = "replicationProtectedItems"
DETAILS = "providerSpecificDetails"


def items(
    inventory: Inventory, places: Places, groups: Mapping[str, int], report: Report
) -> Iterator[Entry[ReplicatedItem]]:
    """The items whose machine and networks are in the plan, one for each machine.

    ``groups`` are those of recovery plans, by the keys of the items' ARM ids. The plan of
    ``places`` has its network mappings already.
    """
    first: dict[str, str] = {}
    for resource in inventory.of_kind(ITEMS):
        name = _name(resource)
        told = Told(resource.source, f"{KIND}/{name}", resource.fields, report)
        details = next(iter(told.rows(DETAILS)), None)
        if other := _other_kind(details):
            reason = f"of {other}; a plan has machines that go from Azure to Azure (A2A) only"
            report.skip_one_of(resource.source, KIND, name, reason)
            continue
        with report.skipping(told.source, told.subject):
            if details is None:
                raise Unusable(f"it has no {DETAILS}")
            details = details.called(told.subject)
            machine = places.machine(details.id("fabricObjectId"))
            if standing := first.get(machine.id):
                raise Unusable(
                    f"{machine.id!r} is replicated already, as {standing!r}; the first is used"
                )
            group = groups.get(resource.id.key, 1)
            yield Entry(told.source, told.subject, _item(resource, details, machine, places, group))
            first[machine.id] = resource.id.name


def _name(resource: Resource) -> str:
    """What people call the item: its own name is often a GUID."""
    try:
        return resource.fields.text("friendlyName") or resource.id.name
    except Unusable:
        return resource.id.name


def _other_kind(details: Told | None) -> str | None:
    kind = details.text("instanceType") if details else None
    return kind if kind and kind.casefold() != A2A else None


def _item(
    resource: Resource, details: Told, machine: VirtualMachine, places: Places, group: int
) -> ReplicatedItem:
    failover = _failover_network(details, machine, places)
    test = _test_network(details, places)
    _check_region(details, machine)
    recorded = Recorded(details, machine, failover, test, places)
    return ReplicatedItem(
        virtual_machine=machine.id,
        failover_network=failover.id,
        test_failover_network=test.id if test else None,
        group=group,
        azure_id=azure_id(resource.id),
        target_vm_name=details.text("recoveryAzureVMName"),
        target_vm_size=details.text("recoveryAzureVMSize"),
        test_vm_name=details.text("tfoAzureVMName"),
        network_interfaces=recorded.nics(),
        ip_configurations=recorded.ip_configurations(),
    )


def _failover_network(details: Told, machine: VirtualMachine, places: Places) -> VirtualNetwork:
    """The network the machine fails over to.

    Right after replication was enabled none is on record: Site Recovery then takes the one
    that the machine's own is mapped to (M7).
    """
    if id := details.id("selectedRecoveryAzureNetworkId"):
        return places.network(id, "failover")
    region = _region(details.text("recoveryFabricLocation"))
    source = machine.network_interfaces[0].ip_configurations[0].network
    mapping = mapping_to_region(places.plan, source, region) if region else None
    if mapping is None:
        raise Unusable(
            "no failover network is on record (selectedRecoveryAzureNetworkId), and no mapping"
            f" of {source!r} among what is imported says one; add the network mappings, or list"
            " the items again when they are protected"
        )
    details.called(f"{details.subject}/selectedRecoveryAzureNetworkId").skip(
        f"not on record yet; {mapping.target!r} is used, which its network is mapped to"
    )
    return places.plan.network(mapping.target)


def _test_network(details: Told, places: Places) -> VirtualNetwork | None:
    """The network for tests; where it cannot be used the item comes in without it."""
    with details.report.skipping(details.source, f"{details.subject}/selectedTfoAzureNetworkId"):
        if id := details.id("selectedTfoAzureNetworkId"):
            return places.network(id, "test")
    return None


def _check_region(details: Told, machine: VirtualMachine) -> None:
    """Report where Site Recovery and the machine do not agree about where it is."""
    recorded = _region(details.text("primaryFabricLocation"))
    if recorded and recorded != machine.region:
        details.called(f"{details.subject}/primaryFabricLocation").skip(
            f"{recorded!r}, but {machine.id!r} is in {machine.region}, which is used"
        )


def _region(text: str | None) -> str | None:
    return "".join(text.split()).lower() if text else None
