"""Network mappings of Site Recovery as those of a plan."""

from collections.abc import Iterator

from models.formats.azure_fields import Unusable
from models.formats.azure_report import Report
from models.formats.azure_resources import Inventory, Resource
from models.formats.site_recovery.entry import Entry, azure_id
from models.formats.site_recovery.kinds import MAPPINGS
from models.formats.site_recovery.places import Places
from models.formats.site_recovery.told import Told
from models.plan import NetworkMapping

AZURE_TO_AZURE = "azuretoazure"
KIND = "replicationNetworkMappings"


def mappings(
    inventory: Inventory, places: Places, report: Report
) -> Iterator[Entry[NetworkMapping]]:
    """The mappings between networks of the plan, one for each source and target region (M2)."""
    first: dict[tuple[str, str], str] = {}
    for resource in inventory.of_kind(MAPPINGS):
        told = Told(resource.source, f"{KIND}/{resource.id.name}", resource.fields, report)
        if other := _other_kind(told):
            reason = f"for {other}; a plan has mappings from Azure to Azure only"
            report.skip_one_of(resource.source, KIND, resource.id.name, reason)
            continue
        with report.skipping(told.source, told.subject):
            mapping = _mapping(resource, told, places)
            key = mapping.source, places.plan.network(mapping.target).region
            if standing := first.get(key):
                raise Unusable(
                    f"{mapping.source!r} is mapped into {key[1]} already, by {standing!r};"
                    " the first is used"
                )
            first[key] = resource.id.name
            yield Entry(told.source, told.subject, mapping)


def _other_kind(told: Told) -> str | None:
    """What the mapping is for, where that is not from Azure to Azure."""
    for settings in told.rows("fabricSpecificSettings"):
        kind = settings.text("instanceType")
        if kind and kind.casefold() != AZURE_TO_AZURE:
            return kind
    return None


def _mapping(resource: Resource, told: Told, places: Places) -> NetworkMapping:
    return NetworkMapping(
        source=places.network(told.id("primaryNetworkId"), "source").id,
        target=places.network(told.id("recoveryNetworkId"), "target").id,
        azure_id=azure_id(resource.id),
    )
