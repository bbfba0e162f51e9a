"""What there is to say of a network or a subnet, in a few lines."""

from rich.text import Text

from models.assignment import Scenario
from models.findings.finding import NetworkSubject, SubnetSubject
from models.plan import Plan
from models.rules.availability import available_count, usable_count
from models.rules.mapping import reverse_of
from models.rules.subnets import subnet_key
from models.session import Session
from tui.address_labels import prefixes
from tui.labels import text
from tui.signs import ATTENTION


def describe(session: Session, thing: NetworkSubject | SubnetSubject) -> Text:
    """A network or a subnet in a few lines: facts, then decisions about it."""
    if isinstance(thing, NetworkSubject):
        lines = _network(session.plan, thing.id)
    else:
        lines = _subnet(session, thing)
    return Text("\n").join(lines)


def _network(plan: Plan, id: str) -> list[Text]:
    network = plan.network(id)
    kind = "production" if network.production else "not production"
    lines = [
        text((network.id, "bold"), f"  {network.state.value}, {kind}"),
        text(f"Address space  {prefixes(network)}"),
        text(f"Region         {network.region}"),
    ]
    if network.name != network.id:
        lines.append(text(f"Name           {network.name}"))
    if network.resource_group:
        lines.append(text(f"Resource group {network.resource_group}"))
    if network.peered_with:
        lines.append(text(f"Peered with    {', '.join(network.peered_with)}"))
    for mapping in plan.mappings_from(id):
        back = reverse_of(plan, mapping)
        way = "no way back" if back is None else f"back to {back.target}"
        lines.append(text(f"Mapped to      {mapping.target}, {way}"))
    if not plan.mappings_from(id):
        lines.append(text(("Not mapped. m maps it to a network in the other region.", "dim")))
    if network.note:
        lines.append(text((network.note, "italic")))
    return lines


def _subnet(session: Session, thing: SubnetSubject) -> list[Text]:
    subnet = session.plan.network(thing.network).subnet(thing.name)
    if subnet is None:
        return []
    assignments, key = session.assignments, subnet_key(thing.network, thing.name)
    occupied = assignments.occupied(key, Scenario.FAILOVER)
    lines = [
        text((f"{thing.network} / {subnet.name}", "bold")),
        text(f"Prefixes   {prefixes(subnet)}"),
        text(f"Usable     {usable_count(subnet)} addresses"),
        text(f"Available  {available_count(subnet, occupied)} today"),
    ]
    lines += [
        text(f"At {scenario.value}: {len(landing)} land here")
        for scenario in Scenario
        if (landing := assignments.landing_in(key, scenario))
    ]
    if subnet.delegation:
        lines.append(text((f"Delegated to {subnet.delegation}", ATTENTION)))
    if subnet.note:
        lines.append(text((subnet.note, "italic")))
    return lines
