"""What a learner has to know to work an address out: facts and decisions, and no result."""

from collections.abc import Iterator
from typing import NamedTuple

from models.assign import Assignments
from models.assignment import Scenario
from models.explain.inputs import inputs
from models.plan import Plan
from models.rules.mapping import way_back
from models.topology import Subnet, VirtualNetwork
from models.training.guesses import Question

MOST_HOLDERS = 12
"""How many of those who are in a subnet today are named."""


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
    plan = assignments.plan
    network = _network(assignments, question)
    if network is None:
        return
    space = ", ".join(map(str, network.address_space))
    yield Fact("There", f"{network.id} {space}")
    for subnet in sorted(network.subnets, key=lambda one: one.key):
        prefixes = ", ".join(map(str, subnet.address_prefixes))
        yield Fact("", f"{subnet.name} {prefixes}: {_holders(plan, network, subnet)}")
    others = [
        f"{plan.short_name(id)} (group {item.group}, {plan.ip_configuration(id).address})"
        for item in plan.items_in_order()
        for id, _ in plan.machine(item.virtual_machine).in_failover_order
        if id != question.id and _network(assignments, Question(id, question.scenario)) == network
    ]
    if others:
        yield Fact("Also there", ", ".join(others))


def _network(assignments: Assignments, question: Question) -> VirtualNetwork | None:
    """The network that a scenario leads to, by what was decided."""
    plan = assignments.plan
    item = plan.item(question.id.virtual_machine)
    if item is None:
        return None
    if question.scenario is Scenario.FAILOVER:
        return plan.network(item.failover_network)
    if question.scenario is Scenario.TEST_FAILOVER:
        test = assignments.test_network_of(item)
        return None if test is None else plan.network(test)
    return way_back(plan, item.failover_network, plan.machine(item.virtual_machine).region)


def _holders(plan: Plan, network: VirtualNetwork, subnet: Subnet) -> str:
    """Who has an address of a subnet today."""
    held = [f"{one.address} {one.by}".strip() for one in subnet.in_use]
    held += [
        f"{ip.address} {plan.short_name(id)}"
        for machine in plan.virtual_machines
        for id, ip in machine.in_failover_order
        if ip.network == network.id and ip.subnet.casefold() == subnet.key and ip.address
    ]
    if not held:
        return "nobody is there"
    more = f" and {len(held) - MOST_HOLDERS} more" if len(held) > MOST_HOLDERS else ""
    return ", ".join(held[:MOST_HOLDERS]) + more
