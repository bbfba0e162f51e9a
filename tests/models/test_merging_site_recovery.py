"""What Site Recovery has on record, taken into a plan."""

from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from models.addresses import parse_address
from models.comparison import Difference
from models.merging import merge
from models.plan import (
    FailoverSettings,
    NetworkMapping,
    NicFailoverSettings,
    NicSettings,
    Plan,
    ReplicatedItem,
)
from tests.support.builders import (
    AWAY,
    ELSEWHERE,
    at,
    changed,
    ip,
    item,
    machine,
    network,
    nic,
    plan,
    settings,
    subnet,
)

WEB, DB = subnet("web", "10.0.0.0/24"), subnet("db", "10.0.1.0/24")
SPACE = network("x").address_space
NETWORKS = (
    network("vnet", WEB, DB, address_space=SPACE),
    network("vnet-asr", WEB, DB, address_space=SPACE, region=AWAY),
    network("else", WEB, address_space=SPACE, region=AWAY),
    network("third", WEB, address_space=SPACE, region=ELSEWHERE),
)
VM, OTHER = machine("vm", ip("10.0.0.4")), machine("other", ip("10.0.0.5"))
VAULT = "/subscriptions/s/resourceGroups/r/providers/Microsoft.RecoveryServices/vaults/v"
IN_VAULT = f"{VAULT}/replicationFabrics/f/x"
ELSEWHERE_IN_AZURE = IN_VAULT.replace("vaults/v", "vaults/w")


def estate(*items: ReplicatedItem, mappings: tuple[NetworkMapping, ...] = ()) -> Plan:
    return replace(plan(NETWORKS, (VM, OTHER), items), network_mappings=mappings)


def mapping(source: str, target: str, azure_id: str | None = None) -> NetworkMapping:
    return NetworkMapping(source=source, target=target, azure_id=azure_id)


def words(rows: tuple[Difference, ...]) -> list[str]:
    return [f"{row.name} {row.field}: {row.after}, the plan {row.before}" for row in rows]


class Mapped(NamedTuple):
    """Mappings of a plan and of Azure, what comes of them, and what is told."""

    name: str
    mine: list[NetworkMapping]
    azure: list[NetworkMapping]
    after: list[NetworkMapping]
    otherwise: list[str]


MAPPED = (
    Mapped("is taken", [], [mapping("vnet", "vnet-asr", "1")],
           [mapping("vnet", "vnet-asr", "1")], []),
    Mapped("is taken beside another", [mapping("vnet", "third")], [mapping("vnet", "else", "1")],
           [mapping("vnet", "third"), mapping("vnet", "else", "1")], []),
    Mapped("gets its id", [mapping("vnet", "vnet-asr")], [mapping("vnet", "vnet-asr", "1")],
           [mapping("vnet", "vnet-asr", "1")], []),
    Mapped("leads elsewhere in Azure", [mapping("vnet", "vnet-asr", "old")],
           [mapping("vnet", "else", "1")], [mapping("vnet", "vnet-asr", "1")],
           [f"vnet to {AWAY} target: else, the plan vnet-asr"]),
    Mapped("is not in its vault any more",
           [mapping("vnet", "third", f"{IN_VAULT}/b"), mapping("vnet-asr", "vnet")],
           [mapping("vnet", "else", f"{IN_VAULT.upper()}/a")],
           [mapping("vnet", "third"), mapping("vnet-asr", "vnet"),
            mapping("vnet", "else", f"{IN_VAULT.upper()}/a")], []),
    Mapped("of another vault is left alone", [mapping("vnet", "third", ELSEWHERE_IN_AZURE)],
           [mapping("vnet", "else", IN_VAULT)],
           [mapping("vnet", "third", ELSEWHERE_IN_AZURE), mapping("vnet", "else", IN_VAULT)], []),
)  # fmt: skip


@pytest.mark.parametrize("case", MAPPED, ids=lambda case: case.name)
def test_a_mapping(case: Mapped) -> None:
    mine, azure = estate(mappings=tuple(case.mine)), estate(mappings=tuple(case.azure))
    merged = merge(mine, azure)
    assert list(merged.plan.network_mappings) == case.after
    assert words(merged.otherwise) == case.otherwise


def test_an_item_that_the_plan_does_not_have_is_taken_as_azure_has_it() -> None:
    azure = item("vm", settings(failover=at("10.0.0.9", "db"), selected=False), azure_id="1")
    merged = merge(estate(item("other")), estate(azure))
    assert list(merged.plan.replicated_items) == [item("other"), azure]


def test_what_only_azure_knows_is_taken_and_what_is_decided_stays() -> None:
    mine = item(
        "vm",
        settings(failover=at("10.0.0.8")),
        group=3,
        note="mine",
        network_interfaces=(NicSettings(name="nic", failover=NicFailoverSettings(name="dr")),),
    )
    azure = item(
        "vm",
        settings(failover=at("10.0.0.9"), test_failover=at("10.0.0.10")),
        azure_id=IN_VAULT,
        target_vm_name="vm-dr",
        target_vm_size="Standard_D2s_v5",
        test_vm_name="vm-test",
        test_failover_network="else",
        network_interfaces=(
            NicSettings(
                name="nic",
                nic_id="guid",
                failover=NicFailoverSettings(name="other"),
                test_failover=NicFailoverSettings(name="drill"),
            ),
        ),
    )
    merged = merge(estate(mine), estate(azure))
    assert merged.plan.item("vm") == changed(
        azure,
        group=3,
        note="mine",
        ip_configurations=(settings(failover=at("10.0.0.8"), test_failover=at("10.0.0.10")),),
        network_interfaces=(
            changed(azure.network_interfaces[0], failover=NicFailoverSettings(name="dr")),
        ),
    )
    assert words(merged.otherwise) == [
        "vm/nic failover name: other, the plan dr",
        "vm/nic/ipconfig1 failover address: 10.0.0.9, the plan 10.0.0.8",
    ]


def test_an_item_that_azure_has_no_more_is_kept_without_what_azure_knew() -> None:
    rows = (NicSettings(name="nic", nic_id="guid"),)
    mine = item("vm", azure_id=f"{IN_VAULT}/a", target_vm_name="t", network_interfaces=rows)
    merged = merge(estate(mine), estate(item("other", azure_id=f"{IN_VAULT}/b")))
    assert merged.plan.item("vm") == item("vm")
    assert [(row.name, row.before, row.after) for row in merged.otherwise] == [
        ("vm", "to vnet-asr", None)
    ]
    elsewhere = merge(estate(mine), estate(item("other", azure_id=ELSEWHERE_IN_AZURE)))
    assert elsewhere.plan.item("vm") == mine


class Effect(NamedTuple):
    """What a plan and Azure set for an item, and what differs in effect."""

    name: str
    mine: dict[str, Any]
    azure: dict[str, Any]
    otherwise: list[str]


def set_for(**fields: Any) -> dict[str, Any]:
    return {"ip_configurations": (settings(**fields),)}


def nic_set(**fields: Any) -> dict[str, Any]:
    return {
        "network_interfaces": (NicSettings(name="nic", failover=NicFailoverSettings(**fields)),)
    }


POOL = "/subscriptions/s/x/loadBalancers/ilb/backendAddressPools/back"
DRILL = {"test_failover_network": "else"}
EFFECTS = (
    Effect("a subnet that the rules choose too", set_for(failover=at("10.0.0.4")),
           set_for(failover=at("10.0.0.4", "WEB")), []),
    Effect("another subnet", set_for(failover=at(in_subnet="web")),
           set_for(failover=at(in_subnet="db")),
           ["vm/nic/ipconfig1 failover subnet: db, the plan web"]),
    Effect("an address that results too", set_for(failover=at(in_subnet="web")),
           set_for(failover=at("10.0.0.4")), []),
    Effect("an address that is another one", set_for(failover=at(in_subnet="web")),
           set_for(failover=at("10.0.0.9")),
           ["vm/nic/ipconfig1 failover address: 10.0.0.9, the plan 10.0.0.4"]),
    Effect("an address that Azure leaves open", set_for(failover=at("10.0.0.9")),
           set_for(failover=at(in_subnet="web")),
           ["vm/nic/ipconfig1 failover address: by the rules, the plan 10.0.0.9"]),
    Effect("a public IP address by id and by name",
           set_for(failover=FailoverSettings(public_ip="PIP")),
           set_for(failover=FailoverSettings(public_ip="/subscriptions/s/x/pip")), []),
    Effect("pools in another order and by id",
           set_for(failover=FailoverSettings(load_balancer_pools=("a/b", "ilb/back"))),
           set_for(failover=FailoverSettings(load_balancer_pools=(POOL, "a/b"))), []),
    Effect("pools and public IP addresses that differ",
           set_for(failover=FailoverSettings(load_balancer_pools=("a/b",), public_ip="p")),
           set_for(failover=FailoverSettings(load_balancer_pools=("a/c",))),
           ["vm/nic/ipconfig1 failover public IP: None, the plan p",
            "vm/nic/ipconfig1 failover load balancer pools: a/c, the plan a/b"]),
    Effect("one that is not selected", set_for(failover=at("10.0.0.9")),
           set_for(selected=False), ["vm/nic/ipconfig1 selected: no, the plan yes"]),
    Effect("another failover network", {}, {"failover_network": "else"},
           ["vm failover network: else, the plan vnet-asr"]),
    Effect("another test network", {"test_failover_network": "vnet-asr"}, DRILL,
           ["vm test failover network: else, the plan vnet-asr"]),
    Effect("a test that takes the failover subnet",
           {"test_failover_network": "vnet-asr", **set_for(
               failover=at(in_subnet="db"), test_failover=at("10.0.1.9", "db"))},
           {"test_failover_network": "vnet-asr", **set_for(
               failover=at(in_subnet="db"), test_failover=at("10.0.1.9"))}, []),
    Effect("a security group and accelerated networking",
           nic_set(network_security_group="nsg", name="x"),
           nic_set(network_security_group="other", accelerated_networking=True),
           ["vm/nic failover name: None, the plan x",
            "vm/nic failover network security group: other, the plan nsg",
            "vm/nic failover accelerated networking: yes, the plan no"]),
    Effect("a NIC name that the plan leaves to Azure", nic_set(network_security_group="nsg"),
           nic_set(network_security_group="NSG", name="any", resource_group="any"), []),
)  # fmt: skip


@pytest.mark.parametrize("case", EFFECTS, ids=lambda case: case.name)
def test_decisions_are_compared_by_what_they_come_to(case: Effect) -> None:
    mine = changed(item("vm"), **case.mine)
    merged = merge(estate(mine), estate(changed(item("vm"), **case.azure)))
    assert words(merged.otherwise) == case.otherwise
    assert merged.plan.item("vm") == mine


def test_settings_of_a_nic_in_other_spelling_are_those_of_that_nic() -> None:
    theirs = plan(NETWORKS, [machine("vm", nic(ip("10.0.0.4", name="IPCONFIG1"), name="NIC"))])
    set_there = settings("IPCONFIG1", "NIC", failover=at("10.0.0.9"))
    rows = (NicSettings(name="NIC", nic_id="guid"),)
    azure = item("vm", set_there, network_interfaces=rows)
    both = replace(theirs, replicated_items=theirs.replicated_items.put(azure))
    [found] = merge(estate(), both).plan.replicated_items
    assert found.ip_configurations == (settings(failover=at("10.0.0.9")),)
    assert found.network_interfaces == (NicSettings(name="nic", nic_id="guid"),)
    assert parse_address("10.0.0.9") == found.ip_configurations[0].failover.address
