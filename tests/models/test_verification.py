"""A plan held against a fresh import: what counts as drift, and what cannot be told."""

from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings

from models.plan import NetworkMapping, Plan, ReplicatedItem
from models.topology import State
from models.verification import verify
from tests.support.builders import AWAY, at, changed, ip, item, machine, network, nic, plan, subnet
from tests.support.builders import settings as set_for
from tests.support.drawn_plans import plans
from tests.support.laws import law

WEB, DB = subnet("web", "10.0.0.0/24", in_use={"10.0.0.10": "ilb/f"}), subnet("db", "10.0.1.0/24")
SPACE = network("x").address_space
VNET = network("vnet", WEB, DB, address_space=SPACE)
COPY = network("vnet-asr", WEB, DB, address_space=SPACE, region=AWAY)
VM, OTHER = machine("vm", ip("10.0.0.4")), machine("other", ip("10.0.0.5"))
LINKS = ("vnet->vnet-asr", "vnet-asr->vnet")
NO_MAPPINGS = (
    "No network mappings of Site Recovery from {} to {} were given:"
    " those of the plan are not compared."
)
NO_ITEMS = NO_MAPPINGS.replace("network mappings", "replicated items")


def estate(*items: ReplicatedItem, mappings: tuple[str, ...] = (), **fields: Any) -> Plan:
    networks, machines = fields.get("networks", (VNET, COPY)), fields.get("machines", (VM, OTHER))
    return plan(networks, machines, items, mappings)


MINE = estate(item("vm"), mappings=LINKS)


class Case(NamedTuple):
    """What Azure has of the estate of ``MINE``, and what has drifted."""

    name: str
    azure: Plan
    drift: list[str]


SITE = {"mappings": LINKS}
CASES = (
    Case("all as planned", MINE, []),
    Case("spelled otherwise", estate(item("vm"), **SITE, networks=(
        changed(VNET, name="VNET"), COPY), machines=(
            machine("vm", nic(ip("10.0.0.4", name="IPConfig1", in_subnet="WEB"), name="NIC")),
            OTHER)), []),
    Case("another address", estate(item("vm"), **SITE, machines=(
        machine("vm", ip("10.0.0.6")), OTHER)),
        ["changed IP configuration vm/nic/ipconfig1 address: 10.0.0.4 | 10.0.0.6"]),
    Case("a machine that is gone, though it is replicated", estate(**SITE, machines=(OTHER,)),
         ["gone machine vm : replicated to vnet-asr | None"]),
    Case("a machine that is new", estate(item("vm"), **SITE, machines=(
        VM, OTHER, machine("new", ip("10.0.0.9")))),
        ["added machine new : None | 10.0.0.9 in eastasia"]),
    Case("a mapping that is missing", estate(item("vm"), mappings=LINKS[:1]), []),
    Case("a mapping that leads elsewhere", estate(
        item("vm"), mappings=("vnet->else", LINKS[1]),
        networks=(VNET, COPY, network("else", region=AWAY))),
        ["added network else : None | 10.0.0.0/16 in southeastasia, 0 subnets",
         "changed mapping vnet to southeastasia target: vnet-asr | else"]),
    Case("an item that is missing", estate(item("other"), **SITE),
         ["gone replicated item vm : to vnet-asr | None",
          "added replicated item other : None | to vnet-asr"]),
    Case("settings", estate(item("vm", set_for(failover=at("10.0.0.9", "db"))), **SITE),
         ["changed settings vm/nic/ipconfig1 failover subnet: web | db",
          "changed settings vm/nic/ipconfig1 failover address: 10.0.0.4 | 10.0.0.9"]),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_drift_is_what_azure_has_otherwise(case: Case) -> None:
    found = verify(MINE, case.azure)
    rows = [
        f"{row.way.value} {row.kind.value} {row.name} {row.field}: {row.before} | {row.after}"
        for row in found.drift
    ]
    assert rows == case.drift
    assert [*found.facts, *found.decisions] == list(found.drift)


def test_a_mapping_that_is_missing_is_drift_where_others_of_its_direction_are_listed() -> None:
    more = changed(VNET, id="more", name="more")
    mine = estate(mappings=("vnet->vnet-asr", "more->vnet-asr"), networks=(VNET, COPY, more))
    azure = estate(mappings=("vnet->vnet-asr",), networks=(VNET, COPY, more))
    found = verify(mine, azure)
    assert [(row.name, row.before, row.after) for row in found.drift] == [
        (f"more to {AWAY}", "vnet-asr", None)
    ]
    assert found.not_compared == ()


def test_what_the_files_cannot_tell_is_said_and_is_no_drift() -> None:
    found = verify(MINE, estate())
    assert found.drift == ()
    assert found.not_compared == (
        NO_MAPPINGS.format("eastasia", "southeastasia"),
        NO_MAPPINGS.format("southeastasia", "eastasia"),
        NO_ITEMS.format("eastasia", "southeastasia"),
    )
    found = verify(MINE, Plan())
    assert found.drift == ()
    assert found.not_compared[:2] == (
        "No virtual networks were given: those of the plan are not compared.",
        "No virtual machines were given: those of the plan are not compared.",
    )
    bare = [changed(VNET, subnets=(changed(WEB, in_use=()), DB)), COPY]
    found = verify(MINE, replace(MINE, virtual_networks=MINE.virtual_networks.with_rows(bare)))
    assert found.drift == ()
    assert found.not_compared == (
        "1 address in use may have been written by hand: what was given does not tell of them.",
    )


def test_a_planned_network_that_exists_is_no_drift_and_what_differs_in_it_is() -> None:
    planned = changed(COPY, state=State.PLANNED, production=False)
    mine = estate(networks=(VNET, planned))
    assert verify(mine, estate()).created == ("vnet-asr",)
    assert verify(mine, estate()).drift == ()
    [row] = verify(mine, estate(networks=(VNET, changed(COPY, subnets=(WEB,))))).drift
    assert (row.name, row.way.value) == ("vnet-asr/db", "gone")


def test_what_the_import_met_and_could_not_use_has_not_drifted() -> None:
    azure = estate(item("other"), mappings=LINKS, machines=(OTHER,))
    assert "vm" not in [row.name for row in verify(MINE, azure, ["virtualMachines/vm"]).facts]


def test_ids_of_azure_are_no_drift() -> None:
    rows = tuple(
        NetworkMapping(source=one.source, target=one.target, azure_id="id")
        for one in MINE.network_mappings
    )
    azure = replace(estate(item("vm", azure_id="id", target_vm_name="x")), network_mappings=rows)
    assert verify(MINE, azure).drift == ()


@settings(law, max_examples=15)
@given(plans(most_machines=4))
def test_a_plan_does_not_drift_from_itself(plan: Plan) -> None:
    found = verify(plan, plan)
    assert (found.drift, found.not_compared) == ((), ())
