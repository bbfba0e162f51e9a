"""Every address with its reason, group by group; and the machines that stay where they are."""

from collections.abc import Iterator

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import AddressRule, Assignment, Scenario
from models.explain import why_of
from models.exports.markdown.summary import noted
from models.exports.overview import by_group, unprotected
from models.formats.markdown_text import code, prose, table
from models.plan import ReplicatedItem
from models.regions import RegionCatalogue
from models.round_trip import round_trip
from models.topology import IpConfiguration

_HEADING = ["IP configuration", "Today", "Failover", "Test failover", "Failback", "Comes home"]


def addresses(assignments: Assignments) -> Iterator[str]:
    """A table for every recovery-plan group, in the order of failover."""
    yield from ("## Addresses", "")
    groups = by_group(assignments)
    if not groups:
        yield from ("Nothing is replicated.", "")
    for group, items in groups.items():
        rows = [row for item in items for row in _rows(assignments, item)]
        yield from (f"### Group {group}", "", *table(_HEADING, rows), "")
        for item in items:
            machine = assignments.plan.machine(item.virtual_machine)
            for note in (machine.note, item.note):
                yield from noted(note, machine.id)


def unprotected_list(assignments: Assignments, regions: RegionCatalogue) -> Iterator[str]:
    """The machines that are not replicated."""
    rows = [
        [
            code(machine.id),
            prose(regions.display_name(machine.region)),
            ", ".join(code(str(ip.address)) for _, ip in machine.in_failover_order if ip.address),
            prose(" ".join((machine.note or "").split())),
        ]
        for machine in unprotected(assignments)
    ]
    yield from ("## Not replicated", "")
    every = ["Every machine of the plan is replicated."]
    yield from table(["Machine", "Region", "Addresses", "Note"], rows) if rows else every
    yield ""


def _rows(assignments: Assignments, item: ReplicatedItem) -> Iterator[list[str]]:
    plan = assignments.plan
    for id, ip in plan.machine(item.virtual_machine).in_failover_order:
        results = (assignments.of(id, scenario) for scenario in Scenario)
        trip = round_trip(assignments, id)
        home = "no" if trip is None else _home(trip.comes_home, trip.forecast, trip.why, trip.rule)
        today = code(str(ip.address)) if ip.address is not None else "not known"
        place = f"{today} in {code(plan.subnet_of(ip).name)}"
        yield [code(plan.short_name(id)), place, *(_result(ip, each) for each in results), home]


def _result(ip: IpConfiguration, result: Assignment | None) -> str:
    """An address, where it is and how it came about; or why there is none."""
    if result is None:
        return "no test network"
    why = why_of(ip, result)
    if result.address is None:
        return f"**none**: {prose(why)}"
    where = f"{code(result.subnet or '')} of {code(result.network or '')}"
    if result.forecast:
        how = f"*forecast*, because {prose(why)}"
    else:
        how = "set by hand" if result.rule is AddressRule.CONFIGURED else "kept"
    rules = f"{result.subnet_rule}, {result.rule}"
    return f"{code(address_text(result.address))} in {where}: {how} ({rules})"


def _home(home: bool, forecast: bool, why: str, rule: str) -> str:
    answer = "**no**" if not home else "yes, *forecast*" if forecast else "yes"
    return f"{answer}: {prose(why)} ({rule})"
