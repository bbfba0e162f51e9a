"""Edits that lead a network to its target for the first time: M5 and M6."""

from models.edits.edit import Edit
from models.edits.mappings import map_network, plan_target
from models.errors import EditRefused
from models.plan import Plan
from models.rules.mapping import mapping_to_region
from models.topology import VirtualNetwork


def lead_first(plan: Plan, source: str, target: VirtualNetwork) -> tuple[Edit, ...]:
    """What is missing before machines of ``source`` can go to ``target``.

    The network itself where it is not in the plan yet, and both mappings where the source
    has none into that region (M5); nothing where all is there (M7). Raises
    :class:`EditRefused` where the plan has another network of that id.
    """
    if (plan.virtual_networks.get(target.id) or target) != target:
        raise EditRefused(
            f"The plan has another network with the id {target.id}; choose another id for the"
            " one that is to be created."
        )
    edits = list(plan_target(plan, target))
    for edit in edits:
        plan = edit.apply(plan)
    if mapping_to_region(plan, source, target.region) is None:
        edits.append(map_network(plan, source, target.id))
    return tuple(edits)
