"""A result as a chain of rules."""

from typing import NamedTuple

from models.assignment import Scenario


class Step(NamedTuple):
    """One rule of a chain: its number, what it said, and whether it decided."""

    rule: str
    text: str
    decided: bool = False


class Chain(NamedTuple):
    """How one result came about: the result in a sentence, then the rules in their order."""

    scenario: Scenario
    result: str
    steps: tuple[Step, ...]
