"""The sample plans: each loads, is written as the program writes it, and shows what it says."""

import fnmatch
import re
from collections import Counter
from dataclasses import replace

import pytest

from models.addresses import address_text
from models.assign import assign
from models.assignment import AddressRule, Assignment, Reason, Scenario
from models.findings import Code, Finding, Severity, findings
from models.formats.assignment_rows import AssignmentRow, assignment_rows
from models.formats.plan_toml import dumps, loads
from models.plan import AUTOMATIC, Plan, ReplicatedItem, SameAddressSpace
from models.rules.peering import peers_of
from models.rules.subnets import is_reserved
from models.samples import DEFAULT, Sample, samples
from models.status import Status, status
from models.topology import Allocation, NetworkInterface
from tui.app import AsrnetApp
from tui.screens.plan_screen import PlanScreen
from tui.screens.workspace import WorkspaceScreen

SAMPLES = {sample.name: sample for sample in samples()}
NAMES = (
    "article",
    "broken",
    "company-a",
    "different-address-spaces",
    "estate-300",
    "hub-and-spoke",
)
TERMINAL = 80
"""The width of the narrowest terminal that everything is made for."""

LIKE_A_NAME = re.compile(r"(vm|vnet|snet|ipconfig)-|[\w-]+-(\d\d|vnet)\b")
"""How the names of machines, networks, subnets and IP configurations look in a note."""

every_sample = pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)


def plan_of(name: str) -> Plan:
    return loads(SAMPLES[name].text, name)


def rows_of(plan: Plan) -> dict[str, AssignmentRow]:
    """The results by IP configuration, which is named as the findings name it."""
    return {str(row.id): row for row in assignment_rows(assign(plan))}


def row_of(plan: Plan, machine: str) -> AssignmentRow:
    """The results of a machine that has one IP configuration."""
    [row] = (row for row in rows_of(plan).values() if row.id.virtual_machine == machine)
    return row


def at_failover(plan: Plan) -> list[Assignment]:
    found = [row.failover for row in rows_of(plan).values()]
    return [result for result in found if result is not None]


def found_in(plan: Plan) -> list[Finding]:
    return findings(assign(plan))


def address(result: Assignment | None) -> str | None:
    return None if result is None or result.address is None else address_text(result.address)


def nics_of(plan: Plan) -> list[NetworkInterface]:
    return [nic for machine in plan.virtual_machines for nic in machine.network_interfaces]


def item_of(plan: Plan, machine: str) -> ReplicatedItem:
    item = plan.item(machine)
    assert item is not None
    return item


def holders(plan: Plan) -> set[str]:
    """What kinds of things hold addresses: how their names begin."""
    return {
        entry.by.partition("-")[0]
        for network in plan.virtual_networks
        for subnet in network.subnets
        for entry in subnet.in_use
    }


def note_of(sample: Sample) -> str:
    note = loads(sample.text).note
    assert note is not None
    return note


# all of them


def test_six_samples_ship_and_the_one_of_the_article_is_first() -> None:
    assert tuple(SAMPLES) == NAMES
    assert NAMES[0] == DEFAULT


@every_sample
def test_a_sample_is_written_as_the_program_writes_it(sample: Sample) -> None:
    assert dumps(loads(sample.text, sample.name)) == sample.text


@every_sample
def test_a_sample_says_what_it_shows_in_one_short_line(sample: Sample) -> None:
    first, *rest = note_of(sample).split("\n")
    assert sample.shows == first
    assert 0 < len(first) < 75
    assert len(max(NAMES, key=len)) + len("  ") + len(first) <= TERMINAL  # asrnet demo --list
    assert rest


@every_sample
def test_a_note_fits_a_terminal_of_80_columns(sample: Sample) -> None:
    assert [line for line in note_of(sample).split("\n") if len(line) >= TERMINAL] == []


@every_sample
def test_a_note_names_only_what_its_plan_has(sample: Sample) -> None:
    plan = loads(sample.text)
    known = {*plan.virtual_networks.keys(), *plan.virtual_machines.keys()}
    known |= {subnet.name for network in plan.virtual_networks for subnet in network.subnets}
    known |= {ip.name for nic in nics_of(plan) for ip in nic.ip_configurations}
    words = re.findall(r"[\w-]+\*?", note_of(sample))
    named = [word for word in words if LIKE_A_NAME.match(word)]
    assert named
    assert [name for name in named if not fnmatch.filter(known, name)] == []


@every_sample
def test_a_note_names_only_findings_that_its_plan_has(sample: Sample) -> None:
    words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", note_of(sample)))
    named = words & {code.value for code in Code}
    assert named <= {finding.code.value for finding in found_in(loads(sample.text))}


@every_sample
def test_a_note_names_only_keys_that_work(sample: Sample) -> None:
    bound = [*PlanScreen.BINDINGS, *WorkspaceScreen.BINDINGS, *AsrnetApp.BINDINGS]
    keys = {binding.key.upper() for binding in bound if not isinstance(binding, tuple)}
    named = set(re.findall(r"\bF\d+\b|\bCtrl\+\w\b", note_of(sample)))
    assert named
    assert {key.upper() for key in named} <= keys


# one by one


def test_the_article_shows_the_address_that_is_taken_in_a_test() -> None:
    plan = plan_of("article")
    web, app, db = (row_of(plan, name) for name in ("web-01", "app-01", "db-01"))
    assert {address(web.result(scenario)) for scenario in Scenario} == {"10.0.0.4"}
    assert (address(app.failover), address(app.test_failover)) == ("10.0.0.19", "10.0.0.254")
    assert app.test_failover is not None
    assert app.test_failover.rule is AddressRule.END_OF_RANGE
    assert db.failover is not None
    assert (db.failover.rule, db.failover.taken_by) == (AddressRule.NEXT_AVAILABLE, "ilb-db-dr")
    assert plan.item("report-01") is None


def test_company_a_keeps_every_address_and_brings_it_home() -> None:
    plan = plan_of("company-a")
    rows = rows_of(plan).values()
    assert len(rows) == 10
    for row in rows:
        results = [row.result(scenario) for scenario in Scenario]
        assert {result.rule for result in results if result} == {AddressRule.RETAINED}
        assert {address(result) for result in results} == {str(row.ip.address)}
        assert row.comes_home
    assert {row.ip.allocation for row in rows} == set(Allocation)
    assert len({row.subnet for row in rows}) == 3
    assert found_in(plan) == []


def test_company_a_is_tested_in_a_network_that_reaches_nothing() -> None:
    plan = plan_of("company-a")
    [(failover, test)] = {
        (item.failover_network, item.test_failover_network) for item in plan.replicated_items
    }
    assert test is not None
    assert test != failover
    network = plan.network(test)
    assert (network.production, list(peers_of(plan, network))) == (False, [])


def test_different_address_spaces_shows_set_addresses_beside_forecasts() -> None:
    plan = plan_of("different-address-spaces")
    rules = {row.id.virtual_machine: row.failover for row in rows_of(plan).values()}
    found = Counter((result.rule, result.reason) for result in rules.values() if result)
    assert found == {
        (AddressRule.CONFIGURED, None): 4,
        (AddressRule.NEXT_AVAILABLE, Reason.DIFFERENT_ADDRESS_SPACE): 6,
        (AddressRule.NEXT_AVAILABLE, Reason.NO_SOURCE_ADDRESS): 1,
    }
    by_hand = {name for name, result in rules.items() if result and not result.forecast}
    assert by_hand == {"vm-sql-01", "vm-sql-02", "vm-app-01", "vm-app-02"}
    assert {result.allocation for result in rules.values() if result} == set(Allocation)
    tested = {row.test_failover.rule for row in rows_of(plan).values() if row.test_failover}
    assert tested == {AddressRule.CONFIGURED, AddressRule.END_OF_RANGE}
    assert not any(finding.severity is Severity.ERROR for finding in found_in(plan))


def test_different_address_spaces_keeps_two_addresses_under_the_policy_of_its_note() -> None:
    plan = plan_of("different-address-spaces")
    policy = "[policy]\n    same_address_space = 'contains'"
    assert f"\n    {policy}\n" in note_of(SAMPLES["different-address-spaces"])
    contains = plan.policy.model_copy(update={"same_address_space": SameAddressSpace.CONTAINS})
    before, after = rows_of(plan), rows_of(replace(plan, policy=contains))
    kept = {
        row.id.virtual_machine
        for row in after.values()
        if row.failover and row.failover.rule is AddressRule.RETAINED
    }
    assert kept == {"vm-edi-01", "vm-lic-01"}
    other = [name for name in before if before[name].failover != after[name].failover]
    assert {before[name].id.virtual_machine for name in other} == kept


def test_different_address_spaces_names_the_record_that_changes() -> None:
    plan = plan_of("different-address-spaces")
    frontends = {
        entry.by: str(entry.address)
        for network in plan.virtual_networks
        for subnet in network.subnets
        for entry in subnet.in_use
    }
    assert (frontends["lbi-app-gwc"], frontends["lbi-app-sdc"]) == ("10.20.2.4", "10.60.2.4")
    assert "10.20.2.4 to 10.60.2.4" in " ".join(
        note_of(SAMPLES["different-address-spaces"]).split()
    )


def test_hub_and_spoke_shows_appliances_with_several_nics() -> None:
    plan = plan_of("hub-and-spoke")
    for name in ("vm-nva-01", "vm-nva-02"):
        nics = plan.machine(name).network_interfaces
        first, _ = plan.machine(name).in_failover_order[0]
        assert len(nics) == 3
        assert [nic.name for nic in nics if nic.primary] == [first.network_interface]
        assert not nics[0].primary  # F6 is seen: the primary NIC is not the first in the file
        settings = item_of(plan, name).ip_configurations
        assert any(entry.failover.public_ip for entry in settings)
        assert any(entry.failover.load_balancer_pools for entry in settings)
        assert any(entry.test_failover != AUTOMATIC for entry in settings)
        for nic in item_of(plan, name).network_interfaces:
            assert nic.failover.network_security_group
            assert nic.test_failover.network_security_group


def test_hub_and_spoke_shows_a_secondary_that_fails_over_and_one_that_does_not() -> None:
    rows = rows_of(plan_of("hub-and-spoke")).values()
    secondary = {row.id.name: row.failover for row in rows if not row.ip.primary}
    assert secondary.keys() == {"ipconfig-vpn", "ipconfig-mail-old"}
    assert address(secondary["ipconfig-vpn"]) == "10.40.1.10"
    left_out = [row.id.name for row in rows if row.failover and not row.failover.address]
    assert left_out == ["ipconfig-mail-old"]
    assert secondary["ipconfig-mail-old"] is not None
    assert secondary["ipconfig-mail-old"].reason is Reason.NOT_SELECTED


def test_hub_and_spoke_has_a_hub_and_three_spokes_in_each_region() -> None:
    plan = plan_of("hub-and-spoke")
    for name in ("vnet-hub-weu", "vnet-hub-neu"):
        hub = plan.network(name)
        spokes = list(peers_of(plan, hub))
        assert [spoke.region for spoke in spokes] == [hub.region] * 3
        reserved = {subnet.name for subnet in hub.subnets if is_reserved(subnet)}
        assert reserved == {"GatewaySubnet", "AzureFirewallSubnet", "AzureBastionSubnet"}
    assert {item.group for item in plan.replicated_items} == {1, 2, 3}
    assert not any(finding.severity is Severity.ERROR for finding in found_in(plan))


def test_the_broken_sample_has_every_finding_there_is() -> None:
    assert set(Code) - {finding.code for finding in found_in(plan_of("broken"))} == set()


def test_the_broken_sample_says_where_to_look_for_every_error() -> None:
    note = " ".join(note_of(SAMPLES["broken"]).split())
    subjects = {(finding.code, str(finding.subject)) for finding in found_in(plan_of("broken"))}
    for code in Code:
        if code.severity is Severity.ERROR:
            place = re.search(rf"(?<![\w-]){code.value} \(([^)]+)\)", note)
            assert place, code
            named = place[1].removeprefix("the planned copy of the ").split()[0]
            assert any(code is other and named in subject for other, subject in subjects), code


def test_the_estate_is_large_and_mixed() -> None:
    plan = plan_of("estate-300")
    assert 290 <= len(nics_of(plan)) <= 310
    assert 240 <= len(plan.virtual_machines) <= 270
    assert len(plan.virtual_networks) >= 8
    assert sum(len(network.subnets) for network in plan.virtual_networks) >= 50
    assert any(len(machine.network_interfaces) == 3 for machine in plan.virtual_machines)
    assert {item.group for item in plan.replicated_items} == {1, 2, 3, 4, 5}
    assert {"lbi", "pep"} <= holders(plan)
    workloads = Counter(
        machine.name.rstrip("0123456789").rstrip("-") for machine in plan.virtual_machines
    )
    assert len(workloads) >= 25
    assert workloads.most_common(1)[0][1] < 40


def test_the_estate_goes_from_two_regions_to_two_others() -> None:
    plan = plan_of("estate-300")
    pairs = {
        (plan.machine(item.virtual_machine).region, plan.network(item.failover_network).region)
        for item in plan.replicated_items
    }
    assert pairs == {("westeurope", "northeurope"), ("eastus2", "centralus")}


def test_the_estate_shows_whatever_can_become_of_an_address() -> None:
    plan = plan_of("estate-300")
    assignments = assign(plan)
    counts = Counter(
        status(ip, assignments.failover(id))
        for machine in plan.virtual_machines
        for id, ip in machine.in_failover_order
    )
    assert set(counts) == set(Status)
    assert counts[Status.KEPT] > sum(counts.values()) / 2
    lost = [result for result in at_failover(plan) if result.address is None]
    assert {(result.subnet, result.reason) for result in lost} == {
        ("snet-batch", Reason.SUBNET_FULL)
    }
    errors = {finding.code for finding in found_in(plan) if finding.severity is Severity.ERROR}
    assert errors == {Code.SUBNET_FULL}
