"""Exported ARM templates worked out as Resource Manager does, as far as they go."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from models.exports.export import Export

TOKEN = re.compile(r"'((?:[^']|'')*)'|([A-Za-z]+)\(|([(),])|\s+")
HEAD = {"type", "apiVersion", "name", "dependsOn"}


class Deployed(NamedTuple):
    """A resource, the resource group it is deployed to, and how many it waits for."""

    subscription: str
    resource_group: str
    kind: str
    version: str
    name: str
    body: dict[str, Any]
    after: int


def template(export: Export) -> dict[str, Any]:
    """The template of an export."""
    return read(export, "template.json")


def read(export: Export, name: str) -> dict[str, Any]:
    """A file of an export that is JSON."""
    (text,) = (file.text for file in export.files if file.name == name)
    data: dict[str, Any] = json.loads(text)
    return data


def given(export: Export) -> dict[str, str]:
    """A value for each parameter that the parameter file asks for."""
    if "parameters.json" not in [file.name for file in export.files]:
        return {}
    return {name: f"<{name}>" for name in read(export, "parameters.json")["parameters"]}


def deployed(template: dict[str, Any], values: dict[str, str]) -> list[Deployed]:
    """What a subscription template deploys, in its order."""
    assert set(template.get("parameters", {})) == set(values)
    return [row for stage in template["resources"] for row in _stage(stage, values)]


def _stage(stage: dict[str, Any], values: dict[str, str]) -> Iterator[Deployed]:
    assert stage["type"] == "Microsoft.Resources/deployments"
    assert stage["properties"]["mode"] == "Incremental"
    assert stage["properties"]["expressionEvaluationOptions"] == {"scope": "inner"}
    assert re.fullmatch(r"[A-Za-z0-9-]{1,64}", stage["name"])
    passed = {
        name: evaluated(row["value"], values)
        for name, row in stage["properties"].get("parameters", {}).items()
    }
    nested = stage["properties"]["template"]
    assert set(nested.get("parameters", {})) == set(passed)
    for resource in nested["resources"]:
        body = {key: row for key, row in resource.items() if key not in HEAD}
        yield Deployed(
            evaluated(stage["subscriptionId"], values),
            evaluated(stage["resourceGroup"], values),
            resource["type"],
            resource["apiVersion"],
            evaluated(resource["name"], passed),
            evaluated(body, passed),
            len(stage.get("dependsOn", [])) + len(resource.get("dependsOn", [])),
        )


def evaluated(value: Any, values: dict[str, str]) -> Any:
    """A value of a template with its expressions worked out."""
    if isinstance(value, dict):
        return {key: evaluated(part, values) for key, part in value.items()}
    if isinstance(value, list):
        return [evaluated(part, values) for part in value]
    if isinstance(value, str) and value.startswith("[") and value.endswith("]"):
        return value[1:] if value.startswith("[[") else _expression(value[1:-1], values)
    return value


def _expression(text: str, values: dict[str, str]) -> str:
    tokens, position = [], 0
    while position < len(text):
        found = TOKEN.match(text, position)
        assert found is not None, f"no expression: {text!r}"
        tokens.append(found)
        position = found.end()
    result, rest = _value([token for token in tokens if token[0].strip()], values)
    assert not rest
    return result


def _value(tokens: list[re.Match[str]], values: dict[str, str]) -> tuple[str, list[re.Match[str]]]:
    first, *rest = tokens
    if first[1] is not None:
        return first[1].replace("''", "'"), rest
    arguments: list[str] = []
    while rest[0][0] != ")":
        if rest[0][0] == ",":
            rest = rest[1:]
        argument, rest = _value(rest, values)
        arguments.append(argument)
    return _call(first[2], arguments, values), rest[1:]


def _call(name: str, arguments: list[str], values: dict[str, str]) -> str:
    if name == "parameters":
        return values[arguments[0]]
    assert name in ("concat", "resourceId")
    return ("" if name == "concat" else "/").join(arguments)
