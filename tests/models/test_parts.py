"""Parts of a plan that share no network share no result: what scaling out would stand on."""

from dataclasses import replace

from hypothesis import given

from models.assign import assign
from models.plan import NetworkMapping, Plan
from tests.benchmarks.parts import parts
from tests.support.builders import network
from tests.support.drawn_plans import plans
from tests.support.laws import Results, law, results_of


def results_in_parts(plan: Plan) -> Results:
    """What the parts of a plan come to, each computed without the others."""
    found = [results_of(assign(part)) for part in parts(plan)]
    together = {key: result for each in found for key, result in each.items()}
    assert len(together) == sum(map(len, found)), "nobody is in two parts"
    return together


@law
@given(plans())
def test_a_plan_computed_in_parts_has_the_results_of_the_whole(plan: Plan) -> None:
    assert results_in_parts(plan) == results_of(assign(plan))


@law
@given(plans())
def test_every_row_of_a_plan_is_in_one_of_its_parts(plan: Plan) -> None:
    for rows in ("virtual_networks", "virtual_machines", "replicated_items", "network_mappings"):
        found = [row for part in parts(plan) for row in getattr(part, rows)]
        assert len(found) == len(getattr(plan, rows))
        assert all(row in found for row in getattr(plan, rows))


def test_networks_that_nothing_leads_between_are_parts_of_their_own() -> None:
    networks = [network(name) for name in ("a", "b", "c")]
    plan = replace(
        Plan(),
        virtual_networks=Plan().virtual_networks.with_rows(networks),
        network_mappings=(NetworkMapping(source="a", target="b"),),
    )
    found = [list(part.virtual_networks.keys()) for part in parts(plan)]
    assert found == [["a", "b"], ["c"]]
