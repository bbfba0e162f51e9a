"""Decisions that were taken out of documents, before they are part of a plan."""

from typing import Generic, NamedTuple, TypeVar

from models.formats.arm_ids import ArmId

T = TypeVar("T")


class Entry(NamedTuple, Generic[T]):
    """A decision; ``source`` and ``subject`` are what a report calls it."""

    source: str
    subject: str
    value: T


def azure_id(id: ArmId) -> str | None:
    """The id of something in Azure; ``None`` of one that a template will yet be given.

    Only Azure's own have a subscription.
    """
    return id.text if id.subscription else None
