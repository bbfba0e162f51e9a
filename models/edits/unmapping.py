"""Edits that take mappings out by their place: there may be several between two networks."""

from collections.abc import Callable

from models.edits.edit import Edit, PutField
from models.errors import EditRefused
from models.plan import NetworkMapping, Plan


def drop_mappings(plan: Plan, label: str, dropped: Callable[[int, NetworkMapping], bool]) -> Edit:
    """Delete the mappings for which ``dropped`` says so, given their place counted from 0.

    No replicated item moves (M9). Raises :class:`EditRefused` where there is none.
    """
    kept = tuple(
        mapping
        for place, mapping in enumerate(plan.network_mappings)
        if not dropped(place, mapping)
    )
    if len(kept) == len(plan.network_mappings):
        raise EditRefused("There is no such mapping any more.")
    return PutField(label, "network_mappings", kept)
