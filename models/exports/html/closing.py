"""What stands behind the results: assumptions, what stays, and the text of every rule."""

from models.assign import Assignments
from models.explain import ARTICLE
from models.exports.assumptions import FORECAST, assumptions
from models.exports.html.anchors import Anchors, rule_anchor
from models.exports.html.parts import (
    Section,
    badge,
    body,
    muted,
    name,
    note,
    row,
    rule,
    section,
    table,
)
from models.exports.markup import Markup, element, joined
from models.exports.overview import unprotected
from models.plan import Plan
from models.region_words import counted
from models.regions import RegionCatalogue
from models.rule_texts import RULE_TEXTS
from models.topology import VirtualMachine


def assumption_list(plan: Plan) -> Section:
    """What was assumed where the public documents leave a point open."""
    rows = [
        row(
            name(each.policy),
            (
                name(each.value),
                " ",
                muted("default") if each.default else badge("chosen", "warn", "!"),
            ),
            each.effect,
            joined(", ", map(rule, each.rules)),
        )
        for each in assumptions(plan)
    ]
    return section(
        "assumptions",
        "Policies and assumptions",
        element("p", FORECAST),
        table("Policies of the plan", ("Policy", "Value", "Effect", "Rule"), [body(rows)]),
    )


def unprotected_list(
    assignments: Assignments, anchors: Anchors, regions: RegionCatalogue
) -> Section:
    """The machines that are not replicated, with what stands of them where."""
    machines = unprotected(assignments)
    if not machines:
        every = element("p", "Every machine of the plan is replicated.")
        return section("unprotected", "Machines that are not replicated", every)
    rows = [_unprotected(assignments, machine, anchors, regions) for machine in machines]
    caption = f"{counted(len(machines), 'machine')} of the plan stay where they are"
    heading = ("Machine", "Region", "Addresses", "Subnets", "Note")
    listed = table(caption, heading, [body(rows)])
    return section("unprotected", "Machines that are not replicated", listed)


def _unprotected(
    assignments: Assignments, machine: VirtualMachine, anchors: Anchors, regions: RegionCatalogue
) -> Markup:
    ips = [ip for _, ip in machine.in_failover_order]
    places = dict.fromkeys((ip.network, assignments.plan.subnet_of(ip).name) for ip in ips)
    return row(
        machine.id,
        regions.display_name(machine.region),
        joined(", ", (name(str(ip.address)) for ip in ips if ip.address is not None)),
        joined(", ", (f"{subnet} of {network}" for network, subnet in places)),
        note(machine.note),
        id=anchors.machine(machine.id),
    )


def rule_list() -> Section:
    """The text of every rule that the page names."""
    rules = [
        element("div", element("dt", number), element("dd", text), id=rule_anchor(number))
        for number, text in RULE_TEXTS.items()
    ]
    source = element(
        "p",
        "The rules follow the public documentation of Azure Site Recovery: ",
        element("span", ARTICLE, class_="address"),
        ". Where it leaves a point open, the rule says that it is a decision of asrnet.",
    )
    return section("rules", "The rules", source, element("dl", rules, class_="rules"))
