"""A deployment as files of Bicep: the main one, and a module for each stage."""

from collections.abc import Iterable, Iterator

from models.exports.application import Parameter
from models.exports.bicep.language import comment, expression, literal
from models.exports.deployment import Deployment, Resource, Stage


def main(deployed: Deployment) -> str:
    """The main file, for the scope of a subscription."""
    symbols = {stage.name: _symbol(stage) for stage in deployed.stages}
    lines = [comment(line) for line in (deployed.title, *deployed.notes)]
    lines += ["", "targetScope = 'subscription'"]
    for parameter in deployed.parameters:
        lines += ["", *_parameter(parameter)]
    for stage in deployed.stages:
        lines += ["", *_module(stage, symbols)]
    return "\n".join([*lines, ""])


def module(stage: Stage) -> str:
    """The file of a stage, for the scope of a resource group."""
    lines = ["targetScope = 'resourceGroup'"]
    if stage.parameters:
        lines += ["", *(f"param {parameter.name} string" for parameter in stage.parameters)]
    for resource in stage.resources:
        lines += ["", *_resource(resource)]
    return "\n".join([*lines, ""])


def module_path(stage: Stage) -> str:
    """Where the file of a stage is, from the main file."""
    return f"modules/{stage.name}.bicep"


def _parameter(parameter: Parameter) -> Iterator[str]:
    yield f"@description({literal((parameter.meaning,))})"
    yield "@minLength(1)"
    yield f"param {parameter.name} string"


def _module(stage: Stage, symbols: dict[str, str]) -> Iterator[str]:
    yield f"module {_symbol(stage)} '{module_path(stage)}' = {{"
    yield f"  name: '{stage.name}'"
    where = f"{literal(stage.subscription)}, {literal(stage.resource_group)}"
    yield f"  scope: resourceGroup({where})"
    if stage.parameters:
        yield "  params: {"
        yield from (f"    {row.name}: {row.name}" for row in stage.parameters)
        yield "  }"
    yield from _after(symbols[name] for name in stage.after)
    yield "}"


def _resource(resource: Resource) -> Iterator[str]:
    yield f"resource {resource.symbol} '{resource.kind}@{resource.version}' = {{"
    yield f"  name: {literal(resource.full_name)}"
    for key, value in resource.body.items():
        yield f"  {key}: {expression(value, '  ')}"
    yield from _after(resource.after)
    yield "}"


def _after(symbols: Iterable[str]) -> Iterator[str]:
    rows = [f"    {symbol}" for symbol in symbols]
    if rows:
        yield from ("  dependsOn: [", *rows, "  ]")


def _symbol(stage: Stage) -> str:
    return stage.name.replace("-", "_")
