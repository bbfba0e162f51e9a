"""Every address that replicating machines leads to, before it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from models.assign import Assignments
from models.assignment import Assignment
from models.changes import Effect
from models.edits import Edit, PutRow, Together
from models.preview import Preview
from models.session import Session
from models.topology import IpConfiguration, IpConfigurationId


class ReviewRow(NamedTuple):
    """One IP configuration that would be replicated, and what it would get."""

    id: IpConfigurationId
    ip: IpConfiguration
    failover: Assignment | None
    test_failover: Assignment | None


@dataclass(frozen=True, slots=True)
class Review:
    """What an edit would lead to: ``rows`` are its own machines, ``others`` everybody else.

    ``created`` names the networks and mappings that come into the plan first.
    """

    preview: Preview
    created: tuple[str, ...]
    rows: tuple[ReviewRow, ...]
    others: tuple[Effect, ...]


def review(session: Session, edit: Edit, machines: tuple[str, ...]) -> Review:
    """What an edit that replicates machines would lead to, computed from that very edit.

    Raises :class:`models.errors.EditRefused` as the edit does.
    """
    preview = session.preview(edit)
    after = Assignments(edit.apply(session.plan), session.assignments.test_network)
    rows = [
        ReviewRow(id, ip, after.failover(id), after.test_failover(id))
        for machine in machines
        for id, ip in after.plan.machine(machine).in_failover_order
    ]
    own = {row.id for row in rows}
    others = tuple(effect for effect in preview.effects if effect.id not in own)
    return Review(preview, tuple(_created(edit)), tuple(rows), others)


def _created(edit: Edit) -> Iterator[str]:
    for step in edit.edits if isinstance(edit, Together) else (edit,):
        if not isinstance(step, PutRow) or step.table != "replicated_items":
            yield step.label
