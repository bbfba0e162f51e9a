"""The instances of resources in a document of Terraform, whichever form it has."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.formats.document import Document
from models.formats.terraform.addresses import Key, Path, around, bracketed, module_path
from models.formats.terraform.configuration import Configuration
from models.formats.terraform.forms import Form, form_of
from models.formats.terraform.values import Object, mapping, objects, text

MANAGED, DATA = "managed", "data"


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """One instance of a resource or data source.

    ``expressions`` are those of its configuration. In a ``planned`` one, an attribute that
    is not among the values is known only after apply.
    """

    source: str
    path: Path
    mode: str
    type: str
    name: str
    key: Key
    values: Object
    planned: bool = False
    expressions: Object | None = None

    @property
    def label(self) -> str:
        """Its address without its type."""
        return ".".join([*map(str, self.path), self.name]) + bracketed(self.key)

    @property
    def address(self) -> str:
        """Its address."""
        mode = ["data"] if self.mode == DATA else []
        own = f"{self.type}.{self.name}{bracketed(self.key)}"
        return ".".join([*map(str, self.path), *mode, own])


def instances(document: Document, configuration: Configuration) -> list[Instance]:
    """The instances that a document has, each once, in its order."""
    found: dict[tuple[Path, str, str, str, Key], Instance] = {}
    for each in _all(document, configuration):
        found.setdefault((each.path, each.mode, each.type, each.name, each.key), each)
    return list(found.values())


def _all(document: Document, configuration: Configuration) -> Iterator[Instance]:
    value = document.value
    match form_of(value):
        case Form.RAW_STATE:
            yield from _raw(document.source, value)
        case Form.PLAN:
            yield from _planned(document.source, value, configuration)
        case Form.STATE:
            yield from _shown(document.source, value.get("values"))


def _planned(source: str, value: Object, configuration: Configuration) -> Iterator[Instance]:
    """What is planned, and the data sources that were read for it.

    What the plan destroys stands only in the state before it, and is not taken from there.
    """
    yield from _shown(source, value["planned_values"], configuration)
    before = mapping(value.get("prior_state")).get("values")
    for instance in _shown(source, before):
        if instance.mode == DATA:
            yield instance


def _shown(
    source: str, values: Any, configuration: Configuration | None = None
) -> Iterator[Instance]:
    """The instances of all modules, each module before those inside it."""
    waiting = [mapping(mapping(values).get("root_module"))]
    while waiting:
        module = waiting.pop()
        waiting += reversed(list(objects(module.get("child_modules"))))
        path_of_module = module_path(text(module.get("address")) or "")
        if path_of_module is None:
            continue
        for row in objects(module.get("resources")):
            mode, type, name = _kind(row)
            path = around(text(row.get("address")) or "") or path_of_module
            key = _key(row.get("index"))
            attributes = mapping(row.get("values"))
            if configuration is None:
                yield Instance(source, path, mode, type, name, key, attributes)
            else:
                expressions = configuration.expressions(path, mode, type, name)
                yield Instance(source, path, mode, type, name, key, attributes, True, expressions)


def _raw(source: str, value: Object) -> Iterator[Instance]:
    for row in objects(value.get("resources")):
        path = module_path(text(row.get("module")) or "")
        if path is None:
            continue
        mode, type, name = _kind(row)
        for each in objects(row.get("instances")):
            if "deposed" not in each:
                key = _key(each.get("index_key"))
                attributes = mapping(each.get("attributes"))
                yield Instance(source, path, mode, type, name, key, attributes)


def _kind(row: Object) -> tuple[str, str, str]:
    mode = DATA if row.get("mode") == DATA else MANAGED
    return mode, text(row.get("type")) or "", text(row.get("name")) or ""


def _key(value: Any) -> Key:
    return value if isinstance(value, int | str) and not isinstance(value, bool) else None
