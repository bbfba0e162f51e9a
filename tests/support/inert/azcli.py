"""Scripts for the Azure CLI: run in bash against an `az` that writes down what it is given."""

import json
import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from models.exports.export import Export
from tests.security.hostile import raw_controls
from tests.support.az_sandbox import write

AZ = """#!/bin/bash
printf '%s\\0' "$@" >>"$CALLS"
printf '\\0' >>"$CALLS"
for word; do
  case $word in
    --url=*replicationProtectedItems\\?*) cat "$ROWS" ;;
    --body=@*) cat "${word#--body=@}" >>"$BODIES" ;;
  esac
done
"""
GIVEN = {
    "VAULT_SUBSCRIPTION": "s",
    "VAULT_RESOURCE_GROUP": "g",
    "VAULT_NAME": "v",
    "ASRNET_POLL_SECONDS": "0",
    "ASRNET_WAIT_SECONDS": "0",
}


def check(export: Export, text: str) -> None:
    for file in export.files:
        assert not raw_controls(file.text)
    with TemporaryDirectory() as name:
        home = Path(name)
        write(export, home / "export")
        run, calls = _run(home, export, text)
        assert not raw_controls(run.stdout + run.stderr)
        assert not list(home.rglob("*PWN*"))
        if text.startswith("@"):  # az would read a file of that name
            assert run.returncode == 2
            assert not calls
            return
        assert run.returncode == 1, run.stderr
        _named(calls, text.replace("\0", "␀"))
        if (home / "bodies").exists():
            _sent(json.loads((home / "bodies").read_text()), text)
        else:
            assert any(
                character < " " or character == "\x7f" for character in text
            )  # no row holds it


def _run(
    home: Path, export: Export, text: str
) -> tuple["subprocess.CompletedProcess[str]", list[dict[str, str]]]:
    (home / "az").write_text(AZ)
    (home / "az").chmod(0o755)
    (home / "rows").write_text(_rows(text))
    places = {name.upper(): str(home / name) for name in ("calls", "rows", "bodies")}
    asked = next(file.text for file in export.files if file.name == "parameters.sh")
    names = {line.partition("=")[0] for line in asked.splitlines() if line.endswith(':-}"')}
    given = dict.fromkeys(names, "/x") | GIVEN | places
    path = f"{home}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        ["bash", str(home / "export" / "apply.sh")],
        env={"PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8", **given},
        cwd=home,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=30,
    )
    calls = (
        (home / "calls").read_bytes().decode().split("\0\0") if (home / "calls").exists() else []
    )
    return run, [_options(call.split("\0")) for call in calls if call]


def _rows(text: str) -> str:
    """The item of the hostile plan, as a vault shows it."""
    if any(character < " " or character == "\x7f" for character in text):
        return "next\t\n"
    group = f"/subscriptions/{text}/resourceGroups/{text}"
    machine = f"{group}/providers/Microsoft.Compute/virtualMachines/{text}m"
    second = f"{group}/providers/Microsoft.Network/networkInterfaces/{text}o"
    rows = [
        ("next", ""),
        ("item", "/x/item", machine),
        ("nic", text, "/x"),
        ("ip", f"{text}i", ""),
        ("nic", "second", second),
        ("ip", f"{text}i", ""),
    ]
    return "".join("\t".join(row) + "\n" for row in rows)


def _options(words: list[str]) -> dict[str, str]:
    command = " ".join(word for word in words[:4] if word.isalpha() or word == "site-recovery")
    options = dict(word[2:].partition("=")[::2] for word in words if word.startswith("--"))
    plain = {name: _literal(value) for name, value in options.items()}
    return {"command": command} | plain | {"subscription": options.get("subscription", "")}


def _literal(value: str) -> str:
    """What az makes of a value in its shorthand syntax."""
    return value[1:-1].replace("'/", "'") if value.startswith("'") else value


def _named(calls: list[dict[str, str]], text: str) -> None:
    """Every name reached az as it is in the plan."""
    made = {call["command"]: call for call in calls}
    network = made["network vnet create"]
    assert (network["subscription"], network["resource-group"]) == (text, text)
    assert (network["name"], network["location"]) == (f"{text}v2", f"{text}r2")
    subnet = made["network vnet subnet create"]
    assert (subnet["vnet-name"], subnet["delegations"]) == (f"{text}v2", text)
    assert [call["name"] for call in calls if "subnet" in call["command"]] == [
        f"{text}s",
        f"{text}t",
    ]
    mapping = made["site-recovery network mapping create"]
    assert mapping["recovery-network-id"].endswith(f"/virtualNetworks/{text}v1")
    [start, end] = mapping["fabric-details"].split(":", 2)[1:]
    assert (start, end[-3:]) == ("{primary-network-id", "'}}")
    assert _literal(end[:-2]).endswith(f"/virtualNetworks/{text}v2")


def _sent(body: dict[str, object], text: str) -> None:
    """The update holds every name as it is in the plan."""
    properties = body["properties"]
    assert isinstance(properties, dict)
    assert properties["recoveryAzureVMName"] == text
    assert properties["providerSpecificDetails"] == {"instanceType": "A2A", "tfoAzureVMName": text}
    nic, second = properties["vmNics"]
    assert (nic["nicId"], nic["recoveryNicName"], nic["tfoNicName"]) == (text, text, text)
    assert second["nicId"] == "second"
    assert nic["ipConfigs"][0]["ipConfigName"] == f"{text}i"
    assert nic["ipConfigs"][0]["recoverySubnetName"] == f"{text}s"
