"""Edits of notes."""

from models.edits.edit import PutRow
from models.edits.lookup import item_of
from models.edits.replication import put_item
from models.plan import Plan


def set_item_note(plan: Plan, virtual_machine: str, note: str | None) -> PutRow:
    """Write the note of a replicated item; ``None`` takes it away.

    Raises :class:`EditRefused` where the machine is not replicated.
    """
    item = item_of(plan, virtual_machine)
    label = f"{virtual_machine}: {'note' if note else 'no note'}"
    return put_item(label, item.model_copy(update={"note": note}))
