"""What is offered for each finding: in which words, in which order, and what it does."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest

from models.assignment import Scenario
from models.errors import EditRefused
from models.findings import Code, Finding
from models.fixes import Fix, fixes
from models.fixes.remedies import REMEDIES
from models.plan import NicFailoverSettings, NicSettings, Plan
from models.rules.names import shortened
from models.session import Session
from models.topology import State, Subnet
from tests.models.findings_plans import (
    DRILL,
    FAILBACK,
    SECONDARY,
    named,
    nic_named,
    over,
    taken,
    web,
)
from tests.models.test_findings import CASES
from tests.support.builders import (
    AWAY,
    HOME,
    at,
    changed,
    failed_over,
    id_of,
    ip,
    machine,
    network,
    plan,
    settings,
    subnet,
)

NOTHING = {
    "region-restricted": "only Microsoft opens a region",
}
"""The codes that no edit of a plan can mend, and why."""


def planned(before: Plan, id: str = "vnet-asr", *, subnets: Sequence[Subnet] = ()) -> Plan:
    """The plan with a network planned, and more subnets in it."""
    row = before.network(id)
    row = changed(
        row, state=State.PLANNED, production=False, subnets=(*row.subnets, *subnets),
        address_space=network("x", subnet("x", "10.0.0.0/8")).address_space,
    )  # fmt: skip
    return replace(before, virtual_networks=before.virtual_networks.put(row))


TWO = [web(), subnet("db", "10.0.4.0/24")]
FULL = [*taken(3), subnet("app", "10.0.4.0/24")]
APP = [subnet("app", "10.0.4.0/24")]
BASTION = [subnet("AzureBastionSubnet", "10.0.9.0/24")]
OVERLAP = plan(
    [
        network("a", subnet("s", "10.0.0.0/16")),
        network(
            "b", subnet("s", "10.0.0.0/24"), peered_with=("a",), state=State.PLANNED,
            production=False,
        ),
    ]
)  # fmt: skip
LOW = over(taken(9, "10.0.0.0/28"), vm=machine("vm", ip("10.0.0.14")))


class Offer(NamedTuple):
    """A plan with a finding, and what is offered for the first of that code."""

    code: str
    plan: Plan
    labels: list[str]


def case(code: str, *labels: str) -> Offer:
    return Offer(code, CASES[code].has, list(labels))


AUTOMATIC = "let the rules decide vm's address"
OFFERS = [
    case("same-region-mapping", "delete a → b"),
    case("duplicate-mapping", "delete a → c, which does not count",
         "delete a → b, so that c counts"),
    case("failover-network-region", "fail vm over to vnet-asr in southeastasia"),
    Offer("address-outside-subnet", over(TWO, settings(failover=at("10.0.4.9"))),
          ["keep 10.0.4.9 and choose db, the subnet that has it", AUTOMATIC,
           "set 10.0.0.4, the next available"]),
    case("address-reserved", AUTOMATIC, "set 10.0.0.4, the next available",
         "let the rules decide for all 2 with such an address"),
    case("address-in-use", AUTOMATIC, "set 10.0.0.4, the next available"),
    case("address-duplicate", "let the rules decide vm/nic/ip-2's address",
         "let vm/nic/ip-2 have it and the rules decide for vm/nic/ipconfig1",
         "set 10.0.0.4, the next available"),
    case("unknown-target-subnet", "set the subnet to web, the likeliest name",
         "let the rules decide vm's subnet", "let the rules decide the subnet of all 2"),
    Offer("subnet-full", over(FULL), ["set the subnet to app"]),
    Offer("subnet-full", planned(over(taken(3))),
          ["widen web of vnet-asr, which is planned, to 10.0.0.0/28"]),
    Offer("subnet-full", over(taken(3)), []),
    case("reserved-subnet", "set the subnet to db"),
    Offer("no-subnet", planned(over([])),
          ["add web to vnet-asr, which is planned", "fail vm over to drill in southeastasia"]),
    Offer("name-too-long", planned(named(65), "net"), [f"name it {'n' * 64}"]),
    Offer("name-too-long", named(65), []),
    Offer("name-too-long", nic_named(81), ["shorten the names of NICs of vm to 80 characters"]),
    case("no-reverse-mapping", "map vnet-asr to vnet"),
    case("one-way-mapping", "create the reverse b → a", "delete a → b"),
    case("reverse-mismatch", "lead b back to a", "delete a → b"),
    case("many-to-one-mapping", "give c a target of its own, as by default",
         "delete the mapping to b of c"),
    case("unmapped-network", "map vnet to vnet-asr, and back", "map vnet to drill, and back"),
    case("subnet-fallback", "choose other, where it lands"),
    Offer("subnet-fallback", planned(over(APP)),
          ["choose app, where it lands", "add web to vnet-asr, which is planned"]),
    Offer("subnet-fallback", over(TWO, settings(failover=at(in_subnet="db"))),
          ["fail over to web, which vnet has too"]),
    case("address-lost", "pin vm to 10.0.0.4"),
    case("order-dependent", "pin every forecast in web of vnet-asr at failover"),
    case("test-in-failover-network", "test vm in drill",
         "plan vnet-asr-test, an unpeered copy, and test vm there", "test vm nowhere, for now"),
    case("test-in-production", "plan vnet-asr-test, an unpeered copy, and test vm there",
         "test vm nowhere, for now"),
    Offer("overlapping-connected-networks", OVERLAP, ["plan no peering of b with a"]),
    case("overlapping-connected-networks"),
    Offer("prefix-mismatch", planned(over([web("10.0.0.0/23")])),
          ["give web of vnet-asr 10.0.0.0/24, as in vnet"]),
    case("prefix-mismatch"),
    Offer("capacity-low", planned(LOW),
          ["widen web of vnet-asr, which is planned, to 10.0.0.0/27"]),
    Offer("capacity-low", over([*taken(9, "10.0.0.0/28"), *APP], vm=LOW.machine("vm")),
          ["let vm go to app instead"]),
    Offer("delegated-subnet", over([web(delegation="Microsoft.Web/serverFarms"), *APP]),
          ["set the subnet to app"]),
    case("ipv6-unsupported", "leave vm/nic/v6 out of the failover"),
    case("region-restricted"),
    case("group-limit", "put vm in group 7, the last one"),
    case("settings-without-source", "take back what is set for vm and its source does not have"),
    Offer("not-home", over(TWO, settings(failover=at("10.0.0.77"))),
          ["let the rules decide vm's address at failover",
           "keep 10.0.0.10 at failover: set it for vm"]),
    Offer("not-home", over(TWO, settings(failover=at(in_subnet="db"))),
          ["fail vm over to web, the subnet of the same name",
           "fail vm over to web and keep 10.0.0.10 there"]),
    case("not-home"),
    Offer("address-changes", over(TWO, settings(failover=at("10.0.0.77"))),
          [AUTOMATIC, "keep 10.0.0.10: set it for vm"]),
    case("forecast-address", "pin vm to 10.7.0.4"),
    case("unprotected-machine",
         "replicate vm to southeastasia, to the network offered by default"),
    case("no-test-network", "test vm in drill",
         "plan vnet-asr-test, an unpeered copy, and test vm there"),
    case("secondary-needs-selection", "leave vm/nic/ip-2 out of the failover"),
    case("planned-network", "mark new as existing: it was created"),
]  # fmt: skip


def offered(at: Plan, code: str, place: int = 0) -> tuple[Session, Finding, Sequence[Fix]]:
    session = Session(at)
    found = [finding for finding in session.findings if finding.code == code]
    return session, found[place], fixes(session, found[place])


def apply(session: Session, fix: Fix) -> Plan:
    session.do(fix.make(session))
    return session.plan


def test_every_code_has_decided_whether_it_can_be_mended_in_a_plan() -> None:
    assert set(REMEDIES) == set(Code)
    assert {code.value for code, remedies in REMEDIES.items() if remedies is None} == set(NOTHING)
    assert {offer.code for offer in OFFERS} == {code.value for code in Code}
    mended = {offer.code for offer in OFFERS if offer.labels}
    assert mended == {code.value for code in Code} - set(NOTHING)


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.code)
def test_a_finding_is_offered_what_mends_it_the_best_first(offer: Offer) -> None:
    session, finding, found = offered(offer.plan, offer.code)
    assert [fix.label for fix in found] == offer.labels
    for fix in found:
        apply(session, fix)
        assert finding not in session.findings
        session.undo()
        assert session.plan == offer.plan


def test_pinning_one_forecast_or_all_of_them() -> None:
    several = [machine(f"vm-{n}", ip(f"10.0.0.{10 + n}")) for n in range(3)]
    before = over([web("10.7.0.0/24")], vm=several[0], more=tuple(several[1:]))
    session, _, (one, all_of_them) = offered(before, "forecast-address", 1)
    assert (one.label, one.count) == ("pin vm-1 to 10.7.0.5", 1)
    assert (all_of_them.label, all_of_them.count) == ("pin all 3 such forecasts", 3)
    after = apply(session, all_of_them)
    assert [str(after.settings_of(id_of(f"vm-{n}")).failover.address) for n in range(3)] == [
        "10.7.0.4", "10.7.0.5", "10.7.0.6",
    ]  # fmt: skip
    assert not [finding for finding in session.findings if finding.code == "forecast-address"]


def test_all_machines_without_a_test_network_get_one_at_once() -> None:
    before = over(
        more=(machine("vm-2", ip("10.0.0.11")), machine("vm-3", ip("10.0.0.12"))),
        networks=(DRILL, network("far", web(), region=HOME, production=False)),
    )
    session, _, found = offered(before, "no-test-network")
    for_all = [fix for fix in found if fix.count > 1]
    assert [fix.label for fix in for_all] == [
        "test all 2 such machines in drill",
        "plan unpeered copies of their failover networks, and test all 2 such machines there",
    ]
    after = apply(session, for_all[1])
    tested = [row.test_failover_network for row in after.replicated_items]
    assert sorted(tested, key=str) == ["drill", "vnet-asr-test", "vnet-asr-test"]
    session.undo()
    after = apply(session, for_all[0])
    assert [row.test_failover_network for row in after.replicated_items] == ["drill"] * 3


def test_a_network_that_is_peered_with_production_is_no_place_to_test_in() -> None:
    before = over(
        test_failover_network=None,
        networks=(
            network("lab", web(), region=AWAY, production=False, peered_with=("vnet-asr",)),
            network("empty", region=AWAY, production=False),
            network("real", web(), region=AWAY),
            DRILL,
        ),
    )
    _, _, found = offered(before, "no-test-network")
    assert [fix.label for fix in found] == [
        "test vm in drill",
        "plan vnet-asr-test, an unpeered copy, and test vm there",
    ]


def test_what_brings_an_error_elsewhere_is_offered_last() -> None:
    drill = network("drill", *BASTION, web("10.9.1.0/24"), region=AWAY, production=False)
    twin = network("twin", web(), region=AWAY, production=False)
    before = over(
        None,
        settings(test_failover=at("10.0.0.20")),
        test_failover_network="vnet-asr",
        networks=(drill, twin),
    )
    _, _, found = offered(before, "test-in-failover-network")
    labels = [fix.label for fix in found]
    assert labels[0] == "test vm in twin"
    assert labels[-1] == "test vm in drill"
    assert [fix.new_errors for fix in found] == [0, 0, 0, 1]


def test_a_reverse_that_leads_elsewhere_is_changed_step_by_step() -> None:
    before = replace(
        over(networks=(DRILL, network("other", web())), mappings=("vnet->vnet-asr",)),
    )
    before = replace(
        before,
        network_mappings=plan(
            before.virtual_networks,
            mappings=("vnet->vnet-asr", "vnet-asr->other", "other->vnet-asr"),
        ).network_mappings,
    )
    session, _, found = offered(before, "reverse-mismatch")
    assert found[0].preview.steps == (
        "delete other → vnet-asr",
        "change vnet-asr → other to vnet",
    )
    after = apply(session, found[0])
    assert [str(mapping) for mapping in after.network_mappings] == [
        "vnet->vnet-asr",
        "vnet-asr->vnet",
    ]


def test_a_mapping_that_is_there_twice_is_deleted_once_and_by_its_place() -> None:
    before = plan(
        [network("a"), network("b", region=AWAY), network("c", region=AWAY)],
        mappings=("a->b", "a->c", "a->b", "b->a"),
    )
    session, _, found = offered(before, "duplicate-mapping", 1)
    after = apply(session, found[0])
    assert [str(mapping) for mapping in after.network_mappings] == ["a->b", "a->c", "b->a"]


def test_a_widened_subnet_is_worked_out_afresh() -> None:
    session, _, found = offered(planned(over(taken(3))), "subnet-full")
    after = apply(session, found[0])
    assert after.network("vnet-asr").subnets[0].ranges == web("10.0.0.0/28").ranges
    assert failed_over(after, "vm") == "10.0.0.7 next-available / different-address-space"
    assert failed_over(session.assignments, "vm") == failed_over(after, "vm")


def test_names_are_cut_but_keep_their_ending_and_stay_distinct() -> None:
    assert shortened("net", 64, set()) == "net"
    assert shortened("n" * 61 + "-asr", 64, set()) == "n" * 60 + "-asr"
    assert shortened("abcdef-asr", 8, {"abcd-asr"}) == "ab-2-asr"
    assert shortened("ab--cdef-asr", 8, set()) == "ab-asr"
    assert shortened("net", 64, {"net"}) == "net-2"


def test_the_names_of_nics_stay_distinct_when_they_are_cut() -> None:
    long = "n" * 90
    chosen = NicSettings(
        name="nic",
        failover=NicFailoverSettings(name=long),
        test_failover=NicFailoverSettings(name=long + "x"),
    )
    session, _, found = offered(over(network_interfaces=(chosen,)), "name-too-long")
    nic = apply(session, found[0]).replicated_items["vm"].nic_settings_of("nic")
    assert (nic.failover.name, nic.test_failover.name) == ("n" * 80, "n" * 78 + "-2")


def test_a_fix_for_a_finding_that_is_gone_is_refused() -> None:
    session, _, found = offered(CASES["forecast-address"].has, "forecast-address")
    apply(session, found[0])
    with pytest.raises(EditRefused, match="gone already"):
        found[0].make(session)


def test_nothing_is_offered_where_it_only_hides_the_finding() -> None:
    before = over(None, settings(failover=at("10.0.0.20")), source=[web("10.0.1.0/24")],
                  vm=machine("vm", ip("10.0.1.10")))  # fmt: skip
    _, finding, found = offered(before, "not-home")
    assert finding.scenario is FAILBACK
    assert [fix.label for fix in found] == []  # .10 of another subnet would leave it without any


def test_test_addresses_are_pinned_at_test_failover() -> None:
    drill = network("drill", web(in_use={"10.0.0.10": "ilb"}), region=AWAY, production=False)
    before = over(
        networks=(drill,),
        vm=SECONDARY,
    )
    session, _, found = offered(before, "order-dependent")
    after = apply(session, found[0])
    assert str(after.settings_of(id_of("vm")).test_failover.address) == "10.0.0.254"
    assert after.settings_of(id_of("vm")).failover.address is None
    result = session.assignments.of(id_of("vm"), Scenario.TEST_FAILOVER)
    assert result is not None
    assert not result.forecast
