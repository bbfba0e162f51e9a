"""What a lesson can ask of a plan, each both ways."""

from typing import Any

import pytest

from models.edits.replication import set_group
from models.formats.lesson_toml import LessonText
from models.session import Session
from models.training.condition import Condition
from models.training.solution import edit_of
from tests.models.training.small_lesson import SMALL


@pytest.fixture(scope="module")
def session() -> Session:
    """The small lesson, half solved: a is mapped to b, vm keeps 10.N.1.9 and cannot come home."""
    session = Session(LessonText("small", "small.toml", SMALL).with_seed(1).plan)
    session.do(edit_of(session, {"do": "map", "source": "a", "target": "b", "reverse": False}))
    session.do(set_group(session.plan, "vm", 2))
    return session


@pytest.mark.parametrize(
    ("holding", "failing"),
    [
        ({"mapped": ["a -> b"]}, {"mapped": ["b -> a"]}),
        ({"not_mapped": ["b -> a"]}, {"not_mapped": ["a->b"]}),
        ({"replicated": ["vm"]}, {"not_replicated": ["vm"]}),
        ({"peered": ["hub -- b"]}, {"not_peered": ["b -- hub"]}),
        ({"peered": ["b--hub"]}, {"peered": ["a -- hub"]}),
        ({"findings": ["no-reverse-mapping"]}, {"not_findings": ["error"]}),
        ({"findings": ["error item:vm"]}, {"findings": ["no-reverse-mapping plan"]}),
        ({"groups": {"vm": 2}}, {"groups": {"vm": 1}}),
        ({"groups": {"vm": 2}}, {"groups": {"pc": 2}}),
        ({"policy": {"next_available": "lowest"}}, {"policy": {"next_available": "after-source"}}),
        ({"networks": [{"id": "b", "region": "southeastasia", "subnets": ["WEB"]}]},
         {"networks": [{"id": "b", "region": "eastasia"}]}),
        ({"not_networks": [{"id": "c"}]}, {"not_networks": [{"id": "a"}]}),
        ({"networks": [{"id": "a"}]}, {"networks": [{"id": "a", "address_space": ["10.0.0.0/8"]}]}),
        ({"networks": [{"id": "a"}]},
         {"networks": [{"id": "a", "prefixes": {"web": ["10.0.0.0/8"]}}]}),
        ({"not_results": [{"of": "vm", "rule": "unassigned"}]}, {"comes_home": ["vm"]}),
        ({"results": [{"of": "vm"}]}, {"results": [{"of": "pc"}]}),
        ({"any_results": [{"of": "vm", "subnet": "db"}, {"of": "vm", "subnet": "web"}]},
         {"any_results": [{"of": "vm", "subnet": "db"}, {"of": "vm", "address": "none"}]}),
        ({"results": [{"of": "vm/nic/ip", "subnet": "Web", "network": "b", "rule": "retained"}]},
         {"results": [{"of": "vm", "subnet": "db"}]}),
        ({"results": [{"of": "vm/nic", "address": "any", "allocation": "static"}]},
         {"results": [{"of": "vm", "address": "none"}]}),
        ({"results": [{"of": "vm", "at": "failback", "address": "none",
                       "reason": "no-reverse-mapping"}]},
         {"results": [{"of": "vm", "at": "test-failover", "address": "any"}]}),
        ({"results": [{"of": "vm", "subnet_rule": "same-name"}]},
         {"results": [{"of": "vm", "address": "10.99.1.9"}]}),
    ],
)  # fmt: skip
def test_a_condition_holds_where_it_is_so_and_nowhere_else(
    session: Session, holding: dict[str, Any], failing: dict[str, Any]
) -> None:
    assert Condition(**holding).holds(session)
    assert not Condition(**failing).holds(session)


def test_a_condition_that_says_nothing_is_known_for_it() -> None:
    assert Condition().empty
    assert not Condition(mapped=("a -> b",)).empty
