"""The doors by which an address or a prefix comes in: each gives what it says of a text."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
import tomli_w

from models.assignment import Scenario
from models.errors import InvalidInput
from models.fields.addresses import AddressField
from models.formats.documents import read
from models.formats.plan_toml import loads
from models.network_draft import draft_of, problems
from models.rules.mapping import planned_copy
from models.session import Session
from tests.models.plan_texts import MINIMAL, changed
from tests.support.builders import AWAY, estate, id_of, ip, item, machine, network, subnet
from tui.bulk_questions import series_fields

WEB = subnet("web", "10.0.0.0/24")
PLAN = estate([WEB], [WEB], [machine("vm", ip("10.0.0.4"))], [item("vm")])
DRAFT = draft_of(planned_copy(network("vnet", WEB), AWAY))
Door = Callable[[str], str]


def refusal(text: str) -> str:
    with pytest.raises(InvalidInput) as refused:
        loads(text)
    return str(refused.value)


def _toml(value: object) -> str:
    return tomli_w.dumps({"key": value}).removeprefix("key = ").rstrip("\n")


def prefix_in_a_plan(text: str) -> str:
    return refusal(MINIMAL.replace('["10.0.0.0/24"]', f"[{_toml(text)}]", 1))


def address_in_a_plan(text: str) -> str:
    return refusal(changed(MINIMAL, ('"10.0.0.4"', _toml(text))))


GROUP = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network"


def _listed(kind: str, **fields: object) -> dict[str, object]:
    return {
        "id": f"{GROUP}/{kind}/x",
        "type": f"Microsoft.Network/{kind}",
        "name": "x",
        "location": "eastasia",
        **fields,
    }


def _left_out(document: object) -> str:
    found = read([("listed.json", json.dumps(document).encode())])
    return "\n".join(one.reason for one in found.skipped)


def prefix_in_a_list_of_az(text: object) -> str:
    there = {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}}
    return _left_out(
        [_listed("virtualNetworks", **there, subnets=[{"name": "web", "addressPrefix": text}])]
    )


def address_in_a_list_of_az(text: object) -> str:
    inside = {"id": f"{GROUP}/virtualNetworks/v/subnets/web"}
    one = {"name": "ip", "privateIPAddress": text, "subnet": inside}
    return _left_out([_listed("networkInterfaces", ipConfigurations=[one])])


def prefix_in_an_arm_template(text: str) -> str:
    fields = {
        "addressSpace": {"addressPrefixes": ["10.0.0.0/16"]},
        "subnets": [{"name": "web", "properties": {"addressPrefix": text}}],
    }
    resource = {
        "type": "Microsoft.Network/virtualNetworks",
        "apiVersion": "2024-01-01",
        "name": "x",
        "location": "eastasia",
        "properties": fields,
    }
    schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
    return _left_out({"$schema": schema, "contentVersion": "1.0.0.0", "resources": [resource]})


CSV_HEAD = (
    "virtual_machine,region,network_interface,ip_configuration,network,address_space,subnet,"
    "address_prefixes,address\n"
)


def _in_a_table(prefix: str, address: str) -> str:
    row = ["vm", "eastus", "nic", "ip", "vnet", "10.0.0.0/16", "web", prefix, address]
    cells = ",".join('"' + cell.replace('"', '""') + '"' for cell in row)
    with pytest.raises(InvalidInput) as refused:
        read([("plan.csv", f"{CSV_HEAD}{cells}\n".encode())])
    return str(refused.value)


def prefix_in_a_table(text: str) -> str:
    return _in_a_table(text, "10.0.0.4")


def address_in_a_table(text: str) -> str:
    return _in_a_table("10.0.0.0/24", text)


def prefix_of_a_network_to_be_created(text: str) -> str:
    return "\n".join(one.message for one in problems(replace(DRAFT, address_space=text), []))


def address_in_the_settings(text: str) -> str:
    field = AddressField(id_of("vm"), Scenario.FAILOVER)
    return field.problem(Session(PLAN).assignments, text.strip()) or ""


def first_address_of_a_series(text: str) -> str:
    return series_fields()[0].check(text.strip()) or ""


PREFIX_FILES: tuple[Door, ...] = (
    *(prefix_in_a_plan, prefix_in_a_list_of_az, prefix_in_an_arm_template, prefix_in_a_table),
)
ADDRESS_FILES: tuple[Door, ...] = (address_in_a_plan, address_in_a_list_of_az, address_in_a_table)
PREFIX_FIELDS: tuple[Door, ...] = (prefix_of_a_network_to_be_created,)
ADDRESS_FIELDS: tuple[Door, ...] = (address_in_the_settings, first_address_of_a_series)
