"""Which two regions a plan is about when it does not say."""

from collections import Counter

from models.plan import Plan


def source_region(plan: Plan) -> str | None:
    """The region chosen as the source, else the one that most machines run in."""
    if plan.source_region:
        return plan.source_region
    return _most(Counter(machine.region for machine in plan.virtual_machines))


def target_region(plan: Plan) -> str | None:
    """The region chosen as the target, else the one that most replicated items go to.

    ``None`` where nothing is replicated yet and there is no other region with a network.
    """
    if plan.target_region:
        return plan.target_region
    source = source_region(plan)
    going = Counter(plan.network(item.failover_network).region for item in plan.replicated_items)
    networks = Counter(network.region for network in plan.virtual_networks)
    for counts in (going, networks):
        if source is not None:
            del counts[source]
        if counts:
            return _most(counts)
    return None


def _most(counts: Counter[str]) -> str | None:
    return counts.most_common(1)[0][0] if counts else None
