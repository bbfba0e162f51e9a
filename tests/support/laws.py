"""How laws are checked: settings of hypothesis, and everything that can be compared."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from models.assign import Assignments
from models.assignment import Assignment, Scenario
from models.edits import Edit
from models.plan import Plan
from models.session import Change, Session
from models.status import Summary
from models.topology import IpConfigurationId
from tests.support.drawn_edits import edits_for

law = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
long_law = settings(law, max_examples=40)
"""For laws about a sequence of edits."""

Results = Mapping[tuple[Scenario, IpConfigurationId], Assignment]


class State(NamedTuple):
    """What a session holds, apart from its findings."""

    plan: Plan
    results: Results
    summary: Summary


def ids_of(plan: Plan) -> Iterator[IpConfigurationId]:
    """Every IP configuration of a plan."""
    for machine in plan.virtual_machines:
        yield from (id for id, _ in machine.in_failover_order)


def results_of(assignments: Assignments, also: Iterable[IpConfigurationId] = ()) -> Results:
    """Every result there is, and those of ids the plan no longer has, which should be none."""
    ids = dict.fromkeys((*ids_of(assignments.plan), *also))
    return {
        (scenario, id): result
        for scenario in Scenario
        for id in ids
        if (result := assignments.of(id, scenario)) is not None
    }


def subnets_of(assignments: Assignments) -> dict[tuple[str, ...], Any]:
    """Who asks for an address of each subnet in which order, who holds one, who stands there."""
    found: dict[tuple[str, ...], Any] = {}
    for network in assignments.plan.virtual_networks:
        found[(network.id,)] = (
            set(assignments.users(network.id)),
            set(assignments.standing_in(network.id)),
            assignments.is_empty(network),
        )
        for subnet in network.subnets:
            key = network.id, subnet.key
            found[key] = assignments.standing(key)
            for scenario in Scenario:
                asking = list(assignments.landing_in(key, scenario).items())
                found[(*key, scenario)] = (asking, assignments.occupied(key, scenario))
    return found


def state_of(session: Session, also: Iterable[IpConfigurationId] = ()) -> State:
    """What a session holds now."""
    return State(session.plan, results_of(session.assignments, also), session.summary)


def walk(session: Session, data: st.DataObject, most: int = 8) -> Iterator[tuple[Edit, Change]]:
    """Draws edits and makes them, one after the other; those that change something."""
    for _ in range(data.draw(st.integers(1, most), label="edits")):
        if edit := data.draw(edits_for(session), label="edit"):
            change = session.do(edit)
            if not change.nothing:
                yield edit, change
