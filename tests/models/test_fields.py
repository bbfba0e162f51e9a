"""What the fields of the network settings show, refuse and become."""

from collections.abc import Callable

import pytest

from models.assign import Assignments, assign
from models.assignment import Scenario
from models.edits.replication import put_item
from models.fields.addresses import AddressField, SelectedField, SubnetField
from models.fields.field import Choices, Option, Shown, Switch, TextField
from models.fields.interfaces import AcceleratedField, NicId, NicNameField, SecurityGroupField
from models.fields.items import FailoverNetworkField, GroupField, NoteField, TestNetworkField
from models.fields.resources import PoolsField, PublicIpField
from models.plan import (
    FailoverSettings,
    IpConfigurationSettings,
    NicFailoverSettings,
    NicSettings,
    Plan,
)
from models.topology import IpConfigurationId
from tests.support.builders import (
    AWAY,
    at,
    estate,
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
ONE, TWO, SIX = id_of("vm", "one"), id_of("vm", "two"), id_of("vm", "six")
OTHER = id_of("other")
NIC, BARE = NicId("vm", "nic"), NicId("other", "nic")


def plan_of(*own: IpConfigurationSettings, test_network: str | None = "drill") -> Plan:
    """``vm`` with everything a source can have, ``other`` that is not replicated."""
    web = subnet("web", "10.0.0.0/24")
    ips = (
        ip("10.0.0.4", name="one", primary=True, public_ip="pip", load_balancer_pools=("a", "b")),
        ip("10.0.0.5", name="two"),
        ip("fd00::5", name="six"),
    )
    full = nic(*ips, network_security_group="nsg", accelerated_networking=True)
    return estate(
        [subnet("web", "10.0.0.0/24", "fd00::/64")],
        [web, subnet("Db", "10.1.0.0/24")],
        [machine("vm", full), machine("other", ip("10.0.0.9"))],
        [item("vm", *own, test_failover_network=test_network, group=2)],
        [network("drill", web, region=AWAY)],
    )


def results_of(*own: IpConfigurationSettings, test_network: str | None = "drill") -> Assignments:
    return assign(plan_of(*own, test_network=test_network))


def with_nic(**fields: object) -> Assignments:
    """The same with settings of the NIC at failover."""
    plan = plan_of()
    own = NicSettings(name="nic", failover=NicFailoverSettings.model_validate(fields))
    vm = plan.replicated_items["vm"].model_copy(update={"network_interfaces": (own,)})
    return assign(put_item("nic", vm).apply(plan))


# What is shown, and why a field is locked

SET = FailoverSettings(
    address=at("10.0.0.9").address, public_ip="p", load_balancer_pools=("x", "y")
)
SHOWN: dict[str, tuple[TextField, Assignments, Shown]] = {
    "an address that the rules give": (
        *(AddressField(ONE, FAILOVER), results_of(), Shown("", "10.0.0.4")),
    ),
    "an address that is set": (
        AddressField(ONE, FAILOVER),
        results_of(settings("one", failover=at("10.0.0.9"))),
        Shown("10.0.0.9", "10.0.0.9"),
    ),
    "an address that cannot be had": (
        AddressField(ONE, FAILOVER),
        results_of(settings("one", failover=at("10.9.9.9"))),
        Shown("10.9.9.9", "unassigned"),
    ),
    "a test address": (*(AddressField(ONE, TEST), results_of(), Shown("", "10.0.0.4")),),
    "a test without a network": (
        AddressField(ONE, TEST),
        results_of(test_network=None),
        Shown("", "—", "no test network"),
    ),
    "a test address that is set without a network": (
        AddressField(ONE, TEST),
        results_of(settings("one", test_failover=at("10.0.0.9")), test_network=None),
        Shown("10.0.0.9", "—"),
    ),
    "a machine that is not replicated": (
        AddressField(OTHER, FAILOVER),
        results_of(),
        Shown("", "—", "not replicated"),
    ),
    "one that is not selected": (
        AddressField(TWO, FAILOVER),
        results_of(settings("two", selected=False)),
        Shown("", "unassigned", "not selected"),
    ),
    "IPv6": (
        AddressField(SIX, TEST),
        results_of(),
        Shown("", "unassigned", "IPv6: not failed over"),
    ),
    "no public IP yet": (PublicIpField(ONE, FAILOVER), results_of(), Shown("", "none")),
    "a public IP that is set": (
        PublicIpField(ONE, FAILOVER),
        results_of(settings("one", failover=SET)),
        Shown("p", "none"),
    ),
    "no public IP at the source": (
        PublicIpField(TWO, FAILOVER),
        results_of(),
        Shown("", "none", "the source has none"),
    ),
    "a public IP that is set though the source has none": (
        PublicIpField(TWO, FAILOVER),
        results_of(settings("two", failover=SET)),
        Shown("p", "none"),
    ),
    "pools": (
        PoolsField(ONE, FAILOVER),
        results_of(settings("one", failover=SET)),
        Shown("x, y", "none"),
    ),
    "no pools at the source": (
        PoolsField(TWO, TEST),
        results_of(),
        Shown("", "none", "the source has none"),
    ),
    "a NIC name": (NicNameField(NIC, FAILOVER), with_nic(name="dr"), Shown("dr", "same as source")),
    "no NIC name at a test without a network": (
        NicNameField(NIC, TEST),
        results_of(test_network=None),
        Shown("", "same as source", "no test network"),
    ),
    "a security group": (
        SecurityGroupField(NIC, FAILOVER),
        with_nic(network_security_group="nsg-dr"),
        Shown("nsg-dr", "none"),
    ),
    "a NIC of a machine that is not replicated": (
        SecurityGroupField(BARE, FAILOVER),
        results_of(),
        Shown("", "none", "not replicated"),
    ),
    "a group": (GroupField("vm"), results_of(), Shown("2")),
    "no group": (GroupField("other"), results_of(), Shown("", "", "not replicated")),
    "no note": (NoteField("vm"), results_of(), Shown("", "no note")),
}


@pytest.mark.parametrize(("field", "results", "shown"), SHOWN.values(), ids=SHOWN)
def test_a_field_shows_what_is_set_or_what_holds_and_why_it_is_locked(
    field: TextField, results: Assignments, shown: Shown
) -> None:
    assert field.shown(results) == shown


def test_a_note_of_several_lines_is_shown_and_left_to_the_file() -> None:
    plan = plan_of()
    vm = plan.replicated_items["vm"].model_copy(update={"note": "one\ntwo"})
    shown = NoteField("vm").shown(assign(put_item("note", vm).apply(plan)))
    assert shown.locked == "one\ntwo (several lines: edit the file)"


WHERE: dict[str, tuple[Callable[[Assignments], Choices], Assignments, Choices]] = {
    "the subnet that the rules give": (
        SubnetField(ONE, FAILOVER).choices,
        results_of(),
        Choices((Option(None, "web"), Option("web", "web"), Option("Db", "Db")), None),
    ),
    "a subnet that is set, in its own spelling": (
        SubnetField(ONE, FAILOVER).choices,
        results_of(settings("one", failover=at(in_subnet="DB"))),
        Choices((Option(None, "automatic"), Option("web", "web"), Option("Db", "Db")), "Db"),
    ),
    "a subnet that there is not": (
        SubnetField(ONE, TEST).choices,
        results_of(settings("one", test_failover=at(in_subnet="x"))),
        Choices((Option(None, "automatic"), Option("web", "web"), Option("x", "x (missing)")), "x"),
    ),
    "a subnet of a test without a network": (
        SubnetField(ONE, TEST).choices,
        results_of(test_network=None),
        Choices((Option(None, "automatic"),), None, "no test network"),
    ),
    "networks in another region": (
        FailoverNetworkField("vm").choices,
        results_of(),
        Choices((Option("vnet-asr", "vnet-asr"), Option("drill", "drill")), "vnet-asr"),
    ),
    "networks of a machine that is not replicated": (
        FailoverNetworkField("other").choices,
        results_of(),
        Choices((Option(None, "—"),), None, "not replicated"),
    ),
    "test networks": (
        TestNetworkField("vm").choices,
        results_of(),
        Choices(
            (Option(None, "none"), Option("vnet-asr", "vnet-asr"), Option("drill", "drill")),
            "drill",
        ),
    ),
    "accelerated networking as at the source": (
        AcceleratedField(NIC, FAILOVER).choices,
        results_of(),
        Choices((Option(None, "as source: on"), Option("on", "on"), Option("off", "off")), None),
    ),
    "accelerated networking that is off": (
        AcceleratedField(NIC, FAILOVER).choices,
        with_nic(accelerated_networking=False),
        Choices((Option(None, "as source: on"), Option("on", "on"), Option("off", "off")), "off"),
    ),
    "accelerated networking that nobody can have": (
        AcceleratedField(BARE, FAILOVER).choices,
        assign(plan_of()),
        Choices(
            (Option(None, "as source: off"), Option("on", "on"), Option("off", "off")),
            *(None, "not replicated"),
        ),
    ),
}


@pytest.mark.parametrize(("choices", "results", "offered"), WHERE.values(), ids=WHERE)
def test_a_field_offers_what_can_be_chosen(
    choices: Callable[[Assignments], Choices], results: Assignments, offered: Choices
) -> None:
    assert choices(results) == offered


def test_accelerated_networking_is_locked_where_the_source_has_it_off() -> None:
    web = subnet("web", "10.0.0.0/24")
    results = assign(estate([web], [web], [machine("other", ip("10.0.0.9"))]))
    assert AcceleratedField(BARE, FAILOVER).choices(results).locked == "off at the source"


@pytest.mark.parametrize(
    ("id", "own", "switch"),
    [
        pytest.param(TWO, (), Switch(on=True), id="secondary"),
        pytest.param(TWO, (settings("two", selected=False),), Switch(on=False), id="deselected"),
        pytest.param(ONE, (), Switch(on=True, locked="always (primary)"), id="primary"),
        pytest.param(
            ONE, (settings("one", selected=False),), Switch(on=False), id="primary-deselected"
        ),
        pytest.param(OTHER, (), Switch(on=True, locked="not replicated"), id="not-replicated"),
    ],
)
def test_only_a_secondary_ip_configuration_can_be_deselected(
    id: IpConfigurationId, own: tuple[IpConfigurationSettings, ...], switch: Switch
) -> None:
    assert SelectedField(id).switch(results_of(*own)) == switch


# What cannot be typed

PROBLEMS: tuple[tuple[TextField, str, str | None], ...] = (
    (AddressField(ONE, FAILOVER), "", None),
    (AddressField(ONE, FAILOVER), "10.0.0.9", None),
    (AddressField(ONE, FAILOVER), "10.0.0", "'10.0.0' is not an IP address; expected"),
    (AddressField(ONE, FAILOVER), "10.0.0.2", "Azure keeps 10.0.0.2 for itself"),
    (AddressField(ONE, FAILOVER), "10.1.0.9", "10.1.0.9 is outside web"),
    (AddressField(OTHER, FAILOVER), "10.0.0.9", "not replicated"),
    (AddressField(SIX, FAILOVER), "10.0.0.9", "IPv6: not failed over"),
    (PublicIpField(ONE, FAILOVER), "anything", None),
    (PoolsField(ONE, FAILOVER), "a,,b", None),
    (SecurityGroupField(NIC, FAILOVER), "anything", None),
    (NoteField("vm"), "anything", None),
    (GroupField("vm"), "1", None),
    (GroupField("vm"), "8", None),
    (GroupField("vm"), "0", "a number from 1 to 7"),
    (GroupField("vm"), "", "a number from 1 to 7"),
    (GroupField("vm"), "two", "a number from 1 to 7"),
    (GroupField("vm"), "-1", "a number from 1 to 7"),
    (GroupField("vm"), "²", "a number from 1 to 7"),
    (GroupField("vm"), "9" * 5000, "a number from 1 to 7"),
    (NicNameField(NIC, FAILOVER), "", None),
    (NicNameField(NIC, FAILOVER), "web-01_nic.dr", None),
    (NicNameField(NIC, FAILOVER), "n" * 80, None),
    (NicNameField(NIC, FAILOVER), "n" * 81, "81 characters; the name of a NIC has at most 80"),
    (NicNameField(NIC, FAILOVER), "web 01", "letters, digits, hyphens, dots and underscores"),
    (NicNameField(NIC, FAILOVER), "wéb", "letters, digits, hyphens, dots and underscores"),
    (NicNameField(NIC, FAILOVER), "-web", "begins with a letter or a digit"),
    (NicNameField(NIC, FAILOVER), "web-", "ends with a letter, a digit or an underscore"),
    (NicNameField(NIC, FAILOVER), "web_", None),
)


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    PROBLEMS,
    ids=[f"{type(field).__name__}-{typed[:20]}" for field, typed, _ in PROBLEMS],
)
def test_what_cannot_be_typed_is_said_in_words(
    field: TextField, typed: str, problem: str | None
) -> None:
    found = field.problem(results_of(), typed)
    assert found is None if problem is None else problem in (found or "")


def test_without_a_subnet_an_address_has_nowhere_to_be() -> None:
    results = results_of(settings("one", failover=at(in_subnet="dmz")))
    problem = AddressField(ONE, FAILOVER).problem(results, "10.0.0.9")
    assert problem == "there is no subnet yet that it could be in; choose one first"


def test_what_is_set_is_no_problem_however_wrong_it_is() -> None:
    results = results_of(settings("one", failover=at("10.9.9.9")))
    assert AddressField(ONE, FAILOVER).problem(results, "10.9.9.9") is None
    assert NicNameField(NIC, FAILOVER).problem(with_nic(name="-"), "-") is None


# What it becomes

EDITS: tuple[tuple[str, TextField, str, str], ...] = (
    ("an address", AddressField(ONE, FAILOVER), "10.0.0.9", "10.0.0.9"),
    ("a test address", AddressField(ONE, TEST), "10.0.0.9", "10.0.0.9"),
    ("a public IP", PublicIpField(ONE, FAILOVER), "pip-dr", "pip-dr"),
    ("pools", PoolsField(ONE, TEST), " x,y ,, x", "x, y"),
    ("a NIC name", NicNameField(NIC, FAILOVER), "nic-dr", "nic-dr"),
    ("a security group", SecurityGroupField(NIC, TEST), "nsg-dr", "nsg-dr"),
    ("a group", GroupField("vm"), "3", "3"),
    ("a note", NoteField("vm"), "keep it", "keep it"),
)


@pytest.mark.parametrize(
    ("field", "typed", "shown"), [row[1:] for row in EDITS], ids=[row[0] for row in EDITS]
)
def test_what_is_typed_is_shown_afterwards_and_typing_it_again_changes_nothing(
    field: TextField, typed: str, shown: str
) -> None:
    results = results_of()
    before = field.shown(results)
    edit = field.edit(results, typed)
    assert edit is not None
    after = assign(edit.apply(results.plan))
    assert field.shown(after).text == shown
    assert field.edit(after, typed) is None
    assert field.edit(after, shown) is None
    back = field.edit(after, before.text)
    assert back is not None
    assert back.apply(after.plan) == results.plan


def test_a_choice_is_shown_afterwards_and_the_same_choice_changes_nothing() -> None:
    results = results_of()
    for field, value in (
        (SubnetField(ONE, FAILOVER), "Db"),
        (FailoverNetworkField("vm"), "drill"),
        (TestNetworkField("vm"), None),
        (AcceleratedField(NIC, TEST), "off"),
    ):
        edit = field.edit(results, value)
        assert edit is not None
        after = assign(edit.apply(results.plan))
        assert field.choices(after).chosen == value
        assert field.edit(after, value) is None
    assert SubnetField(ONE, FAILOVER).edit(results, None) is None
    assert FailoverNetworkField("vm").edit(results, None) is None


def test_an_ip_configuration_is_deselected_and_selected_again() -> None:
    results = results_of()
    assert SelectedField(TWO).edit(results, True) is None
    edit = SelectedField(TWO).edit(results, False)
    assert edit is not None
    after = assign(edit.apply(results.plan))
    assert not SelectedField(TWO).switch(after).on
    back = SelectedField(TWO).edit(after, True)
    assert back is not None
    assert back.apply(after.plan) == results.plan
