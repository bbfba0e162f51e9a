"""A deployment as an ARM template."""

from collections.abc import Iterable, Mapping
from typing import Any

from models.exports.application import Parameter
from models.exports.arm.expressions import argument, escaped, string
from models.exports.deployment import Deployment, Resource, Stage, Value

SCHEMAS = "https://schema.management.azure.com/schemas"
SUBSCRIPTION = f"{SCHEMAS}/2018-05-01/subscriptionDeploymentTemplate.json#"
RESOURCE_GROUP = f"{SCHEMAS}/2019-04-01/deploymentTemplate.json#"
DEPLOYMENTS = "Microsoft.Resources/deployments"
DEPLOYMENTS_VERSION = "2025-04-01"


def template(deployed: Deployment) -> dict[str, Any]:
    """The template, for the scope of a subscription."""
    stages = {stage.name: stage for stage in deployed.stages}
    return {
        "$schema": SUBSCRIPTION,
        "contentVersion": "1.0.0.0",
        "metadata": {
            "description": escaped(deployed.title),
            "notes": [escaped(note) for note in deployed.notes],
        },
        "parameters": _parameters(deployed.parameters),
        "resources": [_stage(stage, stages) for stage in deployed.stages],
    }


def value(of: Value) -> Any:
    """A value of a deployment as a value of JSON."""
    if isinstance(of, Mapping):
        return {key: value(part) for key, part in of.items()}
    if isinstance(of, list):
        return [value(part) for part in of]
    return string(of)


def _stage(stage: Stage, stages: Mapping[str, Stage]) -> dict[str, Any]:
    passed = {row.name: {"value": string((row,))} for row in stage.parameters}
    return {
        "type": DEPLOYMENTS,
        "apiVersion": DEPLOYMENTS_VERSION,
        "name": stage.name,
        "subscriptionId": string(stage.subscription),
        "resourceGroup": string(stage.resource_group),
        **_after([_deployment_id(stages[name]) for name in stage.after]),
        "properties": {
            "mode": "Incremental",
            "expressionEvaluationOptions": {"scope": "inner"},
            **({"parameters": passed} if passed else {}),
            "template": _nested(stage),
        },
    }


def _nested(stage: Stage) -> dict[str, Any]:
    asked = {row.name: {"type": "string"} for row in stage.parameters}
    rows = {row.symbol: row for row in stage.resources}
    return {
        "$schema": RESOURCE_GROUP,
        "contentVersion": "1.0.0.0",
        **({"parameters": asked} if asked else {}),
        "resources": [_resource(row, rows) for row in stage.resources],
    }


def _resource(resource: Resource, rows: Mapping[str, Resource]) -> dict[str, Any]:
    return {
        "type": resource.kind,
        "apiVersion": resource.version,
        "name": string(resource.full_name),
        **_after([_resource_id(rows[symbol]) for symbol in resource.after]),
        **{key: value(part) for key, part in resource.body.items()},
    }


def _resource_id(resource: Resource) -> str:
    names = "".join(f", {argument(part)}" for part in resource.name)
    return f"[resourceId('{resource.kind}'{names})]"


def _deployment_id(stage: Stage) -> str:
    where = f"{argument(stage.subscription)}, {argument(stage.resource_group)}"
    return f"[resourceId({where}, '{DEPLOYMENTS}', '{stage.name}')]"


def _after(ids: list[str]) -> dict[str, Any]:
    return {"dependsOn": ids} if ids else {}


def _parameters(parameters: Iterable[Parameter]) -> dict[str, Any]:
    return {
        row.name: {
            "type": "string",
            "minLength": 1,
            "metadata": {"description": escaped(row.meaning)},
        }
        for row in parameters
    }
