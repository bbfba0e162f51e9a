"""What stopping replication leaves as it is, in sentences."""

from collections.abc import Sequence

from models.plan import Plan


def about_stopping(plan: Plan, machines: Sequence[str]) -> str:
    """What becomes of settings and mappings when machines are replicated no longer (M9)."""
    targets = {item.failover_network for id in machines if (item := plan.item(id)) is not None}
    places = {ip.network for id in machines for _, ip in plan.machine(id).in_failover_order}
    stay = [
        f"{mapping.source} → {mapping.target}"
        for mapping in dict.fromkeys(plan.network_mappings)
        if (mapping.source in places and mapping.target in targets)
        or (mapping.source in targets and mapping.target in places)
    ]
    which = f": {', '.join(stay)}" if stay else ""
    return f"Network settings of these items go with them. Networks and mappings stay{which}."
