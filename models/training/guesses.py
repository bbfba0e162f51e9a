"""Guessing addresses before they are shown: what is asked, and which rule a guess overlooked."""

from collections.abc import Iterable
from typing import NamedTuple

from models.addresses import address_text, parse_address
from models.assign import Assignments
from models.assignment import AddressRule, Assignment, Reason, Scenario, SubnetRule
from models.explain import holder_text, why_of
from models.plan import Plan
from models.rules.availability import Availability
from models.rules.subnets import subnet_key
from models.subject_in_plan import ip_configurations_named
from models.topology import IpConfigurationId, Subnet
from models.training.lesson import ARTICLE, Kind, Lesson, Prediction

NOTHING = ("none", "-", "no", "unassigned")
"""What is typed for an address that is not there."""
SUBNET_RULES = {
    SubnetRule.CONFIGURED: "S1",
    SubnetRule.SAME_NAME: "S2",
    SubnetRule.FIRST_ALPHABETICAL: "S3",
    SubnetRule.FAILOVER_SUBNET: "S7",
}
NOT_ASSIGNED = {
    Reason.NOT_FAILED_OVER: "B3",
    Reason.NOT_SELECTED: "F8",
    Reason.IPV6_UNSUPPORTED: "A6",
    Reason.NO_REVERSE_MAPPING: "B1",
    Reason.NO_SUBNET: "S6",
    Reason.RESERVED_SUBNET: "S5",
    Reason.SUBNET_FULL: "A4",
}
"""The rule that leaves an IP configuration without an address, by the reason of it."""
NETWORK_RULES = {Scenario.FAILOVER: "M7", Scenario.TEST_FAILOVER: "S7", Scenario.FAILBACK: "B1"}
"""The rule that says into which network it goes."""


class Question(NamedTuple):
    """Which address an IP configuration will have in a scenario."""

    id: IpConfigurationId
    scenario: Scenario


class Judged(NamedTuple):
    """A guess beside the result.

    ``guess`` is an address as an integer, ``None`` for no address. ``rules`` decided the
    result, that of the subnet first; ``missed`` is the one that the guess overlooked, and
    ``why`` says how, where it is wrong.
    """

    question: Question
    guess: int | None
    result: Assignment
    rules: tuple[str, ...]
    missed: str | None = None
    why: str = ""
    guessed: bool = True
    """Whether anything was guessed at all."""

    @property
    def right(self) -> bool:
        """Whether it is the very address."""
        return self.guessed and self.guess == self.result.address

    @property
    def unguessed(self) -> "Judged":
        """The same where nothing was guessed, which is wrong by the rule that decided last."""
        return self._replace(missed=self.rules[-1], why="it was not guessed", guessed=False)


def questions(plan: Plan, predict: Prediction, assignments: Assignments) -> tuple[Question, ...]:
    """What a prediction asks: everything it names that has a result, scenario by scenario.

    Within a scenario in the order in which they are served (F6).
    """
    named = {id for name in predict.of for id in ip_configurations_named(plan, name)}
    return tuple(
        Question(id, scenario)
        for scenario in dict.fromkeys(predict.scenarios)
        for id in assignments.in_order()
        if (not predict.of or id in named) and assignments.of(id, scenario) is not None
    )


def guess_of(typed: str) -> int | None:
    """The address that was typed as an integer; ``None`` for no address.

    Raises ``ValueError`` with the reason for what is neither.
    """
    words = typed.strip().casefold()
    if words in NOTHING:
        return None
    try:
        address = parse_address(words)
    except ValueError as error:
        raise ValueError("type an IPv4 address such as 10.1.1.4, or none") from error
    if address.version != 4:
        raise ValueError("IPv6 is not failed over: type an IPv4 address, or none")
    return int(address)


def judge(assignments: Assignments, question: Question, guess: int | None) -> Judged:
    """Hold a guess against the result. Raises ``KeyError`` where nothing was asked."""
    result = assignments.of(*question)
    if result is None:
        raise KeyError(question)
    rules = _rules(assignments, question, result)
    if guess == result.address:
        return Judged(question, guess, result, rules)
    missed, why = _overlooked(assignments, question, result, guess)
    return Judged(question, guess, result, rules, missed, why)


def score(judged: Iterable[Judged]) -> dict[str, tuple[int, int]]:
    """How many of how many guesses were right for each rule, by its number.

    A right guess counts for every rule that decided; a wrong one against the rule it
    overlooked, and for the rule of the subnet where that was right at least.
    """
    counts: dict[str, tuple[int, int]] = {}

    def count(rule: str, right: bool) -> None:
        had, asked = counts.get(rule, (0, 0))
        counts[rule] = (had + right, asked + 1)

    for one in judged:
        if one.missed is None:
            for rule in one.rules:
                count(rule, right=True)
            continue
        count(one.missed, right=False)
        if len(one.rules) > 1 and one.missed not in (one.rules[0], *NETWORK_RULES.values()):
            count(one.rules[0], right=True)
    return counts


def prediction_of(plan: Plan, name: str) -> Lesson:
    """A lesson that asks for every address of a plan, in every scenario it has results in."""
    about = "Which address will every IP configuration have? The plan is yours."
    return Lesson(
        name=name,
        seed=1,
        title=f"Predict: {plan.name or name}",
        summary="Guess the addresses of a plan of your own.",
        kind=Kind.PREDICT,
        minutes=15,
        introduction=about,
        explanation="Each result stands beside the rules that decided it.",
        rules=(),
        articles=(ARTICLE,),
        notes="",
        plan=plan,
        predict=Prediction(text=about, scenarios=tuple(Scenario)),
    )


def _rules(assignments: Assignments, question: Question, result: Assignment) -> tuple[str, ...]:
    """The rule that chose the subnet, where one did, then the one that decided the address."""
    chosen = None if result.subnet_rule is None else SUBNET_RULES[result.subnet_rule]
    address = _address_rule(assignments, question, result)
    return (address,) if chosen is None or chosen == address else (chosen, address)


def _address_rule(assignments: Assignments, question: Question, result: Assignment) -> str:
    test = question.scenario is Scenario.TEST_FAILOVER
    if result.rule is AddressRule.UNASSIGNED and result.reason in NOT_ASSIGNED:
        unset = result.reason is not Reason.NO_SUBNET or not _is_set(assignments.plan, question)
        return NOT_ASSIGNED[result.reason] if unset else "S1"
    if result.rule in (AddressRule.CONFIGURED, AddressRule.UNASSIGNED):
        return "T2" if test else "F1"
    if test:
        item = assignments.plan.item(question.id.virtual_machine)
        return "T3" if item and item.failover_network == result.network else "T4"
    if question.scenario is Scenario.FAILBACK:
        return "B2"
    return "F3" if result.reason is Reason.DIFFERENT_ADDRESS_SPACE else "F2"


def _is_set(plan: Plan, question: Question) -> bool:
    """Whether a subnet is set for it."""
    settings = plan.settings_of(question.id)
    test = question.scenario is Scenario.TEST_FAILOVER
    return (settings.test_failover if test else settings.failover).subnet is not None


def _overlooked(
    assignments: Assignments, question: Question, result: Assignment, guess: int | None
) -> tuple[str, str]:
    """The rule that a wrong guess overlooked, and how, in a sentence."""
    rule = _address_rule(assignments, question, result)
    if result.address is None:
        why = why_of(assignments.plan.ip_configuration(question.id), result)
        return rule, f"it gets no address: {why}"
    if guess is None:
        return rule, "it does get an address"
    words = address_text(guess)
    network = assignments.plan.network(result.network or "")
    subnet = network.subnet(result.subnet or "")
    if subnet is None:
        return rule, f"{words} is not it"
    room = Availability(
        subnet, assignments.occupied(subnet_key(network.id, subnet.name), question.scenario)
    )
    if not room.inside(guess):
        return _elsewhere(assignments.plan, question, result, guess, rule)
    return _in_the_subnet(assignments, question, result, guess, room)


def _elsewhere(
    plan: Plan, question: Question, result: Assignment, guess: int, rule: str
) -> tuple[str, str]:
    """A guess outside the subnet that it lands in."""
    words = address_text(guess)
    network = plan.network(result.network or "")
    chosen = SUBNET_RULES[result.subnet_rule] if result.subnet_rule else rule
    if (other := _holding(network.subnets, guess)) is not None:
        return chosen, f"{words} is in {other.name}, and it lands in {result.subnet}"
    if guess == plan.ip_configuration(question.id).ipv4:
        return rule, f"{words} is not in {result.subnet} of {network.id}: the ranges differ"
    for other_network in plan.virtual_networks:
        if _holding(other_network.subnets, guess) is not None:
            where = f"{words} is in {other_network.id}, and it goes to {network.id}"
            return NETWORK_RULES[question.scenario], where
    return chosen, f"{words} is in no subnet of {network.id}; it lands in {result.subnet}"


def _in_the_subnet(
    assignments: Assignments,
    question: Question,
    result: Assignment,
    guess: int,
    room: Availability,
) -> tuple[str, str]:
    """A guess in the right subnet."""
    words, scenario = address_text(guess), question.scenario
    test = scenario is Scenario.TEST_FAILOVER
    if room.reserved(guess):
        return "A1", f"{words} is one of the addresses that Azure keeps"
    if guess in room.holders:
        return "A2", f"{words} is taken by {holder_text(room.holders[guess])}"
    rule = _address_rule(assignments, question, result)
    if result.rule is AddressRule.CONFIGURED:
        return rule, "an address is set for it in the network settings"
    if result.rule is AddressRule.RETAINED:
        return rule, "its own address is available there, so it keeps that"
    if (winner := _who_gets(assignments, result, guess, scenario)) is not None:
        return ("T6" if test else "F7"), f"{words} goes to {winner}, which is served before it"
    if result.rule is AddressRule.END_OF_RANGE:
        return rule, "in a test the next available is counted from the end of the range"
    return "F5", f"{words} is available, but it is not the next one"


def _who_gets(
    assignments: Assignments, result: Assignment, address: int, scenario: Scenario
) -> str | None:
    for id in assignments.in_order():
        other = assignments.of(id, scenario)
        if other is not None and (other.network, other.address) == (result.network, address):
            return assignments.plan.short_name(id)
    return None


def _holding(subnets: Iterable[Subnet], address: int) -> Subnet | None:
    """The subnet that an address belongs to."""
    for subnet in subnets:
        if any(first <= address <= last for first, last in subnet.ranges):
            return subnet
    return None
