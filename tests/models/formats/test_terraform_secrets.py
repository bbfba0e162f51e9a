"""A state holds secrets: nothing is kept or told but what a plan takes."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from models.errors import InvalidInput
from models.formats import plan_toml, terraform
from models.formats.azure_report import Report
from models.formats.document import Document, Given
from models.formats.documents import read
from tests.support.terraform_documents import (
    Json,
    block,
    configured,
    id_of,
    network,
    nic,
    plan,
    planned_nic,
    raw_state,
    refers,
    resource,
    state,
    subnet,
    unknown,
    vm,
)

SECRET = "hunter2-S3cr3t"
TAKEN = {
    "address_prefixes",
    "address_space",
    "id",
    "ip_configuration",
    "location",
    "name",
    "network_interface_ids",
    "primary",
    "private_ip_address",
    "private_ip_address_allocation",
    "private_ip_address_version",
    "public_ip_address_id",
    "resource_group_name",
    "subnet_id",
    "virtual_network_name",
}
"""Of these the values come out; all others get a secret in each of these shapes."""
SHAPES = (SECRET, [SECRET], {"password": SECRET, SECRET: SECRET}, [{"admin": [{"key": SECRET}]}])


def planted(value: Any) -> Any:
    """A value with secrets beside everything that is taken."""
    if isinstance(value, dict):
        grown = {name: planted(each) for name, each in value.items()}
        return grown | {f"secret_{number}": shape for number, shape in enumerate(SHAPES)}
    return [planted(each) for each in value] if isinstance(value, list) else value


def with_secrets(row: Json) -> Json:
    """A resource with secrets in every attribute that a plan does not take."""
    values = planted(row["values"])
    others = ("tags", "timeouts", "custom_data", "admin_password", "os_profile", "subnet_names")
    values |= {name: SHAPES[number % 4] for number, name in enumerate(others)}
    return row | {"values": values, "sensitive_values": {SECRET: SECRET}, "provider_name": SECRET}


def rows() -> list[Json]:
    found = [network(), subnet(), nic(), vm(), nic("azurerm_network_interface.free", name="free")]
    found += [
        resource("azurerm_key_vault_secret.s", name=SECRET, value=SECRET, id=f"/{SECRET}"),
        resource("random_password.p", result=SECRET, bcrypt_hash=SECRET),
        resource("data.azurerm_client_config.c", client_id=SECRET, id=SECRET),
    ]
    return [with_secrets(row) for row in found]


def documents() -> Iterator[Json]:
    output = {"password": {"sensitive": True, "value": SECRET, "type": "string"}}
    shown = state(*rows())
    yield shown | {"values": shown["values"] | {"outputs": output}, "checks": [SECRET]}
    raw = raw_state(*rows())
    for each in raw["resources"]:
        each["instances"][0] |= {"private": SECRET, "sensitive_attributes": [[{"value": SECRET}]]}
    yield raw | {"outputs": output, "lineage": SECRET}
    machine = unknown(vm(), "network_interface_ids")
    planned = [unknown(network()), unknown(subnet()), planned_nic("azurerm_network_interface.n")]
    configuration = configured(
        block(
            "azurerm_network_interface.n",
            ip_configuration=[{"subnet_id": refers("azurerm_subnet.web.id")}],
            admin_password={"constant_value": SECRET},
        ),
        block(
            "azurerm_linux_virtual_machine.vm",
            network_interface_ids=refers("azurerm_network_interface.n.id"),
            custom_data={"constant_value": SECRET},
        ),
    )
    value = plan(*map(with_secrets, [*planned, machine]), configuration=configuration)
    yield value | {
        "variables": {"password": {"value": SECRET}},
        "output_changes": {SECRET: {"after": SECRET}},
        "resource_changes": [{"change": {"before": {"p": SECRET}, "after": {"p": SECRET}}}],
    }


@pytest.mark.fault(40, 41)
@pytest.mark.parametrize("value", documents(), ids=["state", "raw state", "plan"])
def test_no_other_attribute_comes_out_anywhere(value: Json) -> None:
    assert json.dumps(value).count(SECRET) > 20
    result = read([("t.json", json.dumps(value).encode())])
    assert result.used["virtual machines"] == 1
    assert SECRET not in repr(result)
    assert SECRET not in plan_toml.dumps(result.plan)
    report = Report()
    kept = list(terraform.resources([Document("t.json", value)], Given(), report))
    assert SECRET not in repr(kept)
    assert SECRET not in repr(report.skipped)


@pytest.mark.parametrize("name", sorted(TAKEN - {"id"}))
@pytest.mark.parametrize("wrong", SHAPES[2:], ids=["an object", "a list of objects"])
def test_a_value_of_the_wrong_type_is_not_shown(name: str, wrong: Any) -> None:
    found = json.loads(json.dumps([network(), subnet(), nic(), vm()]))
    for row in found:
        for values in (row["values"], *row["values"].get("ip_configuration", ())):
            if name in values:
                values[name] = wrong
    result = read([("t.json", json.dumps(state(*found)).encode())])
    assert SECRET not in repr(result)


@pytest.mark.fault(40, 41)
def test_a_state_that_is_refused_shows_nothing() -> None:
    value = raw_state(*rows()) | {"version": 3}
    with pytest.raises(InvalidInput) as refused:
        read([("t.json", json.dumps(value).encode())])
    assert SECRET not in repr(refused.value) + str(refused.value)


def test_a_reference_that_is_none_is_not_shown() -> None:
    nic_block = block(
        "azurerm_network_interface.n",
        ip_configuration=[{"subnet_id": {"references": [f"{SECRET}!", {"a": SECRET}]}}],
    )
    rows = unknown(network()), unknown(subnet()), planned_nic("azurerm_network_interface.n")
    value = plan(*rows, configuration=configured(nic_block))
    result = read([("t.json", json.dumps(value).encode())])
    assert "an expression cannot be followed" in repr(result.skipped)
    assert SECRET not in repr(result)


def test_an_id_is_all_that_is_known_of_what_is_referred_to() -> None:
    values = {"security": SECRET, "network_security_group_id": id_of("networkSecurityGroups", "g")}
    result = read(
        [("t.json", json.dumps(state(network(), subnet(), nic(**values), vm())).encode())]
    )
    [machine] = result.plan.virtual_machines
    assert machine.network_interfaces[0].network_security_group == "g"
    assert SECRET not in repr(result)
