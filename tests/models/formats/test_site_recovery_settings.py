"""Of what Site Recovery has on record for a machine, only what was set becomes a setting."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from models.formats.azure_report import Import
from tests.fixtures.site_recovery.documents import (
    TARGET,
    Estate,
    changed,
    details,
    ip,
    item_of,
    nic,
    reasons,
)

TEST_NETWORK = f"{TARGET}/Microsoft.Network/virtualNetworks/CONTOSO-test"
ASR_NETWORK = f"{TARGET}/Microsoft.Network/virtualNetworks/contoso-net-ASR"
NSG = f"{TARGET}/Microsoft.Network/networkSecurityGroups/nsg"
NOTHING: dict[str, Any] = {
    "recoverySubnetName": None,
    "recoveryStaticIPAddress": None,
    "recoveryLBBackendAddressPoolIds": None,
}


def flat(result: Import, machine: str = "db-01") -> dict[str, Any]:
    """What was set for the first NIC of a machine and its IP configurations, by its place."""
    item = item_of(result.plan, machine)
    found: dict[str, Any] = {}
    name = result.plan.machine(machine).network_interfaces[0].name
    settings = item.nic_settings_of(name).model_dump(exclude_defaults=True)
    rows = [("nic", settings)]
    rows += [
        (row.name, row.model_dump(exclude_defaults=True))
        for row in item.ip_configurations
        if row.network_interface == name
    ]
    for where, row_of in rows:
        for scenario in ("failover", "test_failover"):
            for field, value in row_of.get(scenario, {}).items():
                found[f"{where} {scenario} {field}"] = value
        if "selected" in row_of:
            found[f"{where} selected"] = row_of["selected"]
    return found


class Case(NamedTuple):
    """What is on record for the database's first NIC, and what is set because of it."""

    name: str
    on_nic: dict[str, Any]
    on_ip: dict[str, Any]
    expected: dict[str, Any]
    test_network: str | None = None


CASES = (
    Case("nothing is on record", {}, {}, {}),
    Case("blank texts", {"recoveryNicName": "", "tfoRecoveryNicName": ""},
         {"recoverySubnetName": "", "tfoSubnetName": "", "recoveryPublicIPAddressId": "",
          "recoveryStaticIPAddress": "", "tfoStaticIPAddress": ""}, {}),
    Case("empty lists in every way", {},
         {"recoveryLBBackendAddressPoolIds": [], "tfoLBBackendAddressPoolIds": ""}, {}),
    Case("the subnet of the same name (S2)", {}, {"recoverySubnetName": "Db"}, {}),
    Case("another subnet", {}, {"recoverySubnetName": "Front"},
         {"ipconfig1 failover subnet": "front"}),
    Case("a subnet that is not there", {}, {"recoverySubnetName": "Gone"},
         {"ipconfig1 failover subnet": "Gone"}),
    Case("the subnet of the same name of the test network (S7)", {}, {"tfoSubnetName": "DB"}, {},
         TEST_NETWORK),
    Case("the same, where another is set at failover", {},
         {"recoverySubnetName": "front", "tfoSubnetName": "db"},
         {"ipconfig1 failover subnet": "front"}, TEST_NETWORK),
    Case("another subnet of the test network", {}, {"tfoSubnetName": "isolated"},
         {"ipconfig1 test_failover subnet": "isolated"}, TEST_NETWORK),
    Case("a test in the failover network, in the same subnet (S7)", {},
         {"recoverySubnetName": "front", "tfoSubnetName": "FRONT"},
         {"ipconfig1 failover subnet": "front"}, ASR_NETWORK),
    Case("a test in the failover network, in another subnet", {},
         {"recoverySubnetName": "front", "tfoSubnetName": "db"},
         {"ipconfig1 failover subnet": "front", "ipconfig1 test_failover subnet": "db"},
         ASR_NETWORK),
    Case("a subnet for tests without a network for them", {}, {"tfoSubnetName": "db"},
         {"ipconfig1 test_failover subnet": "db"}),
    Case("the NIC's own name", {"recoveryNicName": "DB-01-NIC", "tfoRecoveryNicName": "db-01-nic"},
         {}, {}),
    Case("other names", {"recoveryNicName": "a", "tfoRecoveryNicName": "b",
                         "tfoRecoveryNicResourceGroupName": "rg"}, {},
         {"nic failover name": "a", "nic test_failover name": "b",
          "nic test_failover resource_group": "rg"}),
    Case("existing NICs", {"reuseExistingNic": True, "tfoReuseExistingNic": True}, {},
         {"nic failover reuse_existing": True, "nic test_failover reuse_existing": True}),
    Case("accelerated networking as the NIC has it",
         {"enableAcceleratedNetworkingOnRecovery": False, "enableAcceleratedNetworkingOnTfo": False,
          "reuseExistingNic": False}, {}, {}),
    Case("accelerated networking otherwise",
         {"enableAcceleratedNetworkingOnRecovery": True, "enableAcceleratedNetworkingOnTfo": True},
         {}, {"nic failover accelerated_networking": True,
              "nic test_failover accelerated_networking": True}),
    Case("security groups",
         {"recoveryNetworkSecurityGroupId": NSG, "tfoNetworkSecurityGroupId": NSG}, {},
         {"nic failover network_security_group": NSG,
          "nic test_failover network_security_group": NSG}),
    Case("test settings", {}, {"tfoStaticIPAddress": "10.10.2.9", "tfoPublicIPAddressId": "/p",
                               "tfoLBBackendAddressPoolIds": ["/a", None, "/b"]},
         {"ipconfig1 test_failover address": "10.10.2.9",
          "ipconfig1 test_failover public_ip": "/p",
          "ipconfig1 test_failover load_balancer_pools": ["/a", "/b"]}),
    Case("a primary one that is not selected", {}, {"isSeletedForFailover": False}, {}),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_set(case: Case) -> None:
    def change(estate: Estate) -> None:
        details(estate.db)["vmNics"].reverse()
        nic(estate.db).update(case.on_nic)
        ip(estate.db).update(NOTHING | case.on_ip)
        details(estate.db)["selectedTfoAzureNetworkId"] = case.test_network

    result = changed(change)
    assert flat(result) == case.expected
    assert not reasons(result)


def test_a_subnet_that_is_first_by_name_is_no_setting_where_none_has_the_source_name() -> None:
    """S3: the fixture's backup NIC has ``archive`` on record, and no subnet is called backup."""
    assert nic(Estate().db)["ipConfigs"][0]["recoverySubnetName"] == "archive"
    item = item_of(Estate().imported().plan, "db-01")
    assert all(row.network_interface != "db-01-backup" for row in item.ip_configurations)


def test_the_name_of_a_nic_is_azures_also_where_the_plan_has_to_tell_two_apart() -> None:
    def change(estate: Estate) -> None:
        for row in (
            estate.files["nics"][1],
            estate.files["vms"][0]["networkProfile"]["networkInterfaces"][1],
        ):
            row["id"] = row["id"].replace("rg-contoso", "rg-other").replace("backup", "nic")
        estate.files["nics"][1]["name"] = "db-01-nic"
        backup = nic(estate.db)
        backup["sourceNicArmId"] = estate.files["nics"][1]["id"].upper()
        backup["recoveryNicName"] = "db-01-nic"

    item = item_of(changed(change).plan, "db-01")
    assert [(row.name, row.failover.name) for row in item.network_interfaces] == [
        ("db-01-nic (rg-contoso)", None),
        ("db-01-nic (rg-other)", None),
    ]


def test_right_after_enabling_an_item_has_no_settings() -> None:
    def change(estate: Estate) -> None:
        for empty, item in (([], estate.web), ("", estate.db)):
            details(item)["vmNics"] = empty

    result = changed(change)
    assert not reasons(result)
    for item in result.plan.replicated_items:
        assert not item.network_interfaces
        assert not item.ip_configurations


def test_a_nic_of_which_nothing_is_told_has_no_entry() -> None:
    item = item_of(changed(lambda estate: nic(estate.db).pop("nicId")).plan, "db-01")
    assert [row.name for row in item.network_interfaces] == ["db-01-nic"]


def test_settings_come_in_the_order_of_the_machine() -> None:
    def change(estate: Estate) -> None:
        nic(estate.web)["ipConfigs"].reverse()
        nic(estate.web)["ipConfigs"][0]["recoveryStaticIPAddress"] = "10.10.1.30"

    rows = item_of(changed(change).plan, "web-01").ip_configurations
    assert [row.name for row in rows] == ["ipconfig1", "ipconfig2"]


class Faulty(NamedTuple):
    """A change to what is on record of web-01, and what is said of it; the rest comes in."""

    name: str
    change: Callable[[Estate], object]
    where: str
    reason: str


FAULTY = (
    Faulty("an address that is none",
           lambda estate: ip(estate.web).update(recoveryStaticIPAddress="10.10.3.999"),
           "vmNics/web-01-nic/ipConfigs/ipconfig1", "recoveryStaticIPAddress: "),
    Faulty("a number for a text",
           lambda estate: ip(estate.web).update(recoverySubnetName=5),
           "vmNics/web-01-nic/ipConfigs/ipconfig1",
           "recoverySubnetName: expected text, got a number"),
    Faulty("a text for true or false",
           lambda estate: nic(estate.web).update(reuseExistingNic="yes"),
           "vmNics/web-01-nic", "reuseExistingNic: expected true or false, got text"),
    Faulty("a text for a list",
           lambda estate: ip(estate.web).update(recoveryLBBackendAddressPoolIds="/x"),
           "vmNics/web-01-nic/ipConfigs/ipconfig1",
           "recoveryLBBackendAddressPoolIds: expected a list of texts, got text"),
    Faulty("a NIC of another machine",
           lambda estate: nic(estate.web).update(sourceNicArmId=nic(estate.db)["sourceNicArmId"]),
           "vmNics[0]", "'db-01-backup' is none of the NICs that 'web-01' came in with"),
    Faulty("a NIC without an id", lambda estate: nic(estate.web).pop("sourceNicArmId"),
           "vmNics[0]", "it names no NIC (sourceNicArmId)"),
    Faulty("a NIC twice",
           lambda estate: details(estate.web)["vmNics"].append(nic(estate.web)),
           "vmNics[1]", "'web-01-nic' is named before; the first is used"),
    Faulty("an IP configuration that the NIC has not",
           lambda estate: ip(estate.web, 1).update(name="gone"),
           "vmNics/web-01-nic/ipConfigs[1]",
           "NIC 'web-01-nic' came in without an IP configuration 'gone'"),
    Faulty("an IP configuration twice",
           lambda estate: ip(estate.web, 1).update(name="IPCONFIG1"),
           "vmNics/web-01-nic/ipConfigs[1]", "'ipconfig1' is named before; the first is used"),
    Faulty("a NIC that is not selected",
           lambda estate: nic(estate.web).update(selectionType="NotSelected"),
           "vmNics/web-01-nic",
           "not selected for failover (selectionType), which a plan has no place for"),
)  # fmt: skip


@pytest.mark.parametrize("case", FAULTY, ids=lambda case: case.name)
def test_what_cannot_be_used_is_named_and_takes_nothing_else_with_it(case: Faulty) -> None:
    result = changed(case.change)
    [(subject, reason)] = reasons(result).items()
    assert subject == f"replicationProtectedItems/web-01/{case.where}"
    assert reason.startswith(case.reason)
    assert result.used["replicated items"] == 2
    assert item_of(result.plan, "web-01").target_vm_size == "Standard_D2s_v5"


def test_a_row_without_a_name_is_the_primary_ip_configuration() -> None:
    """As azurerm before version 5 has it."""

    def change(estate: Estate) -> None:
        nic(estate.web)["ipConfigs"] = [{"recoveryStaticIPAddress": "10.10.1.77"}]

    [row] = item_of(changed(change).plan, "web-01").ip_configurations
    assert (row.name, str(row.failover.address)) == ("ipconfig1", "10.10.1.77")
