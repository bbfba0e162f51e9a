"""The edit that puts what an import made of a plan in its place."""

from dataclasses import fields
from typing import Any

from models.edits.edit import Edit, PutBack
from models.errors import EditRefused
from models.plan import Plan
from models.table import Table
from models.touched import Touched


def take_import(plan: Plan, merged: Plan, files: int) -> Edit:
    """Put the plan that an import of so many files was merged into in place of the present one.

    Raises :class:`EditRefused` where the import changes nothing.
    """
    values = {
        field.name: value
        for field in fields(plan)
        if (value := getattr(merged, field.name)) != getattr(plan, field.name)
    }
    if not values:
        raise EditRefused("There is nothing to take in: the plan stays as it is.")
    label = f"import {files} {'file' if files == 1 else 'files'}"
    return PutBack(label, values, _touched(plan, merged))


def _touched(before: Plan, after: Plan) -> Touched:
    """Everything, and by name the rows that are other ones afterwards."""
    mappings = {*before.network_mappings} ^ {*after.network_mappings}
    return Touched(
        networks=_other(before.virtual_networks, after.virtual_networks),
        machines=_other(before.virtual_machines, after.virtual_machines),
        items=_other(before.replicated_items, after.replicated_items),
        mappings=frozenset(mapping.source for mapping in mappings),
        everything=True,
    )


def _other(before: Table[Any], after: Table[Any]) -> frozenset[str]:
    """The keys of rows that are only in one of two tables, or not the same in both."""
    keys = {*before.keys(), *after.keys()}
    return frozenset(key for key in keys if before.get(key) != after.get(key))
