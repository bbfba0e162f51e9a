"""What is typed, pasted or read as an address, a name or a number: one answer from every door.

Each row has the number of its fault in the list of ``docs/reliability.md``.
"""

import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from models.addresses import parse_address, parse_prefix
from models.assignment import Scenario
from models.edits.networks import add_subnet
from models.errors import EditRefused
from models.fields.addresses import AddressField
from models.fields.interfaces import NicId, NicNameField
from models.fields.items import GroupField
from models.network_draft import problems
from models.samples import samples
from models.session import Session
from models.storage.document import open_document
from models.storage.opening import Opened
from models.topology import State
from tests.models.plan_texts import MINIMAL, changed
from tests.support.builders import (
    AWAY,
    estate,
    failed_over,
    id_of,
    ip,
    item,
    machine,
    network,
    nic,
    subnet,
)
from tests.support.doors import (
    ADDRESS_FIELDS,
    ADDRESS_FILES,
    DRAFT,
    PLAN,
    PREFIX_FIELDS,
    PREFIX_FILES,
    WEB,
    Door,
    address_in_a_list_of_az,
    address_in_a_plan,
    address_in_the_settings,
    first_address_of_a_series,
    prefix_in_a_list_of_az,
    prefix_in_a_plan,
    prefix_in_an_arm_template,
    prefix_of_a_network_to_be_created,
    refusal,
)
from tests.tui.screen_text import text_of
from tui.app import AsrnetApp
from tui.bulk_questions import group, integer
from tui.inert_filter import MARK
from tui.pasting import LONGEST, one_line
from tui.widgets.filter_field import FilterField

PREFIXES: tuple[tuple[int, str], ...] = (
    (44, "10.0.0.5/24"),
    *(
        (45, text)
        for text in (
            *("10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.0/1_6", "10.0.0.0/\u0668"),
            *("10.0.0.0/２４", "１0.0.0.0/24", "010.0.0.0/24", "0x0a.0.0.0/24", "10", "10.1/16"),
            *("10.0.0.0", "10.0.0.0/0.0.0.255", "10.0.0.0/255.255.255.0", "fe80::%eth0/64"),
            *("::ffff:10.0.0.0/120", "10.0.0.0/24/24", "10.0.0.0 /24", "10.0.0.0/2\u200b4"),
        )
    ),
)
PADDED_PREFIXES = ("10.0.0.0/24 ", "10.0.0.0/24\n", " 10.0.0.0/24")
ADDRESSES = (
    *("010.0.0.4", "0x0a.0.0.4", "10", "10.1", "10.0.0", "167772164", "10.0.0.\u0664", "１0.0.0.4"),
    *("10.0.0.256", "fe80::1%eth0", "::ffff:10.0.0.4", "10.0.0.4:80", "10.0.0.1_4"),
)
PADDED_ADDRESSES = ("10.0.0.4 ", "10.0.0.4\n", " 10.0.0.4")


def said(parse: Callable[[object], object], text: object) -> str:
    with pytest.raises(ValueError, match=r"expected|prefix is") as refused:
        parse(text)
    return str(refused.value)


@pytest.mark.fault(44, 45)
@pytest.mark.parametrize("door", [*PREFIX_FILES, *PREFIX_FIELDS])
def test_a_prefix_that_is_none_gets_the_same_answer_at_every_door(door: Door) -> None:
    for _, text in PREFIXES:
        assert said(parse_prefix, text) in door(text), text


@pytest.mark.fault(45)
@pytest.mark.parametrize("door", [*ADDRESS_FILES, *ADDRESS_FIELDS])
def test_an_address_that_is_none_gets_the_same_answer_at_every_door(door: Door) -> None:
    for text in ADDRESSES:
        assert said(parse_address, text) in door(text), text


@pytest.mark.fault(45)
def test_blanks_around_are_refused_in_files_and_no_part_of_what_is_typed() -> None:
    for text in PADDED_PREFIXES:
        for door in (prefix_in_a_plan, prefix_in_a_list_of_az, prefix_in_an_arm_template):
            assert said(parse_prefix, text) in door(text), text
        assert said(parse_prefix, text) not in prefix_of_a_network_to_be_created(text)
    for text in PADDED_ADDRESSES:
        for door in (address_in_a_plan, address_in_a_list_of_az):
            assert said(parse_address, text) in door(text), text
        assert address_in_the_settings(text.replace("4", "9")) == ""
        assert first_address_of_a_series(text) == ""


@pytest.mark.fault(44)
def test_host_bits_are_told_with_the_prefix_that_is_meant() -> None:
    for door in (*PREFIX_FILES, *PREFIX_FIELDS):
        assert "the prefix is 10.0.0.0/24" in door("10.0.0.5/24")


NO_TEXT: tuple[object, ...] = (True, False, 10, 1.5, None, b"10.0.0.4", ("10.0.0.0", 8), ["x"])


@pytest.mark.fault(51)
@pytest.mark.parametrize("value", NO_TEXT, ids=repr)
def test_what_is_no_text_is_no_address_and_no_prefix(value: object) -> None:
    assert "in quotes" in said(parse_address, value)
    assert "in quotes" in said(parse_prefix, value)


@pytest.mark.fault(51)
@pytest.mark.parametrize("value", ["true", "10", "1.5", "1979-05-27", "[]", "{ x = 1 }"])
def test_what_is_no_text_is_refused_where_a_plan_has_text(value: str) -> None:
    for line in ('name = "vm"', 'region = "southeastasia"', '"10.0.0.4"', 'network = "vnet"'):
        key, equals, _ = line.rpartition(" = ")
        said = refusal(changed(MINIMAL, (f"{line}\n", f"{key}{equals}{value}\n")))
        assert "line " in said, (line, said)


@pytest.mark.fault(51)
@pytest.mark.parametrize("value", [True, 10, 1.5, ["x"], {"x": 1}], ids=repr)
def test_what_is_no_text_in_an_import_is_left_out_and_told(value: object) -> None:
    assert prefix_in_a_list_of_az(value)
    assert address_in_a_list_of_az(value)


# What would make a plan meaningless: networks, subnets, addresses

WRONG_PLANS: tuple[tuple[int, str, str, str], ...] = (
    (46, '["10.0.0.0/16"]', '["10.0.0.0/16", "10.0.8.0/24"]', "10.0.8.0/24 overlaps 10.0.0.0/16"),
    (
        *(46, '["10.0.0.0/24"]\n'),
        '["10.0.0.0/24"]\n\n[[virtual_networks.subnets]]\nname = "b"\n'
        'address_prefixes = ["10.0.0.128/25"]\n',
        "10.0.0.128/25 overlaps 10.0.0.0/24 of subnet 'web'",
    ),
    (47, '["10.0.0.0/24"]', '["10.1.0.0/24"]', "10.1.0.0/24 is outside the address space"),
    (47, '["10.0.0.0/24"]', '["10.0.0.0/30"]', "the smallest subnet is /29"),
    (47, '["10.0.0.0/24"]', '["10.0.0.4/32"]', "the smallest subnet is /29"),
    (50, '["10.0.0.0/24"]', '["10.0.0.0/24", "fd00::/65"]', "an IPv6 subnet is a /64"),
    (48, '["10.0.0.0/24"]', '["10.0.9.0/24"]', "10.0.0.4 is outside subnet 'web': 10.0.9.0/24"),
    (
        *(48, '["10.0.0.0/24"]'),
        '["10.0.0.0/24"]\nin_use = [{ address = "10.0.0.4", by = "lb" }]',
        "10.0.0.4 is held twice: by 'lb' and by vm/nic/ip",
    ),
    (
        *(52, '["10.0.0.0/24"]\n'),
        '["10.0.0.0/24"]\n\n[[virtual_networks.subnets]]\nname = "WEB"\n'
        'address_prefixes = ["10.0.1.0/24"]\n',
        "'WEB' is already used",
    ),
    (52, 'name = "vm"\n', 'name = ""\n', "expected at least one character"),
    (52, 'network = "vnet"\n', 'network = "vn\u0435t"\n', "there is no virtual network"),
)


@pytest.mark.fault(46, 47, 48, 50, 52)
@pytest.mark.parametrize(
    ("old", "new", "expected"), [row[1:] for row in WRONG_PLANS], ids=lambda text: text[:40]
)
def test_a_plan_that_would_mean_nothing_is_refused_with_the_reason(
    old: str, new: str, expected: str
) -> None:
    said = refusal(MINIMAL.replace(old, new, 1))
    assert expected in said
    assert "line " in said


UNSETTABLE: tuple[tuple[int, str, str], ...] = (
    *((47, f"10.0.0.{last}", f"Azure keeps 10.0.0.{last} for itself") for last in (0, 1, 3, 255)),
    (48, "10.0.1.9", "10.0.1.9 is outside web (10.0.0.0/24)"),
    (48, "10.0.0.9", "10.0.0.9 is in use by lb"),
    (48, "10.0.0.7", "already set for other/nic/ipconfig1"),
    (50, "fd00::9", "IPv6 addresses are not failed over"),
)


@pytest.mark.fault(47, 48, 50)
@pytest.mark.parametrize(("typed", "expected"), [row[1:] for row in UNSETTABLE])
def test_an_address_that_nobody_can_have_is_refused_as_it_is_typed(
    typed: str, expected: str
) -> None:
    there = subnet("web", "10.0.0.0/24", in_use={"10.0.0.9": "lb"})
    vms = [machine("vm", ip("10.0.0.4")), machine("other", ip("10.0.0.5"))]
    plan = estate([WEB], [there], vms, [item("vm"), item("other")])
    session = Session(plan)
    other = AddressField(id_of("other"), Scenario.FAILOVER)
    edit = other.edit(session.assignments, "10.0.0.7")
    assert edit is not None
    session.do(edit)
    said = AddressField(id_of("vm"), Scenario.FAILOVER).problem(session.assignments, typed)
    assert expected in (said or "")


@pytest.mark.fault(48, 52)
@pytest.mark.parametrize("name", ["GatewaySubnet", "gatewaysubnet", "AzureBastionSubnet"])
def test_no_machine_lands_in_a_subnet_that_azure_keeps_for_itself(name: str) -> None:
    kept = subnet(name, "10.0.0.0/24")
    plan = estate([WEB], [kept], [machine("vm", ip("10.0.0.4"))], [item("vm")])
    said = AddressField(id_of("vm"), Scenario.FAILOVER).problem(
        Session(plan).assignments, "10.0.0.9"
    )
    assert said is not None
    assert failed_over(plan, "vm") == "unassigned / reserved-subnet"


# Full and very large


@pytest.mark.fault(49)
def test_a_full_subnet_says_so_and_a_large_one_answers_without_listing_its_addresses() -> None:
    small = subnet("web", "10.0.0.0/29", in_use={f"10.0.0.{n}": "lb" for n in (4, 5, 6)})
    full = estate([WEB], [small], [machine("vm", ip("10.0.0.4"))], [item("vm")])
    assert failed_over(full, "vm") == "unassigned / subnet-full"
    large = subnet("web", "10.0.0.0/8", in_use={"10.0.0.4": "lb"})
    began = time.process_time()
    plan = estate([WEB], [large], [machine("vm", ip("10.0.0.4"))], [item("vm")])
    results = Session(plan).assignments
    assert AddressField(id_of("vm"), Scenario.FAILOVER).problem(results, "10.200.0.9") is None
    assert failed_over(plan, "vm").startswith("10.0.0.5")
    assert time.process_time() - began < 1  # listing 16,777,216 addresses takes half a minute


@pytest.mark.fault(50)
def test_with_two_stacks_the_ipv4_address_goes_over_and_the_ipv6_one_is_told() -> None:
    both = subnet("web", "10.0.0.0/24", "fd00::/64")
    vm = machine("vm", nic(ip("10.0.0.4", primary=True), ip("fd00::4", name="six")))
    plan = estate([both], [both], [vm], [item("vm")])
    assert failed_over(plan, "vm").startswith("10.0.0.4")
    assert "ipv6-unsupported" in {finding.code.value for finding in Session(plan).findings}


# Names and numbers that are typed

NAMES: tuple[tuple[str, str | None], ...] = (
    ("web-01", None),
    ("x" * 81, "at most"),
    ("-web", "begins with a letter or a digit"),
    ("web.", "ends with a letter"),
    ("web 01", "letters, digits"),
    ("w\u0435b", "letters, digits"),
    ("web\u200b", "letters, digits"),
    ("web\x1b[31m", "letters, digits"),
    ("[@click=app.quit]web[/]", "letters, digits"),
    ("../web", "letters, digits"),
)


@pytest.mark.fault(52)
@pytest.mark.parametrize(("name", "expected"), NAMES, ids=lambda text: ascii(text)[:20])
def test_a_name_that_azure_would_not_take_is_refused_where_it_is_typed(
    name: str, expected: str | None
) -> None:
    results = Session(PLAN).assignments
    named = DRAFT.subnets[0]
    answers = [
        NicNameField(NicId("vm", "nic"), Scenario.FAILOVER).problem(results, name),
        *_draft_says(replace(DRAFT, name=name)),
        *_draft_says(DRAFT.with_subnet(0, replace(named, name=name))),
    ]
    if expected is None:
        assert answers == [None]
    else:
        assert len(answers) == 3
        longest = "Azure allows 64"
        assert all(expected in str(said) or longest in str(said) for said in answers), answers


def _draft_says(draft: object) -> Iterator[str]:
    return (problem.message for problem in problems(draft, []))  # type: ignore[arg-type]


@pytest.mark.fault(52)
@pytest.mark.parametrize("name", ["", " ", "\u00a0\u3000"])
def test_blanks_are_no_name(name: str) -> None:
    assert [*_draft_says(replace(DRAFT, name=name))] == ["A virtual network needs a name."]
    blank = replace(DRAFT.subnets[0], name=name)
    assert [*_draft_says(DRAFT.with_subnet(0, blank))] == ["A subnet needs a name."]


@pytest.mark.fault(52)
def test_a_name_that_differs_in_case_only_is_the_same_name() -> None:
    there = network("vnet-asr", WEB, region=AWAY)
    [said] = problems(replace(DRAFT, name="VNET-ASR", id="new"), [there])
    assert "has a network called vnet-asr" in said.message
    planned = network("new", WEB, region=AWAY, state=State.PLANNED)
    plan = estate([WEB], [WEB], [], [], [planned])
    with pytest.raises(EditRefused, match="a subnet WEB already"):
        add_subnet(plan, "new", subnet("WEB", "10.0.0.0/24"))


@pytest.mark.fault(45)
@pytest.mark.parametrize(
    "typed", ["٨", "１", "²", "1_0", "0x1", "1e1", "1.0", "+-1", "", "9" * 5000]
)
def test_a_number_is_written_in_plain_digits_everywhere(typed: str) -> None:
    assert GroupField("vm").problem(Session(PLAN).assignments, typed)
    assert group(typed)
    assert integer(typed)


# Pasting


@pytest.mark.fault(53)
@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("10.0.0.4", "10.0.0.4"),
        ("10.0.0.4\n", "10.0.0.4"),
        ("a\nb\r\nc\rd\n\n", "a b c d"),
        ("a\tb\u2028c\u2029d\u0085e", "a b c d e"),
        ("\n \n", " "),
        (" a  b ", " a  b "),
        ("", ""),
    ],
    ids=ascii,
)
def test_several_lines_become_one_and_none_is_cut(pasted: str, expected: str) -> None:
    assert one_line(pasted) == expected


@asynccontextmanager
async def filtering(directory: Path) -> AsyncIterator["tuple[AsrnetApp, Pilot[int], FilterField]"]:
    """A list with the focus in its filter."""
    app = AsrnetApp(Opened(*open_document(samples()[0].copy_to(directory))))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f5", "slash")
        assert isinstance(app.focused, FilterField)
        yield app, pilot, app.focused


@pytest.mark.fault(53, 54)
async def test_a_paste_goes_in_whole_or_not_at_all_and_that_is_said(tmp_path: Path) -> None:
    async with filtering(tmp_path) as (app, pilot, field):
        app.post_message(events.Paste("changed\nsubnet:web\n"))
        await pilot.pause()
        assert field.value == "changed subnet:web"
        app.post_message(events.Paste("x" * 2**20))
        await pilot.pause()
        assert field.value == "changed subnet:web"
        assert f"a field takes {LONGEST:,} characters, and these are 1,048,576" in text_of(app)
        field.value = ""
        app.post_message(events.Paste("x" * LONGEST))
        await pilot.pause()
        assert len(field.value) == LONGEST


@pytest.mark.fault(55)
async def test_keys_in_a_paste_are_not_pressed_and_what_is_unseen_is_marked(tmp_path: Path) -> None:
    async with filtering(tmp_path) as (app, pilot, field):
        app.post_message(events.Paste("\x1b[31m\x11\x1a\u202e"))
        await pilot.pause()
        assert app.is_running
        assert app.focused is field
        assert MARK in text_of(app)
        assert not {"\x1b", "\x11", "\x1a", "\u202e"} & set(text_of(app))
