"""States of Terraform: what they hold comes in as if Azure had listed it."""

import json
from typing import Any

import pytest

from models.assign import assign
from models.errors import InvalidInput
from models.formats import plan_toml
from models.formats.azure_report import Import
from models.formats.documents import read
from models.topology import Allocation
from tests.support.terraform_documents import (
    Json,
    id_of,
    ip,
    module,
    network,
    nic,
    raw_state,
    resource,
    state,
    subnet,
    vm,
)


def taken(*values: Any) -> Import:
    documents = [
        (f"{number}.json", json.dumps(value).encode()) for number, value in enumerate(values)
    ]
    result = read(documents)
    assert plan_toml.loads(plan_toml.dumps(result.plan)) == result.plan
    assign(result.plan)
    return result


def skipped(result: Import) -> list[tuple[str, str]]:
    return [(entry.subject, entry.reason) for entry in result.skipped]


def in_use(result: Import) -> list[tuple[str, str]]:
    return [
        (str(entry.address), entry.by)
        for net in result.plan.virtual_networks
        for each in net.subnets
        for entry in each.in_use
    ]


ESTATE = (network(), subnet(), nic(), vm())


@pytest.mark.parametrize("form", [state, raw_state], ids=["show -json", "raw"])
def test_network_subnet_nic_and_machine_come_in(form: Any) -> None:
    result = taken(form(*ESTATE))
    assert result.used == {"virtual networks": 1, "subnets": 1, "virtual machines": 1, "NICs": 1}
    assert not result.skipped
    [net], [machine] = result.plan.virtual_networks, result.plan.virtual_machines
    assert (net.id, net.region, net.resource_group) == ("net", "eastasia", "rg")
    assert net.subscription == "11111111-2222-3333-4444-555555555555"
    assert list(map(str, net.address_space)) == ["10.0.0.0/16"]
    [interface] = machine.network_interfaces
    [configuration] = interface.ip_configurations
    assert (interface.name, interface.primary) == ("n", True)
    assert (configuration.network, configuration.subnet) == ("net", "web")
    assert (str(configuration.address), configuration.allocation) == (
        "10.0.0.5",
        Allocation.STATIC,
    )


def test_a_raw_state_and_the_same_shown_are_one_plan() -> None:
    rows = (*ESTATE, resource("azurerm_public_ip.p", name="p", id=id_of("publicIPAddresses", "p")))
    assert taken(state(*rows)) == taken(raw_state(*rows))


@pytest.mark.parametrize(
    ("values", "prefixes", "delegation"),
    [
        ({"address_prefix": "10.0.1.0/24"}, ["10.0.1.0/24"], None),
        ({"address_prefix": "10.0.1.0/24", "address_prefixes": []}, ["10.0.1.0/24"], None),
        (
            {"address_prefixes": ["10.0.1.0/24", "10.0.2.0/24"]},
            ["10.0.1.0/24", "10.0.2.0/24"],
            None,
        ),
        (
            {
                "address_prefixes": ["10.0.1.0/24"],
                "delegation": [
                    {
                        "name": "d",
                        "service_delegation": [
                            {"name": "Microsoft.Web/serverFarms", "actions": []}
                        ],
                    }
                ],
            },
            ["10.0.1.0/24"],
            "Microsoft.Web/serverFarms",
        ),
    ],
    ids=["version 1", "version 2", "several", "delegated"],
)
@pytest.mark.parametrize("inline", [True, False], ids=["inline", "a resource of its own"])
def test_a_subnet_is_read_in_every_spelling(
    values: Json, prefixes: list[str], delegation: str | None, inline: bool
) -> None:
    if inline:
        rows = [network(subnet=[{"name": "s", "id": "", "security_group": "", **values}])]
    else:
        bare = {name: value for name, value in subnet()["values"].items() if "prefix" not in name}
        own = {**bare, "name": "s", "id": id_of("virtualNetworks", "net", "s"), **values}
        rows = [network(), resource("azurerm_subnet.s", **own)]
    result = taken(state(*rows))
    [[found]] = [net.subnets for net in result.plan.virtual_networks]
    assert (found.name, list(map(str, found.address_prefixes))) == ("s", prefixes)
    assert found.delegation == delegation


def test_a_subnet_that_the_network_lists_too_is_one_subnet() -> None:
    listed = {"name": "WEB", "address_prefix": "10.0.0.0/24", "id": "", "security_group": ""}
    result = taken(state(network(subnet=[listed]), subnet()))
    assert result.used == {"virtual networks": 1, "subnets": 1}
    assert not result.skipped


def test_the_order_of_an_address_space_is_kept() -> None:
    result = taken(state(network(address_space=["10.2.0.0/16", "10.1.0.0/16"])))
    [net] = result.plan.virtual_networks
    assert list(map(str, net.address_space)) == ["10.2.0.0/16", "10.1.0.0/16"]


def test_peerings_lead_to_networks_that_are_there_or_to_their_ids() -> None:
    far = id_of("virtualNetworks", "far", group="other")

    def peering(name: str, remote: str) -> Json:
        id = id_of("virtualNetworks", "net") + f"/virtualNetworkPeerings/{name}"
        values = {"name": name, "id": id, "remote_virtual_network_id": remote}
        return resource(f"azurerm_virtual_network_peering.{name}", **values)

    hub = network("azurerm_virtual_network.hub", name="hub", address_space=["10.9.0.0/16"])
    near = id_of("virtualNetworks", "hub").upper()
    result = taken(state(network(), hub, peering("a", near), peering("b", far)))
    assert result.plan.virtual_networks["net"].peered_with == ("hub", far)


@pytest.mark.parametrize(
    ("spelling", "accelerated"),
    [
        ({"enable_accelerated_networking": True}, True),
        ({"accelerated_networking_enabled": True}, True),
        ({"accelerated_networking_enabled": False}, False),
        ({}, False),
    ],
)
def test_accelerated_networking_is_read_in_both_spellings(
    spelling: Json, accelerated: bool
) -> None:
    result = taken(state(network(), subnet(), nic(**spelling), vm()))
    [machine] = result.plan.virtual_machines
    assert machine.network_interfaces[0].accelerated_networking is accelerated


def test_a_nic_has_its_security_group_its_pools_and_its_public_address() -> None:
    balancer = id_of("loadBalancers", "lb")
    pool = f"{balancer}/backendAddressPools/pool"
    result = taken(
        state(
            network(),
            subnet(),
            nic(
                "azurerm_network_interface.n",
                ip(public_ip_address_id=id_of("publicIPAddresses", "p")),
            ),
            vm(),
            resource("azurerm_public_ip.p", name="p", id=id_of("publicIPAddresses", "p")),
            resource(
                "azurerm_network_interface_security_group_association.a",
                id="n|g",
                network_interface_id=id_of("networkInterfaces", "N"),
                network_security_group_id=id_of("networkSecurityGroups", "g"),
            ),
            resource(
                "azurerm_network_interface_backend_address_pool_association.a",
                id="n/ipConfigurations/ipconfig1|pool",
                network_interface_id=id_of("networkInterfaces", "n"),
                ip_configuration_name="ipconfig1",
                backend_address_pool_id=pool,
            ),
            resource(
                "azurerm_lb_backend_address_pool.pool",
                name="pool",
                id=pool,
                loadbalancer_id=balancer,
            ),
        )
    )
    [machine] = result.plan.virtual_machines
    [interface] = machine.network_interfaces
    assert interface.network_security_group == "g"
    assert interface.ip_configurations[0].load_balancer_pools == ("lb/pool",)
    assert interface.ip_configurations[0].public_ip == "p"
    assert result.used["public IP addresses"] == 1
    assert not result.skipped


@pytest.mark.parametrize(
    ("values", "primary"),
    [
        ({}, "a"),
        ({"primary_network_interface_id": None}, "a"),
        ({"primary_network_interface_id": ""}, "a"),
        ({"primary_network_interface_id": id_of("networkInterfaces", "B")}, "b"),
        ({"primary_network_interface_id": id_of("networkInterfaces", "c")}, "a"),
    ],
)
def test_the_primary_nic_is_the_first_unless_the_machine_names_one(
    values: Json, primary: str
) -> None:
    rows = [
        nic(f"azurerm_network_interface.{name}", ip(f"10.0.0.{number}"), name=name)
        for number, name in enumerate("ab", 4)
    ]
    machine = vm("azurerm_virtual_machine.vm", "a", "b", **values)
    result = taken(state(network(), subnet(), *rows, machine))
    [found] = result.plan.virtual_machines
    assert [each.name for each in found.network_interfaces if each.primary] == [primary]


def test_other_holders_take_their_addresses() -> None:
    at = id_of("virtualNetworks", "net", "web")

    def holder(type: str, kind: str, **values: Any) -> Json:
        return resource(f"{type}.h", name=kind, id=id_of(kind, kind), location="eastasia", **values)

    def frontend(address: str) -> Json:
        return {"name": "f", "private_ip_address": address, "subnet_id": at}

    result = taken(
        state(
            network(),
            subnet(),
            holder(
                "azurerm_lb", "loadBalancers", frontend_ip_configuration=[frontend("10.0.0.10")]
            ),
            holder(
                "azurerm_application_gateway",
                "applicationGateways",
                frontend_ip_configuration=[frontend("10.0.0.11"), frontend("") | {"subnet_id": ""}],
                gateway_ip_configuration=[{"name": "g", "subnet_id": at}],
            ),
            holder("azurerm_firewall", "azureFirewalls", ip_configuration=[frontend("10.0.0.12")]),
            holder("azurerm_bastion_host", "bastionHosts", ip_configuration=[frontend("")]),
            holder(
                "azurerm_virtual_network_gateway",
                "virtualNetworkGateways",
                ip_configuration=[frontend("")],
            ),
            holder(
                "azurerm_private_endpoint",
                "privateEndpoints",
                subnet_id=at,
                ip_configuration=[],
                network_interface=[{"id": id_of("networkInterfaces", "pe.nic"), "name": "pe.nic"}],
                private_service_connection=[{"name": "c", "private_ip_address": "10.0.0.13"}],
            ),
        )
    )
    assert in_use(result) == [
        ("10.0.0.10", "loadBalancers/f"),
        ("10.0.0.11", "applicationGateways/f"),
        ("10.0.0.12", "azureFirewalls/f"),
        ("10.0.0.13", "privateEndpoints"),
    ]
    unknown = "address not known: Azure does not show it (in subnet 'web')"
    assert skipped(result) == [
        (
            "applicationGateways/applicationGateways: f",
            "public only: it takes no address of a subnet",
        ),
        ("applicationGateways/applicationGateways: g", unknown),
        ("bastionHosts/bastionHosts: f", unknown),
        ("virtualNetworkGateways/virtualNetworkGateways: f", unknown),
    ]


@pytest.mark.parametrize("form", [state, raw_state], ids=["show -json", "raw"])
def test_instances_of_count_and_for_each_in_modules_come_in(form: Any) -> None:
    count = [
        nic("module.m.azurerm_network_interface.n", ip(f"10.0.0.{5 + k}"), index=k, name=f"n{k}")
        for k in (0, 1)
    ]
    each = [
        vm("module.m.azurerm_linux_virtual_machine.v", f"n{k}", index=name, name=name)
        for k, name in enumerate(("a b", "c.d"))
    ]
    if form is state:
        value = state(network(), subnet(), inside=(module(*count, *each, address="module.m"),))
    else:
        value = raw_state(network(), subnet(), *count, *each)
    result = taken(value)
    assert [machine.name for machine in result.plan.virtual_machines] == ["a b", "c.d"]
    assert result.used["NICs"] == 2


def test_data_sources_of_networks_and_subnets_are_facts_too() -> None:
    data = network("data.azurerm_virtual_network.net", subnets=["web", "dark"])
    found = taken(state(data, subnet("data.azurerm_subnet.web"), nic(), vm()))
    assert found.used == {"virtual networks": 1, "subnets": 1, "virtual machines": 1, "NICs": 1}
    assert skipped(found) == [
        (
            "virtualNetworks/net/subnets: dark",
            'a data source shows only its name; add what "az network vnet list" writes',
        )
    ]


def test_what_is_managed_counts_before_a_data_source_of_it() -> None:
    data = network("data.azurerm_virtual_network.net", address_space=["192.168.0.0/16"])
    result = taken(state(data, network(), subnet()))
    assert list(map(str, result.plan.virtual_networks["net"].address_space)) == ["10.0.0.0/16"]
    assert not result.skipped


def test_a_data_source_of_another_state_is_the_network_of_this_one() -> None:
    networks = state(network(), subnet())
    machines = state(network("data.azurerm_virtual_network.net", subnets=["web"]), nic(), vm())
    result = taken(machines, networks)
    assert result.used == {"virtual networks": 1, "subnets": 1, "virtual machines": 1, "NICs": 1}
    assert not result.skipped


def test_a_deposed_instance_is_not_taken() -> None:
    value = raw_state(*ESTATE)
    [instance] = value["resources"][0]["instances"]
    old = {
        **instance,
        "deposed": "a1b2c3d4",
        "attributes": {**instance["attributes"], "name": "old"},
    }
    value["resources"][0]["instances"].append(old)
    assert taken(value) == taken(raw_state(*ESTATE))


def test_what_is_not_read_is_named_by_its_address() -> None:
    rows = (
        resource("azurerm_storage_account.s", name="secretname"),
        resource("module.a.random_id.r", index=1, hex="ff"),
        resource("azurerm_linux_virtual_machine_scale_set.v", name="v"),
        resource("azapi_resource.a", type="Microsoft.Network/virtualNetworks"),
        resource("data.azurerm_virtual_machine.d", name="d"),
    )
    inside = (module(rows[1], address="module.a"),)
    assert skipped(taken(state(rows[0], *rows[2:], inside=inside))) == [
        ("azurerm_storage_account: s", "not part of a plan"),
        (
            "azurerm_linux_virtual_machine_scale_set: v",
            "a VM scale set: the addresses of its instances come and go",
        ),
        ("azapi_resource: a", "what azapi makes is not read"),
        ("random_id: module.a.r[1]", "not part of a plan"),
        ("azurerm_virtual_machine: d", "not part of a plan"),
    ]


@pytest.mark.parametrize(
    ("row", "subject", "reason"),
    [
        (
            subnet(id=id_of("virtualNetworks", "far", "web")),
            "virtualNetworks/far/subnets/web",
            "its virtual network 'far' is not in the Terraform documents",
        ),
        (
            resource(
                "azurerm_network_interface_security_group_association.a",
                network_interface_id=id_of("networkInterfaces", "far"),
                network_security_group_id=id_of("networkSecurityGroups", "g"),
            ),
            "networkSecurityGroups/g",
            "the NIC 'far' is not in the Terraform documents",
        ),
        (nic(id="", name="lost"), "azurerm_network_interface.n", "it has no id"),
        (nic(id=["x"]), "azurerm_network_interface.n", "it has no id"),
        (network(location=None), "virtualNetworks/net", "it has no location"),
        (
            network(address_space={"a": 1}),
            "virtualNetworks/net",
            "addressPrefixes: expected a list of texts, got an object",
        ),
    ],
)
def test_what_cannot_be_used_is_named(row: Json, subject: str, reason: str) -> None:
    assert (subject, reason) in skipped(taken(state(row)))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"format_version": "1.0"}, "without any resource"),
        (state() | {"values": {}}, "without any resource"),
        (raw_state(), "without any resource"),
        (raw_state() | {"version": 3, "modules": []}, "of a version before 4"),
        ({"version": 1, "serial": 0, "modules": [{}]}, "of a version before 4"),
        (raw_state(*ESTATE) | {"version": 5}, "of a version after 4"),
    ],
)
def test_a_state_that_cannot_be_used_is_refused(value: Json, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as refused:
        taken(state(*ESTATE), value)
    assert refused.value.source == "1.json"


def test_every_state_that_cannot_be_used_is_named() -> None:
    with pytest.raises(InvalidInput) as refused:
        taken(raw_state(), state(*ESTATE), raw_state() | {"version": 3})
    assert [fault.place for fault in refused.value.faults] == ["0.json", "2.json"]
