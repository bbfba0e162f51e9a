"""Why every address is what it is: machine by machine, NIC by NIC, rule by rule."""

from collections.abc import Iterator

from models.assign import Assignments
from models.assignment import Assignment, Scenario
from models.explain import Chain, explain
from models.exports.html.anchors import Anchors
from models.exports.html.parts import (
    Section,
    facts,
    folded,
    muted,
    name,
    note,
    row,
    rule,
    section,
    table,
)
from models.exports.html.results import NAMES, address, home, how, today, why_not
from models.exports.html.settings import ip_facts, nic_facts
from models.exports.markup import Content, Markup, element
from models.exports.overview import by_group
from models.plan import ReplicatedItem
from models.region_words import counted
from models.regions import RegionCatalogue
from models.topology import IpConfiguration, IpConfigurationId, NetworkInterface, VirtualMachine

_HEADING = ("When", "Address", "Subnet", "How", "Rules, the last one decided")


def reasons(assignments: Assignments, anchors: Anchors, regions: RegionCatalogue) -> Section:
    """The part of the page with the reason of every address."""
    groups = [
        folded(
            element("h3", f"Group {group}: {counted(len(items), 'machine')}"),
            [_machine(assignments, item, anchors, regions) for item in items],
        )
        for group, items in by_group(assignments).items()
    ]
    nothing = None if groups else element("p", "Nothing is replicated.")
    return section("reasons", "Every address with its reason", nothing, groups)


def _machine(
    assignments: Assignments, item: ReplicatedItem, anchors: Anchors, regions: RegionCatalogue
) -> Markup:
    plan = assignments.plan
    machine = plan.machine(item.virtual_machine)
    test = assignments.test_network_of(item)
    there = plan.network(item.failover_network)
    known = facts(
        (
            ("Name", name(machine.name) if machine.name != machine.id else None),
            ("From", regions.display_name(machine.region)),
            ("To", (name(there.id), f", {regions.display_name(there.region)}")),
            ("Tested in", name(test) or muted("no test network")),
            ("Resource group", name(machine.resource_group)),
            ("Called there", name(item.target_vm_name)),
            ("Size there", name(item.target_vm_size)),
            ("Called in a test", name(item.test_vm_name)),
        )
    )
    notes = (note(machine.note), note(item.note))
    nics = sorted(machine.network_interfaces, key=lambda nic: not nic.primary)
    return element(
        "article",
        element("h4", machine.id),
        known,
        notes,
        [_nic(assignments, item, machine, nic) for nic in nics],
        id=anchors.machine(machine.id),
        class_="machine",
    )


def _nic(
    assignments: Assignments, item: ReplicatedItem, machine: VirtualMachine, nic: NetworkInterface
) -> Content:
    ips = sorted(nic.ip_configurations, key=lambda ip: not ip.primary)
    rank = "primary" if nic.primary else "secondary"
    return (
        element("h5", "NIC ", name(nic.name), muted(f" {rank}")),
        facts(nic_facts(item, nic.name)),
        [
            _ip(assignments, item, IpConfigurationId(machine.id, nic.name, ip.name), ip)
            for ip in ips
        ],
    )


def _ip(
    assignments: Assignments, item: ReplicatedItem, id: IpConfigurationId, ip: IpConfiguration
) -> Content:
    chains = {chain.scenario: chain for chain in explain(assignments, id)}
    rows = [_today(assignments, ip), *_results(assignments, id, ip, chains)]
    rank = "primary" if ip.primary else "secondary"
    caption = f"{id.name} ({rank} IP configuration of {id.network_interface})"
    return table(caption, _HEADING, [element("tbody", rows)], "why"), facts(ip_facts(item, id))


def _today(assignments: Assignments, ip: IpConfiguration) -> Markup:
    subnet = assignments.plan.subnet_of(ip).name
    return row("Today", today(ip), _place(ip.network, subnet), ip.allocation.value, None)


def _results(
    assignments: Assignments,
    id: IpConfigurationId,
    ip: IpConfiguration,
    chains: dict[Scenario, Chain],
) -> Iterator[Markup]:
    for scenario, chain in chains.items():
        result = assignments.of(id, scenario)
        if result is not None:
            back = home(ip, result) if scenario is Scenario.FAILBACK else None
            yield row(
                NAMES[scenario],
                address(result),
                _place(result.network, result.subnet),
                (element("div", how(ip, result), " ", back), _how_words(ip, result)),
                _chain(chain),
            )


def _how_words(ip: IpConfiguration, result: Assignment) -> Content:
    lacking = why_not(ip, result)
    static = None if result.address is None else result.allocation.value
    return element("div", muted("; ".join(filter(None, (lacking, static)))))


def _place(network: str | None, subnet: str | None) -> Content:
    if network is None:
        return muted("nowhere")
    where = element("div", muted("of ", network))
    return element("div", subnet or muted("no subnet")), where


def _chain(chain: Chain) -> Markup:
    steps = [
        element("li", rule(step.rule), " ", step.text, class_="decided" if step.decided else None)
        for step in chain.steps
    ]
    return element("ol", steps, class_="chain")
