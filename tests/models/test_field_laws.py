"""What holds for the fields of the network settings in every plan."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from models.addresses import parse_address
from models.assign import Assignments, assign
from models.assignment import AddressRule, Scenario
from models.fields.addresses import AddressField, SelectedField, SubnetField
from models.fields.field import ChoiceField, TextField
from models.fields.interfaces import AcceleratedField, NicId, NicNameField, SecurityGroupField
from models.fields.items import FailoverNetworkField, GroupField, NoteField, TestNetworkField
from models.fields.resources import PoolsField, PublicIpField
from models.plan import Plan
from tests.support.drawn_plans import plans
from tests.support.laws import ids_of, law

SCENARIOS = (Scenario.FAILOVER, Scenario.TEST_FAILOVER)
short_law = settings(law, max_examples=50)


def text_fields(plan: Plan) -> Iterator[TextField]:
    """Every field of a plan that is typed in."""
    for machine in plan.virtual_machines:
        yield from (GroupField(machine.id), NoteField(machine.id))
        for nic in machine.network_interfaces:
            for scenario in SCENARIOS:
                yield NicNameField(NicId(machine.id, nic.name), scenario)
                yield SecurityGroupField(NicId(machine.id, nic.name), scenario)
    for id in ids_of(plan):
        for scenario in SCENARIOS:
            yield from (AddressField(id, scenario), PublicIpField(id, scenario))
            yield PoolsField(id, scenario)


def choice_fields(plan: Plan) -> Iterator[ChoiceField]:
    """Every field of a plan in which something is chosen."""
    for machine in plan.virtual_machines:
        yield from (FailoverNetworkField(machine.id), TestNetworkField(machine.id))
        for nic in machine.network_interfaces:
            for scenario in SCENARIOS:
                yield AcceleratedField(NicId(machine.id, nic.name), scenario)
    for id in ids_of(plan):
        for scenario in SCENARIOS:
            yield SubnetField(id, scenario)


@short_law
@given(plans())
def test_taking_over_what_a_field_shows_changes_nothing(plan: Plan) -> None:
    results = assign(plan)
    for text_field in text_fields(plan):
        shown = text_field.shown(results)
        if shown.locked is None:
            assert text_field.problem(results, shown.text) is None
            assert text_field.edit(results, shown.text) is None
    for choice_field in choice_fields(plan):
        options, chosen, locked = choice_field.choices(results)
        assert chosen in {option.value for option in options}
        if locked is None:
            assert choice_field.edit(results, chosen) is None
    for id in ids_of(plan):
        field = SelectedField(id)
        assert field.edit(results, field.switch(results).on) is None


@short_law
@given(plans(), st.data())
def test_what_is_chosen_is_shown_as_chosen(plan: Plan, data: st.DataObject) -> None:
    results = assign(plan)
    for field in choice_fields(plan):
        options, chosen, locked = field.choices(results)
        value = data.draw(st.sampled_from([option.value for option in options]))
        if locked is None and value != chosen:
            edit = field.edit(results, value)
            if edit is not None:  # no item is without a failover network
                assert field.choices(assign(edit.apply(plan))).chosen == value


@law
@given(plans(), st.integers(0, 15))
def test_an_address_can_be_set_exactly_where_the_field_has_no_problem_with_it(
    plan: Plan, last: int
) -> None:
    results = assign(plan)
    for field in text_fields(plan):
        if not isinstance(field, AddressField) or field.shown(results).locked is not None:
            continue
        for typed in _near(results, field, last):
            edit = field.edit(results, typed)
            if edit is None or not typed:
                continue
            result = assign(edit.apply(plan)).of(field.id, field.scenario)
            had = result is not None and result.rule is AddressRule.CONFIGURED
            fine = field.problem(results, typed) is None
            assert had == fine or (had and _is_set_for_another(results, field, typed))


def _near(results: Assignments, field: AddressField, last: int) -> Iterator[str]:
    """Addresses where an IP configuration lands, those set for others, and one of nowhere."""
    result = results.of(field.id, field.scenario)
    yield "192.0.2.9"
    for other in ids_of(results.plan):
        yield AddressField(other, field.scenario).shown(results).text
    if result is not None and result.network is not None and result.subnet is not None:
        subnet = results.plan.network(result.network).subnet(result.subnet)
        if subnet is not None and subnet.ranges:
            yield str(parse_address(str(subnet.address_prefixes[0][0] + last)))


def _is_set_for_another(results: Assignments, field: AddressField, typed: str) -> bool:
    """Whether somebody else has set the address, who may come later and would lose it."""
    return any(
        AddressField(other, field.scenario).shown(results).text == typed
        for other in ids_of(results.plan)
        if other != field.id
    )
