"""Findings about the plan as a whole: its regions and its size."""

from collections.abc import Iterator

from models.assign import Assignments
from models.findings.finding import Code, Finding, PlanSubject
from models.regions import RegionCatalogue

PROTECTED_INSTANCES = 100
"""How many machines one recovery plan can hold.

https://learn.microsoft.com/azure/site-recovery/recovery-plan-overview
"""


def plan_findings(assignments: Assignments, regions: RegionCatalogue) -> Iterator[Finding]:
    """What there is to say of the regions in use and of the number of replicated items."""
    plan = assignments.plan
    for name in _regions_in_use(assignments):
        region = regions.get(name)
        if region is not None and region.restricted:
            yield Finding(
                Code.REGION_RESTRICTED,
                PlanSubject(),
                f"{region.display_name} is open to allowed subscriptions only",
                "M4",
                "make sure that the subscription may use it, or choose another region",
            )
    if len(plan.replicated_items) > PROTECTED_INSTANCES:
        yield Finding(
            Code.GROUP_LIMIT,
            PlanSubject(),
            f"{len(plan.replicated_items)} machines are replicated; one recovery plan holds"
            f" {PROTECTED_INSTANCES}",
            "F6",
            "spread them over several recovery plans",
        )


def _regions_in_use(assignments: Assignments) -> list[str]:
    """The two that are shown, and those of networks that are mapped or that items depend on."""
    plan = assignments.plan
    names = [plan.source_region, plan.target_region]
    for mapping in plan.network_mappings:
        names += [plan.network(mapping.source).region, plan.network(mapping.target).region]
    names += [
        network.region for network in plan.virtual_networks if assignments.is_used(network.id)
    ]
    return list(dict.fromkeys(name for name in names if name))
