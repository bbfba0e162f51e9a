"""Rows of Resource Graph as resources in the shape of ARM."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from models.errors import InvalidInput
from models.formats.arm_ids import ArmId
from models.formats.azure_estate import PUBLIC_IPS
from models.formats.azure_fields import Fields, Unusable
from models.formats.azure_json import parse
from models.formats.azure_report import Report
from models.formats.document import Document, Given
from models.formats.powershell.reading import CUT_OFF
from models.formats.powershell.shapes import SHAPES
from models.formats.powershell.site_recovery import PROPERTIES
from models.formats.powershell.taking import CutOff, taken
from models.formats.refusals import Refusals
from models.formats.resource_graph.answers import Answer, answers

GOES_ON = "it goes on: ask for the next page too, and give all of them"
CUT_SHORT = "Azure cut the answer short: ask for fewer resources at a time"
NO_PROPERTIES = "the query left out the column properties"
NO_ID = "the query left out the column id"
CUT = ("@{", "System.")
"""How what PowerShell leaves of an object begins."""
NOT_WHOLE = "its properties are not whole JSON"


class _LeftOut(Exception):
    """A row that cannot be used; the message says why."""


def resources(documents: Sequence[Document], _given: Given, report: Report) -> Iterator[Document]:
    """The resources in the rows of some documents, a document for each.

    Raises :class:`InvalidInput` for those of which PowerShell cut something off.
    """
    refusals, found = Refusals(), []
    given = [(document.source, list(answers(document.value))) for document in documents]
    for source, pages in given:
        try:
            rows = [row for page in pages for row in page.rows]
            found.append(Document(source, list(_resources(source, rows, report))))
        except CutOff as place:
            refusals.add(source, CUT_OFF, str(place))
    refusals.raise_any()
    _name_missing([(source, page) for source, pages in given for page in pages], report)
    yield from found


def _name_missing(pages: Sequence[tuple[str, Answer]], report: Report) -> None:
    """Name what answers leave out, where the pages that were given do not make it up."""
    shown: Counter[int | None] = Counter()
    for _, page in pages:
        shown[page.total] += len(page.rows)
    for source, page in pages:
        whole = page.total is not None and shown[page.total] >= page.total
        if page.goes_on and not whole:
            report.skip(source, "the rest of the answer", GOES_ON)
        elif page.cut_short and not whole:
            report.skip(source, "the rest of the answer", CUT_SHORT)


def _resources(source: str, rows: Sequence[Any], report: Report) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(rows):
        try:
            yield _resource(source, row)
        except _LeftOut as reason:
            report.skip_one_of(source, "rows", _name(row, number), str(reason))


def _identity(data: dict[str, Any]) -> tuple[ArmId, str, dict[str, Any]]:
    """The id of a row, its kind, and the fields that say so. Raises :class:`_LeftOut`."""
    fields = Fields(data)
    try:
        text, name, type = fields.text("id"), fields.text("name"), fields.text("type")
    except Unusable as reason:
        raise _LeftOut(str(reason)) from None
    if text is None:
        raise _LeftOut(NO_ID)
    id = ArmId(text)
    kind = id.kind or (type or "").casefold()
    if not kind or not text.startswith("/"):
        raise _LeftOut("its id is not one of ARM")
    return id, kind, {"id": text, "name": name, "type": type}


def _with_properties(source: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row whose properties are an object; of a CSV they are the JSON text of one."""
    data = {key.casefold(): value for key, value in row.items() if value is not None}
    text = data.get("properties")
    if not isinstance(text, str):
        return data
    if text.startswith(CUT):
        raise CutOff("properties")
    try:
        data["properties"] = parse(source, text.encode("utf-8", "surrogatepass"))
    except InvalidInput:
        raise _LeftOut(NOT_WHOLE) from None
    return data


def _name(row: Any, number: int) -> str:
    """What a message calls a row."""
    try:
        id = Fields(row).text("id") if isinstance(row, dict) else None
    except Unusable:
        id = None
    return ArmId(id).tail if id else f"[{number}]"


def _resource(source: str, row: Any) -> dict[str, Any]:
    """A row as a resource. Raises :class:`_LeftOut` and :class:`CutOff`."""
    if not isinstance(row, dict):
        raise _LeftOut("it is no object")
    data = _with_properties(source, row)
    id, kind, own = _identity(data)
    shape = SHAPES.get(kind)
    if shape is None:
        return {**own, **({"properties": data.get("properties")} if kind in PROPERTIES else {})}
    try:
        found = taken(data, shape)
    except CutOff as place:
        raise CutOff(f"{id.tail}: {place}") from None
    if kind != PUBLIC_IPS and not found.keys() - {"location"}:
        raise _LeftOut(NO_PROPERTIES if "properties" not in data else "it is empty")
    return {**own, **found}
