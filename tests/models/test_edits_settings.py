"""The edits of network settings: set, selected, pinned, back to automatic."""

from collections.abc import Callable

import pytest

from models.addresses import parse_address
from models.assign import assign
from models.assignment import Scenario
from models.edits import Edit
from models.edits.address_check import address_problem
from models.edits.settings import (
    automatic_all,
    pin,
    pin_all,
    set_failover_settings,
    set_nic_settings,
    set_selected,
    settings_in,
)
from models.errors import EditRefused
from models.plan import (
    AUTOMATIC,
    FailoverSettings,
    IpConfigurationSettings,
    NicFailoverSettings,
    NicSettings,
    Plan,
)
from models.session import Session
from models.topology import IpConfigurationId
from tests.support.builders import (
    AWAY,
    at,
    estate,
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

FAILOVER, TEST = Scenario.FAILOVER, Scenario.TEST_FAILOVER
ONE = id_of("vm", "one", "eth0")
TWO = id_of("vm", "two", "eth0")
THREE = id_of("vm", "three", "eth1")


@pytest.fixture
def plan() -> Plan:
    """``vm`` with three IP configurations, ``other`` that is not replicated."""
    vm = machine(
        "vm",
        nic(ip("10.0.0.4", name="one", primary=True), ip("10.0.0.5", name="two"), name="eth0"),
        nic(ip("10.0.0.6", name="three"), name="eth1"),
    )
    web = subnet("web", "10.0.0.0/28", in_use={"10.0.0.4": "ilb", "10.0.0.12": ""})
    return estate(
        [subnet("web", "10.0.0.0/28")],
        [web, subnet("GatewaySubnet", "10.0.1.0/28")],
        [vm, machine("other", ip("10.0.0.9"))],
        [item("vm", test_failover_network="vnet-asr")],
    )


def rows(plan: Plan) -> list[str]:
    return [
        f"{row.network_interface}/{row.name}"
        for row in plan.replicated_items["vm"].ip_configurations
    ]


@pytest.mark.parametrize(
    ("scenario", "wanted", "label"),
    [
        (FAILOVER, at("10.0.0.9"), "vm/eth0/one: failover address 10.0.0.9"),
        (TEST, at("10.0.0.9"), "vm/eth0/one: test failover address 10.0.0.9"),
        (TEST, at(in_subnet="web"), "vm/eth0/one: test failover subnet web"),
        (FAILOVER, AUTOMATIC, "vm/eth0/one: failover settings"),
    ],
)
def test_settings_of_a_scenario_are_put_in_place_of_the_earlier_ones(
    plan: Plan, scenario: Scenario, wanted: FailoverSettings, label: str
) -> None:
    other = TEST if scenario is FAILOVER else FAILOVER
    at_first = set_failover_settings(plan, ONE, other, at("10.0.0.13")).apply(plan)
    edit = set_failover_settings(at_first, ONE, scenario, wanted)
    after = edit.apply(at_first)
    assert edit.label == label
    assert settings_in(after, ONE, scenario) == wanted
    assert settings_in(after, ONE, other) == at("10.0.0.13")
    assert edit.inverse(at_first).apply(after) == at_first


def test_settings_that_set_nothing_are_left_out_again(plan: Plan) -> None:
    once = set_failover_settings(plan, ONE, FAILOVER, at("10.0.0.9")).apply(plan)
    assert rows(once) == ["eth0/one"]
    assert set_failover_settings(once, ONE, FAILOVER, AUTOMATIC).apply(once) == plan


def test_settings_stand_in_the_order_of_the_nics_whatever_the_order_of_the_edits(
    plan: Plan,
) -> None:
    at_first = plan
    for id in (THREE, ONE, TWO):
        plan = set_failover_settings(plan, id, FAILOVER, at("10.0.0.9")).apply(plan)
    assert rows(plan) == ["eth0/one", "eth0/two", "eth1/three"]
    for id in (TWO, THREE, ONE):
        plan = set_failover_settings(plan, id, FAILOVER, AUTOMATIC).apply(plan)
    assert plan == at_first


def test_an_ip_configuration_is_selected_or_not(plan: Plan) -> None:
    edit = set_selected(plan, TWO, False)
    after = edit.apply(plan)
    assert edit.label == "vm/eth0/two: not selected for failover"
    assert failed_over(after, TWO) == "unassigned / not-selected"
    back = set_selected(after, TWO, True)
    assert back.label == "vm/eth0/two: selected for failover"
    assert back.apply(after) == plan


def test_the_settings_of_a_nic_stand_in_the_order_of_the_nics_and_go_where_they_set_nothing(
    plan: Plan,
) -> None:
    at_first = plan
    for name in ("eth1", "eth0"):
        own = NicSettings(name=name, failover=NicFailoverSettings(name=f"{name}-dr"))
        edit = set_nic_settings(plan, "vm", own)
        assert edit.label == f"vm/{name}: NIC settings"
        plan = edit.apply(plan)
    item = plan.replicated_items["vm"]
    assert [row.name for row in item.network_interfaces] == ["eth0", "eth1"]
    assert item.nic_settings_of("eth1").failover.name == "eth1-dr"
    for name in ("eth0", "eth1"):
        plan = set_nic_settings(plan, "vm", NicSettings(name=name)).apply(plan)
    assert plan == at_first


# Pinning


def test_pinning_sets_the_forecast_address_and_changes_nobodys(plan: Plan) -> None:
    session = Session(plan)
    before = {id: failed_over(session.assignments, id) for id in session.assignments.in_order()}
    assert before[ONE] == "10.0.0.7 next-available / address-taken by ilb"
    change = session.do(pin(session.assignments, ONE))
    assert change.label == "pin vm/eth0/one to 10.0.0.7"
    assert settings_in(session.plan, ONE, FAILOVER) == at("10.0.0.7")
    after = {id: failed_over(session.assignments, id) for id in session.assignments.in_order()}
    assert after == {**before, ONE: "10.0.0.7 configured"}


def test_pinning_sets_the_subnet_too_where_nobody_chose_it() -> None:
    web, away = subnet("web", "10.0.0.0/28"), subnet("App", "10.0.0.0/28")
    plan = estate([web], [away], [machine("vm", ip("10.0.0.9"))])
    edit = pin(assign(plan), id_of("vm"))
    assert settings_in(edit.apply(plan), id_of("vm"), FAILOVER) == at("10.0.0.9", "App")


def test_pinning_keeps_what_else_is_set(plan: Plan) -> None:
    public = FailoverSettings(public_ip="pip-dr")
    once = set_failover_settings(plan, ONE, FAILOVER, public).apply(plan)
    after = pin(assign(once), ONE).apply(once)
    assert settings_in(after, ONE, FAILOVER) == FailoverSettings(
        address=parse_address("10.0.0.7"), public_ip="pip-dr"
    )


def test_pinning_all_sets_only_what_is_forecast_and_is_undone_as_one() -> None:
    source, target = subnet("web", "10.0.0.0/28"), subnet("web", "10.0.0.0/28")
    machines = [
        machine("keeps", ip("10.0.0.4")),
        machine("two", ip(None)),
        machine("three", ip(None)),
    ]
    session = Session(estate([source], [target], machines))
    before = session.plan
    ids = list(session.assignments.in_order())
    session.do(pin_all(session.assignments, ids))
    assert session.undo_label == "pin 2 addresses"
    assert [failed_over(session.assignments, id) for id in ids] == [
        *("10.0.0.4 retained", "10.0.0.5 configured", "10.0.0.6 configured"),
    ]
    session.undo()
    assert session.plan == before


def test_pinning_all_of_one_is_that_one_edit(plan: Plan) -> None:
    assert pin_all(assign(plan), [ONE, TWO]).label == "pin vm/eth0/one to 10.0.0.7"


def test_two_of_one_machine_are_pinned_together() -> None:
    vm = machine("vm", ip(None, name="one", primary=True), ip(None, name="two"))
    web = subnet("web", "10.0.0.0/28")
    plan = estate([web], [web], [vm])
    results = assign(plan)
    after = pin_all(results, list(results.in_order())).apply(plan)
    assert [row.failover for row in after.replicated_items["vm"].ip_configurations] == [
        at("10.0.0.4"),
        at("10.0.0.5"),
    ]


# Back to automatic


def test_back_to_automatic_frees_subnet_and_address_in_both_scenarios_and_keeps_the_rest(
    plan: Plan,
) -> None:
    both = FailoverSettings(address=parse_address("10.0.0.9"), subnet="web", public_ip="pip-dr")
    at_first = plan
    for id in (ONE, TWO):
        for scenario in (FAILOVER, TEST):
            plan = set_failover_settings(plan, id, scenario, both).apply(plan)
    edit = automatic_all(plan, [ONE, TWO, THREE])
    after = edit.apply(plan)
    assert edit.label == "3 IP configurations: back to automatic"
    for id in (ONE, TWO):
        for scenario in (FAILOVER, TEST):
            assert settings_in(after, id, scenario) == FailoverSettings(public_ip="pip-dr")
    assert edit.inverse(plan).apply(after) == plan
    assert at_first.replicated_items != plan.replicated_items


def test_back_to_automatic_names_the_only_one(plan: Plan) -> None:
    once = set_failover_settings(plan, ONE, TEST, at("10.0.0.9")).apply(plan)
    edit = automatic_all(once, [ONE])
    assert edit.label == "vm/eth0/one: back to automatic"
    assert edit.apply(once) == plan


Make = Callable[[Plan], Edit]
NOT_REPLICATED = "other is not replicated; enable replication first."
OTHER = id_of("other")
REFUSED: tuple[tuple[str, Make, str], ...] = (
    (
        *("settings", lambda plan: set_failover_settings(plan, OTHER, FAILOVER, AUTOMATIC)),
        NOT_REPLICATED,
    ),
    ("selected", lambda plan: set_selected(plan, OTHER, False), NOT_REPLICATED),
    (
        *("a NIC", lambda plan: set_nic_settings(plan, "other", NicSettings(name="nic"))),
        NOT_REPLICATED,
    ),
    (
        "settings for failback",
        lambda plan: set_failover_settings(plan, ONE, Scenario.FAILBACK, at("10.0.0.9")),
        "Nothing can be set for failback: its way back is a network mapping, and the rules decide"
        " the rest (B1, B2).",
    ),
    (
        *("a pin without a result", lambda plan: pin(assign(plan), OTHER)),
        "other/nic/ipconfig1 has no address at failover that could be set.",
    ),
    (
        *("a pin without an address", lambda plan: pin(assign(_unselected(plan)), ONE)),
        "vm/eth0/one has no address at failover that could be set.",
    ),
    (
        *("pins of what is kept", lambda plan: pin_all(assign(plan), [TWO, THREE, OTHER])),
        "No address is only forecast here, so there is nothing to pin.",
    ),
    (
        *("back to automatic", lambda plan: automatic_all(plan, [ONE, TWO, OTHER])),
        "Nothing is set here; the rules decide already.",
    ),
)


def _unselected(plan: Plan) -> Plan:
    return set_selected(plan, ONE, False).apply(plan)


@pytest.mark.parametrize(
    ("make", "message"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_an_edit_of_settings_that_cannot_be_is_refused_with_what_to_do_first(
    plan: Plan, make: Make, message: str
) -> None:
    with pytest.raises(EditRefused) as refused:
        make(plan)
    assert str(refused.value) == message


def test_an_ip_configuration_that_there_is_not_is_our_own_mistake(plan: Plan) -> None:
    with pytest.raises(KeyError):
        set_failover_settings(plan, IpConfigurationId("vm", "eth0", "x"), FAILOVER, AUTOMATIC)
    with pytest.raises(KeyError):
        set_nic_settings(plan, "vm", NicSettings(name="x"))


# What is said of an address before it is set

PROBLEMS = (
    ("available", "web", "10.0.0.9", None),
    ("its own", "web", "10.0.0.5", None),
    ("no such subnet", "dmz", "10.0.0.9", "vnet-asr has no subnet dmz"),
    (
        *("a reserved subnet", "gatewaysubnet", "10.0.1.9"),
        "no virtual machine may be in GatewaySubnet",
    ),
    ("IPv6", "web", "fd00::4", "IPv6 addresses are not failed over"),
    ("IPv6 with the same number", "web", "::a00:9", "IPv6 addresses are not failed over"),
    ("outside", "web", "10.0.0.16", "10.0.0.16 is outside web (10.0.0.0/28)"),
    (
        *("kept by Azure", "web", "10.0.0.3"),
        "Azure keeps 10.0.0.3 for itself; web has 10.0.0.4 to 10.0.0.14",
    ),
    ("in use", "web", "10.0.0.4", "10.0.0.4 is in use by ilb"),
    ("in use by nobody knows whom", "WEB", "10.0.0.12", "10.0.0.12 is in use"),
    ("set for another", "web", "10.0.0.13", "10.0.0.13 is already set for vm/eth0/two"),
)


@pytest.mark.parametrize(
    ("where", "address", "problem"), [row[1:] for row in PROBLEMS], ids=[row[0] for row in PROBLEMS]
)
def test_what_is_wrong_with_an_address_is_said_before_it_is_set(
    plan: Plan, where: str, address: str, problem: str | None
) -> None:
    plan = set_failover_settings(plan, TWO, FAILOVER, at("10.0.0.13")).apply(plan)
    for id in (ONE, THREE):
        found = address_problem(
            assign(plan), id, FAILOVER, "vnet-asr", where, parse_address(address)
        )
        assert found == problem


def test_what_somebody_has_set_itself_is_no_problem(plan: Plan) -> None:
    plan = set_failover_settings(plan, TWO, TEST, at("10.0.0.13")).apply(plan)
    wanted = parse_address("10.0.0.13")
    assert address_problem(assign(plan), TWO, TEST, "vnet-asr", "web", wanted) is None
    assert address_problem(assign(plan), ONE, FAILOVER, "vnet-asr", "web", wanted) is None


def test_an_address_without_a_problem_can_be_set_and_one_with_a_problem_cannot(
    plan: Plan,
) -> None:
    plan = set_failover_settings(plan, TWO, FAILOVER, at("10.0.0.13")).apply(plan)
    results = assign(plan)
    for last in range(20):
        wanted = parse_address(f"10.0.0.{last}")
        problem = address_problem(results, THREE, FAILOVER, "vnet-asr", "web", wanted)
        after = set_failover_settings(plan, THREE, FAILOVER, at(str(wanted))).apply(plan)
        assert (failed_over(after, THREE) == f"{wanted} configured") is (problem is None)


@pytest.mark.parametrize("scenario", [FAILOVER, TEST])
def test_settings_are_found_by_nic_and_name(scenario: Scenario) -> None:
    web = subnet("web", "10.0.0.0/28")
    vm = machine(
        "vm", nic(ip("10.0.0.4"), name="eth0", primary=True), nic(ip("10.0.0.5"), name="eth1")
    )
    of_second = IpConfigurationSettings(
        network_interface="eth1", name="ipconfig1", failover=at("10.0.0.9"),
        test_failover=at("10.0.0.9"),
    )  # fmt: skip
    plan = estate([web], [web], [vm], [item("vm", of_second)], [network("drill", web, region=AWAY)])
    assert settings_in(plan, id_of("vm", of_nic="eth0"), scenario) == AUTOMATIC
    assert settings_in(plan, id_of("vm", of_nic="eth1"), scenario) == at("10.0.0.9")
    assert settings().failover == AUTOMATIC
