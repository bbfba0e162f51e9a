"""Many who wish for addresses of one subnet at once, where some are set already."""

from hypothesis import given
from hypothesis import strategies as st

from models.addresses import address_of
from models.assign import assign
from models.assignment import Scenario
from models.edits.address_check import address_problem
from models.edits.bulk_settling import Settling, Wish
from models.edits.settings import set_failover_settings
from models.plan import FailoverSettings, Plan
from tests.support.builders import at, estate, id_of, ip, item, machine, number, settings, subnet
from tests.support.laws import law

NAMES = ("a", "b", "c", "d", "e")
FIRST = number("10.9.0.4")
addresses = st.integers(FIRST - 1, FIRST + 4)


def plan_with(set_already: dict[str, int]) -> Plan:
    """Five machines on their way to one small subnet."""
    return estate(
        [subnet("web", "10.0.0.0/28")],
        [subnet("web", "10.9.0.0/28", in_use={"10.9.0.8": "ilb"})],
        [machine(name, ip(f"10.0.0.{place}")) for place, name in enumerate(NAMES, start=4)],
        [
            item(name, settings(failover=at(str(address_of(set_already[name])))))
            if name in set_already
            else item(name)
            for name in NAMES
        ],
    )


@law
@given(
    st.dictionaries(st.sampled_from(NAMES), addresses),
    st.dictionaries(st.sampled_from(NAMES), addresses, min_size=1),
)
def test_whoever_is_granted_an_address_can_have_it_and_nobody_else_has(
    set_already: dict[str, int], wanted: dict[str, int]
) -> None:
    plan = plan_with(set_already)
    wishes = [
        Wish(id_of(name), "vnet-asr", "web", address, FailoverSettings(address=address_of(address)))
        for name, address in wanted.items()
    ]
    granted, refused = Settling(assign(plan), Scenario.FAILOVER).settle(wishes)
    assert {wish.id for wish in granted} | set(refused) == {wish.id for wish in wishes}
    assert len(granted) + len(refused) == len(wishes)
    for wish in granted:
        plan = set_failover_settings(plan, wish.id, Scenario.FAILOVER, wish.settings).apply(plan)
    after = assign(plan)
    for wish in granted:
        where = (Scenario.FAILOVER, "vnet-asr", "web", address_of(wish.address or 0))
        assert address_problem(after, wish.id, *where) is None


@given(st.permutations(NAMES))
def test_where_nobody_is_in_the_way_all_change_places_at_once(order: list[str]) -> None:
    # the address in use is stepped over
    spots = [FIRST, FIRST + 1, FIRST + 2, FIRST + 3, FIRST + 5]
    plan = plan_with(dict(zip(NAMES, spots, strict=True)))
    wishes = [
        Wish(id_of(name), "vnet-asr", "web", spot, FailoverSettings(address=address_of(spot)))
        for name, spot in zip(order, spots, strict=True)
    ]
    granted, refused = Settling(assign(plan), Scenario.FAILOVER).settle(wishes)
    assert (len(granted), refused) == (len(NAMES), {})
