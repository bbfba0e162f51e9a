"""Which rule a wrong guess overlooked, and how, in a sentence."""

from collections.abc import Iterable
from typing import NamedTuple

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import AddressRule, Assignment, Scenario
from models.explain import holder_text, why_of
from models.replay import replay
from models.rules.availability import Availability
from models.rules.subnets import subnet_key
from models.topology import IpConfigurationId, Subnet
from models.training.deciding import address_rule, network_rule, subnet_rule
from models.training.guesses import Question

NOT_KEPT = {
    "F3": "the address space over there is another one",
    "B2": "it comes back with the address of its failover",
}
"""Why the address of today is given up although it may be available, by the rule."""


class Overlooked(NamedTuple):
    """A rule by its number, and how a guess went past it."""

    rule: str
    why: str


def overlooked(
    assignments: Assignments, question: Question, result: Assignment, guess: int | None
) -> Overlooked:
    """What a wrong guess overlooked; it is an address as an integer, ``None`` for none."""
    rule = address_rule(assignments, question, result)
    if result.address is None:
        why = why_of(assignments.plan.ip_configuration(question.id), result)
        return Overlooked(rule, f"it gets no address: {why}")
    if guess is None:
        return Overlooked(rule, "it does get an address")
    subnet = landing(assignments, result)
    if subnet is None or not holds(subnet, guess):
        return _elsewhere(assignments, question, result, guess)
    return _in_the_subnet(assignments, question, result, guess)


def landing(assignments: Assignments, result: Assignment) -> Subnet | None:
    """The subnet that a result lands in; ``None`` where it comes to no subnet."""
    network = assignments.plan.virtual_networks.get(result.network or "")
    return None if network is None else network.subnet(result.subnet or "")


def holds(subnet: Subnet, address: int) -> bool:
    """Whether an address belongs to a subnet."""
    return any(first <= address <= last for first, last in subnet.ranges)


def _elsewhere(
    assignments: Assignments, question: Question, result: Assignment, guess: int
) -> Overlooked:
    """A guess outside the subnet that it lands in."""
    plan, words = assignments.plan, address_text(guess)
    network = plan.network(result.network or "")
    rule = address_rule(assignments, question, result)
    chosen = subnet_rule(question, result) or rule
    if (other := _holding(network.subnets, guess)) is not None:
        return Overlooked(chosen, f"{words} is in {other.name}, and it lands in {result.subnet}")
    if guess == plan.ip_configuration(question.id).ipv4:
        if result.rule is AddressRule.CONFIGURED:
            return Overlooked(rule, "an address is set for it in the network settings")
        where = f"{result.subnet} of {network.id}"
        return Overlooked(rule, f"{words} is not in {where}: the ranges differ")
    for another in plan.virtual_networks:
        if _holding(another.subnets, guess) is not None:
            where = f"{words} is in {another.id}, and it goes to {network.id}"
            return Overlooked(network_rule(assignments, question, result), where)
    where = f"{words} is in no subnet of {network.id}; it lands in {result.subnet}"
    return Overlooked(chosen, where)


def _in_the_subnet(
    assignments: Assignments, question: Question, result: Assignment, guess: int
) -> Overlooked:
    """A guess in the right subnet."""
    words, test = address_text(guess), question.scenario is Scenario.TEST_FAILOVER
    key = subnet_key(result.network or "", result.subnet or "")
    subnet = assignments.plan.network(key[0]).subnets_by_key[key[1]]
    room = Availability(subnet, assignments.occupied(key, question.scenario))
    if room.reserved(guess):
        return Overlooked("A1", f"{words} is one of the addresses that Azure keeps")
    if guess in room.holders:
        return Overlooked("A2", f"{words} is taken by {holder_text(room.holders[guess])}")
    rule = address_rule(assignments, question, result)
    if result.rule is AddressRule.CONFIGURED:
        return Overlooked(rule, "an address is set for it in the network settings")
    if result.rule is AddressRule.RETAINED:
        return _kept(assignments, question, result, rule)
    if rule in NOT_KEPT and guess == assignments.plan.ip_configuration(question.id).ipv4:
        return Overlooked(rule, f"{words} is not kept: {NOT_KEPT[rule]}")
    if (first := _served_before(assignments, question, result, guess)) is not None:
        winner = assignments.plan.short_name(first)
        order = "T6" if test else "F7"
        return Overlooked(order, f"{words} goes to {winner}, which is served before it")
    if result.rule is AddressRule.END_OF_RANGE:
        why = "in a test the next available is counted from the end of the range"
        return Overlooked(rule, why)
    return Overlooked("F5", f"{words} is not the next one that is available")


def _kept(
    assignments: Assignments, question: Question, result: Assignment, rule: str
) -> Overlooked:
    """A guess where an address is kept: that of today, or that of the failover."""
    kept = address_text(result.address or 0)
    if result.address == assignments.plan.ip_configuration(question.id).ipv4:
        return Overlooked(rule, "its own address is available there, so it keeps that")
    if question.scenario is Scenario.TEST_FAILOVER:
        return Overlooked("T5", f"the test keeps {kept}, the address of its failover")
    return Overlooked(rule, f"it comes with {kept} from its failover, and keeps that")


def _served_before(
    assignments: Assignments, question: Question, result: Assignment, address: int
) -> IpConfigurationId | None:
    """Who got an address before it was its turn to get one."""
    key = subnet_key(result.network or "", result.subnet or "")
    for turn in replay(assignments, key, question.scenario).turns:
        if turn.id == question.id and turn.outcome is not None:
            return None
        if turn.address == address:
            return turn.id
    return None


def _holding(subnets: Iterable[Subnet], address: int) -> Subnet | None:
    """The subnet that an address belongs to."""
    return next((subnet for subnet in subnets if holds(subnet, address)), None)
