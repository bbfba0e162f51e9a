"""Which replicated items, mappings and groups come in, and why others do not."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import InvalidInput
from models.formats import plan_toml
from models.formats.azure_report import Report
from models.formats.documents import read
from models.formats.site_recovery.entry import Entry
from models.formats.site_recovery.settling import Decisions, settled
from models.plan import IpConfigurationSettings, NetworkMapping, NicSettings, ReplicatedItem
from tests.fixtures.azure.documents import machine, nested, vnet
from tests.fixtures.site_recovery.documents import (
    FILES,
    SOURCE,
    TARGET,
    VAULT,
    Estate,
    changed,
    details,
    item_of,
    reasons,
)

WEB, ITEMS = "replicationProtectedItems/web-01", "replicationProtectedItems"
TO_ASR, BACK = (f"replicationNetworkMappings/contoso-{way}" for way in ("net-to-asr", "asr-to-net"))
NETWORK = f"{TARGET}/Microsoft.Network/virtualNetworks"


class LeftOut(NamedTuple):
    """A change, what is said because of it, and whether web-01 is still replicated."""

    name: str
    change: Callable[[Estate], object]
    said: dict[str, str]
    replicated: bool = False


def again(estate: Estate) -> None:
    old = deepcopy(estate.web)
    old["id"], old["name"] = f"{old['id']}-old", "old"
    old["properties"]["friendlyName"] = "web-01-old"
    estate.files["items"]["value"].append(old)


def unmapped(estate: Estate) -> None:
    details(estate.web)["selectedRecoveryAzureNetworkId"] = None
    estate.files["mappings"].clear()


LEFT_OUT = (
    LeftOut("from Hyper-V", lambda estate: details(estate.web).update(instanceType="HyperVReplica"),
            {f"{ITEMS}: web-01": "of HyperVReplica; a plan has machines that go from Azure to"
             " Azure (A2A) only"}),
    LeftOut("of a machine that was not given",
            lambda estate: details(estate.web).update(
                fabricObjectId=f"{SOURCE}/Microsoft.Compute/virtualMachines/gone"),
            {WEB: "its machine 'gone' is not among what is imported; add what \"az vm list\" and"
             ' "az network nic list" write'}),
    LeftOut("of no machine", lambda estate: details(estate.web).update(fabricObjectId=""),
            {WEB: "it names no virtual machine (fabricObjectId)"}),
    LeftOut("without details",
            lambda estate: estate.web["properties"].update(providerSpecificDetails=[]),
            {WEB: "it has no providerSpecificDetails"}),
    LeftOut("to a network that was not given",
            lambda estate: details(estate.web).update(
                selectedRecoveryAzureNetworkId=f"{NETWORK}/gone"),
            {WEB: "its failover network 'gone' is not among what is imported; add what"
             ' "az network vnet list" writes'}),
    LeftOut("to no network and no mapping", unmapped,
            {WEB: "no failover network is on record (selectedRecoveryAzureNetworkId), and no"
             " mapping of 'contoso-net' among what is imported says one; add the network mappings,"
             " or list the items again when they are protected"}),
    LeftOut("to no network but a mapping",
            lambda estate: details(estate.web).update(selectedRecoveryAzureNetworkId=""),
            {f"{WEB}/selectedRecoveryAzureNetworkId": "not on record yet; 'contoso-net-asr' is"
             " used, which its network is mapped to"}, True),
    LeftOut("tested in a network that was not given",
            lambda estate: details(estate.web).update(selectedTfoAzureNetworkId=f"{NETWORK}/gone"),
            {f"{WEB}/selectedTfoAzureNetworkId": "its test network 'gone' is not among what is"
             ' imported; add what "az network vnet list" writes'}, True),
    LeftOut("a machine twice", again,
            {"replicationProtectedItems/web-01-old": "'web-01' is replicated already, as"
             " '3a7be0a4-5d0f-4a76-8a0e-0f6f0f9c9b11'; the first is used"}, True),
    LeftOut("from another region than the machine's",
            lambda estate: details(estate.web).update(primaryFabricLocation="Japan East"),
            {f"{WEB}/primaryFabricLocation": "'japaneast', but 'web-01' is in eastasia, which"
             " is used"}, True),
)  # fmt: skip


@pytest.mark.parametrize("case", LEFT_OUT, ids=lambda case: case.name)
def test_an_item(case: LeftOut) -> None:
    result = changed(case.change)
    assert reasons(result) == case.said
    machines = [item.virtual_machine for item in result.plan.replicated_items]
    assert machines == (["web-01", "db-01"] if case.replicated else ["db-01"])
    assert result.used["replicated items"] == len(machines)


def test_the_region_of_most_failover_networks_is_the_target_region() -> None:
    def change(estate: Estate) -> None:
        estate.files["mappings"].clear()
        estate.files["vnets"][1]["location"] = "japanwest"

    assert changed(change).plan.target_region == "japanwest"


def test_without_items_it_is_that_of_the_mappings_that_leave_the_source_region() -> None:
    def change(estate: Estate) -> None:
        estate.files["mappings"].reverse()
        estate.files["items"]["value"].clear()

    plan = changed(change).plan
    assert (plan.source_region, plan.target_region) == ("eastasia", "koreacentral")


def test_machines_that_are_not_replicated_do_not_say_where_a_plan_leads_from() -> None:
    """As after a failover: the machines that are replicated stand beside others elsewhere."""

    others = [vnet(), *(part for at in range(4, 9) for part in machine(f"m{at}", f"10.0.0.{at}"))]

    def change(estate: Estate) -> None:
        estate.files["others"] = [each | {"location": "koreacentral"} for each in others]

    plan = changed(change).plan
    assert len(plan.virtual_machines) == 7
    assert (plan.source_region, plan.target_region) == ("eastasia", "koreacentral")


NO_DECISIONS = (
    ("replicationPolicies/p", "says how long recovery points are kept, which no plan does"),
    ("replicationProtectionIntents/i", "asked for replication; what came of it is a protected"),
    ("replicationFabrics/f/replicationNetworks/n", "no virtual network of Azure"),
    (
        "replicationFabrics/f/replicationProtectionContainers/c"
        "/replicationProtectionContainerMappings/m",
        "says by which policy a region is replicated to another",
    ),
)


@pytest.mark.parametrize(("id", "reason"), NO_DECISIONS)
def test_what_decides_nothing_is_left_out_with_a_reason_of_its_own(id: str, reason: str) -> None:
    given = {"id": f"{VAULT}/{id}", "name": "x", "properties": {}}
    result = changed(lambda estate: estate.files.update(other=given))
    [left_out] = [one for one in result.skipped if one.source == "other.json"]
    assert left_out.reason.startswith(reason)


def test_the_body_of_a_request_is_refused_and_said_to_be_one() -> None:
    body = {"properties": {"recoveryNetworkId": "TOP-SECRET"}}
    with pytest.raises(InvalidInput, match="the body of a request") as refused:
        changed(lambda estate: estate.files.update(body=body))
    assert "TOP-SECRET" not in str(refused.value)


class Mapped(NamedTuple):
    """A change to the mappings, those that come in, and what is said."""

    name: str
    change: Callable[[list[Any]], object]
    sources: list[str]
    said: dict[str, str]


def twice(mappings: list[Any]) -> None:
    other = deepcopy(mappings[0])
    other["id"], other["name"] = f"{other['id']}-2", "second"
    other["properties"]["recoveryNetworkId"] = f"{NETWORK}/contoso-test"
    mappings.append(other)


MAPPED = (
    Mapped("not yet paired", lambda rows: rows[0]["properties"].update(state="Pending"),
           ["contoso-net", "contoso-net-asr"], {}),
    Mapped("from a network that was not given",
           lambda rows: rows[0]["properties"].update(primaryNetworkId=f"{NETWORK}/gone"),
           ["contoso-net-asr"],
           {TO_ASR: "its source network 'gone' is not among what is imported; add what"
            ' "az network vnet list" writes'}),
    Mapped("to a network that was not given",
           lambda rows: rows[1]["properties"].update(recoveryNetworkId=f"{NETWORK}/gone"),
           ["contoso-net"],
           {BACK: "its target network 'gone' is not among what is imported; add what"
            ' "az network vnet list" writes'}),
    Mapped("to no network", lambda rows: rows[1]["properties"].pop("recoveryNetworkId"),
           ["contoso-net"], {BACK: "it names no target network"}),
    Mapped("twice into one region", twice, ["contoso-net", "contoso-net-asr"],
           {f"{TO_ASR}-2": "'contoso-net' is mapped into koreacentral already, by"
            " 'contoso-net-to-asr'; the first is used"}),
    Mapped("of another kind",
           lambda rows: rows[0]["properties"].update(
               fabricSpecificSettings={"instanceType": "VmmToAzure"}),
           ["contoso-net-asr"],
           {"replicationNetworkMappings: contoso-net-to-asr":
            "for VmmToAzure; a plan has mappings from Azure to Azure only"}),
)  # fmt: skip


@pytest.mark.parametrize("case", MAPPED, ids=lambda case: case.name)
def test_a_mapping(case: Mapped) -> None:
    result = changed(lambda estate: case.change(estate.files["mappings"]))
    assert [mapping.source for mapping in result.plan.network_mappings] == case.sources
    assert reasons(result) == case.said
    assert result.used["network mappings"] == len(case.sources)


def test_only_groups_that_start_machines_are_counted() -> None:
    def change(estate: Estate) -> None:
        groups = estate.files["recovery_plan"]["properties"]["groups"]
        groups.insert(2, {"groupType": "Boot", "replicationProtectedItems": []})
        groups.insert(0, {"groupType": "Boot", "replicationProtectedItems": None})

    plan = changed(change).plan
    assert [item.group for item in plan.items_in_order()] == [3, 4]


def test_without_a_recovery_plan_all_are_in_the_first_group() -> None:
    names = [name for name in FILES if name != "recovery_plan"]
    plan = read(Estate().documents(names)).plan
    assert [item.group for item in plan.replicated_items] == [1, 1]


def test_of_two_recovery_plans_the_first_says_the_group() -> None:
    def change(estate: Estate) -> None:
        second = deepcopy(estate.files["recovery_plan"])
        second["id"] += "-2"
        second["properties"]["groups"].reverse()
        stranger = {"id": f"{estate.web['id']}-gone"}
        second["properties"]["groups"][0]["replicationProtectedItems"].append(stranger)
        estate.files["recovery_plan"] = [estate.files["recovery_plan"], second]

    result = changed(change)
    assert [item.group for item in result.plan.replicated_items] == [2, 1]
    second = "replicationRecoveryPlans/contoso-plan-2: "
    guid = "3a7be0a4-5d0f-4a76-8a0e-0f6f0f9c9b11"
    assert reasons(result) == {
        f"{second}{guid}": "in group 2 of 'contoso-plan', which is used",
        f"{second}90d2c6de-7c7b-4f0a-b0c5-55a8a3a1e022": (
            "in group 1 of 'contoso-plan', which is used"
        ),
        f"{second}{guid}-gone": (
            "in a group, but not among the replicated items that are imported; add them"
        ),
    }


def test_the_rest_api_and_its_examples_are_read_as_az_is() -> None:
    def change(estate: Estate) -> None:
        for name in ("vnets", "vms", "nics"):
            estate.files[name] = {"value": nested(estate.files[name])}
        estate.files["items"] = {"responses": {"200": {"body": estate.files["items"]}}}

    assert changed(change).plan == Estate().imported().plan


def test_an_id_that_azure_has_not_given_is_none_of_azures() -> None:
    """Terraform's plans have ids without a subscription for what is yet to be made."""

    def change(estate: Estate) -> None:
        for resource in (estate.web, estate.files["mappings"][0]):
            resource["id"] = f"/resourceGroups{resource['id'].partition('/resourceGroups')[2]}"

    plan = changed(change).plan
    assert plan.network_mappings[0].azure_id is None
    assert item_of(plan, "web-01").azure_id is None
    assert plan.network_mappings[1].azure_id is not None


def test_decisions_that_mean_nothing_are_taken_out_with_the_reason() -> None:
    """Nothing that is read brings them about: this holds whatever is read."""
    plan = Estate().imported().plan
    report = Report()
    mapping = NetworkMapping(source="contoso-net", target="gone")
    item = ReplicatedItem(
        virtual_machine="web-01",
        failover_network="contoso-net-asr",
        network_interfaces=(NicSettings(name="gone", nic_id="1"),),
        ip_configurations=(
            IpConfigurationSettings(network_interface="web-01-nic", name="gone", selected=False),
            IpConfigurationSettings(
                network_interface="web-01-nic", name="ipconfig2", selected=False
            ),
        ),
    )
    lost = item.model_copy(update={"virtual_machine": "gone"})
    decisions = Decisions(
        [Entry("a.json", "mapping", mapping)],
        [Entry("b.json", "item", item), Entry("b.json", "lost", lost)],
    )
    left = settled(plan, decisions, report)
    assert left.mappings == []
    [kept] = left.items
    assert kept.value.network_interfaces == ()
    assert [row.name for row in kept.value.ip_configurations] == ["ipconfig2"]
    assert [(row.source, row.subject, row.reason) for row in report.skipped] == [
        ("a.json", "mapping", "there is no virtual network 'gone' in this plan"),
        ("b.json", "item/network_interfaces[0]", "'web-01' has no NIC 'gone'"),
        (
            "b.json",
            "item/ip_configurations[0]",
            "NIC 'web-01-nic' has no IP configuration 'gone'",
        ),
        ("b.json", "lost", "there is no virtual machine 'gone' in this plan"),
    ]


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where something stands in a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, each in inside:
        found.append((*path, key))
        if isinstance(each, dict | list):
            found += places(each, (*path, key))
    return found


PLACES = [
    (name, *path) for name in ("mappings", "items", "recovery_plan") for path in places(FILES[name])
]
VALUES: list[Any] = [
    *(None, True, 0, -1, 10**400, 1.5, [], {}, [None], [[]], [{}], {"id": 1}, {"properties": {}}),
    *("", " ", "x", "\x00\x1b[31m", "\ud800", "'=cmd|x", "/", "/a/b", "x" * 5000, "10.0.0.1/8"),
]


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(VALUES)), min_size=1, max_size=3)
)
def test_whatever_a_file_holds_it_is_a_plan_or_refused(
    changes: list[tuple[tuple[Any, ...], Any]],
) -> None:
    estate = Estate()
    for path, value in changes:
        holder: Any = estate.files
        try:
            for step in path[:-1]:
                holder = holder[step]
            holder[path[-1]] = deepcopy(value)
        except (LookupError, TypeError):
            continue
    try:
        plan = estate.imported().plan
    except InvalidInput:
        return
    assert plan_toml.loads(plan_toml.dumps(plan)) == plan


def test_what_nobody_asked_for_is_told_to_nobody() -> None:
    def change(estate: Estate) -> None:
        details(estate.web)["diskEncryptionInfo"] = {"secretIdentifier": "TOP-SECRET"}

    result = changed(change)
    assert "TOP-SECRET" not in repr(result)
