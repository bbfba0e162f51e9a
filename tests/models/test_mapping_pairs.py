"""Pairs of mapped networks: the state of both directions, and what is said of them."""

import pytest
from hypothesis import given

from models.assign import Assignments
from models.findings import findings
from models.findings.finding import Code, MappingSubject, NetworkSubject
from models.mapping_pairs import Direction, MappingPairs, NetworkPair, PairState
from models.mapping_words import about_changing, about_deleting, meaning
from models.plan import Plan
from tests.support.builders import AWAY, ELSEWHERE, ip, item, machine, network, plan, subnet
from tests.support.drawn_plans import plans
from tests.support.laws import law

WEB = subnet("web", "10.0.0.0/24")
SAME, DUPLICATE, MISMATCHED, MANY, ONE_WAY, COMPLETE = PairState


def estate(*mappings: str, **fields: str) -> Plan:
    """``a`` and ``z`` at home, ``b`` and ``c`` away, ``far`` elsewhere; two machines of ``a``."""
    networks = [network(id, WEB) for id in "az"]
    networks += [network(id, WEB, region=AWAY) for id in "bc"]
    machines = [machine(f"m{n}", ip(f"10.0.0.{n + 4}", in_network="a")) for n in range(2)]
    other = machine("other", ip("10.0.0.9", in_network="z"))
    items = [item("m0", to="b"), item("m1", to="b"), item("other", to="b")]
    far = network("far", WEB, region=ELSEWHERE)
    return plan([*networks, far], [*machines, other], items, mappings, **fields)


STATES: tuple[tuple[str, tuple[str, ...], dict[str, list[PairState]]], ...] = (
    ("none", (), {}),
    ("both directions", ("a->b", "b->a"), {"a → b": [COMPLETE]}),
    ("one direction", ("a->b",), {"a → b": [ONE_WAY]}),
    ("only back", ("b->a",), {"a → b": [ONE_WAY]}),
    (
        "a reverse that leads elsewhere",
        ("a->b", "b->z"),
        {"a → b": [MISMATCHED], "z → b": [ONE_WAY]},
    ),
    ("the same twice", ("a->b", "a->b"), {"a → b": [DUPLICATE, ONE_WAY]}),
    (
        "two into one region",
        ("a->b", "b->a", "a->c"),
        {"a → b": [COMPLETE], "a → c": [DUPLICATE]},
    ),
    (
        "two regions are no duplicate",
        ("a->b", "a->far"),
        {"a → b": [ONE_WAY], "a → far": [ONE_WAY]},
    ),
    (
        "two networks share a target",
        ("a->b", "b->a", "z->b"),
        {"a → b": [MANY, COMPLETE], "z → b": [MISMATCHED, MANY]},
    ),
    ("within a region", ("a->z",), {"a → z": [SAME]}),
    ("within a region, both ways", ("a->z", "z->a"), {"a → z": [SAME]}),
)


@pytest.mark.parametrize(
    ("mappings", "states"), [row[1:] for row in STATES], ids=[row[0] for row in STATES]
)
def test_the_state_of_a_pair_says_what_is_wrong_with_either_direction(
    mappings: tuple[str, ...], states: dict[str, list[PairState]]
) -> None:
    pairs = MappingPairs(estate(*mappings)).all
    assert {str(pair.forth): list(pair.states) for pair in pairs} == states


@pytest.mark.parametrize(
    ("mappings", "forth"),
    [
        (("b->a",), "a → b"),
        (("a->b",), "a → b"),
        (("b->far",), "far → b"),
        (("far->z",), "z → far"),
    ],
)
def test_the_network_of_the_source_region_comes_first_in_a_pair(
    mappings: tuple[str, ...], forth: str
) -> None:
    at = estate(*mappings, source_region="eastasia", target_region=AWAY)
    assert str(MappingPairs(at).all[0].forth) == forth


@law
@given(plans())
def test_the_states_of_pairs_are_those_that_the_findings_tell_of(plan: Plan) -> None:
    told: dict[Code, set[object]] = {}
    for finding in findings(Assignments(plan)):
        told.setdefault(finding.code, set()).add(finding.subject)
    pairs = MappingPairs(plan).all

    def about(state: PairState) -> set[object]:
        return {
            MappingSubject(way.source, way.target)
            for pair in pairs
            for way in pair.directions
            if state in pair.states and (way.counts or state in (SAME, DUPLICATE))
        }

    assert told.get(Code.ONE_WAY_MAPPING, set()) == about(ONE_WAY)
    assert told.get(Code.REVERSE_MISMATCH, set()) == about(MISMATCHED)
    assert told.get(Code.SAME_REGION_MAPPING, set()) == about(SAME)
    assert told.get(Code.DUPLICATE_MAPPING, set()) <= about(DUPLICATE)
    shared = {
        NetworkSubject(way.target)
        for pair in pairs
        for way in pair.directions
        if MANY in pair.states and _sources(plan, way) > 1
    }
    assert told.get(Code.MANY_TO_ONE_MAPPING, set()) == shared


def _sources(plan: Plan, way: Direction) -> int:
    region = plan.network(way.source).region
    return len(
        {
            mapping.source
            for mapping in plan.network_mappings
            if mapping.target == way.target and plan.network(mapping.source).region == region
        }
    )


@law
@given(plans())
def test_every_mapping_stands_in_just_one_direction_of_one_pair(plan: Plan) -> None:
    ways = [way for pair in MappingPairs(plan).all for way in pair.directions]
    standing = [mapping for way in ways for mapping in way.mappings]
    assert sorted(map(str, standing)) == sorted(map(str, plan.network_mappings))
    assert all(str(mapping) == f"{way.source}->{way.target}" for way in ways for mapping in way[2])


def pair_of(plan: Plan) -> tuple[MappingPairs, NetworkPair]:
    pairs = MappingPairs(plan)
    return pairs, pairs.all[-1]


MEANS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("offered", ("a->b",), "the next VM of a is offered b (M7)"),
    ("no way back", ("a->b",), "b → a is missing: there is no way from b to eastasia (B1)."),
    ("kept", ("a->b",), "2 replicated items of a keep b (M9): m0, m1."),
    ("others", ("a->b",), "1 replicated item of other networks fails over to b too."),
    ("elsewhere", ("b->z", "a->b"), "b → a is missing: b leads to z in eastasia (M3)."),
    ("ignored", ("a->b", "a->c"), "a → c is ignored: a already leads to b in southeastasia"),
    ("twice", ("a->b", "a->b"), "a → b is there 2 times; only the first counts (M2)."),
    ("one region", ("a->z",), "a → z: both are in eastasia"),
)


@pytest.mark.parametrize(
    ("mappings", "words"), [row[1:] for row in MEANS], ids=[row[0] for row in MEANS]
)
def test_the_meaning_of_a_pair_is_told_in_sentences(mappings: tuple[str, ...], words: str) -> None:
    at = estate(*mappings)
    assert words in "\n".join(meaning(at, *pair_of(at)))


def test_deleting_and_changing_say_which_items_keep_their_network() -> None:
    at = estate("a->b", "b->a")
    [there, back] = at.network_mappings
    assert about_deleting(at, [there]).splitlines() == [
        "No replicated item moves.",
        "2 replicated items of a keep b (M9): m0, m1.",
    ]
    assert "No replicated item of b uses a (M9)." in about_deleting(at, [there, back])
    assert "refuses to change a → b while b → a exists (M8)" in about_changing(at, there)
    assert "nothing has to go first" in about_changing(estate("a->b"), there)
