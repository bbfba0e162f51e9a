"""JSON as this program writes it: UTF-8, keys in the order given, inert on a terminal."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from models.formats.inert import escaped


def dumps(value: Any, indent: int | None = None) -> str:
    """The text of a value; what a terminal would obey is escaped."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return "\n".join(map(escaped, text.split("\n")))


def document(head: Mapping[str, Any], name: str, rows: Iterable[Mapping[str, Any]]) -> str:
    """An object with the keys of ``head``, then the array ``name``: one row on each line."""
    return document_of(head, {name: rows})


def document_of(head: Mapping[str, Any], arrays: Mapping[str, Iterable[Any]]) -> str:
    """An object with the keys of ``head``, then arrays: one row of each on each line."""
    lines = [f"  {dumps(key)}: {dumps(value)}" for key, value in head.items()]
    for name, rows in arrays.items():
        body = ",\n".join(f"    {dumps(row)}" for row in rows)
        lines.append(f"  {dumps(name)}: " + (f"[\n{body}\n  ]" if body else "[]"))
    return "\n".join(["{", ",\n".join(lines), "}", ""])
