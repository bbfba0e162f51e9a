"""What a network is like, in a few lines: what is seen before it is chosen or created."""

from collections.abc import Iterator

from rich.text import Text

from models.network_draft import name_problem
from models.plan import Plan
from models.rules.subnets import is_reserved
from models.topology import Subnet, VirtualNetwork
from tui.address_labels import prefixes
from tui.labels import text
from tui.signs import ATTENTION, WRONG

NAME_WIDTH = 26


def network_lines(plan: Plan, network: VirtualNetwork) -> Iterator[Text]:
    """Region, state, address space and every subnet of a network, in the plan or not yet."""
    yield text((network.id, "bold"), f"  {_kind(plan, network)}")
    if network.id not in plan.virtual_networks and (problem := name_problem(network.name)):
        yield text((f"✗ {problem}", WRONG))
    count = len(network.subnets)
    subnets = f"{count} subnet{'' if count == 1 else 's'}"
    yield text(f"Address space {prefixes(network)} in {network.region}, {subnets}")
    if network.resource_group:
        yield text(f"Resource group {network.resource_group}")
    for subnet in network.subnets:
        yield subnet_line(subnet)
    if not network.subnets:
        yield text(("✗ it has no subnet: no machine gets an address there (S6)", WRONG))


def subnet_line(subnet: Subnet) -> Text:
    """A subnet, its prefixes, and what keeps machines out of it."""
    marks = ""
    if is_reserved(subnet):
        marks = "  no VM may be in it (S5)"
    elif subnet.delegation:
        marks = f"  delegated to {subnet.delegation}"
    return text(f"  {subnet.name:<{NAME_WIDTH}} {prefixes(subnet)}", (marks, ATTENTION))


def _kind(plan: Plan, network: VirtualNetwork) -> str:
    if network.id not in plan.virtual_networks:
        return "to be created: nothing is created before you apply"
    kind = "production" if network.production else "not production"
    return f"{network.state.value}, {kind}"
