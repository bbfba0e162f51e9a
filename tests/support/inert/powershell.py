"""Scripts: the code is the same as ever, and names stand in the data as exactly what they are."""

from functools import cache

from models.exports.export import Export
from models.exports.kinds import export as exported
from tests.support.export_plans import hostile
from tests.support.powershell_reading import data_of, nodes, parsed, text_of

CODE = "\n# Text as a terminal shows it"
"""What the code begins with, below the data."""


def check(export: Export, text: str) -> None:
    assert [file.name for file in export.files] == ["apply.ps1", "rollback.ps1", "verify.ps1"]
    for file, harmless in zip(export.files, _harmless(), strict=True):
        assert set(file.text) <= {*map(chr, range(0x20, 0x7F)), "\n"}
        top, _, code = file.text.partition(CODE)
        assert (_commands(top), code) == harmless
        if file.name != "rollback.ps1":
            _names(file.text, text)


def _names(script: str, text: str) -> None:
    data = data_of(parsed(script))
    [network], [item] = data["Networks"], data["Items"]
    assert network["Name"] == f"{text}v2"
    assert network["Location"] == data["Vaults"][0]["Key"] == f"{text}r2"
    assert [subnet["Name"] for subnet in network["Subnets"]] == [f"{text}s", f"{text}t"]
    assert network["Subnets"][1]["Delegation"] == text
    assert [mapping["Source"].endswith(f"{text}v1") for mapping in data["Mappings"]] == [
        True,
        False,
    ]
    assert item["Name"] == f"{text}m"
    assert item["Set"]["Name"] == item["Set"]["Size"] == item["Set"]["TfoAzureVMName"] == text
    nic, other = item["Nics"]
    assert (nic["Name"], other["Name"]) == (f"{text}n", f"{text}o")
    assert nic["Id"].endswith(f"{text}g/providers/Microsoft.Network/networkInterfaces/{text}n")
    assert nic["Set"]["RecoveryNicName"] == nic["Set"]["RecoveryNicResourceGroupName"] == text
    [ip] = nic["IpConfigs"]
    assert ip["Set"]["IpConfigName"] == f"{text}i"
    assert ip["Set"]["RecoverySubnetName"] == f"{text}s"


def _commands(top: str) -> list[str]:
    """The commands above the code: none but those of every script."""
    return [text_of(command) for command in nodes(parsed(top), "command")]


@cache
def _harmless() -> list[tuple[list[str], str]]:
    found = []
    for file in exported(hostile("x"), "powershell").files:
        top, _, code = file.text.partition(CODE)
        found.append((_commands(top), code))
    return found
