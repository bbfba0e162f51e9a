"""Edits put on top of what somebody else made of the plan meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.edits.difference import Step, between
from models.edits.notes import set_item_note
from models.edits.replication import disable_replication, set_group
from models.errors import EditRefused
from models.formats.plan_toml import dumps, loads
from models.merging.on_top import put_on_top
from models.plan import Plan
from models.samples import samples
from models.session import Session
from tests.support.drawn_edits import edits_for
from tests.support.drawn_plans import plans

BASE = loads(samples()[0].text)
Change = Callable[[Plan], Plan]


def noted(words: str, machine: str = "web-01") -> Change:
    return lambda plan: set_item_note(plan, machine, words).apply(plan)


def grouped(group: int, machine: str = "web-01") -> Change:
    return lambda plan: set_group(plan, machine, group).apply(plan)


def stopped(machine: str = "web-01") -> Change:
    return lambda plan: disable_replication(plan, [machine]).apply(plan)


def named(name: str) -> Change:
    return lambda plan: replace(plan, name=name)


def step(before: Plan, after: Plan) -> Step:
    return Step(between("", before, after), between("", after, before))


@pytest.mark.parametrize(
    ("mine", "theirs", "conflicts", "mine_first"),
    [
        (noted("m"), named("t"), (), lambda p: noted("m")(named("t")(p))),
        (noted("m"), noted("t", "app-01"), (), lambda p: noted("t", "app-01")(noted("m")(p))),
        (noted("m"), grouped(2), (), lambda p: grouped(2)(noted("m")(p))),
        (noted("m"), noted("m"), (), noted("m")),
        (noted("m"), noted("t"), ("replicated item web-01: note",), noted("m")),
        (named("m"), named("t"), ("name",), named("m")),
        (noted("m"), stopped(), ("replicated item web-01",), noted("m")),
        (stopped(), noted("t"), ("replicated item web-01",), stopped()),
        (stopped(), stopped(), (), stopped()),
    ],
)
def test_what_only_one_changed_is_taken_and_what_both_changed_is_named(
    mine: Change, theirs: Change, conflicts: Sequence[str], mine_first: Change
) -> None:
    steps = [step(BASE, mine(BASE))]
    there = theirs(BASE)
    put = put_on_top(there, steps, mine=True)
    assert put.conflicts == conflicts
    assert _sorted(put.plan) == _sorted(mine_first(BASE))
    if conflicts:
        assert put_on_top(there, steps, mine=False).plan == there


def test_mappings_of_both_are_there_afterwards() -> None:
    before = replace(BASE, network_mappings=())
    mine = replace(before, network_mappings=BASE.network_mappings[:1])
    theirs = replace(before, network_mappings=BASE.network_mappings[1:])
    put = put_on_top(theirs, [step(before, mine)], mine=True)
    assert set(put.plan.network_mappings) == set(BASE.network_mappings)
    taken = put_on_top(BASE, [step(BASE, before)], mine=True)
    assert taken.plan.network_mappings == ()


def test_steps_one_after_the_other_count_as_one() -> None:
    first = noted("one")(BASE)
    second = noted("two")(first)
    put = put_on_top(grouped(3)(BASE), [step(BASE, first), step(first, second)], mine=True)
    assert _sorted(put.plan) == _sorted(grouped(3)(noted("two")(BASE)))
    assert put.conflicts == ()


def test_changes_that_make_no_plan_together_are_refused() -> None:
    network = BASE.virtual_networks["contoso-vnet-asr"]
    theirs = replace(
        BASE,
        network_mappings=(),
        replicated_items=BASE.replicated_items.with_rows(()),
        virtual_networks=BASE.virtual_networks.without(network.id),
    )
    with pytest.raises(EditRefused, match="Both changes together make no plan"):
        put_on_top(theirs, [step(BASE, grouped(2)(BASE))], mine=True)


def test_one_of_two_equal_mappings_that_was_taken_away_stays_away() -> None:
    mapping = BASE.network_mappings[0]
    before = replace(BASE, network_mappings=(mapping, mapping))
    after = replace(BASE, network_mappings=(mapping,))
    for theirs in (before, after):
        put = put_on_top(theirs, [step(before, after)], mine=True)
        assert put.plan.network_mappings == (mapping,)


@settings(max_examples=25)
@given(plans(), st.data())
def test_nothing_is_lost_where_nobody_else_changed_anything(
    before: Plan, data: st.DataObject
) -> None:
    session = Session(before)
    if (edit := data.draw(edits_for(session))) is not None:
        session.do(edit)
    steps = [step(before, session.plan)]
    for theirs in (before, session.plan):
        put = put_on_top(theirs, steps, mine=True)
        assert put.conflicts == ()
        assert _sorted(put.plan) == _sorted(session.plan)


def _sorted(plan: Plan) -> list[str]:
    """What a plan holds, in whatever order."""
    return sorted(piece.strip() for piece in dumps(plan).split("\n\n"))
