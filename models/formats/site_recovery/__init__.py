"""Site Recovery's own lists as decisions of a plan.

Fabrics, network mappings, replication protected items and recovery plans, as ARM has them
under ``properties`` (``az site-recovery`` writes them so too):
https://learn.microsoft.com/rest/api/site-recovery/
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from models.formats.azure_report import Report
from models.formats.azure_resources import Inventory
from models.formats.site_recovery.groups import groups
from models.formats.site_recovery.items import items
from models.formats.site_recovery.kinds import REASONS, TAKEN
from models.formats.site_recovery.mappings import mappings
from models.formats.site_recovery.places import Places
from models.formats.site_recovery.settling import Decisions, settled
from models.plan import Plan

__all__ = ["REASONS", "TAKEN", "Places", "decided"]


def decided(inventory: Inventory, places: Places, report: Report) -> Plan:
    """The plan of ``places`` with what Site Recovery has on record for it."""
    plan = places.plan
    mapped = list(mappings(inventory, places, report))
    with_mappings = replace(plan, network_mappings=tuple(entry.value for entry in mapped))
    found = items(inventory, replace(places, plan=with_mappings), groups(inventory, report), report)
    decisions = settled(plan, Decisions(mapped, list(found)), report)
    plan = replace(
        plan,
        network_mappings=tuple(entry.value for entry in decisions.mappings),
        replicated_items=plan.replicated_items.with_rows(entry.value for entry in decisions.items),
    )
    return _with_regions(plan)


def _with_regions(plan: Plan) -> Plan:
    """The plan from the region of most items to where most of them go.

    Without items it stays at its source region, and goes where most mappings lead. What
    leads into the source region, such as the way back, says nothing of the target.
    """
    items = plan.replicated_items
    source = _most(plan.machine(item.virtual_machine).region for item in items)
    source = source or plan.source_region
    networks = [item.failover_network for item in items]
    networks = networks or [mapping.target for mapping in plan.network_mappings]
    regions = [plan.network(network).region for network in networks]
    target = _most(region for region in regions if region != source)
    return replace(plan, source_region=source, target_region=target)


def _most(regions: Iterable[str]) -> str | None:
    """The region that is there most often, the first of several."""
    counted = Counter(regions)
    return max(counted, key=counted.__getitem__, default=None)
