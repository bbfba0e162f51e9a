"""What can be done about a subnet that is set and is not there: S1."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from models.assignment import Scenario
from models.edits import Edit
from models.edits.settings import set_failover_settings, settings_in
from models.errors import EditRefused
from models.fixes.remedy import Case, Remedy
from models.fixes.room import usable_subnets
from models.fixes.subnets import choices, subnet_way

ALIKE = 0.6
"""From which ratio on (0 to 1) a name may be a misspelt other one."""


def for_unknown(case: Case) -> Iterator[Remedy]:
    """A subnet that is set and that the network does not have (S1)."""
    likest = _likest(case)
    if likest is not None:
        yield Remedy(f"set the subnet to {likest}, the likeliest name", subnet_way(likest))
    yield Remedy(
        f"let the rules decide {case.plan.short_name(case.ip)}'s subnet",
        _automatic_subnet,
        "let the rules decide the subnet of all {count}",
    )
    yield from choices(case, besides=likest)


def _automatic_subnet(case: Case) -> Edit:
    scenario = case.scenario
    if settings_in(case.plan, case.ip, scenario).subnet is None:
        scenario = Scenario.FAILOVER  # in the failover network that one counts in a test too (S7)
    settings = settings_in(case.plan, case.ip, scenario)
    if settings.subnet is None:
        raise EditRefused(f"No subnet is set for {case.ip}; the rules decide already.")
    automatic = settings.model_copy(update={"subnet": None})
    return set_failover_settings(case.plan, case.ip, scenario, automatic)


def _likest(case: Case) -> str | None:
    """The subnet whose name is most like the one that is set: it may be misspelt."""
    result = case.result
    own = settings_in(case.plan, case.ip, case.scenario).subnet
    wanted = own or settings_in(case.plan, case.ip, Scenario.FAILOVER).subnet or ""
    if result is None or result.network is None:
        return None

    def likeness(name: str) -> float:
        return SequenceMatcher(None, wanted.casefold(), name.casefold()).ratio()

    there = usable_subnets(case.assignments, case.ip, result.network, case.scenario)
    likest = max((subnet.name for subnet in there), key=likeness, default=None)
    return likest if likest is not None and likeness(likest) >= ALIKE else None
