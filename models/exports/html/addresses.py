"""Every address in a line: today, at failover, in a test and back home, group by group."""

from collections.abc import Iterator

from models.assign import Assignments
from models.assignment import Assignment, Scenario
from models.exports.html.anchors import Anchors
from models.exports.html.parts import Section, body, link, muted, row, section, table
from models.exports.html.results import address, home, how, today
from models.exports.markup import Content, Markup, element
from models.exports.overview import by_group
from models.plan import ReplicatedItem
from models.region_words import counted

_HEADING = ("IP configuration", "Today", "Failover", "Test failover", "Failback", "Comes home")


def addresses(assignments: Assignments, anchors: Anchors) -> Section:
    """The part of the page with every address; the reasons have a part of their own."""
    tables = [
        table(
            f"Group {group}: {counted(len(items), 'machine')}, in the order of failover",
            _HEADING,
            [body(_rows(assignments, items, anchors))],
            "addresses",
        )
        for group, items in by_group(assignments).items()
    ]
    nothing = element("p", "Nothing is replicated.") if not tables else None
    return section("addresses", "Addresses", nothing, tables)


def _rows(
    assignments: Assignments, items: list[ReplicatedItem], anchors: Anchors
) -> Iterator[Markup]:
    plan = assignments.plan
    for item in items:
        machine = plan.machine(item.virtual_machine)
        for id, ip in machine.in_failover_order:
            results = [assignments.of(id, scenario) for scenario in Scenario]
            yield row(
                link(anchors.machine(machine.id), plan.short_name(id)),
                (element("div", today(ip)), element("div", muted(plan.subnet_of(ip).name))),
                *(_cell(result, how(ip, result) if result else None) for result in results),
                home(ip, assignments.failback(id)),
            )


def _cell(result: Assignment | None, word: Content) -> Content:
    if result is None:
        return muted("no test network")
    where = muted(result.subnet, " ") if result.subnet else None
    shown = element("div", address(result)) if result.address is not None else None
    return shown, element("div", where, word)
