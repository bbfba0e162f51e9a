"""What a learner has to know to work an address out: facts and decisions, and no result."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.assign import Assignments
from models.assignment import Scenario
from models.explain.inputs import inputs
from models.plan import FailoverSettings, Plan, ReplicatedItem
from models.rules.mapping import way_back
from models.topology import VirtualNetwork
from models.training.guesses import Question

MOST_HOLDERS, MOST_OTHERS = 12, 24
"""How many are named of those who are in a subnet today, and of those who go there too."""


class Fact(NamedTuple):
    """One thing to know: what it is about, and what is so."""

    name: str
    value: str


def facts(assignments: Assignments, question: Question) -> tuple[Fact, ...]:
    """What the address of a question follows from, the machine first."""
    known = [Fact(*one) for one in inputs(assignments, question.id)]
    return (*known, *_policies(assignments.plan), *_target(assignments, question))


def _policies(plan: Plan) -> Iterator[Fact]:
    """The policies that the plan decided otherwise than usual."""
    for name, value in plan.policy.model_dump(exclude_defaults=True).items():
        yield Fact("Policy", f"{name} is {value}")


def _target(assignments: Assignments, question: Question) -> Iterator[Fact]:
    """The network it goes to, subnet by subnet, and who goes there besides."""
    item = assignments.plan.item(question.id.virtual_machine)
    network = None if item is None else _network(assignments, item, question.scenario)
    if network is None:
        return
    space = ", ".join(map(str, network.address_space))
    yield Fact("There", f"{network.id} {space}")
    held = _holders(assignments.plan, network)
    when = "today " if question.scenario is Scenario.FAILBACK else ""  # by then some have left: B2
    for subnet in sorted(network.subnets, key=lambda one: one.key):
        prefixes = ", ".join(map(str, subnet.address_prefixes))
        holders = _some(held[subnet.key], MOST_HOLDERS)
        there = f"{when}{holders}" if holders else "nobody is there"
        yield Fact("", f"{subnet.name} {prefixes}: {there}")
    others = [_other(assignments.plan, one) for one in _others(assignments, question, network)]
    if others:
        yield Fact("Also there", _some(others, MOST_OTHERS))


def _network(
    assignments: Assignments, item: ReplicatedItem, scenario: Scenario
) -> VirtualNetwork | None:
    """The network that a scenario leads to, by what was decided."""
    plan = assignments.plan
    if scenario is Scenario.FAILOVER:
        return plan.network(item.failover_network)
    if scenario is Scenario.TEST_FAILOVER:
        test = assignments.test_network_of(item)
        return None if test is None else plan.network(test)
    return way_back(plan, item.failover_network, plan.machine(item.virtual_machine).region)


def _others(
    assignments: Assignments, question: Question, network: VirtualNetwork
) -> Iterator[Question]:
    """Who goes to the same network, in the order in which they are served."""
    plan = assignments.plan
    for item in plan.items_in_order():
        if _network(assignments, item, question.scenario) != network:
            continue
        for id, _ in plan.machine(item.virtual_machine).in_failover_order:
            if id != question.id:
                yield Question(id, question.scenario)


def _other(plan: Plan, other: Question) -> str:
    """One who goes there too: its group, where it stands, and what was decided for it."""
    ip, item = plan.ip_configuration(other.id), plan.item(other.id.virtual_machine)
    group = 0 if item is None else item.group
    words = [f"group {group}", f"{ip.address or 'no address known'} in {ip.subnet}"]
    return f"{plan.short_name(other.id)} ({', '.join((*words, *_decided(plan, other)))})"


def _decided(plan: Plan, other: Question) -> Iterator[str]:
    settings = plan.settings_of(other.id)
    if not settings.selected:
        yield "not selected"
    decided: dict[Scenario, FailoverSettings] = {
        Scenario.FAILOVER: settings.failover,
        Scenario.TEST_FAILOVER: settings.test_failover,
    }
    if other.scenario in decided:
        chosen = decided[other.scenario]
        yield from (f"{one} is set" for one in (chosen.subnet, chosen.address) if one)


def _holders(plan: Plan, network: VirtualNetwork) -> defaultdict[str, list[str]]:
    """Who has an address of a network today, by the key of the subnet."""
    held = defaultdict[str, list[str]](list)
    for subnet in network.subnets:
        held[subnet.key] += (f"{one.address} {one.by}".strip() for one in subnet.in_use)
    for machine in plan.virtual_machines:
        for id, ip in machine.in_failover_order:
            if ip.network == network.id and ip.address:
                held[ip.subnet.casefold()].append(f"{ip.address} {plan.short_name(id)}")
    return held


def _some(words: Sequence[str], most: int) -> str:
    """So many of some words, and how many more there are."""
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return ", ".join(words[:most]) + more
