"""An exported Terraform configuration says a hostile text as data, and does nothing else."""

import re
import subprocess
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

from models.exports.export import Export
from tests.security.hostile import raw_controls
from tests.support.hcl import TERRAFORM, Reference, blocks, evaluated, parsed, unquoted

KINDS = {"terraform", "provider", "variable", "import", "resource"}
REFERENCE = re.compile(
    r"(var\.[a-z_][a-z0-9_]*)|(azurerm(_[a-z_]+)?\.[a-z_][a-z0-9_]*(\.(id|name))?)"
)
SCRIPT_LINE = re.compile(r"  azurerm_[a-z_]+\.[a-z_][a-z0-9_]*")


def check(export: Export, text: str) -> None:
    """The configuration holds what it should, each name with exactly its value."""
    assert not any(raw_controls(file.text) for file in export.files)
    data = parsed(export)
    assert set(data) <= KINDS | {"__comments__"}
    resources = blocks(data, "resource")
    variables = {f"var.{name}" for (name,) in blocks(data, "variable")}
    _names(resources, text)
    for reference in _references(resources):
        assert REFERENCE.fullmatch(reference), reference
        assert not reference.startswith("var.") or reference in variables
    if TERRAFORM is not None:
        _as_terraform_reads(data)
    for file in export.files:
        if file.executable:
            subprocess.run(["bash", "-n"], input=file.text.encode(), check=True)
            lines = [line for line in file.text.splitlines() if line.startswith("  azurerm")]
            assert all(map(SCRIPT_LINE.fullmatch, lines))


def _names(resources: dict[tuple[str, ...], Any], text: str) -> None:
    of = {
        kind: [row for (name, _), row in resources.items() if name == f"azurerm_{kind}"]
        for kind in (
            "virtual_network",
            "subnet",
            "site_recovery_network_mapping",
            "site_recovery_replicated_vm",
        )
    }
    assert [len(rows) for rows in of.values()] == [1, 2, 2, 1]
    (network,), (item,) = of["virtual_network"], of["site_recovery_replicated_vm"]
    assert network["name"] == f"{text}v2"
    assert network["resource_group_name"] == text
    assert network["location"] == f"{text}r2"
    assert [subnet["name"] for subnet in of["subnet"]] == [f"{text}s", f"{text}t"]
    (delegation,) = of["subnet"][1]["delegation"]
    assert delegation["service_delegation"][0]["name"] == text
    assert item["source_vm_id"].endswith(f"/virtualMachines/{text}m")
    assert item["target_virtual_machine_size"] == text
    nics = item["network_interface"]
    assert nics[0]["source_network_interface_id"].endswith(f"/networkInterfaces/{text}n")
    if "ip_configuration" in nics[0]:
        assert nics[0]["ip_configuration"][0]["name"] == f"{text}i"


def _references(of: Any) -> list[str]:
    if isinstance(of, Reference):
        return [] if re.fullmatch("[a-z_]+", of.text) else [of.text]
    parts = of.values() if isinstance(of, dict) else of if isinstance(of, list | tuple) else ()
    return [reference for part in parts for reference in _references(part)]


def _as_terraform_reads(data: dict[str, Any]) -> None:
    literals = [text for text in _templates(data) if _is_literal(text)]
    with tempfile.TemporaryDirectory() as directory:
        texts = evaluated(literals, Path(directory))
    for template, read in zip(literals, texts, strict=True):
        (ours,) = unquoted(template)
        assert isinstance(ours, str)
        assert read == unicodedata.normalize("NFC", ours)  # so are all strings of Terraform


def _is_literal(template: str) -> bool:
    return all(isinstance(part, str) for part in unquoted(template))


def _templates(of: Any) -> list[str]:
    if isinstance(of, str):
        return [of] if of.startswith('"') else []
    if isinstance(of, dict):
        return [row for key, part in of.items() if key[:2] != "__" for row in _templates(part)]
    return [row for part in of for row in _templates(part)] if isinstance(of, list) else []
