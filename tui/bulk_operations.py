"""What can be done to many IP configurations at once, and what has to be asked for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from models.addresses import parse_address
from models.edits.bulk import Bulk
from models.edits.bulk_addresses import (
    add_offset,
    copy_failover_to_test,
    fill_series,
    keep_host_part,
    pin_forecasts,
)
from models.edits.bulk_settings import clear, move_to_group, set_subnet, set_test_network
from models.session import Session
from tui.bulk_questions import (
    FAILOVER,
    TEST,
    Choices,
    Ids,
    group,
    integer,
    offsets,
    scenarios,
    series_fields,
    subnets,
    test_networks,
)
from tui.screens.form import Field

Values: TypeAlias = Mapping[str, str]
Make: TypeAlias = Callable[[Session, Ids, Any, Values], Bulk]


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that is done to many rows.

    ``options`` and ``fields`` are what is asked before: first one of several things is
    picked, then values are typed. ``make`` gets both.
    """

    name: str
    letter: str
    words: str
    tooltip: str
    make: Make
    options: Callable[[Session, Ids], Choices] | None = None
    fields: Callable[[Session, Ids], list[Field]] | None = None


def _make_offset(session: Session, ids: Ids, chosen: Any, typed: Values) -> Bulk:
    scenario, base = chosen
    return add_offset(session.assignments, ids, scenario, base, int(typed["offset"]))


def _make_series(session: Session, ids: Ids, chosen: Any, typed: Values) -> Bulk:
    first, step = parse_address(typed["first"]), int(typed["step"])
    return fill_series(session.assignments, ids, chosen, first, step)


OPERATIONS = (
    Operation(
        "pin",
        "p",
        "Pin the forecast",
        "Set failover addresses that are only forecast",
        lambda session, ids, *_: pin_forecasts(session.assignments, ids, FAILOVER),
    ),
    Operation(
        "pin-test",
        "t",
        "Pin the test address",
        "Set test addresses that are only forecast",
        lambda session, ids, *_: pin_forecasts(session.assignments, ids, TEST),
    ),
    Operation(
        "clear",
        "c",
        "Clear",
        "Let the rules decide subnet and address again",
        lambda session, ids, *_: clear(session.plan, ids),
    ),
    Operation(
        "subnet",
        "n",
        "Set the subnet…",
        "Choose it for failover or for test failover",
        lambda session, ids, chosen, _: set_subnet(session.assignments, ids, *chosen),
        options=subnets,
    ),
    Operation(
        "host-part",
        "b",
        "Keep the host part…",
        "The target's prefix with the source's host bits",
        lambda session, ids, chosen, _: keep_host_part(session.assignments, ids, chosen),
        options=scenarios,
    ),
    Operation(
        "offset",
        "o",
        "Add an offset…",
        "Host part, or present address, plus or minus n",
        _make_offset,
        options=offsets,
        fields=lambda *_: [Field("offset", "Offset", integer, example="10 or -10")],
    ),
    Operation(
        "series",
        "f",
        "Fill a series…",
        "From a first address, in the list's order",
        _make_series,
        options=scenarios,
        fields=series_fields,
    ),
    Operation(
        "test-network",
        "r",
        "Set the test network…",
        "Choose where machines are tested, or nowhere",
        lambda session, ids, chosen, _: set_test_network(session.plan, ids, chosen.id),
        options=test_networks,
    ),
    Operation(
        "group",
        "m",
        "Move to a group…",
        "Choose the recovery-plan group of machines",
        lambda session, ids, _, typed: move_to_group(session.plan, ids, int(typed["group"])),
        fields=lambda *_: [Field("group", "Group", group, example="1 to 7")],
    ),
    Operation(
        "copy",
        "y",
        "Copy failover to test",
        "Set what each gets at failover for the test",
        lambda session, ids, *_: copy_failover_to_test(session.assignments, ids),
    ),
)
"""Everything that can be done to many rows, in the order in which it is offered."""
