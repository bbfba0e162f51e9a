"""What PowerShell wrote as resources in the shape in which ``az`` lists them."""

from collections.abc import Iterator, Sequence
from typing import Any

from models.formats.arm_ids import ArmId
from models.formats.azure_fields import Fields, Unusable
from models.formats.azure_report import Report
from models.formats.document import Document, Given
from models.formats.powershell.forms import is_status, rows
from models.formats.powershell.shapes import SHAPES
from models.formats.powershell.site_recovery import PROPERTIES
from models.formats.powershell.taking import CutOff, taken
from models.formats.refusals import Refusals

CUT_OFF = "was cut off: run ConvertTo-Json -Depth 10"
STATUS = 'what "Get-AzVM -Status" writes of one machine, without its NICs: leave out -Status'


def resources(documents: Sequence[Document], _given: Given, report: Report) -> Iterator[Document]:
    """The resources in some documents, a document for each.

    Raises :class:`InvalidInput` for those of which something was cut off.
    """
    refusals, found = Refusals(), []
    for document in documents:
        try:
            found.append(Document(document.source, list(_resources(document, report))))
        except CutOff as place:
            refusals.add(document.source, CUT_OFF, str(place))
    refusals.raise_any()
    yield from found


def resource(data: dict[str, Any]) -> dict[str, Any] | None:
    """A resource with what a plan takes of it; ``None`` without a usable id.

    Raises :class:`CutOff`.
    """
    fields = Fields(data)
    try:
        text, name, type = fields.text("id"), fields.text("name"), fields.text("type")
    except Unusable:
        return None
    if text is None or not text.startswith("/"):
        return None
    id = ArmId(text)
    kind = id.kind or (type or "").casefold()
    own = {"id": text, "name": name, "type": type}
    try:
        if convert := PROPERTIES.get(kind):
            return {**own, "properties": convert(data)}
        return {**own, **with_prefixes(taken(data, SHAPES.get(kind, {})))}
    except CutOff as place:
        raise CutOff(f"{id.tail}: {place}") from None


def with_prefixes(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a network; what Az calls the prefix of a subnet is a list of them."""
    subnets = fields.get("subnets")
    for number, subnet in enumerate(subnets if isinstance(subnets, list) else []):
        prefix = subnet.get("addressPrefix") if isinstance(subnet, dict) else None
        if isinstance(prefix, list):
            subnet.pop("addressPrefix")
            subnet.setdefault("addressPrefixes", prefix)
        elif isinstance(prefix, str) and " " in prefix.strip():
            raise CutOff(f"subnets[{number}].addressPrefix")
    return fields


def _resources(document: Document, report: Report) -> Iterator[dict[str, Any]]:
    """The resources of a document; what is none is counted in the report."""
    for number, row in enumerate(rows(document.value)):
        if isinstance(row, str):
            raise CutOff(f"[{number}]")
        found = resource(row) if isinstance(row, dict) else None
        if found:
            yield found
        else:
            reason = STATUS if is_status(row) else "no object of Azure with an id"
            report.skip_one_of(document.source, "objects", f"[{number}]", reason)
