"""The update of an item says what was decided, and undoes nothing that the plan does not know."""

import pytest

from models.exports.application import application
from models.exports.rest.item_bodies import item_body
from models.exports.rest.json_text import Json
from tests.support.export_plans import KNOWN, UNKNOWN, results

SET = """
[[replicated_items.network_interfaces]]
name = "web-01-nic"
failover = { network_security_group = "web-nsg-dr" }

[[replicated_items.ip_configurations]]
network_interface = "web-01-nic"
name = "ipconfig1"
failover = { public_ip = "web-pip-dr", load_balancer_pools = ["ilb-dr/web"] }
"""
OF_NIC = "recoveryNetworkSecurityGroupId"
OF_IP = ("recoveryPublicIPAddressId", "recoveryLBBackendAddressPoolIds")


def first_nic(plan: str) -> dict[str, Json]:
    [item] = application(results(plan)).items
    body = item_body(item)
    assert isinstance(body, dict)
    properties = body["properties"]
    assert isinstance(properties, dict)
    nics = properties["vmNics"]
    assert isinstance(nics, list)
    assert isinstance(nics[0], dict)
    return nics[0]


def last_ip(nic: dict[str, Json]) -> dict[str, Json]:
    rows = nic["ipConfigs"]
    assert isinstance(rows, list)
    assert isinstance(rows[-1], dict)
    return rows[-1]


def test_what_no_import_told_is_left_out_so_that_azure_keeps_what_it_has() -> None:
    assert SET in UNKNOWN
    nic = first_nic(UNKNOWN.replace(SET, ""))
    assert OF_NIC not in nic
    assert not {*OF_IP} & last_ip(nic).keys()


def test_what_was_decided_is_said() -> None:
    nic = first_nic(UNKNOWN)
    assert nic[OF_NIC]
    assert all(last_ip(nic)[field] for field in OF_IP)


@pytest.mark.parametrize("field", OF_IP)
def test_what_an_import_told_is_not_there_is_said_to_be_none(field: str) -> None:
    ip = last_ip(first_nic(KNOWN))
    assert field in ip
    assert not ip[field]
