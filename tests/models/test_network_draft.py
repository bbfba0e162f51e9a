"""A network that is typed: what becomes of it, and what is wrong with it until then."""

from dataclasses import replace

import pytest
from hypothesis import given

from models.errors import EditRefused
from models.network_draft import (
    NetworkDraft,
    SubnetDraft,
    draft_of,
    name_problem,
    network_from,
    problems,
)
from models.plan import Plan
from models.rules.mapping import planned_copy
from tests.support.builders import AWAY, HOME, network, subnet
from tests.support.drawn_plans import flaws_of, plans
from tests.support.laws import law

SOURCE = network(
    "vnet",
    subnet("web", "10.0.0.0/24"),
    subnet("db", "10.0.1.0/24", delegation="Microsoft.Sql/managedInstances"),
)
DRAFT = draft_of(planned_copy(SOURCE, AWAY))


def with_subnet(index: int, name: str, prefixes: str) -> NetworkDraft:
    return DRAFT.with_subnet(index, SubnetDraft(name, prefixes))


WRONG: tuple[tuple[str, NetworkDraft, str, int | None, str], ...] = (
    ("no name", replace(DRAFT, name=" "), "name", None, "A virtual network needs a name."),
    ("a long name", replace(DRAFT, name="x" * 65), "name", None, "The name has 65 characters"),
    ("a name that is there", replace(DRAFT, name="OTHER"), "name", None, "choose that one instead"),
    ("no id", replace(DRAFT, id=""), "id", None, "An id is needed"),
    ("an id that is there", replace(DRAFT, id="other"), "id", None, "has the id other"),
    ("no space", replace(DRAFT, address_space=""), "address_space", None, "At least one prefix"),
    (
        *("no prefix", replace(DRAFT, address_space="10.0.0.0"), "address_space", None),
        "is not a prefix",
    ),
    (
        *("host bits", replace(DRAFT, address_space="10.0.0.1/16"), "address_space", None),
        "has host bits set; the prefix is 10.0.0.0/16",
    ),
    (
        *("a space that overlaps", replace(DRAFT, address_space="10.0.0.0/16, 10.0.0.0/20")),
        *("address_space", None, "10.0.0.0/20 overlaps 10.0.0.0/16"),
    ),
    ("a subnet without name", with_subnet(0, "", "10.0.0.0/24"), "subnet-name", 0, "needs a name"),
    ("a name twice", with_subnet(0, "DB", "10.0.0.0/24"), "subnet-name", 1, "already used"),
    ("no prefixes", with_subnet(1, "db", ""), "subnet-prefixes", 1, "At least one prefix"),
    ("a bad prefix", with_subnet(1, "db", "10.0.1"), "subnet-prefixes", 1, "is not a prefix"),
    (
        *("outside", with_subnet(1, "db", "10.9.0.0/24"), "subnet-prefixes", 1),
        "10.9.0.0/24 is outside the address space: 10.0.0.0/24, 10.0.1.0/24",
    ),
    (
        *("overlapping", with_subnet(1, "db", "10.0.0.128/25"), "subnet-prefixes", 1),
        "10.0.0.128/25 overlaps 10.0.0.0/24 of subnet 'web'",
    ),
    ("too small", with_subnet(1, "db", "10.0.1.0/30"), "subnet-prefixes", 1, "too small"),
    ("an IPv6 one", with_subnet(1, "db", "fd00::/48"), "subnet-prefixes", 1, "a /64"),
)
OTHERS = (network("other", region=AWAY), network("elsewhere", region=HOME))


@pytest.mark.parametrize(
    ("draft", "field", "index", "words"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_what_is_wrong_with_a_network_is_said_of_the_field_it_is_in(
    draft: NetworkDraft, field: str, index: int | None, words: str
) -> None:
    [problem] = problems(draft, OTHERS)
    assert (problem.field, problem.subnet) == (field, index)
    assert words in problem.message
    with pytest.raises(EditRefused) as refused:
        network_from(draft, OTHERS)
    assert str(refused.value) == problem.message


def test_everything_that_is_wrong_is_said_at_once() -> None:
    draft = replace(with_subnet(0, "", "x"), name="", address_space="y")
    fields = [problem.field for problem in problems(draft, ())]
    assert fields == ["name", "address_space", "subnet-name", "subnet-prefixes"]


def test_a_name_may_be_that_of_a_network_in_another_region() -> None:
    assert problems(replace(DRAFT, name="elsewhere"), OTHERS) == []


def test_the_id_follows_the_name_until_it_has_one_of_its_own() -> None:
    assert DRAFT.named("x").id == "x"
    assert replace(DRAFT, id="mine").named("x").id == "mine"


def test_subnets_are_added_renamed_and_removed() -> None:
    draft = DRAFT.without_subnet(0).with_subnet(1, SubnetDraft(" new ", "10.0.0.0/25 ,"))
    made = network_from(draft, ())
    assert [str(one.name) for one in made.subnets] == ["db", "new"]
    assert made.subnet("web") is None
    assert [str(prefix) for prefix in made.subnets[1].address_prefixes] == ["10.0.0.0/25"]
    assert made.subnets[0].delegation == "Microsoft.Sql/managedInstances"


@pytest.mark.parametrize(("length", "fine"), [(64, True), (65, False)])
def test_a_name_has_at_most_64_characters(length: int, fine: bool) -> None:
    assert (name_problem("x" * length) is None) == fine


@law
@given(plans())
def test_a_copy_that_is_typed_off_is_the_copy_and_a_plan_may_hold_it(plan: Plan) -> None:
    for source in plan.virtual_networks:
        copy = planned_copy(source, "westeurope", plan.virtual_networks.keys())
        typed = draft_of(copy)
        if not problems(typed, plan.virtual_networks):
            made = network_from(typed, plan.virtual_networks)
            assert made.model_copy(update={"subnets": ()}) == copy.model_copy(
                update={"subnets": ()}
            )
            assert [one.address_prefixes for one in made.subnets] == [
                one.address_prefixes for one in copy.subnets
            ]
            rows = plan.virtual_networks.put(made)
            assert flaws_of(replace(plan, virtual_networks=rows)) == []
