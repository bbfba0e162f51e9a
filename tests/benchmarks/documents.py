"""An estate of any size in the kinds of files that are imported."""

import json
from typing import Any

from models.plan import Plan
from models.topology import VirtualMachine, VirtualNetwork

GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers"
NETWORKS = "Microsoft.Network/virtualNetworks"
NICS = "Microsoft.Network/networkInterfaces"
MACHINES = "Microsoft.Compute/virtualMachines"
SPACE = ["10.0.0.0/8", "172.0.0.0/8"]

Json = dict[str, Any]


def documents_of(plan: Plan) -> dict[str, dict[str, str]]:
    """For each kind the files that describe the networks and machines of a plan, by name."""
    networks = [_network(network) for network in plan.virtual_networks]
    nics = [_nic(machine) for machine in plan.virtual_machines]
    machines = [_machine(machine) for machine in plan.virtual_machines]
    every = [*networks, *nics, *machines]
    flat = {
        "vnets.json": [_flat(row) for row in networks],
        "nics.json": [_flat(row) for row in nics],
        "vms.json": [_flat(row) for row in machines],
    }
    graph = {"totalRecords": len(every), "count": len(every), "data": every}
    template = {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "resources": [{key: row[key] for key in row if key != "id"} for row in every],
    }
    return {
        "az": {name: json.dumps(rows) for name, rows in flat.items()},
        "graph": {"graph.json": json.dumps(graph)},
        # a template does not know its subscription and group, and so names neither
        "template": {"template.json": json.dumps(template).replace(GROUP, "/providers")},
        "terraform": {"state.json": json.dumps(_state(plan))},
    }


def _id(kind: str, name: str) -> str:
    return f"{GROUP}/{kind}/{name}"


def _resource(kind: str, name: str, region: str, properties: Json) -> Json:
    place = {"id": _id(kind, name), "type": kind, "name": name, "location": region}
    return {**place, "apiVersion": "2024-05-01", "properties": properties}


def _network(network: VirtualNetwork) -> Json:
    subnets = [
        {"name": subnet.name, "properties": {"addressPrefix": str(subnet.address_prefixes[0])}}
        for subnet in network.subnets
    ]
    properties = {"addressSpace": {"addressPrefixes": SPACE}, "subnets": subnets}
    return _resource(NETWORKS, network.name, network.region, properties)


def _nic(machine: VirtualMachine) -> Json:
    [(_, ip)] = machine.in_failover_order
    properties = {
        "primary": True,
        "privateIPAddress": str(ip.address),
        "privateIPAllocationMethod": "Static",
        "subnet": {"id": f"{_id(NETWORKS, ip.network)}/subnets/{ip.subnet}"},
    }
    configurations = [{"name": ip.name, "properties": properties}]
    return _resource(
        NICS, f"{machine.name}-nic", machine.region, {"ipConfigurations": configurations}
    )


def _machine(machine: VirtualMachine) -> Json:
    nics = [{"id": _id(NICS, f"{machine.name}-nic")}]
    profile = {"networkProfile": {"networkInterfaces": nics}}
    return _resource(MACHINES, machine.name, machine.region, profile)


def _flat(row: Json) -> Json:
    """A resource as ``az`` lists it: what is under ``properties`` stands at the top."""
    properties: Json = row["properties"]
    return {key: row[key] for key in row if key != "properties"} | properties


def _state(plan: Plan) -> Json:
    """The same as ``terraform show -json`` tells it of a state."""
    rows = [_terraform_network(network) for network in plan.virtual_networks]
    for machine in plan.virtual_machines:
        rows += _terraform_machine(machine)
    return {
        "format_version": "1.0",
        "terraform_version": "1.9.0",
        "values": {"root_module": {"resources": rows}},
    }


def _terraform(type: str, name: str, values: Json) -> Json:
    address = {"address": f"{type}.{name}", "mode": "managed", "type": type, "name": name}
    return {**address, "values": {"name": name, "resource_group_name": "rg", **values}}


def _terraform_network(network: VirtualNetwork) -> Json:
    id = _id(NETWORKS, network.name)
    subnets = [
        {
            "name": subnet.name,
            "id": f"{id}/subnets/{subnet.name}",
            "address_prefixes": [str(subnet.address_prefixes[0])],
        }
        for subnet in network.subnets
    ]
    values = {"id": id, "location": network.region, "address_space": SPACE, "subnet": subnets}
    return _terraform("azurerm_virtual_network", network.name, values)


def _terraform_machine(machine: VirtualMachine) -> list[Json]:
    [(_, ip)] = machine.in_failover_order
    nic = f"{machine.name}-nic"
    configuration = {
        "name": ip.name,
        "primary": True,
        "private_ip_address": str(ip.address),
        "private_ip_address_allocation": "Static",
        "subnet_id": f"{_id(NETWORKS, ip.network)}/subnets/{ip.subnet}",
    }
    place = {"location": machine.region}
    return [
        _terraform(
            "azurerm_network_interface",
            nic,
            {"id": _id(NICS, nic), "ip_configuration": [configuration], **place},
        ),
        _terraform(
            "azurerm_linux_virtual_machine",
            machine.name,
            {
                "id": _id(MACHINES, machine.name),
                "network_interface_ids": [_id(NICS, nic)],
                **place,
            },
        ),
    ]
