"""Edits of many at once for hypothesis: everything that ``models/edits/bulk_*`` offers."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from models.addresses import parse_address
from models.assignment import Scenario
from models.edits.bulk import Bulk
from models.edits.bulk_addresses import (
    Base,
    add_offset,
    copy_failover_to_test,
    fill_series,
    keep_host_part,
    pin_forecasts,
)
from models.edits.bulk_settings import clear, move_to_group, set_subnet, set_test_network
from models.session import Session
from tests.support.drawn_plans import NAMES, SET_ADDRESSES

scenarios = st.sampled_from((Scenario.FAILOVER, Scenario.TEST_FAILOVER))
OFTEN = (0, *(1, 1), *(2, 2, 2, 2), *(3, 3, 3, 3), *(4, 4), *(5, 5), 6, 7, 8)
"""The kinds below: those by which many want one address come often."""


@st.composite
def bulks(draw: DrawFn, session: Session) -> Bulk:
    """An edit of some IP configurations, replicated or not. Raises ``EditRefused``."""
    assignments, plan = session.assignments, session.plan
    every = [id for machine in plan.virtual_machines for id, _ in machine.in_failover_order]
    ids = [id for id in draw(st.permutations(every)) if draw(st.sampled_from((1, 1, 1, 0)))]
    scenario = draw(scenarios)
    match draw(st.sampled_from(OFTEN)):
        case 0:
            return pin_forecasts(assignments, ids, scenario)
        case 1:
            return keep_host_part(assignments, ids, scenario)
        case 2:
            base, offset = draw(st.sampled_from(Base)), draw(st.integers(-2, 2))
            return add_offset(assignments, ids, scenario, base, offset)
        case 3:
            first = draw(st.sampled_from(("10.0.0.4", "10.0.0.4", *SET_ADDRESSES)))
            step = draw(st.sampled_from((1, 1, 1, -1, 2, 0)))
            return fill_series(assignments, ids, scenario, parse_address(first), step)
        case 4:
            return copy_failover_to_test(assignments, ids)
        case 5:
            return set_subnet(assignments, ids, scenario, draw(st.sampled_from(NAMES)))
        case 6:
            networks = [None, *plan.virtual_networks.keys()]
            return set_test_network(plan, ids, draw(st.sampled_from(networks)))
        case 7:
            return move_to_group(plan, ids, draw(st.integers(1, 3)))
        case _:
            return clear(plan, ids)
