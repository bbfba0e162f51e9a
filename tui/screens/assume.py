"""What can be assumed in a what-if: the kinds to choose from, each with a form of its own."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple, cast

from rich.text import Text
from textual.screen import ModalScreen

from models.edits.policy import FIELDS, set_policy
from models.findings import Subject
from models.partial_failover import only_groups, only_machines
from models.plan import AllocationOrder, NextAvailable, SameAddressSpace, TestAddress
from models.session import Session
from models.what_if import Make, WhatIf
from tui.labels import text
from tui.screens.assume_forms import (
    FillScreen,
    MachinesScreen,
    ResizeScreen,
    TakeScreen,
)
from tui.screens.assume_in_subnet import AssumeScreen
from tui.screens.assume_only import OnlyScreen, group_rows, machine_rows
from tui.screens.pick_line import LineOption, PickLineScreen
from tui.screens.plan_screen import PlanScreen


class Kind(StrEnum):
    """What may be assumed, in the words of the list; those about the day come last."""

    TAKEN = "An address is taken"
    FILLED = "A subnet fills up"
    RESIZED = "A subnet is smaller or larger"
    ADDED = "Machines are added"
    POLICY = "A policy is another one"
    GROUPS = "Only some groups fail over"
    MACHINES = "Only some machines fail over"


TELLS = {
    Kind.TAKEN: "something else has an address that is available today",
    Kind.FILLED: "only so many addresses are left, the highest ones",
    Kind.RESIZED: "a subnet has another prefix; what stands in it has to fit",
    Kind.ADDED: "new machines stand in a source subnet, replicated or not",
    Kind.POLICY: "one of the four decisions that the public documents leave open",
    Kind.GROUPS: "the others stay where they are, and keep their addresses at failback",
    Kind.MACHINES: "the others stay where they are, and keep their addresses at failback",
}
ABOUT_THE_DAY = (Kind.GROUPS, Kind.MACHINES)
"""The kinds that no edit can come of."""
FORMS: dict[Kind, type[AssumeScreen]] = {
    Kind.TAKEN: TakeScreen,
    Kind.FILLED: FillScreen,
    Kind.RESIZED: ResizeScreen,
    Kind.ADDED: MachinesScreen,
}
POLICIES: dict[StrEnum, str] = {
    SameAddressSpace.EQUAL: "kept where source and target subnet have equal prefixes",
    SameAddressSpace.CONTAINS: "kept where the target subnet contains the source address",
    NextAvailable.LOWEST: "the next available address is the lowest one",
    NextAvailable.AFTER_SOURCE: "the next available address is the first above the source",
    AllocationOrder.RETAINED_FIRST: "who keeps an address is served before all others",
    AllocationOrder.FAILOVER_ORDER: "everybody is served strictly in failover order",
    TestAddress.SOURCE: "a test failover tries to keep the source address",
    TestAddress.FAILOVER: "a test failover tries to keep the failover address",
}


class Given(NamedTuple):
    """What the user assumes."""

    make: Make
    about_the_day: bool


def assume(
    screen: PlanScreen,
    what_if: WhatIf,
    subject: Subject | None,
    take: Callable[[Given], None],
    kind: Kind = Kind.TAKEN,
) -> None:
    """Ask what is assumed, about what the user points at, and give it to ``take``.

    Leaving a form leads back to the kinds, where ``kind`` is pointed at.
    """
    refused = _refusals(what_if.scratch)
    options = [LineOption(one, text(one.value), refused.get(one, "")) for one in Kind]

    def describe(one: object) -> list[Text]:
        return [text((TELLS[cast("Kind", one)], "dim"))]

    def chosen(one: Kind | None) -> None:
        if one is not None:
            screen.app.push_screen(_form(one, what_if.scratch, subject), answered(one))

    def answered(one: Kind) -> Callable[[Make | StrEnum | None], None]:
        def take_or_go_back(answer: Make | StrEnum | None) -> None:
            if answer is None:
                assume(screen, what_if, subject, take, one)
            elif isinstance(answer, StrEnum):
                choice = answer
                take(Given(lambda session: set_policy(session.plan, choice), False))
            else:
                take(Given(answer, one in ABOUT_THE_DAY))

        return take_or_go_back

    kinds = PickLineScreen("Assume that", options, chosen=kind, describe=describe)
    screen.app.push_screen(kinds, chosen)


def _refusals(scratch: Session) -> dict[Kind, str]:
    """The kinds that make no sense in a plan, and why."""
    refused = {}
    plan = scratch.plan
    if not any(network.subnets for network in plan.virtual_networks):
        refused = dict.fromkeys(FORMS, "The plan has no subnet.")
    if len(plan.replicated_items) < 2:
        why = "Fewer than two machines are replicated."
        refused |= dict.fromkeys(ABOUT_THE_DAY, why)
    elif len({item.group for item in plan.replicated_items}) < 2:
        refused[Kind.GROUPS] = "All replicated machines are in one recovery-plan group."
    return refused


def _form(
    kind: Kind, scratch: Session, subject: Subject | None
) -> "ModalScreen[Make | None] | PickLineScreen":
    match kind:
        case Kind.POLICY:
            return _policies(scratch)
        case Kind.GROUPS:
            return OnlyScreen(
                scratch,
                "Fail over only these groups",
                group_rows(scratch.plan),
                lambda plan, keys: only_groups(plan, {int(str(key)) for key in keys}),
            )
        case Kind.MACHINES:
            return OnlyScreen(
                scratch,
                "Fail over only these machines",
                machine_rows(scratch.plan),
                lambda plan, keys: only_machines(plan, {str(key) for key in keys}),
                subject,
            )
        case _:
            return FORMS[kind](scratch, subject)


def _policies(scratch: Session) -> PickLineScreen:
    """The decisions that are other ones than those of the plan."""
    policy = scratch.plan.policy
    options = [
        LineOption(choice, text(f"{field} = {choice.value}"))
        for kind, field in FIELDS.items()
        for choice in kind
        if choice is not getattr(policy, field)
    ]

    def describe(key: object) -> list[Text]:
        choice = cast("StrEnum", key)
        now = getattr(policy, FIELDS[type(choice)])
        return [text(POLICIES[choice]), text((f"now {now.value}: {POLICIES[now]}", "dim"))]

    return PickLineScreen("Assume another policy", options, describe=describe)
