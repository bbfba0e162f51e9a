"""What an estate becomes: networks, machines and the addresses that others hold."""

import json
from itertools import permutations

import pytest

from models.assign import assign
from models.formats import plan_toml
from models.formats.azure_report import Import
from models.formats.documents import read
from models.topology import Allocation, Subnet
from tests.fixtures.azure.documents import (
    Document,
    Json,
    document,
    estate,
    id_of,
    ip,
    machine,
    nested,
    nic,
    old_spelling,
    resource,
    subnet,
    vm,
    vnet,
)


@pytest.fixture(scope="module")
def imported() -> Import:
    """The made-up estate."""
    return read(estate())


def taken(*resources: Json) -> Import:
    """Resources, imported from one document; the plan is one that loads and assigns."""
    result = read([document(*resources)])
    assert plan_toml.loads(plan_toml.dumps(result.plan)) == result.plan
    assign(result.plan)
    return result


def in_use(result: Import, name: str = "a", network: str = "net") -> dict[str, str]:
    """Who holds which addresses of a subnet."""
    found = subnet_of(result, name, network)
    return {str(entry.address): entry.by for entry in found.in_use}


def subnet_of(result: Import, name: str, network: str = "net") -> Subnet:
    found = result.plan.network(network).subnet(name)
    assert found is not None
    return found


def reasons(result: Import) -> dict[str, str]:
    return {entry.subject: entry.reason for entry in result.skipped}


def test_the_estate_is_counted_in_words(imported: Import) -> None:
    assert imported.used == {
        "virtual networks": 3,
        "subnets": 5,
        "virtual machines": 3,
        "NICs": 7,
        "addresses in use": 5,
        "load balancers": 1,
        "private endpoints": 2,
        "public IP addresses": 1,
    }


def test_what_was_not_taken_is_named_with_its_reason(imported: Import) -> None:
    assert [(entry.source, entry.subject) for entry in imported.skipped] == [
        ("nics.json", "networkInterfaces/far-nic"),
        ("vms.json", "virtualMachines/far-01"),
        ("lbs.json", "loadBalancers/elb-web: public"),
        (
            "vnets.json",
            "virtualNetworks/vnet/subnets/GatewaySubnet: virtualNetworkGateways/fabrikam-gw",
        ),
        ("public_ips.json", "publicIPAddresses: elb-pip"),
    ]
    assert "'far-vnet' is not among" in imported.skipped[0].reason
    assert "address not known" in imported.skipped[3].reason


def test_the_plan_writes_loads_and_assigns(imported: Import) -> None:
    assert plan_toml.loads(plan_toml.dumps(imported.plan)) == imported.plan
    assign(imported.plan)
    assert imported.plan.name == "Imported estate"
    assert (imported.plan.source_region, imported.plan.target_region) == ("eastasia", None)


def test_the_order_of_the_documents_makes_no_difference(imported: Import) -> None:
    for documents in list(permutations(estate()))[::40]:
        result = read(documents)
        assert (result.plan, result.used) == (imported.plan, imported.used)
        assert sorted(map(str, result.skipped)) == sorted(map(str, imported.skipped))


def test_arm_rest_lists_and_old_spellings_say_the_same(imported: Import) -> None:
    def as_rest(data: bytes) -> bytes:
        return json.dumps({"value": nested(json.loads(data)), "nextLink": None}).encode()

    assert read((name, as_rest(data)) for name, data in estate()) == imported
    old = read((name, old_spelling(data.decode()).encode()) for name, data in estate())
    assert old == imported


def test_everything_in_one_document_or_given_twice_is_the_same(imported: Import) -> None:
    together = [each for _, data in estate() for each in json.loads(data)]
    assert read([document(*together)]).plan == imported.plan
    assert read([*estate(), *estate()]) == imported
    assert read([*estate(), ("one.json", json.dumps(together[0]).encode())]) == imported


def test_networks_and_machines_of_one_name_get_distinct_ids(imported: Import) -> None:
    assert list(imported.plan.virtual_networks.keys()) == [
        "vnet (fabrikam-hub-rg)",
        "vnet (fabrikam-app-rg)",
        "data-vnet",
    ]
    assert list(imported.plan.virtual_machines.keys()) == [
        "web-01 (FABRIKAM-APP-RG)",
        "web-02",
        "web-01 (fabrikam-data-rg)",
    ]
    one = vnet("Net") | {"id": id_of("virtualNetworks", "Net").replace("11111111", "22222222")}
    names = taken(vnet("net"), one, vnet("Net (rg)")).plan.virtual_networks.keys()
    assert list(names) == ["net (rg) 2", "Net (rg) 3", "Net (rg)"]


def test_peers_are_ids_of_the_plan_or_arm_ids_as_written(imported: Import) -> None:
    hub = imported.plan.network("vnet (fabrikam-hub-rg)")
    assert hub.peered_with[0] == "vnet (fabrikam-app-rg)"
    assert hub.peered_with[1].endswith(
        "/resourceGroups/fabrikam-far-rg/providers/Microsoft.Network/virtualNetworks/far-vnet"
    )


def test_a_network_keeps_its_group_subscription_region_and_delegation(imported: Import) -> None:
    app = imported.plan.network("vnet (fabrikam-app-rg)")
    assert app.resource_group == "fabrikam-app-rg"
    assert app.subscription == "11111111-2222-3333-4444-555555555555"
    assert imported.plan.network("data-vnet").region == "southeastasia"
    found = {subnet.name: subnet.delegation for subnet in app.subnets}
    assert found == {"Web": None, "functions": "Microsoft.Web/serverFarms"}
    assert [str(prefix) for prefix in app.subnets[0].address_prefixes] == [
        "10.41.1.0/24",
        "fd00:db8:41:1::/64",
    ]


def test_a_nic_keeps_what_failover_needs(imported: Import) -> None:
    machine = imported.plan.machine("web-01 (FABRIKAM-APP-RG)")
    [interface] = machine.network_interfaces
    assert (interface.accelerated_networking, interface.network_security_group) == (True, "web-nsg")
    first, second, third = interface.ip_configurations
    assert (first.primary, first.subnet, first.allocation) == (True, "Web", Allocation.STATIC)
    assert (first.public_ip, first.load_balancer_pools) == ("web-01-pip", ("ilb-web/web",))
    assert (second.primary, second.allocation) == (False, Allocation.DYNAMIC)
    assert str(third.address) == "fd00:db8:41:1::4"


def test_the_machine_says_which_nic_is_primary(imported: Import) -> None:
    nics = imported.plan.machine("web-02").network_interfaces
    assert [(nic.name, nic.primary) for nic in nics] == [
        ("web-02-admin-nic", False),
        ("web-02-nic", True),
    ]
    assert nics[1].ip_configurations[0].address is None
    two = taken(vnet(), vm("vm", "n1", "n2"), nic("n1", ip("10.0.0.4")), nic("n2", ip("10.0.0.5")))
    assert [nic.primary for nic in two.plan.machine("vm").network_interfaces] == [True, False]


def test_what_holds_an_address_is_in_use_with_its_owner(imported: Import) -> None:
    assert in_use(imported, "Web", "vnet (fabrikam-app-rg)") == {
        "10.41.1.10": "ilb-web/front",
        "10.41.1.30": "spare-nic (unattached)",
        "10.41.1.31": "not-listed/other-nic",
        "10.41.1.40": "pe-store",
    }
    assert in_use(imported, "tools", "vnet (fabrikam-hub-rg)") == {"10.40.1.9": "pe-vault"}


def test_a_private_endpoint_holds_its_static_addresses_where_its_nic_is_not_given() -> None:
    endpoint = resource(
        "privateEndpoints",
        "pe",
        subnet=ip()["subnet"],
        ipConfigurations=[{"privateIPAddress": "10.0.0.9"}, {"privateIPAddress": "10.9.9.9"}],
        customDnsConfigs=[{"ipAddresses": ["10.0.0.77"]}],
    )
    result = taken(vnet(), endpoint)
    assert in_use(result) == {"10.0.0.9": "pe"}
    assert "10.9.9.9 is outside subnet 'a'" in reasons(result)["privateEndpoints/pe"]


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("applicationGateways", "frontendIPConfigurations"),
        ("azureFirewalls", "ipConfigurations"),
        ("bastionHosts", "ipConfigurations"),
        ("virtualNetworkGateways", "ipConfigurations"),
    ],
)
def test_gateways_hold_the_addresses_they_show_and_the_others_are_named(
    kind: str, field: str
) -> None:
    shown, hidden = ip("10.0.0.9", name="shown"), ip(name="hidden")
    result = taken(vnet(), resource(kind, "g") | {field: [shown, hidden]})
    assert in_use(result) == {"10.0.0.9": "g/shown"}
    assert reasons(result)[f"{kind}/g: hidden"].startswith("address not known")


def test_what_a_subnet_names_and_nobody_shows_is_grouped() -> None:
    users = [
        {"id": f"{id_of('virtualNetworkGateways', f'g{n}')}/ipConfigurations/x"} for n in range(9)
    ]
    result = taken(vnet("net", subnet("a", "10.0.0.0/24", ipConfigurations=users)))
    [entry] = result.skipped
    assert entry.count == 9
    assert entry.subject == (
        "virtualNetworks/net/subnets/a: virtualNetworkGateways/g0, virtualNetworkGateways/g1,"
        " virtualNetworkGateways/g2 and 6 more"
    )


def test_instances_of_scale_sets_are_named_once_for_each_set() -> None:
    top = id_of("virtualMachines", "x").removesuffix("virtualMachines/x")
    ids = [f"{top}virtualMachineScaleSets/set/virtualMachines/{n}" for n in range(5)]
    uniform = [{"id": f"{id}/networkInterfaces/n", "ipConfigurations": [ip()]} for id in ids]
    users = [{"id": f"{each['id']}/ipConfigurations/x"} for each in uniform]
    attached = nic("flat", ip("10.0.0.9"), virtualMachine={"id": ids[0]})
    network = vnet("net", subnet("a", "10.0.0.0/24", ipConfigurations=users))
    result = taken(network, *uniform, attached)
    assert in_use(result) == {}
    assert [(entry.subject, entry.count) for entry in result.skipped] == [
        ("networkInterfaces/flat", 1),
        ("virtualMachineScaleSets/set: set/0/n, set/1/n, set/2/n and 2 more", 5),
    ]
    assert {entry.reason for entry in result.skipped} == {
        "it belongs to a VM scale set, whose addresses come and go"
    }


def test_a_region_that_is_not_known_is_added() -> None:
    network = vnet() | {"location": "Far Side 2"}
    assert [region.name for region in taken(network).plan.regions] == ["farside2"]


def test_other_kinds_of_resource_are_named_and_counted() -> None:
    disks = [resource("disks", f"d{n}") for n in range(5)]
    [entry] = taken(vnet(), *disks).skipped
    assert (entry.subject, entry.count) == ("disks: d0, d1, d2 and 2 more", 5)
    assert entry.reason == "not part of a plan"


def test_the_source_region_is_the_one_with_most_machines() -> None:
    far = vnet("far") | {"location": "westus"}
    there = [vm("f", "n") | {"location": "westus"}, nic("n", ip("10.0.0.4", network="far"))]
    result = taken(far, *there, vnet(), *machine("a"), *machine("b", "10.0.0.5"))
    assert result.plan.source_region == "eastasia"
    assert taken(vnet()).plan.source_region is None


def test_nothing_at_all_makes_an_empty_plan() -> None:
    documents: list[Document] = [("none.json", b"[]"), ("empty.json", b'{"value": []}')]
    assert read(documents).used == {}
