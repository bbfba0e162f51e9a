"""Site Recovery's own lists as decisions of a plan.

Fabrics, network mappings, replication protected items and recovery plans, as ARM has them
under ``properties`` (``az site-recovery`` writes them so too):
https://learn.microsoft.com/rest/api/site-recovery/
"""

from collections import Counter
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
    return replace(plan, target_region=_target_region(plan))


def _target_region(plan: Plan) -> str | None:
    """Where most items go, else where most mappings lead that leave the source region."""
    there = [plan.network(item.failover_network).region for item in plan.replicated_items]
    mapped = [plan.network(mapping.target).region for mapping in plan.network_mappings]
    counted = Counter(there or (region for region in mapped if region != plan.source_region))
    return max(counted, key=counted.__getitem__, default=None)
