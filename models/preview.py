"""What an edit would change, before it is made."""

from dataclasses import dataclass

from models.changes import Effect
from models.findings import Finding
from models.status import Summary


@dataclass(frozen=True, slots=True)
class Preview:
    """What an edit would change: nothing here has happened yet.

    ``steps`` are the labels of the edits it is made of, in their order. ``effects`` come in
    the order of :func:`models.changes.effects`; ``gone`` and ``come`` are the findings that
    would be no more and those that would be new, gravest first.
    """

    label: str
    steps: tuple[str, ...]
    effects: tuple[Effect, ...]
    gone: tuple[Finding, ...]
    come: tuple[Finding, ...]
    before: Summary
    after: Summary
