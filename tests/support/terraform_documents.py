"""Small states and plans of Terraform, in the shapes in which it writes them."""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

SUBSCRIPTION = "/subscriptions/11111111-2222-3333-4444-555555555555"


def id_of(kind: str, *names: str, group: str = "rg") -> str:
    """An ARM id; further names are of ``subnets``."""
    provider = "Microsoft.Compute" if kind == "virtualMachines" else "Microsoft.Network"
    inside = "".join(f"/subnets/{name}" for name in names[1:])
    return f"{SUBSCRIPTION}/resourceGroups/{group}/providers/{provider}/{kind}/{names[0]}{inside}"


def resource(address: str, index: int | str | None = None, **values: Any) -> Json:
    """A resource or data source as ``show -json`` has it, in the module of its address."""
    *around, type, name = address.split(".")
    mode = "data" if around[-1:] == ["data"] else "managed"
    key = {} if index is None else {"index": index}
    bracket = "" if index is None else f"[{json.dumps(index)}]"
    return {
        "address": address + bracket,
        "mode": mode,
        "type": type,
        "name": name,
        "provider_name": "providers.example/hashicorp/azurerm",
        "values": values,
        **key,
    }


def module(*rows: Json, address: str = "", inside: tuple[Json, ...] = ()) -> Json:
    """A module with resources and with modules inside it."""
    named = {"address": address} if address else {}
    children = {"child_modules": list(inside)} if inside else {}
    return {**named, "resources": list(rows), **children}


def state(*rows: Json, inside: tuple[Json, ...] = ()) -> Json:
    """A state as ``terraform show -json`` writes it."""
    values = {"outputs": {}, "root_module": module(*rows, inside=inside)}
    return {"format_version": "1.0", "terraform_version": "1.11.4", "values": values}


def raw_state(*rows: Json) -> Json:
    """The same resources as a raw state, an instance for each."""
    return {
        "version": 4,
        "terraform_version": "1.11.4",
        "serial": 7,
        "lineage": "b0e6a8a4",
        "outputs": {},
        "resources": [_raw(row) for row in rows],
        "check_results": None,
    }


def _raw(row: Json) -> Json:
    around = row["address"].split(".data.")[0].split(f".{row['type']}.")[0]
    where = {"module": around} if around.startswith("module.") else {}
    key = {"index_key": row["index"]} if "index" in row else {}
    instance = {"schema_version": 0, "attributes": row["values"], **key}
    head = {name: row[name] for name in ("mode", "type", "name")}
    provider = 'provider["providers.example/hashicorp/azurerm"]'
    return {**where, **head, "provider": provider, "instances": [instance]}


def plan(
    *rows: Json,
    inside: tuple[Json, ...] = (),
    configuration: Json | None = None,
    before: tuple[Json, ...] = (),
) -> Json:
    """A plan as ``terraform show -json`` writes it."""
    return {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "planned_values": {"root_module": module(*rows, inside=inside)},
        "resource_changes": [],
        "prior_state": state(*before),
        "configuration": {"provider_config": {}, "root_module": configuration or {}},
    }


def configured(
    *resources: Json, calls: Mapping[str, Json] | None = None, outputs: Json | None = None
) -> Json:
    """A module of the configuration."""
    return {
        "resources": list(resources),
        "module_calls": dict(calls or {}),
        "outputs": {name: {"expression": value} for name, value in (outputs or {}).items()},
    }


def block(address: str, for_each: Json | None = None, **expressions: Any) -> Json:
    """A resource of the configuration, with the expressions of its attributes."""
    *around, type, name = address.split(".")
    repeated = {"for_each_expression": for_each} if for_each else {}
    return {
        "address": address,
        "mode": "data" if around else "managed",
        "type": type,
        "name": name,
        "expressions": expressions,
        **repeated,
    }


def call(module: Json, for_each: Json | None = None, **expressions: Any) -> Json:
    """A call of a module."""
    repeated = {"for_each_expression": for_each} if for_each else {}
    return {"source": "./module", "expressions": expressions, "module": module, **repeated}


def refers(*texts: str) -> Json:
    """An expression that refers to these, with what each begins with as Terraform lists it."""
    listed: list[str] = []
    for text in texts:
        listed.append(text)
        if text.split(".")[0] not in {"var", "local", "each", "count"} and text.endswith(".id"):
            listed.append(text[: -len(".id")])
    return {"references": listed}


def network(address: str = "azurerm_virtual_network.net", /, **values: Any) -> Json:
    """The virtual network ``net`` of a state, with 10.0.0.0/16."""
    given = {
        "name": "net",
        "id": id_of("virtualNetworks", values.get("name", "net")),
        "resource_group_name": "rg",
        "location": "eastasia",
        "address_space": ["10.0.0.0/16"],
        "subnet": [],
    }
    return resource(address, **given | values)


def subnet(
    address: str = "azurerm_subnet.web", /, index: int | str | None = None, **values: Any
) -> Json:
    """The subnet ``web`` of a state, 10.0.0.0/24 in ``net``."""
    given = {
        "name": "web",
        "id": id_of("virtualNetworks", "net", values.get("name", "web")),
        "resource_group_name": "rg",
        "virtual_network_name": "net",
        "address_prefixes": ["10.0.0.0/24"],
        "delegation": [],
    }
    return resource(address, index, **given | values)


def ip(address: str = "10.0.0.5", subnet: str = "web", **values: Any) -> Json:
    """An IP configuration of a state, static in ``net/web``."""
    given = {
        "name": "ipconfig1",
        "primary": True,
        "private_ip_address": address,
        "private_ip_address_allocation": "Static",
        "private_ip_address_version": "IPv4",
        "public_ip_address_id": "",
        "subnet_id": id_of("virtualNetworks", "net", subnet),
    }
    return given | values


def nic(
    address: str = "azurerm_network_interface.n",
    /,
    *ips: Json,
    index: int | str | None = None,
    **values: Any,
) -> Json:
    """The NIC ``n`` of a state."""
    given = {
        "name": "n",
        "id": id_of("networkInterfaces", values.get("name", "n")),
        "resource_group_name": "rg",
        "location": "eastasia",
        "virtual_machine_id": "",
        "ip_configuration": list(ips) or [ip()],
    }
    return resource(address, index, **given | values)


def vm(
    address: str = "azurerm_linux_virtual_machine.vm",
    /,
    *nics: str,
    index: int | str | None = None,
    **values: Any,
) -> Json:
    """The machine ``vm`` of a state, with the NIC ``n``."""
    given = {
        "name": "vm",
        "id": id_of("virtualMachines", values.get("name", "vm")),
        "resource_group_name": "rg",
        "location": "eastasia",
        "network_interface_ids": [id_of("networkInterfaces", name) for name in nics or ("n",)],
    }
    return resource(address, index, **given | values)


def unknown(row: Json, *names: str) -> Json:
    """A planned resource: what is known only after apply is not among its values."""
    values = {name: value for name, value in row["values"].items() if name not in {"id", *names}}
    return row | {"values": values}


def planned_nic(address: str, index: int | str | None = None, **values: Any) -> Json:
    """A NIC that a plan creates: its address and the id of its subnet are not known."""
    configuration = {
        "name": "ipconfig1",
        "private_ip_address_allocation": "Dynamic",
        "private_ip_address_version": "IPv4",
        "public_ip_address_id": None,
    }
    return unknown(nic(address, configuration, index=index, **values))
