"""Answers of Resource Graph: their rows, as objects or as a table, and whether they go on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.formats.powershell.taking import unwrapped

DEEPEST = 3
"""How many envelopes may be around the rows."""
_COUNTS = {"count", "totalrecords", "total_records"}
_TOKENS = ("$skiptoken", "skip_token", "skiptoken")
_BESIDE_ID = {"subscriptionid", "tenantid", "resourceid"}
"""Columns that a row has beside its id, and a resource of ARM or ``az`` has not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows, how many there are in all, and whether something is missing.

    ``total`` is ``None`` where the answer does not say it; ``goes_on`` says that a next page
    can be asked for, ``cut_short`` that Azure left out rows without that.
    """

    rows: tuple[Any, ...]
    total: int | None = None
    goes_on: bool = False
    cut_short: bool = False


def recognised(value: Any) -> bool:
    """Whether a document is an answer of Resource Graph."""
    return next(answers(value), None) is not None


def answers(value: Any, depth: int = DEEPEST) -> Iterator[Answer]:
    """The answers in a document: several where it has several pages."""
    value = unwrapped(value)
    if isinstance(value, list):
        if value and _is_row(value[0]):
            yield Answer(tuple(value))
        elif depth:
            for each in value:
                yield from answers(each, depth - 1)
        return
    if not isinstance(value, dict):
        return
    if depth and isinstance(responses := value.get("responses"), dict):
        for response in list(responses.values())[:1]:
            body = response.get("body") if isinstance(response, dict) else None
            yield from answers(body, depth - 1)
        return
    own = {key.casefold(): each for key, each in value.items()}
    if "data" in own and _COUNTS & own.keys():
        yield _answer(own)
    elif _is_row(value):
        yield Answer((value,))


def _answer(own: dict[str, Any]) -> Answer:
    total = own.get("totalrecords", own.get("total_records"))
    return Answer(
        tuple(_rows(own["data"])),
        total if isinstance(total, int) and not isinstance(total, bool) else None,
        any(isinstance(own.get(name), str) and own[name] for name in _TOKENS),
        str(own.get("resulttruncated")).casefold() == "true",
    )


def _rows(data: Any) -> Iterator[Any]:
    """The rows; of a table, each as an object with the names of its columns."""
    data = unwrapped(data)
    if isinstance(data, list):
        yield from data
    if not isinstance(data, dict):
        return
    columns, rows = data.get("columns"), data.get("rows")
    if isinstance(columns, list) and isinstance(rows, list):
        names = [_name(column) for column in columns]
        for row in rows:
            cells = row if isinstance(row, list) else []
            yield dict(zip(names, cells, strict=False))


def _name(column: Any) -> str:
    name = column.get("name") if isinstance(column, dict) else column
    return name if isinstance(name, str) else ""


def _is_row(value: Any) -> bool:
    """Whether an object is a row by itself, as ``--query data`` or PowerShell leaves it."""
    if not isinstance(value, dict):
        return False
    own = {key.casefold() for key in value}
    return "id" in value and bool(_BESIDE_ID & own)
