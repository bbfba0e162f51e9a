"""The edit that puts what an import made of a plan in its place."""

from dataclasses import fields

from models.edits.difference import other
from models.edits.edit import Edit, PutBack
from models.errors import EditRefused
from models.plan import Plan
from models.touched import Touched


def take_import(plan: Plan, merged: Plan, files: int) -> Edit:
    """Put the plan that an import of so many files was merged into in place of the present one.

    Raises :class:`EditRefused` where the import changes nothing.
    """
    return take_plan(plan, merged, f"import {files} {'file' if files == 1 else 'files'}")


def take_plan(plan: Plan, other: Plan, label: str) -> Edit:
    """Put another plan in place of the present one.

    Raises :class:`EditRefused` where it is the same.
    """
    values = {
        field.name: value
        for field in fields(plan)
        if (value := getattr(other, field.name)) != getattr(plan, field.name)
    }
    if not values:
        raise EditRefused("There is nothing to take in: the plan stays as it is.")
    return PutBack(label, values, _touched(plan, other))


def _touched(before: Plan, after: Plan) -> Touched:
    """Everything, and by name the rows that are other ones afterwards."""
    mappings = {*before.network_mappings} ^ {*after.network_mappings}
    return Touched(
        networks=other(before.virtual_networks, after.virtual_networks),
        machines=other(before.virtual_machines, after.virtual_machines),
        items=other(before.replicated_items, after.replicated_items),
        mappings=frozenset(mapping.source for mapping in mappings),
        everything=True,
    )
