"""One edit of many IP configurations: what is possible is done, the rest is left out and named.

What the functions of :mod:`models.edits.bulk_settings` and :mod:`models.edits.bulk_addresses`
have in common. They take ids in the order given, each once, and raise :class:`EditRefused`
where nothing at all is possible.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from models.assign import Assignments
from models.assignment import Assignment, Reason, Scenario
from models.edits.bulk_settling import Reasons, Settling, Wish
from models.edits.edit import Edit, Together
from models.edits.settings import set_failover_settings
from models.errors import EditRefused
from models.explain import reason_text
from models.topology import IpConfigurationId, VirtualNetwork

Ids: TypeAlias = Sequence[IpConfigurationId]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Bulk:
    """An edit of many, undone as one, and why it leaves some of them out, in words."""

    edit: Together
    left_out: Reasons


class LeftOut(Exception):
    """One IP configuration that something cannot be done to; the message says why."""


def gather(
    ids: Ids, ask: Callable[[IpConfigurationId], T]
) -> tuple[dict[IpConfigurationId, T], dict[IpConfigurationId, str]]:
    """What is asked for each one, and why there is nothing for others."""
    found: dict[IpConfigurationId, T] = {}
    left_out: dict[IpConfigurationId, str] = {}
    for id in dict.fromkeys(ids):
        try:
            found[id] = ask(id)
        except LeftOut as reason:
            left_out[id] = str(reason)
    return found, left_out


def grant(
    assignments: Assignments,
    ids: Ids,
    scenario: Scenario,
    wish: Callable[[IpConfigurationId], Wish],
    what: str,
) -> Bulk:
    """Give each one the settings that are wished for it in a scenario."""
    wishes, left_out = gather(ids, wish)
    granted, refused = Settling(assignments, scenario).settle(list(wishes.values()))
    plan = assignments.plan
    steps: list[Edit] = []
    for one in granted:
        step = set_failover_settings(plan, one.id, scenario, one.settings)
        steps.append(step)
        plan = step.apply(plan)
    return together(steps, what, ids, left_out | dict(refused))


def together(steps: Sequence[Edit], what: str, ids: Ids, left_out: Reasons) -> Bulk:
    """The steps as one edit; ``what`` says in words what is done, to how many is added.

    Raises :class:`EditRefused` where there is no step, with the reasons.
    """
    reasons = {id: left_out[id] for id in dict.fromkeys(ids) if id in left_out}
    if not steps:
        raise EditRefused(_refusal(what, reasons))
    if len(steps) == 1:
        return Bulk(Together(steps[0].label, tuple(steps)), reasons)
    return Bulk(Together(f"{what}: {len(steps)} at once", tuple(steps)), reasons)


def network_in(
    assignments: Assignments, id: IpConfigurationId, scenario: Scenario
) -> VirtualNetwork:
    """The network one goes to in a scenario. Raises :class:`LeftOut` where it goes nowhere."""
    plan = assignments.plan
    result = assignments.of(id, scenario)
    if plan.item(id.virtual_machine) is None:
        raise LeftOut("it is not replicated")
    if result is None or result.network is None:
        raise LeftOut("it has no test failover network")
    if result.reason in (Reason.NOT_SELECTED, Reason.IPV6_UNSUPPORTED):
        raise LeftOut(reason_text(result.reason))
    return plan.network(result.network)


def landing_of(
    assignments: Assignments, id: IpConfigurationId, scenario: Scenario
) -> tuple[str, str, Assignment]:
    """Network and subnet that one lands in, and what it gets. Raises :class:`LeftOut`."""
    network_in(assignments, id, scenario)
    result = assignments.of(id, scenario)
    if result is None or result.network is None or result.subnet is None:
        raise LeftOut(reason_text(result.reason if result else None))
    return result.network, result.subnet, result


def _refusal(what: str, reasons: Reasons) -> str:
    """Why nothing was possible: the reason that most of them have, with one of those."""
    if not reasons:
        return f"Choose what to do this to first: {what}."
    commonest = Counter(reasons.values()).most_common(1)[0][0]
    first = next(id for id, reason in reasons.items() if reason == commonest)
    if len(reasons) == 1:
        return f"{first}: {commonest}."
    return f"Nothing to do for any of the {len(reasons)}, such as {first}: {commonest}."
