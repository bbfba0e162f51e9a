"""Looking through the machines of a plan, NIC by NIC."""

import pytest

from models.assign import assign
from models.findings import Subject
from models.findings.finding import (
    ItemSubject,
    MappingSubject,
    NetworkSubject,
    PlanSubject,
    SubnetSubject,
)
from models.nic_pages import (
    MOST_TOGETHER,
    NicPage,
    machine_beside,
    page_about,
    page_beside,
    pages_of,
    same_page,
)
from models.plan import Plan
from models.topology import VirtualMachine
from tests.support.builders import estate, id_of, ip, machine, nic, subnet

FULL = MOST_TOGETHER + 2


@pytest.fixture
def plan() -> Plan:
    """``one`` with two NICs, ``two`` in another subnet, ``many`` with many addresses on a NIC."""
    web, db, app = (subnet(name, f"10.0.{n}.0/24") for n, name in enumerate(("web", "db", "app")))
    one = machine(
        "one",
        nic(ip("10.0.0.5", name="b"), name="second"),
        nic(ip("10.0.0.7", name="s"), ip("10.0.0.6", name="p", primary=True), name="first",
            primary=True),
    )  # fmt: skip
    many = machine("many", *(ip(f"10.0.0.{20 + n}", name=f"ip{n}") for n in range(FULL)))
    return estate([web, db, app], [web, db, app], [one, machine("two", ip("10.0.1.4", "db")), many])


def names(pages: tuple[NicPage, ...]) -> list[str]:
    return [f"{page.network_interface} {page.part}/{page.parts}" for page in pages]


def test_the_primary_nic_and_its_primary_address_come_first(plan: Plan) -> None:
    pages = pages_of(plan.machine("one"))
    assert names(pages) == ["first 1/1", "second 1/1"]
    assert [id.name for id in pages[0].ids] == ["p", "s"]


def test_a_nic_with_many_addresses_stands_on_several_pages(plan: Plan) -> None:
    pages = pages_of(plan.machine("many"))
    assert names(pages) == ["nic 1/2", "nic 2/2"]
    assert [len(page.ids) for page in pages] == [MOST_TOGETHER, 2]
    assert [id for page in pages for id in page.ids] == [
        id for id, _ in plan.machine("many").in_failover_order
    ]


def test_a_machine_without_nics_or_addresses_has_a_page_too() -> None:
    bare = VirtualMachine(id="bare", name="bare", region="eastasia")
    assert pages_of(bare) == (NicPage("bare", "", ()),)
    assert pages_of(bare)[0].subject == ItemSubject("bare")
    empty = VirtualMachine(id="e", name="e", region="eastasia", network_interfaces=(nic(),))
    assert pages_of(empty) == (NicPage("e", "nic", ()),)


@pytest.mark.parametrize(
    ("subject", "place"),
    [
        (None, "one first 1"),
        (PlanSubject(), "one first 1"),
        (id_of("one", "b", "second"), "one second 1"),
        (id_of("many", f"ip{FULL - 1}"), "many nic 2"),
        (id_of("gone"), "one first 1"),
        (ItemSubject("two"), "two nic 1"),
        (ItemSubject("gone"), "one first 1"),
        (SubnetSubject("vnet", "db"), "two nic 1"),
        (SubnetSubject("vnet", "DB"), "two nic 1"),
        (SubnetSubject("vnet-asr", "db"), "two nic 1"),
        (SubnetSubject("vnet", "app"), "one first 1"),
        (NetworkSubject("vnet"), "one first 1"),
        (NetworkSubject("gone"), "one first 1"),
        (MappingSubject("vnet", "vnet-asr"), "one first 1"),
    ],
    ids=str,
)
def test_a_page_is_found_for_what_the_user_points_at(
    plan: Plan, subject: Subject | None, place: str
) -> None:
    page = page_about(assign(plan), subject)
    assert page is not None
    machine, nic, part = place.split()
    assert (page.virtual_machine, page.network_interface, page.part) == (machine, nic, int(part))


def test_a_plan_without_machines_has_no_page() -> None:
    assert page_about(assign(Plan()), None) is None


def test_going_on_leads_through_every_nic_of_every_machine_and_round(plan: Plan) -> None:
    every = [page for machine in plan.virtual_machines for page in pages_of(machine)]
    page, seen = every[0], []
    for _ in every:
        seen.append(page)
        page = page_beside(plan, page, 1)
    assert (seen, page) == (every, every[0])
    for before in reversed(every):
        page = page_beside(plan, page, -1)
        assert page == before


def test_going_to_the_next_machine_starts_at_its_first_nic(plan: Plan) -> None:
    page = pages_of(plan.machine("one"))[1]
    assert machine_beside(plan, page, 1).virtual_machine == "two"
    assert machine_beside(plan, page, -1) == pages_of(plan.machine("many"))[0]


def test_a_page_is_found_again_after_an_edit_as_long_as_the_machine_is_there(plan: Plan) -> None:
    page = pages_of(plan.machine("one"))[1]
    assert same_page(plan, page) == page
    less = plan.machine("one").model_copy(
        update={"network_interfaces": plan.machine("one").network_interfaces[1:]}
    )
    table = plan.virtual_machines.put(less)
    fewer = Plan(virtual_networks=plan.virtual_networks, virtual_machines=table)
    assert same_page(fewer, page) == pages_of(less)[0]
    gone = Plan(virtual_machines=plan.virtual_machines.without("one"))
    assert same_page(gone, page) is None
