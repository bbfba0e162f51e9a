"""What holds for every edit of many at once, whatever the plan is."""

from collections.abc import Iterator
from contextlib import suppress

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.addresses import address_text
from models.assign import assign
from models.assignment import AddressRule, Scenario
from models.changes import result_address
from models.edits.address_check import address_problem
from models.edits.bulk import Bulk
from models.edits.settings import settings_in
from models.errors import EditRefused
from models.listing import Listing
from models.plan import Plan
from models.session import Session
from models.topology import IpConfigurationId
from tests.support.drawn_bulk import bulks
from tests.support.drawn_plans import plans
from tests.support.laws import ids_of, law, results_of, walk

few = settings(law, max_examples=30)
"""For laws that edit a plan many times over."""
SET = (Scenario.FAILOVER, Scenario.TEST_FAILOVER)


def decided(plan: Plan, data: st.DataObject) -> Plan:
    """The plan after a few edits of many, so that a good deal is set already."""
    for _ in range(data.draw(st.integers(0, 3))):
        with suppress(EditRefused):
            plan = data.draw(bulks(Session(plan))).edit.apply(plan)
    return plan


def drawn(plan: Plan, data: st.DataObject) -> Bulk:
    """A bulk edit that is not refused."""
    try:
        return data.draw(bulks(Session(plan)))
    except EditRefused:
        assume(False)
        raise


def newly_set(before: Plan, after: Plan) -> Iterator[tuple[IpConfigurationId, Scenario]]:
    """For whom another address is set than before, in which scenario."""
    for id in ids_of(after):
        for scenario in SET:
            address = settings_in(after, id, scenario).address
            if address is not None and address != settings_in(before, id, scenario).address:
                yield id, scenario


@few
@given(plans(), st.data())
def test_no_bulk_edit_sets_an_address_that_cannot_be_had(plan: Plan, data: st.DataObject) -> None:
    plan = decided(plan, data)
    session, bulk = Session(plan), drawn(plan, data)
    session.do(bulk.edit)
    for id, scenario in newly_set(plan, session.plan):
        result = session.assignments.of(id, scenario)
        assert result is not None
        address = settings_in(session.plan, id, scenario).address
        assert result.rule is AddressRule.CONFIGURED
        assert result.address is not None
        assert address_text(result.address) == str(address)
        where = (result.network or "", result.subnet or "")
        assert address is not None
        assert address_problem(session.assignments, id, scenario, *where, address) is None


@few
@given(plans(), st.data())
def test_a_bulk_edit_is_undone_as_one(plan: Plan, data: st.DataObject) -> None:
    plan = decided(plan, data)
    session, bulk = Session(plan), drawn(plan, data)
    before = results_of(session.assignments), session.findings
    session.do(bulk.edit)
    session.undo()
    assert session.plan == plan
    assert (results_of(session.assignments), session.findings) == before
    assert session.undo_label is None


@few
@given(plans(), st.data())
def test_a_bulk_edit_does_what_its_preview_says(plan: Plan, data: st.DataObject) -> None:
    plan = decided(plan, data)
    session, bulk = Session(plan), drawn(plan, data)
    preview = session.preview(bulk.edit)
    session.do(bulk.edit)
    afresh = assign(session.plan)
    for effect in preview.effects:
        assert effect.after == result_address(afresh.of(effect.id, effect.scenario))
    told = {(effect.id, effect.scenario): effect.after for effect in preview.effects}
    old = results_of(assign(plan))
    for key, result in results_of(afresh).items():
        if result_address(result) != result_address(old.get(key)):
            assert told[key[1], key[0]] == result_address(result)


@few
@given(plans(), st.data())
def test_who_is_left_out_of_a_bulk_edit_keeps_every_setting(
    plan: Plan, data: st.DataObject
) -> None:
    plan = decided(plan, data)
    bulk = drawn(plan, data)
    after = bulk.edit.apply(plan)
    assert after != plan
    for id in bulk.left_out:
        assert after.settings_of(id) == plan.settings_of(id)
        assert bulk.left_out[id]


@few
@given(plans(), st.data())
def test_a_list_that_follows_every_edit_is_the_list_made_afresh(
    plan: Plan, data: st.DataObject
) -> None:
    session = Session(plan)
    listing = Listing(session)
    told = told_by(listing)
    for _, change in walk(session, data):
        before = told
        seen = listing.follow(change)
        told = told_by(listing)
        if seen is not None:
            other = {id for id, row in told.items() if row != before[id]}
            assert other <= {row.id for row in seen}
        assert list(told.items()) == list(told_by(Listing(session)).items())
    while session.undo_label is not None:
        listing.follow(session.undo())
        assert list(told_by(listing).items()) == list(told_by(Listing(session)).items())


def told_by(listing: Listing) -> dict[IpConfigurationId, tuple[object, ...]]:
    """Everything that the rows say, in their turn."""
    return {
        row.id: (row.words, row.name, row.subnet, row.item, row.status, row.codes, row.regions,
                 row.numbers, row.addresses, *map(row.result, Scenario))
        for row in listing.rows
    }  # fmt: skip
