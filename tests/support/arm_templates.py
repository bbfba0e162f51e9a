"""ARM templates for tests, and expressions worked out where such a template has them."""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from models.formats.arm_template.budget import Budget
from models.formats.arm_template.context import FUNCTIONS
from models.formats.arm_template.evaluation import Evaluator
from models.formats.arm_template.marks import Place
from models.formats.arm_template.nodes import Node, members
from models.formats.arm_template.scope import Deployment, Scope
from models.formats.arm_template.templates import folded
from models.formats.azure_report import Import
from models.formats.document import Given
from models.formats.documents import read

Json: TypeAlias = dict[str, Any]

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
PARAMETERS = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"
PLACED = {"location": "eastus"}
WHOLE = {"virtual networks": 1, "subnets": 1, "virtual machines": 1, "NICs": 1}
"""What comes in of a network, a NIC in it and a machine with that."""


def scope(
    parameters: Mapping[str, Any] | None = None,
    variables: Mapping[str, Any] | None = None,
    given: Mapping[str, Any] | None = None,
    location: str | None = None,
    budget: Budget | None = None,
) -> Scope:
    """The surroundings of an expression in a template with those parameters and variables."""
    deployment = Deployment(Evaluator(budget or Budget()), location, FUNCTIONS, complete=True)
    values = {name.casefold(): Node(value, None) for name, value in (given or {}).items()}
    found = Scope(deployment, Place(), folded(dict(parameters or {})), values)
    for name, node in members(Node(dict(variables or {}), found)).items():
        found.variables[name.casefold()] = node
    return found


def template(*resources: Json, **fields: Any) -> Json:
    """A template of some resources."""
    return {"$schema": SCHEMA, "contentVersion": "1.0.0.0", "resources": list(resources)} | fields


def parameter_file(**values: Any) -> Json:
    """A parameter file."""
    entries = {name: {"value": value} for name, value in values.items()}
    return {"$schema": PARAMETERS, "contentVersion": "1.0.0.0", "parameters": entries}


def declared(**defaults: Any) -> Json:
    """Declarations of parameters with defaults; ``...`` stands for none."""
    return {
        name: {"type": "string"} | ({} if default is ... else {"defaultValue": default})
        for name, default in defaults.items()
    }


def vnet(name: str = "net", **fields: Any) -> Json:
    """A virtual network of 10.0.0.0/16 with the subnet ``a``."""
    subnet = {"name": "a", "properties": {"addressPrefix": "10.0.0.0/24"}}
    properties = {"addressSpace": {"addressPrefixes": ["10.0.0.0/16"]}, "subnets": [subnet]}
    type = "Microsoft.Network/virtualNetworks"
    return {"type": type, "name": name, **PLACED, "properties": properties} | fields


SUBNET = "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'net', 'a')]"


def nic(name: str = "nic", subnet: str = SUBNET, /, **ip: Any) -> Json:
    """A NIC in a subnet, ``net/a`` if nothing else is said."""
    properties = {"subnet": {"id": subnet}, "privateIPAllocationMethod": "Dynamic"} | ip
    configuration = {"name": "ipconfig1", "properties": properties}
    type = "Microsoft.Network/networkInterfaces"
    return {
        "type": type,
        "name": name,
        **PLACED,
        "properties": {"ipConfigurations": [configuration]},
    }


def vm(name: str = "vm", *nics: str, **fields: Any) -> Json:
    """A virtual machine with NICs of those names, ``nic`` if none is given."""
    ids = [
        {"id": f"[resourceId('Microsoft.Network/networkInterfaces', {each})]"}
        for each in nics or ("'nic'",)
    ]
    properties = {"networkProfile": {"networkInterfaces": ids}}
    type = "Microsoft.Compute/virtualMachines"
    return {"type": type, "name": name, **PLACED, "properties": properties} | fields


def nested(name: str, inner: Json, scope: str | None = "inner", **fields: Any) -> Json:
    """A template within a template; ``fields`` in lower case go to the deployment."""
    options = {"expressionEvaluationOptions": {"scope": scope}} if scope else {}
    passed = {"parameters": fields.pop("parameters")} if "parameters" in fields else {}
    properties = {"mode": "Incremental", **options, **passed, "template": inner}
    type = "Microsoft.Resources/deployments"
    return {"type": type, "name": name, "properties": properties} | fields


def imported(*documents: Any, location: str | None = None) -> Import:
    """The import of some documents, called ``0.json``, ``1.json`` and so on."""
    named = [(f"{number}.json", json.dumps(each).encode()) for number, each in enumerate(documents)]
    return read(named, Given(location))


def skipped(result: Import) -> list[tuple[str, str]]:
    """What an import left out and why."""
    return [(entry.subject, entry.reason) for entry in result.skipped]


def reasons(result: Import) -> str:
    """The same as text."""
    return "\n".join(f"{subject}: {reason}" for subject, reason in skipped(result))
