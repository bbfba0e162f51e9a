"""An open plan: edits, undo and redo, what is said of each, and what is not computed again."""

from collections.abc import Callable, Mapping

import pytest

from models.assign import assign
from models.assignment import Holder, Scenario
from models.edits import Edit, PutField, PutRow, Together
from models.edits.mappings import unmap_network
from models.edits.replication import disable_replication, set_group, set_regions
from models.edits.settings import set_failover_settings
from models.errors import EditRefused
from models.findings import findings
from models.plan import NextAvailable, Plan, Policy, TestAddress
from models.rules.availability import Availability
from models.session import Change, Session, Way
from models.topology import Subnet
from tests.support.builders import (
    AWAY,
    HOME,
    at,
    changed,
    estate,
    failed_back,
    failed_over,
    id_of,
    ip,
    item,
    machine,
    network,
    nic,
    settings,
    subnet,
)
from tests.support.laws import results_of

SUBNETS = ("s1", "s2", "s3")


def three(note: str) -> list[Subnet]:
    """Three subnets; the note says of which network."""
    return [
        subnet(name, f"10.0.{number}.0/28", note=f"{note}/{name}")
        for number, name in enumerate(SUBNETS, start=1)
    ]


def spread(policy: Policy | None = None) -> Plan:
    """A replicated machine in each of three subnets; all are tested in ``drill``."""
    machines = [
        machine(f"vm-{number}", ip(f"10.0.{number}.4", name))
        for number, name in enumerate(SUBNETS, start=1)
    ]
    items = [item(one.id, test_failover_network="drill") for one in machines]
    drill = network("drill", *three("drill"), region=AWAY)
    return estate(three("home"), three("away"), machines, items, [drill], policy=policy)


@pytest.fixture
def session() -> Session:
    return Session(spread())


def setting(plan: Plan, address: str, number: int = 1) -> PutRow:
    """Sets the failover address of one of the three."""
    return set_failover_settings(plan, id_of(f"vm-{number}"), Scenario.FAILOVER, at(address))


def labels(session: Session) -> tuple[str | None, str | None]:
    """What undo and redo would do."""
    return session.undo_label, session.redo_label


def is_modified(session: Session) -> bool:
    return session.modified


# Undo and redo


def test_nothing_can_be_undone_or_redone_in_a_plan_just_opened(session: Session) -> None:
    assert (session.modified, session.undo_label, session.redo_label) == (False, None, None)
    with pytest.raises(EditRefused, match=r"There is nothing to undo\."):
        session.undo()
    with pytest.raises(EditRefused, match=r"There is nothing to redo\."):
        session.redo()


def test_labels_say_what_undo_and_redo_would_do(session: Session) -> None:
    session.do(set_group(session.plan, "vm-1", 2))
    session.do(set_regions(HOME, AWAY))
    assert labels(session) == ("plan eastasia to southeastasia", None)
    session.undo()
    assert labels(session) == ("put vm-1 in group 2", "plan eastasia to southeastasia")
    session.undo()
    assert labels(session) == (None, "put vm-1 in group 2")


def test_a_new_edit_leaves_nothing_to_redo(session: Session) -> None:
    session.do(set_group(session.plan, "vm-1", 2))
    session.undo()
    session.do(set_group(session.plan, "vm-2", 3))
    assert session.redo_label is None
    with pytest.raises(EditRefused):
        session.redo()


def test_a_refused_edit_leaves_what_can_be_redone(session: Session) -> None:
    session.do(set_group(session.plan, "vm-1", 2))
    session.undo()
    with pytest.raises(EditRefused):
        session.do(set_group(session.plan, "vm-9", 2))
    assert session.redo_label == "put vm-1 in group 2"


def test_the_plan_after_undo_is_equal_to_the_one_before(session: Session) -> None:
    before = session.plan
    session.do(disable_replication(before, ["vm-1", "vm-2"]))
    session.undo()
    assert session.plan == before
    assert results_of(session.assignments) == results_of(assign(before))


# Reading only


@pytest.mark.parametrize("try_to", [
    lambda session: session.do(set_group(session.plan, "vm-1", 2)),
    lambda session: session.do(Together("nothing", ())),
], ids=["an-edit", "an-edit-of-nothing"])  # fmt: skip
def test_a_plan_that_is_open_for_reading_only_cannot_be_edited(
    try_to: Callable[[Session], Change],
) -> None:
    session = Session(spread(), read_only=True)
    before = session.plan
    told: list[Change] = []
    session.listeners.append(told.append)
    with pytest.raises(EditRefused, match=r"This plan is open for reading only\."):
        try_to(session)
    assert session.plan is before
    assert (session.modified, session.undo_label, told) == (False, None, [])
    assert failed_over(session.assignments, "vm-1") == "10.0.1.4 retained"


# Listeners


def test_who_listens_is_told_once_of_each_edit_when_everything_is_in_place(
    session: Session,
) -> None:
    told: list[tuple[Way, str, str, str | None]] = []

    def hear(change: Change) -> None:
        now = failed_over(session.assignments, "vm-1").split()[0]
        told.append((change.way, change.label, now, session.undo_label))

    session.listeners.append(hear)
    label = "vm-1: failover address 10.0.1.9"
    session.do(setting(session.plan, "10.0.1.9"))
    session.undo()
    session.redo()
    assert told == [
        (Way.DO, label, "10.0.1.9", label),
        (Way.UNDO, label, "10.0.1.4", None),
        (Way.REDO, label, "10.0.1.9", label),
    ]


def test_every_listener_gets_the_change_that_the_edit_gives_back(session: Session) -> None:
    one: list[Change] = []
    other: list[Change] = []
    session.listeners += [one.append, other.append]
    change = session.do(setting(session.plan, "10.0.1.9"))
    assert one == other == [change]


def test_a_listener_may_leave_while_it_is_told(session: Session) -> None:
    told: list[str] = []

    def once(change: Change) -> None:
        session.listeners.remove(once)
        told.append("once")

    session.listeners += [once, lambda change: told.append("always")]
    session.do(set_group(session.plan, "vm-1", 2))
    session.do(set_group(session.plan, "vm-1", 3))
    assert told == ["once", "always", "always"]


def test_nobody_is_told_of_an_edit_that_is_refused(session: Session) -> None:
    told: list[Change] = []
    session.listeners.append(told.append)
    with pytest.raises(EditRefused):
        session.undo()
    assert told == []


# Saved and modified


def edit_group(session: Session, group: int) -> None:
    session.do(set_group(session.plan, "vm-1", group))


def test_a_plan_is_modified_until_it_is_saved_or_undone(session: Session) -> None:
    edit_group(session, 2)
    assert is_modified(session)
    session.undo()
    assert not is_modified(session)
    session.redo()
    session.saved(session.plan, "plan.toml")
    assert not is_modified(session)


def test_undo_past_the_saved_plan_modifies_it_and_redo_leads_back(session: Session) -> None:
    edit_group(session, 2)
    edit_group(session, 3)
    session.saved(session.plan, "plan.toml")
    session.undo()
    assert is_modified(session)
    session.undo()
    assert is_modified(session)
    session.redo()
    session.redo()
    assert not is_modified(session)


def test_a_new_edit_where_the_saved_plan_lay_ahead_makes_it_unreachable(session: Session) -> None:
    edit_group(session, 2)
    edit_group(session, 3)
    session.saved(session.plan, "plan.toml")
    session.undo()
    edit_group(session, 4)
    assert is_modified(session)
    session.undo()
    assert is_modified(session)
    session.undo()
    assert is_modified(session)


def test_edits_after_the_saved_plan_can_be_undone_to_it(session: Session) -> None:
    edit_group(session, 2)
    session.saved(session.plan, "plan.toml")
    edit_group(session, 3)
    assert is_modified(session)
    session.undo()
    assert not is_modified(session)


def test_a_plan_that_was_edited_while_it_was_written_is_still_modified(session: Session) -> None:
    edit_group(session, 2)
    written = session.plan
    edit_group(session, 3)
    session.saved(written, "plan.toml")
    assert is_modified(session)


def test_saving_forgets_what_was_saved_before(session: Session) -> None:
    edit_group(session, 2)
    session.saved(session.plan, "plan.toml")
    session.undo()
    assert is_modified(session)


# What is computed again


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The subnets whose addresses are handed out from now on, as their notes name them."""
    names: list[str] = []

    def listening(subnet: Subnet, occupied: Mapping[int, Holder]) -> Availability:
        names.append(str(subnet.note))
        return Availability(subnet, occupied)

    monkeypatch.setattr("models.scenario_results.Availability", listening)
    return names


def in_use(plan: Plan, id: str, name: str, address: str) -> PutRow:
    """Lets something hold an address of a subnet."""
    old = plan.network(id)
    subnets = tuple(
        changed(part, in_use=subnet("x", "10.0.0.0/8", in_use={address: "ilb"}).in_use)
        if part.name == name
        else part
        for part in old.subnets
    )
    return PutRow("in use", "virtual_networks", id, changed(old, subnets=subnets))


def a_machine_comes(plan: Plan) -> Edit:
    """One that is not replicated, in the failover network."""
    row = machine("new", ip("10.0.2.4", "s2", in_network="vnet-asr"), region=AWAY)
    return PutRow("a machine", "virtual_machines", row.id, row)


SERVED: dict[str, tuple[Callable[[Plan], Edit], list[str]]] = {
    "an address that is set": (
        lambda plan: setting(plan, "10.0.1.9"),
        ["away/s1", "home/s1"],
    ),
    "the address it has": (lambda plan: setting(plan, "10.0.1.4"), ["away/s1"]),
    "a test address": (
        lambda plan: set_failover_settings(
            plan, id_of("vm-1"), Scenario.TEST_FAILOVER, at("10.0.1.9")
        ),
        ["drill/s1"],
    ),
    "another subnet": (
        lambda plan: set_failover_settings(
            plan, id_of("vm-1"), Scenario.FAILOVER, at(in_subnet="s2")
        ),
        ["away/s2", "home/s2"],
    ),
    "another group": (
        lambda plan: set_group(plan, "vm-2", 3),
        ["away/s2", "drill/s2", "home/s2"],
    ),
    "no item any more": (lambda plan: disable_replication(plan, ["vm-2"]), []),
    "an address in use": (
        lambda plan: in_use(plan, "vnet-asr", "s2", "10.0.2.4"),
        ["away/s2", "home/s2"],
    ),
    "an address in use that nobody wants": (
        lambda plan: in_use(plan, "vnet-asr", "s2", "10.0.2.9"),
        ["away/s2"],
    ),
    "a machine in the failover network": (a_machine_comes, ["away/s2", "home/s2"]),
    "no way back": (lambda plan: unmap_network(plan, plan.network_mappings[1]), []),
    "no way there": (lambda plan: unmap_network(plan, plan.network_mappings[0]), []),
    "another name": (lambda plan: PutField("name", "name", "other"), []),
    "the regions": (lambda plan: set_regions(HOME, AWAY), []),
    "a policy": (
        lambda plan: PutField("p", "policy", Policy(next_available=NextAvailable.AFTER_SOURCE)),
        [f"{network}/{name}" for network in ("away", "drill", "home") for name in SUBNETS],
    ),
}


@pytest.mark.parametrize(("make", "subnets"), SERVED.values(), ids=SERVED)
def test_an_edit_hands_out_the_addresses_of_the_subnets_it_touches_and_of_no_others(
    make: Callable[[Plan], Edit], subnets: list[str], served: list[str]
) -> None:
    session = Session(spread())
    served.clear()
    session.do(make(session.plan))
    assert sorted(set(served)) == sorted(subnets)
    served.clear()
    assert results_of(session.assignments) == results_of(assign(session.plan))


def test_a_changed_failover_address_is_tried_in_the_test_under_that_policy_alone(
    served: list[str],
) -> None:
    session = Session(spread(Policy(test_address=TestAddress.FAILOVER)))
    served.clear()
    session.do(setting(session.plan, "10.0.1.9"))
    assert sorted(set(served)) == ["away/s1", "drill/s1", "home/s1"]


def test_a_change_names_the_results_that_are_others_now_in_each_scenario(session: Session) -> None:
    change = session.do(setting(session.plan, "10.0.1.9"))
    assert {scenario: set(old) for scenario, old in change.results.items()} == {
        Scenario.FAILOVER: {id_of("vm-1")},
        Scenario.TEST_FAILOVER: set(),
        Scenario.FAILBACK: {id_of("vm-1")},
    }
    assert change.changed == {id_of("vm-1")}


# Edits that reach others by the order they are served in


@pytest.mark.parametrize("selected", [True, False])
def test_who_is_no_longer_replicated_holds_its_address_again_on_the_way_back(
    selected: bool,
) -> None:
    web = subnet("web", "10.0.0.0/28")
    machines = [machine("stays", ip("10.0.0.4")), machine("goes", ip("10.0.0.5"))]
    items = [
        item("stays", settings(selected=selected)),
        item("goes", settings(failover=at("10.0.0.4"))),
    ]
    session = Session(estate([web], [web], machines, items))
    session.do(disable_replication(session.plan, ["stays"]))
    assert failed_back(session.assignments, "goes") == (
        "10.0.0.5 next-available / address-taken by stays/nic/ipconfig1"
    )
    session.undo()
    assert failed_back(session.assignments, "goes") == "10.0.0.4 retained"


def test_who_moves_to_an_earlier_group_is_served_earlier() -> None:
    web = subnet("web", "10.0.0.0/28")
    machines = [machine("one", ip(None)), machine("two", ip(None))]
    session = Session(estate([web], [web], machines, [item("one", group=2), item("two", group=2)]))
    session.do(set_group(session.plan, "two", 1))
    assert failed_over(session.assignments, "two").split()[0] == "10.0.0.4"
    assert failed_over(session.assignments, "one").split()[0] == "10.0.0.5"


def test_who_moves_to_an_earlier_place_in_its_group_is_served_earlier() -> None:
    web = subnet("web", "10.0.0.0/28")
    session = Session(estate([web], [web], [machine("one", ip(None)), machine("two", ip(None))]))
    second = session.plan.replicated_items["two"]
    session.do(PutRow("first", "replicated_items", "two", second, 0))
    assert failed_over(session.assignments, "two").split()[0] == "10.0.0.4"
    assert failed_over(session.assignments, "one").split()[0] == "10.0.0.5"
    session.undo()
    assert failed_over(session.assignments, "one").split()[0] == "10.0.0.4"


def test_nics_in_another_order_are_served_in_it() -> None:
    web = subnet("web", "10.0.0.0/28")
    nics = nic(ip(None), name="eth0"), nic(ip(None), name="eth1")
    session = Session(estate([web], [web], [machine("vm", *nics)]))
    turned = machine("vm", *reversed(nics))
    session.do(PutRow("turned", "virtual_machines", "vm", turned))
    first = id_of("vm", of_nic="eth1")
    assert failed_over(session.assignments, first).split()[0] == "10.0.0.4"
    assert results_of(session.assignments) == results_of(assign(session.plan))


def test_two_machines_that_change_their_addresses_hold_each_others() -> None:
    web = subnet("web", "10.0.0.0/28")
    here = [machine("one", ip("10.0.0.4")), machine("two", ip("10.0.0.5"))]
    there = [
        machine(f"there-{n}", ip(f"10.0.0.{n}", in_network="vnet-asr"), region=AWAY) for n in (4, 5)
    ]
    session = Session(estate([web], [web], [*here, *there], [item("one"), item("two")]))
    swapped = [
        machine(f"there-{9 - n}", ip(f"10.0.0.{n}", in_network="vnet-asr"), region=AWAY)
        for n in (4, 5)
    ]
    rows = tuple(PutRow("swap", "virtual_machines", row.id, row) for row in swapped)
    session.do(Together("swap", rows))
    for name, holder in (("one", "there-5"), ("two", "there-4")):
        found = failed_over(session.assignments, name)
        assert found.endswith(f"address-taken by {holder}/nic/ipconfig1")
    assert results_of(session.assignments) == results_of(assign(session.plan))


def test_a_network_that_only_a_way_back_leads_to_is_followed_too() -> None:
    web = subnet("web", "10.0.0.0/28")
    back = network("back", web)
    session = Session(
        estate([web], [web], [machine("vm", ip("10.0.0.4"))], None, [back], ["vnet-asr->back"])
    )
    assert failed_back(session.assignments, "vm") == "10.0.0.4 retained"
    narrower = changed(
        back, subnets=(subnet("web", "10.0.1.0/28"),), address_space=("10.0.0.0/16",)
    )
    session.do(PutRow("narrower", "virtual_networks", "back", narrower))
    assert failed_back(session.assignments, "vm") == (
        "10.0.1.4 next-available / different-address-space"
    )


# Findings


def crowded() -> Plan:
    """Two machines and ``there`` fill ``web`` of ``vnet-asr``; ``db`` is filled by three."""
    web, db = subnet("web", "10.0.0.0/29"), subnet("db", "10.0.1.0/29")
    goes = [machine(f"web-{last}", ip(f"10.0.0.{last}")) for last in (4, 5)]
    goes += [machine(f"db-{last}", ip(f"10.0.1.{last}", "db")) for last in (4, 5, 6)]
    there = machine("there", ip("10.0.0.6", in_network="vnet-asr"), region=AWAY)
    drill = network("drill", web, db, region=AWAY, production=False)
    hub = network("hub", subnet("web", "10.9.0.0/29"), region=AWAY)
    items = [item(one.id, test_failover_network="drill") for one in goes]
    spare = subnet("spare", "10.0.2.0/29")
    return estate([web, db], [web, db, spare], [*goes, there], items, [drill, hub])


def without_it(plan: Plan) -> Edit:
    return PutRow("a machine less", "virtual_machines", "there", None)


def in_another_subnet(plan: Plan) -> Edit:
    row = machine("there", ip("10.0.2.5", "spare", in_network="vnet-asr"), region=AWAY)
    return PutRow("moved", "virtual_machines", row.id, row)


@pytest.mark.parametrize("make", [without_it, in_another_subnet])
def test_a_machine_that_goes_leaves_the_subnet_it_stood_in_with_the_findings_of_today(
    make: Callable[[Plan], Edit],
) -> None:
    session = Session(crowded())
    session.do(make(session.plan))
    assert session.findings == findings(assign(session.plan))


@pytest.mark.parametrize(("one", "other"), [("hub", "drill"), ("drill", "hub")])
def test_a_peering_that_comes_or_goes_changes_the_findings_of_who_is_tested_there(
    one: str, other: str
) -> None:
    session = Session(crowded())
    peered = changed(session.plan.network(one), peered_with=(other,))
    session.do(PutRow("peering", "virtual_networks", one, peered))
    assert session.findings == findings(assign(session.plan))
    session.undo()
    assert session.findings == findings(assign(session.plan))


def test_findings_stand_in_the_same_order_when_an_edit_brings_some_back() -> None:
    session = Session(crowded())
    before = session.findings
    somewhere = at(in_subnet="spare")
    session.do(set_failover_settings(session.plan, id_of("web-4"), Scenario.FAILOVER, somewhere))
    session.undo()
    assert session.findings == before == findings(assign(session.plan))
