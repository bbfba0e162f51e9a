"""PowerShell: what the scripts ask for, which cmdlets they use, and what they may change."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tree_sitter import Node

from models.assign import Assignments
from models.exports.application import Parameter
from models.exports.export import Options
from models.exports.kinds import export
from models.exports.powershell.literals import Literals, comment, quoted
from models.exports.powershell.script import Variables
from tests.support.export_plans import KNOWN, SUB, hostile, known, results, unknown
from tests.support.powershell_reading import data_of, nodes, parsed, text_of, value_of

BARE = 'format = 1\nname = "Bare"\n'
NETWORKS = f"/subscriptions/{SUB}/resourceGroups/rg-net-dr/providers/Microsoft.Network"

COMMON = {"WhatIf", "Confirm"}
# From the published help of Az (https://learn.microsoft.com/powershell/module/az.recoveryservices).
CMDLETS = {
    "Get-AzContext": set(),
    "Set-AzContext": {"Subscription", "Scope"} | COMMON,
    "Get-AzVirtualNetwork": {"ResourceGroupName", "Name"},
    "New-AzVirtualNetwork": {"Name", "ResourceGroupName", "Location", "AddressPrefix", "Subnet"}
    | COMMON,
    "Remove-AzVirtualNetwork": {"Name", "ResourceGroupName", "Force"} | COMMON,
    "New-AzVirtualNetworkSubnetConfig": {"Name", "AddressPrefix", "Delegation"},
    "New-AzDelegation": {"Name", "ServiceName"},
    "Add-AzVirtualNetworkPeering": {"Name", "VirtualNetwork", "RemoteVirtualNetworkId"},
    "Remove-AzVirtualNetworkPeering": {"VirtualNetworkName", "ResourceGroupName", "Name", "Force"}
    | COMMON,
    "Get-AzRecoveryServicesVault": {"ResourceGroupName", "Name"},
    "Set-AzRecoveryServicesAsrVaultContext": {"Vault"} | COMMON,
    "Get-AzRecoveryServicesAsrFabric": {"Name", "FriendlyName"},
    "Get-AzRecoveryServicesAsrProtectionContainer": {"Fabric", "Name", "FriendlyName"},
    "Get-AzRecoveryServicesAsrReplicationProtectedItem": {
        "ProtectionContainer",
        "Name",
        "FriendlyName",
        "ProtectableItem",
    },
    "Get-AzRecoveryServicesAsrJob": {"Job", "Name", "StartTime", "EndTime", "State"},
    "Get-AzRecoveryServicesAsrNetworkMapping": {"Name", "Network", "PrimaryFabric"},
    "New-AzRecoveryServicesAsrNetworkMapping": {
        "AzureToAzure",
        "Name",
        "PrimaryFabric",
        "PrimaryAzureNetworkId",
        "RecoveryFabric",
        "RecoveryAzureNetworkId",
    }
    | COMMON,
    "Update-AzRecoveryServicesAsrNetworkMapping": {"InputObject", "RecoveryAzureNetworkId"}
    | COMMON,
    "Remove-AzRecoveryServicesAsrNetworkMapping": {"InputObject"} | COMMON,
    "New-AzRecoveryServicesAsrVMNicIPConfig": {
        "IpConfigName",
        "IsSelectedForFailover",
        "RecoverySubnetName",
        "RecoveryStaticIPAddress",
        "RecoveryPublicIPAddressId",
        "RecoveryLBBackendAddressPoolId",
        "TfoSubnetName",
        "TfoStaticIPAddress",
        "TfoPublicIPAddressId",
        "TfoLBBackendAddressPoolId",
    }
    | COMMON,
    "New-AzRecoveryServicesAsrVMNicConfig": {
        "NicId",
        "ReplicationProtectedItem",
        "RecoveryVMNetworkId",
        "RecoveryNicName",
        "RecoveryNicResourceGroupName",
        "ReuseExistingNic",
        "RecoveryNetworkSecurityGroupId",
        "EnableAcceleratedNetworkingOnRecovery",
        "TfoVMNetworkId",
        "TfoNicName",
        "TfoNicResourceGroupName",
        "TfoReuseExistingNic",
        "TfoNetworkSecurityGroupId",
        "EnableAcceleratedNetworkingOnTfo",
        "IPConfig",
    }
    | COMMON,
    "Set-AzRecoveryServicesAsrReplicationProtectedItem": {
        "InputObject",
        "Name",
        "Size",
        "RecoveryNetworkId",
        "RecoveryResourceGroupId",
        "RecoveryCloudServiceId",
        "RecoveryAvailabilitySet",
        "RecoveryProximityPlacementGroupId",
        "RecoveryVirtualMachineScaleSetId",
        "TfoAzureVMName",
        "ASRVMNicConfiguration",
    }
    | COMMON,
    "Where-Object": set(),
    "ForEach-Object": set(),
    "Sort-Object": set(),
    "Select-Object": {"First"},
    "New-Object": set(),
    "Write-Host": set(),
    "Write-Warning": set(),
    "Start-Sleep": {"Seconds"},
    "Join-Path": set(),
    "Test-Path": {"LiteralPath"},
    "Get-Content": {"LiteralPath", "Raw", "Encoding"},
    "Set-Content": {"LiteralPath", "Value", "Encoding"} | COMMON,
    "Move-Item": {"LiteralPath", "Destination", "Force"} | COMMON,
    "ConvertTo-Json": {"InputObject", "Depth"},
    "ConvertFrom-Json": set(),
    "Set-StrictMode": {"Version"},
}
IP = CMDLETS["New-AzRecoveryServicesAsrVMNicIPConfig"]
NIC = CMDLETS["New-AzRecoveryServicesAsrVMNicConfig"]
ITEM = CMDLETS["Set-AzRecoveryServicesAsrReplicationProtectedItem"]
CHANGING = {
    name
    for name in CMDLETS
    if "Confirm" in CMDLETS[name] and not name.endswith(("Context", "Config"))
} | {"Add-AzVirtualNetworkPeering"}


def scripts(assignments: Assignments, options: Options | None = None) -> dict[str, str]:
    files = export(assignments, "powershell", options).files
    return {file.name: file.text for file in files}


def commands(script: str) -> Iterator[tuple[str, Node]]:
    for command in nodes(parsed(script), "command"):
        yield text_of(next(nodes(command, "command_name"))), command


def parameters(command: Node) -> set[str]:
    """What a command is given by name; a command inside of it has its own."""
    found = set()
    for elements in command.children:
        for element in elements.children if elements.type == "command_elements" else ():
            if element.type == "command_parameter":
                found.add(text_of(element).strip("-").rstrip(":"))
    return found


def functions(script: str) -> dict[str, str]:
    return {
        text_of(next(nodes(function, "function_name"))): text_of(function)
        for function in nodes(parsed(script), "function_statement")
    }


def asked(script: str) -> list[str]:
    [block] = nodes(parsed(script), "param_block")
    return re.findall(r"\[Parameter\(Mandatory\)\] \[string\] \$(\w+)", text_of(block))


@pytest.mark.parametrize("assignments", [known(), unknown(), results(BARE)], ids="kub")
def test_the_scripts_are_ascii_and_parse(assignments: Assignments) -> None:
    written = scripts(assignments)
    assert list(written) == ["apply.ps1", "rollback.ps1", "verify.ps1"]
    for text in written.values():
        parsed(text)
        assert text.isascii()
        assert text.endswith("\n")


def test_a_plan_of_which_all_is_known_asks_for_nothing() -> None:
    written = scripts(known())
    assert [asked(text) for text in written.values()] == [[], [], []]
    assert "param()" in written["verify.ps1"]
    assert "[string] $StateFile = (Join-Path" in written["apply.ps1"]


def test_only_what_cannot_be_looked_up_is_asked_for() -> None:
    written = scripts(unknown())
    names = [
        "ResourceGroupOfVnetAsr",
        "Subscription",
        "VaultSubscription",
        "VaultResourceGroup",
        "VaultName",
        "ResourceGroupOfVnet",
        "NetworkSecurityGroupWebNsgDr",
        "PublicIpAddressWebPipDr",
        "LoadBalancerBackendPoolIlbDrWeb",
    ]
    assert asked(written["apply.ps1"]) == asked(written["verify.ps1"]) == names
    assert asked(written["rollback.ps1"]) == []
    data = data_of(parsed(written["apply.ps1"]))
    assert data["Vaults"][0]["Name"] == "$VaultName"
    assert data["Items"][0]["Set"]["RecoveryVMNetworkId"] == (
        "/subscriptions/",
        "$Subscription",
        "/resourceGroups/",
        "$ResourceGroupOfVnetAsr",
        "/providers/Microsoft.Network/virtualNetworks/vnet-asr",
    )
    item, nic = data["Items"][0], data["Items"][0]["Nics"][0]
    assert ("Machine" in item, "Id" in nic) == (False, False)
    assert (item["Name"], nic["Name"]) == ("web-01", "web-01-nic")


def test_parameters_stand_at_the_top_and_are_explained() -> None:
    text = scripts(unknown())["apply.ps1"]
    [block] = nodes(parsed(text), "param_block")
    before = text.encode()[: block.start_byte].decode()
    assert all(line.startswith(("#", "[CmdletBinding")) for line in before.splitlines())
    assert "    # The resource group of vnet-asr.\n    [Parameter(Mandatory)]" in text
    assert "Set-StrictMode -Version 3.0\n$ErrorActionPreference = 'Stop'\n" in text
    assert "#requires -Version 5.1\n#requires -Modules Az.Accounts, Az.Network" in text


def test_names_that_differ_only_in_their_parts_are_two_variables() -> None:
    pairs = [
        Parameter("a_b", ""),
        Parameter("ab", ""),
        Parameter("a_b2", ""),
        Parameter("state_file", ""),
    ]
    variables = Variables(pairs)
    assert [variables(parameter) for parameter in pairs] == ["$AB", "$Ab_2", "$AB2", "$StateFile_2"]


@pytest.mark.parametrize("name", ["apply.ps1", "rollback.ps1", "verify.ps1"])
def test_every_cmdlet_and_each_of_its_parameters_is_in_the_published_help(name: str) -> None:
    script = scripts(known())[name]
    own = functions(script)
    for command, node in commands(script):
        if command not in own:
            assert command in CMDLETS, command
            assert parameters(node) <= CMDLETS[command], text_of(node)


@pytest.mark.parametrize("name", ["apply.ps1", "rollback.ps1", "verify.ps1"])
def test_every_function_that_a_script_calls_is_in_it_and_called(name: str) -> None:
    script = scripts(known())[name]
    called = {command for command, _ in commands(script)}
    unused = set(functions(script)) - called
    assert {function for function in called if function not in CMDLETS} <= set(functions(script))
    assert not unused


def test_settings_stand_under_the_parameters_that_take_them() -> None:
    for assignments in (known(), unknown(), hostile("/x")):
        for item in data_of(parsed(scripts(assignments)["apply.ps1"]))["Items"]:
            assert item["Set"].keys() <= ITEM | {"RecoveryVMNetworkId", "TfoVMNetworkId"}
            for nic in item["Nics"]:
                assert nic["Set"].keys() <= NIC
                for ip in nic["IpConfigs"]:
                    assert ip["Set"].keys() <= IP


@pytest.mark.parametrize(
    ("function", "cmdlet"),
    [("New-NicConfiguration", NIC), ("Start-ItemUpdate", ITEM)],
)
def test_what_is_passed_in_a_table_is_a_parameter_too(function: str, cmdlet: set[str]) -> None:
    text = scripts(known())["apply.ps1"]
    body = functions(text)[function]
    named = set(re.findall(r"\$settings\['(\w+)'\]", body))
    [first] = re.findall(r"\$settings = @\{([^}]*)\}", body)
    named |= set(re.findall(r"(\w+) =", first))
    kept = "$KeptOfNic" if function == "New-NicConfiguration" else "$KeptOfItem"
    [line] = re.findall(rf"^{re.escape(kept)} = (@{{.*?^}}|.*?$)", text, re.MULTILINE | re.DOTALL)
    named |= set(re.findall(r"^ +(\w+) ", line, re.MULTILINE) or re.findall(r"'(\w+)'", line))
    assert len(named) > 6
    assert named <= cmdlet


def guarded(node: Node | None, inside: Node | None = None) -> bool:
    """Whether a node is in the first block of an ``if`` that asks ``ShouldProcess``."""
    while node is not None:
        if node.type == "if_statement":
            condition = node.child_by_field_name("condition")
            blocks = [child for child in node.children if child.type == "statement_block"]
            asks = condition is not None and "$PSCmdlet.ShouldProcess(" in text_of(condition)
            if asks and inside == blocks[0]:
                return True
        node, inside = node.parent, node
    return False


@pytest.mark.parametrize("name", ["apply.ps1", "rollback.ps1"])
def test_whatever_changes_something_asks_first_whether_it_should(name: str) -> None:
    script = scripts(known())[name]
    assert "[CmdletBinding(SupportsShouldProcess)]" in script
    changing = [(command, node) for command, node in commands(script) if command in CHANGING]
    assert len({command for command, _ in changing}) >= 7
    for command, node in changing:
        assert guarded(node), text_of(node)
        assert command.startswith("Add-") or "-Confirm:$false" in text_of(node)
    assert not re.search(r"function[^{]*\{\s*\[CmdletBinding", script)


def test_reading_goes_on_with_what_if() -> None:
    contexts = ("Set-AzContext", "Set-AzRecoveryServicesAsrVaultContext")
    for text in scripts(known()).values():
        found = [text_of(node) for command, node in commands(text) if command in contexts]
        assert len(found) == 2
        assert all("-WhatIf:$false -Confirm:$false" in call for call in found)


def test_verify_changes_nothing_and_says_by_its_status_whether_all_is_as_planned() -> None:
    text = scripts(known())["verify.ps1"]
    assert not [command for command, _ in commands(text) if command in CHANGING]
    assert "    exit 1\n}" in text
    assert text.rstrip().endswith("exit 0")


def test_what_was_before_is_written_down_before_the_first_change() -> None:
    script = scripts(known())["apply.ps1"]
    body = script[script.index("# Everything is read before") :]
    called = [command for command, _ in commands(body)]
    saved = called.index("Move-Item")
    for change in ("Add-Network", "Add-Peering", "Set-Mappings", "Set-Items"):
        assert called.index(change) > saved


def test_reverse_mappings_go_before_a_change_and_are_made_after_it() -> None:
    body = functions(scripts(known())["apply.ps1"])["Set-Mappings"]
    assert "foreach ($do in 'Remove', 'Change', 'Create')" in body


def test_mappings_stand_in_the_order_of_the_plan() -> None:
    data = data_of(parsed(scripts(known())["apply.ps1"]))
    assert [mapping["Name"] for mapping in data["Mappings"]] == [
        "eastus-westus2-vnet-prod",
        "westus2-eastus-vnet-prod-dr",
    ]
    assert data["Mappings"][0]["SourceFabric"] == "asr-a2a-default-eastus"
    assert data["Mappings"][0]["Target"] == f"{NETWORKS}/virtualNetworks/vnet-prod-dr"


def test_every_nic_and_ip_configuration_of_a_machine_is_there_with_its_settings() -> None:
    [item] = data_of(parsed(scripts(known())["apply.ps1"]))["Items"]
    assert item["Set"] == {
        "RecoveryVMNetworkId": f"{NETWORKS}/virtualNetworks/vnet-prod-dr",
        "TfoVMNetworkId": f"{NETWORKS}/virtualNetworks/vnet-prod-tfo",
        "Name": "web1",
        "Size": "Standard_D2s_v5",
        "TfoAzureVMName": "web1-test",
    }
    first, second = item["Nics"]
    assert first["Set"] == {
        "RecoveryNicName": "web1-nic-dr",
        "RecoveryNicResourceGroupName": "rg-app-dr",
        "ReuseExistingNic": False,
        "RecoveryNetworkSecurityGroupId": f"{NETWORKS}/networkSecurityGroups/web-dr",
        "EnableAcceleratedNetworkingOnRecovery": True,
        "TfoNicName": "web1-nic-test",
        "TfoReuseExistingNic": False,
        "EnableAcceleratedNetworkingOnTfo": False,
    }
    assert [ip["Set"] for ip in first["IpConfigs"]] == [
        {
            "IpConfigName": "ipconfig1",
            "IsSelectedForFailover": True,
            "RecoverySubnetName": "snet-app",
            "RecoveryStaticIPAddress": "10.20.1.10",
            "RecoveryPublicIPAddressId": f"{NETWORKS}/publicIPAddresses/web1-dr",
            "RecoveryLBBackendAddressPoolId": [
                f"{NETWORKS}/loadBalancers/ilb/backendAddressPools/web"
            ],
            "TfoSubnetName": "snet-app",
            "TfoStaticIPAddress": "10.30.1.10",
        },
        {"IpConfigName": "ipconfig2", "IsSelectedForFailover": False},
    ]
    assert second["IpConfigs"] == [
        {
            "RecoveryExpected": "10.20.1.4",
            "TfoExpected": "10.30.1.254",
            "Set": {
                "IpConfigName": "ipconfig1",
                "IsSelectedForFailover": True,
                "RecoverySubnetName": "snet-app",
                "TfoSubnetName": "snet-app",
            },
        }
    ]


def test_what_was_decided_is_set_where_no_subnet_can_be() -> None:
    lost = KNOWN.replace('failover = { subnet = "snet-app"', 'failover = { subnet = "nowhere"', 1)
    made = export(results(lost), "powershell")
    [item] = data_of(parsed(made.files[0].text))["Items"]
    ip = item["Nics"][0]["IpConfigs"][0]["Set"]
    assert ip["RecoveryPublicIPAddressId"] == f"{NETWORKS}/publicIPAddresses/web1-dr"
    assert "RecoverySubnetName" not in ip
    assert "RecoveryStaticIPAddress" not in ip
    assert any("has no subnet" in note for note in made.notes)


def test_pinning_sets_what_is_forecast() -> None:
    [item] = data_of(parsed(scripts(known(), Options(pin=True))["apply.ps1"]))["Items"]
    [ip] = item["Nics"][1]["IpConfigs"]
    assert ip["Set"]["RecoveryStaticIPAddress"] == "10.20.1.4"
    assert ip["Set"]["TfoStaticIPAddress"] == "10.30.1.254"
    assert ip.keys() == {"Set"}


def test_planned_networks_stand_with_subnets_delegation_and_peers() -> None:
    [network] = data_of(parsed(scripts(known())["apply.ps1"]))["Networks"]
    assert network["AddressPrefixes"] == ["10.20.0.0/16"]
    assert network["Subnets"][1] == {
        "Name": "snet-sqlmi",
        "AddressPrefixes": ["10.20.2.0/24", "10.20.3.0/24"],
        "Delegation": "Microsoft.Sql/managedInstances",
    }
    assert [peer.rpartition("/")[2] for peer in network["Peers"]] == ["hub-dr"]
    assert "hub-outside" in " ".join(export(known(), "powershell").notes)


def test_a_mapping_where_the_cmdlets_do_not_look_is_named_and_left_out() -> None:
    elsewhere = results(
        KNOWN.replace("replicationNetworks/azureNetwork", "replicationNetworks/x", 1)
    )
    made = export(elsewhere, "powershell")
    data = data_of(parsed(made.files[0].text))
    assert [mapping["Name"] for mapping in data["Mappings"]] == ["westus2-eastus-vnet-prod-dr"]
    assert any("eastus-westus2-vnet-prod stands under x" in note for note in made.notes)
    assert "# - The mapping eastus-westus2-vnet-prod stands under x" in made.files[0].text


def test_the_code_is_the_same_whatever_the_plan() -> None:
    def code(assignments: Assignments) -> list[str]:
        texts = scripts(assignments).values()
        return [text[text.index("# Text as a terminal shows it") :] for text in texts]

    assert code(known()) == code(unknown()) == code(results(BARE))


def test_the_same_plan_gives_the_same_scripts() -> None:
    assert scripts(known()) == scripts(known())


TEXTS = st.text(
    st.sampled_from("'\u2018\u2019\u201a\u201b\"`$(){}@#\\u0041\n\r\t\x00\x1b ;é😀\ud800-")
    | st.characters()
)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_literal_is_exactly_its_text(text: str) -> None:
    literal = quoted(text)
    assert literal.isascii()
    [entry] = nodes(parsed(f"@{{ A = {literal} }}"), "hash_entry")
    assert value_of(entry.children[2]) == text


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_comment_stays_one_line(text: str) -> None:
    line = f"# {comment(text)}"
    assert set(line) <= set(map(chr, range(0x20, 0x7F)))
    assert len(list(nodes(parsed(f"{line}\n$x = 1\n"), "comment"))) == 1


def test_a_text_with_parameters_is_a_sum_in_brackets() -> None:
    literals = Literals(lambda parameter: f"${parameter.name}")
    asked = Parameter("vault", "the vault")
    assert literals.of(("it's ", asked)) == "('it''s ' + $vault)"
    assert literals.of((asked,)) == "$vault"
    assert literals.of(()) == "''"
