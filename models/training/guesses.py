"""Guessing addresses before they are shown: what is asked, and what counts as a guess."""

from typing import NamedTuple

from models.addresses import parse_address
from models.assign import Assignments
from models.assignment import Scenario
from models.plan import Plan
from models.subject_in_plan import ip_configurations_named
from models.topology import IpConfigurationId
from models.training.lesson import ARTICLE, Kind, Lesson, Prediction

NOTHING = ("none", "-", "no", "unassigned")
"""What is typed for an address that is not there."""


class Question(NamedTuple):
    """Which address an IP configuration will have in a scenario."""

    id: IpConfigurationId
    scenario: Scenario


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


def problem_of(typed: str) -> str:
    """Why what is typed is no guess; empty where it is one, or nothing."""
    if not typed.strip():
        return ""
    try:
        guess_of(typed)
    except ValueError as error:
        return str(error)
    return ""


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
