"""Which documents are ARM templates or their parameter files, and what is in those."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from models.formats.arm_template.nodes import Node
from models.formats.arm_template.unresolved import Unresolved
from models.formats.document import Document

TEMPLATE_SCHEMA = "deploymenttemplate.json"
PARAMETER_SCHEMA = "deploymentparameters.json"
BESIDE_PARAMETERS = {"$schema", "contentVersion", "metadata", "parameters"}
SECRET = Unresolved("", "its value is in a key vault")
NO_VALUE = Unresolved("", "the parameter file gives it no value")


class Template(NamedTuple):
    """A template, and the values of parameters that its own document gives."""

    source: str
    value: Mapping[str, Any]
    given: Mapping[str, Node]

    @property
    def parameters(self) -> dict[str, Any]:
        """What it declares as parameters, by casefolded name."""
        return folded(self.value.get("parameters"))

    @property
    def needed(self) -> set[str]:
        """The parameters that have no value without a parameter file, casefolded."""
        return {
            name
            for name, declared in self.parameters.items()
            if not (isinstance(declared, dict) and {"defaultValue", "nullable"} & declared.keys())
            and name not in self.given
        }


class ParameterFile(NamedTuple):
    """The values of parameters that a document gives, by the names as it spells them."""

    source: str
    values: Mapping[str, Node]


def is_template(value: Any) -> bool:
    """Whether a value is a template without anything around it."""
    if not isinstance(value, dict):
        return False
    return _has_schema(value, TEMPLATE_SCHEMA) or {"contentVersion", "resources"} <= value.keys()


def is_parameter_file(value: Any) -> bool:
    """Whether a value is what a parameter file holds."""
    if not isinstance(value, dict):
        return False
    if _has_schema(value, PARAMETER_SCHEMA):
        return True
    return value.keys() <= BESIDE_PARAMETERS and _gives_values(value.get("parameters"))


def template_in(value: Any) -> Mapping[str, Any] | None:
    """The object that has a ``template`` in it, or the template itself; ``None`` without one."""
    if is_template(value):
        return {"template": value}
    if not isinstance(value, dict):
        return None
    candidates = (value, value.get("properties"))
    return next(
        (
            each
            for each in candidates
            if isinstance(each, dict) and is_template(each.get("template"))
        ),
        None,
    )


def recognised(value: Any) -> bool:
    """Whether a document is a template, something around one, or a parameter file."""
    return template_in(value) is not None or is_parameter_file(value)


def read_template(document: Document) -> Template | None:
    """The template of a document; ``None`` where it is a parameter file."""
    around = template_in(document.value)
    if around is None:
        return None
    given = around.get("parameters")
    return Template(
        document.source,
        around["template"],
        {name.casefold(): node for name, node in values(given) if _gives_values(given)},
    )


def read_parameters(document: Document) -> ParameterFile:
    """The values in a parameter file."""
    return ParameterFile(document.source, dict(values(document.value.get("parameters"))))


def values(parameters: Any) -> Iterator[tuple[str, Node]]:
    """The names of parameters, and what ``{"value": …}`` gives each."""
    for name, entry in parameters.items() if isinstance(parameters, dict) else ():
        value: Any = NO_VALUE
        if isinstance(entry, dict) and "value" in entry:
            value = entry["value"]
        elif isinstance(entry, dict) and "reference" in entry:
            value = SECRET
        yield name, Node(value, None)


def folded(value: Any) -> dict[str, Any]:
    """The fields of an object by casefolded name; none of anything else."""
    return (
        {name.casefold(): each for name, each in value.items()} if isinstance(value, dict) else {}
    )


def _has_schema(value: Mapping[str, Any], name: str) -> bool:
    schema = value.get("$schema")
    return isinstance(schema, str) and schema.rstrip("#").lower().endswith(name)


def _gives_values(parameters: Any) -> bool:
    return (
        isinstance(parameters, dict)
        and bool(parameters)
        and all(
            isinstance(entry, dict) and bool({"value", "reference"} & entry.keys())
            for entry in parameters.values()
        )
    )
