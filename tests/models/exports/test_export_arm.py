"""The ARM template creates planned networks, their peerings and mappings, and says no more."""

from collections.abc import Mapping
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from models.exports.application import Parameter
from models.exports.application.parameters import text
from models.exports.arm.expressions import string
from models.exports.export import Export
from models.exports.kinds import export
from models.formats import documents
from models.topology import State, VirtualNetwork
from tests.support import export_plans
from tests.support.deployed import Deployed, deployed, evaluated, read, template
from tests.support.deployed import given as given_values

SUB = export_plans.SUB
VAULT_TYPE = "Microsoft.RecoveryServices/vaults/replicationFabrics/replicationNetworks"
PLANS = {"known": export_plans.known, "unknown": export_plans.unknown}
# Writable properties by the published types (bicep-types-az), as far as they are used.
PROPERTIES: dict[str, Any] = {
    "Microsoft.Network/virtualNetworks": {
        "location": str,
        "properties": {
            "addressSpace": {"addressPrefixes": [str]},
            "subnets": [
                {
                    "name": str,
                    "properties": {
                        "addressPrefix": str,
                        "addressPrefixes": [str],
                        "delegations": [{"name": str, "properties": {"serviceName": str}}],
                    },
                }
            ],
        },
    },
    "Microsoft.Network/virtualNetworks/virtualNetworkPeerings": {
        "properties": {"remoteVirtualNetwork": {"id": str}},
    },
    f"{VAULT_TYPE}/replicationNetworkMappings": {
        "properties": {
            "recoveryFabricName": str,
            "recoveryNetworkId": str,
            "fabricSpecificDetails": {"instanceType": str, "primaryNetworkId": str},
        },
    },
}


def rows(plan: str) -> list[Deployed]:
    made = export(PLANS[plan](), "arm")
    return deployed(template(made), given_values(made))


def export_of(**data: Any) -> Export:
    return export(export_plans.results(tomli_w.dumps({"format": 1, **data})), "arm")


def unknown_keys(value: Any, shape: Any) -> list[str]:
    if isinstance(shape, Mapping):
        extra = [key for key in value if key not in shape]
        return extra + [
            name for key in value if key in shape for name in unknown_keys(value[key], shape[key])
        ]
    if isinstance(shape, list):
        return [name for part in value for name in unknown_keys(part, shape[0])]
    return [] if isinstance(value, shape) else [repr(value)]


def test_imported_again_the_template_gives_the_planned_networks() -> None:
    results = export_plans.known()
    files = export(results, "arm").files
    read_back = documents.read([("template.json", files[0].text.encode())]).plan
    planned = [row for row in results.plan.virtual_networks if row.state is State.PLANNED]
    assert [without_state(row) for row in read_back.virtual_networks] == [
        without_state(row) for row in planned
    ]


def without_state(network: VirtualNetwork) -> VirtualNetwork:
    """A network as an import finds it once it exists; of its peers those with an ARM id."""
    peers = tuple(peer for peer in network.peered_with if peer.startswith("/"))
    found = {"state": State.EXISTING, "production": True, "peered_with": peers}
    return network.model_copy(update=found)


@pytest.mark.parametrize("plan", PLANS)
def test_every_property_is_one_that_azure_has(plan: str) -> None:
    for row in rows(plan):
        assert unknown_keys(row.body, PROPERTIES[row.kind]) == []
        assert row.name.count("/") == row.kind.count("/") - 1


def test_a_planned_network_is_deployed_to_its_resource_group_with_its_subnets() -> None:
    (network,) = (row for row in rows("known") if row.kind.endswith("/virtualNetworks"))
    delegation = {
        "name": "delegation",
        "properties": {"serviceName": "Microsoft.Sql/managedInstances"},
    }
    assert network == Deployed(
        SUB,
        "rg-net-dr",
        "Microsoft.Network/virtualNetworks",
        "2025-07-01",
        "vnet-prod-dr",
        {
            "location": "westus2",
            "properties": {
                "addressSpace": {"addressPrefixes": ["10.20.0.0/16"]},
                "subnets": [
                    {"name": "snet-app", "properties": {"addressPrefix": "10.20.1.0/24"}},
                    {
                        "name": "snet-sqlmi",
                        "properties": {
                            "addressPrefixes": ["10.20.2.0/24", "10.20.3.0/24"],
                            "delegations": [delegation],
                        },
                    },
                ],
            },
        },
        0,
    )


def test_mappings_are_deployed_to_the_vault_after_the_networks_and_the_way_back_last() -> None:
    forth, back = (row for row in rows("known") if row.kind.startswith(VAULT_TYPE))
    assert (forth.subscription, forth.resource_group) == (SUB, "rg-vault")
    assert forth.name == "vault1/asr-a2a-default-eastus/azureNetwork/eastus-westus2-vnet-prod"
    networks = (
        f"/subscriptions/{SUB}/resourceGroups/{{}}/providers/Microsoft.Network/virtualNetworks"
    )
    assert forth.body["properties"] == {
        "recoveryFabricName": "asr-a2a-default-westus2",
        "recoveryNetworkId": f"{networks.format('rg-net-dr')}/vnet-prod-dr",
        "fabricSpecificDetails": {
            "instanceType": "AzureToAzure",
            "primaryNetworkId": f"{networks.format('rg-net')}/vnet-prod",
        },
    }
    assert (forth.after, back.after) == (1, 2)


def test_a_peering_is_deployed_after_both_networks() -> None:
    (peering,) = (row for row in rows("known") if row.kind.endswith("Peerings"))
    assert peering.name == "vnet-prod-dr/to-hub-dr"
    assert peering.body["properties"]["remoteVirtualNetwork"]["id"].endswith("/hub-dr")
    assert peering.after == 1


def test_networks_of_several_groups_and_subscriptions_are_stages_of_their_own() -> None:
    networks = [
        {
            "name": name,
            "region": "eastus",
            "address_space": ["10.0.0.0/16"],
            "resource_group": group,
            "subscription": subscription,
            "state": "planned",
            "peered_with": [other],
        }
        for name, group, subscription, other in (
            ("a", "g", "s-1", "b"),
            ("b", "g", "s-2", "a"),
            ("c", "h", "s-2", "a"),
        )
    ]
    made = export_of(virtual_networks=networks)
    stages = template(made)["resources"]
    assert len({stage["name"] for stage in stages}) == 6
    assert [(stage["subscriptionId"], stage["resourceGroup"]) for stage in stages] == [
        ("s-1", "g"),
        ("s-2", "g"),
        ("s-2", "h"),
    ] * 2
    assert [len(stage.get("dependsOn", [])) for stage in stages] == [0, 0, 0, 3, 4, 4]
    first = evaluated(stages[3]["dependsOn"][0], {})
    assert first == f"s-1/g/Microsoft.Resources/deployments/{stages[0]['name']}"


def test_what_the_plan_does_not_know_is_asked_for_and_no_blank_is_taken() -> None:
    made = export(export_plans.unknown(), "arm")
    asked = template(made)["parameters"]
    assert asked == {
        name: {"type": "string", "minLength": 1, "metadata": row["metadata"]}
        for name, row in asked.items()
    }
    assert {"vault_name", "fabric_eastasia", "subscription"} <= set(asked)
    assert not any(name.startswith(("nic", "item", "container")) for name in asked)
    blanks = read(made, "parameters.json")["parameters"]
    assert blanks == {name: {"value": ""} for name in asked}


def test_a_plan_of_which_all_is_known_has_no_parameter_file() -> None:
    made = export(export_plans.known(), "arm")
    assert [file.name for file in made.files] == ["template.json", "verify.sh", "rollback.sh"]
    assert template(made)["parameters"] == {}


def test_what_a_deployment_cannot_do_is_noted_and_stands_in_the_template() -> None:
    made = export(export_plans.known(), "arm")
    assert any("A deployment cannot set them" in note for note in made.notes)
    assert any("hub-outside" in note for note in made.notes)
    assert template(made)["metadata"]["notes"] == list(made.notes)


def test_a_plan_without_planned_networks_or_mappings_deploys_nothing() -> None:
    made = export_of()
    assert template(made)["resources"] == []


BRACKETS = {
    "an expression": ("[concat('a')]", "[[concat('a')]"),
    "an escaped one": ("[[a]", "[[[a]"),
    "open only": ("[a", "[a"),
    "closed only": ("a]", "a]"),
    "within": ("a[b]c", "a[b]c"),
}


@pytest.mark.parametrize(("text", "written"), BRACKETS.values(), ids=BRACKETS)
def test_a_text_in_brackets_is_no_expression(text: str, written: str) -> None:
    assert string((text,)) == written
    assert evaluated(written, {}) == text


@settings(max_examples=100)
@given(
    st.lists(
        st.one_of(
            st.text(st.sampled_from("[]'\"\\\n\x00\u202ea"), max_size=6),
            st.just(Parameter("vault_name", "")),
        ),
        max_size=4,
    )
)
def test_a_text_is_worked_out_to_itself_with_its_parameters(pieces: list[str | Parameter]) -> None:
    wanted = "".join(piece if isinstance(piece, str) else "<v>" for piece in pieces)
    assert evaluated(string(text(*pieces)), {"vault_name": "<v>"}) == wanted


def test_exporting_twice_gives_the_same_files() -> None:
    assert export(export_plans.known(), "arm") == export(export_plans.known(), "arm")
