"""Azure resources, taken out of the envelopes that Azure's tools put around them.

``az`` writes a list or one object; ARM REST ``{"value": [...], "nextLink": ...}``; the
examples of its specification wrap that once more (``responses."200".body``). What kind a
resource is follows from its id or ``type``, never from the name of the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.errors import Fault, InvalidInput
from models.formats.arm_ids import ArmId
from models.formats.azure_fields import Fields, Unusable, checked_text
from models.formats.azure_names import listed
from models.formats.azure_report import Report

DEEPEST = 4
"""How many envelopes may be around a resource."""
EXPECTED = (
    'expected what "az network vnet list" and its like write, an ARM REST list,'
    " an ARM template, a Terraform state or another kind that can be imported"
)
OTHERS = {
    "$schema": "an ARM template",
    "resources": "a template or a Terraform state",
    "terraform_version": "a Terraform state or plan",
    "error": "an error message",
    "properties": "the body of a request, or a resource without its id",
}
"""JSON of other kinds that a person may give instead, by a key that gives it away."""


@dataclass(frozen=True, slots=True)
class Resource:
    """One Azure resource, and the document that holds it."""

    source: str
    id: ArmId
    kind: str
    fields: Fields
    raw: Any

    @property
    def name(self) -> str:
        """Its name. Raises :class:`Unusable`."""
        return self.fields.text("name") or self.id.name

    @property
    def region(self) -> str:
        """Its location as the region's programmatic name. Raises :class:`Unusable`."""
        location = self.fields.text("location")
        if location is None or location.isspace():
            raise Unusable("it has no location")
        return "".join(location.split()).lower()


class Inventory:
    """The resources of all documents, each once, in the order in which they were given."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._resources: dict[str, Resource] = {}

    def __iter__(self) -> Iterator[Resource]:
        return iter(self._resources.values())

    def of_kind(self, kind: str) -> Iterator[Resource]:
        """The resources of one kind."""
        return (resource for resource in self if resource.kind == kind)

    def take(self, source: str, data: Any) -> None:
        """Take in a document. Raises :class:`InvalidInput` where it holds no resource at all."""
        found, strangers = [], []
        for value in _unwrapped(data, DEEPEST, source, self._report):
            resource = _resource(source, value)
            if resource:
                found.append(resource)
            else:
                strangers.append(value)
        if strangers and not found:
            raise InvalidInput(source, [Fault("", _what_it_is(strangers[0]))])
        for stranger in strangers:
            self._report.skip_one_of(source, "entries", _shown(stranger), "not an Azure resource")
        for resource in found:
            self._add(resource)

    def _add(self, resource: Resource) -> None:
        standing = self._resources.setdefault(resource.id.key, resource)
        if standing.raw != resource.raw:
            reason = f"given before, in {standing.source}, with other content; the first is used"
            self._report.skip(resource.source, resource.id.tail, reason)


def _unwrapped(data: Any, depth: int, source: str, report: Report) -> Iterator[Any]:
    """What stands inside all envelopes."""
    if depth and isinstance(data, list):
        for value in data:
            yield from _unwrapped(value, depth - 1, source, report)
    elif depth and isinstance(data, dict) and isinstance(data.get("responses"), dict):
        for response in list(data["responses"].values())[:1]:
            body = response.get("body") if isinstance(response, dict) else response
            yield from _unwrapped(body, depth - 1, source, report)
    elif depth and isinstance(data, dict) and isinstance(data.get("value"), list):
        if data.get("nextLink"):
            reason = "it goes on at its nextLink: fetch that too, and give all of its pages"
            report.skip(source, "the rest of the list", reason)
        yield from _unwrapped(data["value"], depth - 1, source, report)
    else:
        yield data


def _resource(source: str, data: Any) -> Resource | None:
    """The resource that a JSON value is; ``None`` where it is something else."""
    if not isinstance(data, dict):
        return None
    fields = Fields(data)
    try:
        text, type = fields.text("id"), fields.text("type")
    except Unusable:
        return None
    if text is None or not text.startswith("/"):
        return None
    id = ArmId(text)
    kind = id.kind or (type or "").casefold()
    return Resource(source, id, kind, fields, data) if kind and id.name else None


def _what_it_is(data: Any) -> str:
    for key, meant in OTHERS.items():
        if isinstance(data, dict) and key in data:
            return f"{meant}, not a list of resources; {EXPECTED}"
    return f"no Azure resource is in it, but {_shown(data)}; {EXPECTED}"


def _shown(data: Any) -> str:
    """A JSON value in words that give away no content."""
    if isinstance(data, dict):
        keys = [key for key in data if _showable(key)]
        return f"an object with {listed(keys)}" if keys else "an empty object"
    return "a list" if isinstance(data, list) else "a single value"


def _showable(key: str) -> bool:
    try:
        return bool(checked_text("key", key))
    except Unusable:
        return False
