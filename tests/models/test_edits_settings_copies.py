"""Taking addresses over: from the source, from failover to test, from what is forecast."""

from collections.abc import Callable

import pytest

from models.assign import assign
from models.assignment import Scenario
from models.edits import Edit
from models.edits.notes import set_item_note
from models.edits.settings import (
    pin,
    pin_test,
    set_failover_settings,
    set_selected,
    settings_in,
)
from models.edits.settings_copies import copy_failover_to_test, copy_from_source
from models.errors import EditRefused
from models.plan import FailoverSettings, Plan
from tests.support.builders import (
    AWAY,
    at,
    estate,
    failed_over,
    id_of,
    in_test,
    ip,
    item,
    machine,
    network,
    subnet,
)

FAILOVER, TEST = Scenario.FAILOVER, Scenario.TEST_FAILOVER
VM = id_of("vm")
WEB = subnet("web", "10.0.0.0/24")
DRILL = network("drill", subnet("Web", "10.0.0.0/24"), subnet("app", "10.9.0.0/24"), region=AWAY)


def plan_of(
    *,
    source: str | None = "10.0.0.9",
    target: str = "10.0.0.0/24",
    settings: dict[Scenario, FailoverSettings] | None = None,
    test_network: str | None = "drill",
    in_use: dict[str, str] | None = None,
) -> Plan:
    """``vm`` goes from ``web`` of ``vnet`` to that of ``vnet-asr``, and is tested in ``drill``."""
    plan = estate(
        [WEB],
        [subnet("web", target, in_use=in_use)],
        [machine("vm", ip(source))],
        [item("vm", test_failover_network=test_network)],
        [DRILL],
    )
    for scenario, wanted in (settings or {}).items():
        plan = set_failover_settings(plan, VM, scenario, wanted).apply(plan)
    return plan


# From the source


def test_the_address_of_the_source_is_set_where_it_would_not_be_kept() -> None:
    plan = plan_of(target="10.0.0.0/16")
    assert failed_over(plan, VM) == "10.0.0.4 next-available / different-address-space"
    edit = copy_from_source(assign(plan), VM)
    assert edit.label == "vm: copy 10.0.0.9 from the source at failover"
    after = edit.apply(plan)
    assert failed_over(after, VM) == "10.0.0.9 configured"
    assert edit.inverse(plan).apply(after) == plan


def test_the_address_of_the_source_is_set_for_a_test() -> None:
    plan = plan_of(settings={TEST: at("10.0.0.77")})
    after = copy_from_source(assign(plan), VM, TEST).apply(plan)
    assert (in_test(after, VM), failed_over(after, VM)) == (
        *("10.0.0.9 configured", "10.0.0.9 retained"),
    )


def test_copying_keeps_what_else_is_set() -> None:
    plan = plan_of(settings={FAILOVER: FailoverSettings(public_ip="pip")})
    after = copy_from_source(assign(plan), VM).apply(plan)
    assert settings_in(after, VM, FAILOVER) == at("10.0.0.9").model_copy(
        update={"public_ip": "pip"}
    )


def test_copying_sets_the_subnet_too_where_nobody_chose_it() -> None:
    plan = estate([WEB], [subnet("app", "10.0.0.0/24")], [machine("vm", ip("10.0.0.9"))])
    after = copy_from_source(assign(plan), VM).apply(plan)
    assert settings_in(after, VM, FAILOVER) == at("10.0.0.9", "app")


# From failover to test


def test_the_address_of_the_failover_is_set_for_the_test() -> None:
    plan = plan_of(settings={FAILOVER: at("10.0.0.50")})
    edit = copy_failover_to_test(assign(plan), VM)
    assert edit.label == "vm: copy 10.0.0.50 from failover at test failover"
    after = edit.apply(plan)
    assert in_test(after, VM) == "10.0.0.50 configured"
    assert settings_in(after, VM, TEST) == at("10.0.0.50")


def test_the_subnet_is_taken_over_where_the_test_would_be_in_another_one() -> None:
    plan = plan_of(settings={FAILOVER: at("10.0.0.50"), TEST: at(in_subnet="app")})
    after = copy_failover_to_test(assign(plan), VM).apply(plan)
    assert settings_in(after, VM, TEST) == at("10.0.0.50", "Web")


def test_a_test_in_the_failover_network_gets_the_failover_address() -> None:
    plan = plan_of(test_network="vnet-asr", settings={FAILOVER: at("10.0.0.50")})
    after = copy_failover_to_test(assign(plan), VM).apply(plan)
    assert in_test(after, VM) == "10.0.0.50 configured"


def test_without_a_subnet_of_that_name_the_address_is_set_where_the_test_lands() -> None:
    drill = network("drill", subnet("z", "10.0.0.0/24"), region=AWAY)
    vm = item("vm", test_failover_network="drill")
    plan = estate([WEB], [WEB], [machine("vm", ip("10.0.0.9"))], [vm], [drill])
    after = copy_failover_to_test(assign(plan), VM).apply(plan)
    assert settings_in(after, VM, TEST) == at("10.0.0.9", "z")


# Pinning a test


def test_pinning_a_test_sets_what_is_forecast_for_it_and_nothing_else() -> None:
    plan = plan_of(source=None)
    assert in_test(plan, VM) == "10.0.0.254 end-of-range / no-source-address"
    edit = pin_test(assign(plan), VM)
    assert edit.label == "pin vm to 10.0.0.254 at test failover"
    after = edit.apply(plan)
    assert (in_test(after, VM), failed_over(after, VM)) == (
        "10.0.0.254 configured",
        failed_over(plan, VM),
    )


def test_the_note_of_an_item_is_written_and_taken_away() -> None:
    plan = plan_of()
    noted = set_item_note(plan, "vm", "keep it").apply(plan)
    assert noted.replicated_items["vm"].note == "keep it"
    assert set_item_note(noted, "vm", None).apply(noted) == plan


Make = Callable[[], Edit]
REFUSED: dict[str, tuple[Make, str]] = {
    "a source without a known address": (
        lambda: copy_from_source(assign(plan_of(source=None)), VM),
        "The source address of vm is not known; type one.",
    ),
    "a source address outside the subnet": (
        lambda: copy_from_source(assign(plan_of(target="10.7.0.0/24")), VM),
        "vm cannot have the address of the source at failover: 10.0.0.9 is outside web"
        " (10.7.0.0/24).",
    ),
    "a source address that is in use": (
        lambda: copy_from_source(assign(plan_of(in_use={"10.0.0.9": "ilb"})), VM),
        "vm cannot have the address of the source at failover: 10.0.0.9 is in use by ilb.",
    ),
    "a source address that is set already": (
        lambda: copy_from_source(assign(plan_of(settings={FAILOVER: at("10.0.0.9")})), VM),
        "vm is set so at failover already.",
    ),
    "a test without a network": (
        lambda: copy_from_source(assign(plan_of(test_network=None)), VM, TEST),
        "vm has no test failover network; choose one first.",
    ),
    "a copy to a test without a network": (
        lambda: copy_failover_to_test(assign(plan_of(test_network=None)), VM),
        "vm has no test failover network; choose one first.",
    ),
    "a copy to a test that is set already": (
        lambda: copy_failover_to_test(assign(plan_of(settings={TEST: at("10.0.0.9")})), VM),
        "vm is set so at test failover already.",
    ),
    "a copy of no address": (
        lambda: copy_failover_to_test(assign(plan_of(settings={FAILOVER: at("10.0.9.9")})), VM),
        "vm has no address at failover to copy.",
    ),
    "a copy into a subnet that there is not": (
        lambda: copy_from_source(assign(plan_of(settings={FAILOVER: at(in_subnet="dmz")})), VM),
        "vm is in no subnet at failover: the network has no such subnet.",
    ),
    "a copy for what is not selected": (
        lambda: copy_from_source(assign(_unselected(plan_of())), VM),
        "vm is in no subnet at failover: it is not selected for failover.",
    ),
    "a copy for what is not replicated": (
        lambda: copy_from_source(assign(_alone()), VM),
        "vm is not replicated; enable replication first.",
    ),
    "a note of what is not replicated": (
        lambda: set_item_note(_alone(), "vm", "note"),
        "vm is not replicated; enable replication first.",
    ),
    "a pin of what is set": (
        lambda: pin(assign(plan_of(settings={FAILOVER: at("10.0.0.50")})), VM),
        "vm is set to 10.0.0.50 already.",
    ),
    "a pin of a test that is set": (
        lambda: pin_test(assign(plan_of(settings={TEST: at("10.0.0.50")})), VM),
        "vm is set to 10.0.0.50 already.",
    ),
    "a pin of a test that there is not": (
        lambda: pin_test(assign(plan_of(test_network=None)), VM),
        "vm/nic/ipconfig1 has no address at test failover that could be set.",
    ),
}


def _unselected(plan: Plan) -> Plan:
    return set_selected(plan, VM, False).apply(plan)


def _alone() -> Plan:
    return estate([WEB], [WEB], [machine("vm", ip("10.0.0.9"))], [])


@pytest.mark.parametrize(("make", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_taken_over_is_refused_with_the_reason(make: Make, message: str) -> None:
    with pytest.raises(EditRefused) as refused:
        make()
    assert str(refused.value) == message
