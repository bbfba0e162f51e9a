"""What a difference between two plans is."""

from dataclasses import dataclass
from enum import StrEnum

from models.findings import Subject


class Kind(StrEnum):
    """What differs."""

    PLAN = "plan"
    POLICY = "policy"
    REGION = "region"
    NETWORK = "network"
    SUBNET = "subnet"
    IN_USE = "address in use"
    MACHINE = "machine"
    NIC = "NIC"
    IP_CONFIGURATION = "IP configuration"
    MAPPING = "mapping"
    ITEM = "replicated item"
    NIC_SETTINGS = "NIC settings"
    SETTINGS = "settings"


class Way(StrEnum):
    """How it differs."""

    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"

    @property
    def opposite(self) -> "Way":
        """The same seen from the other plan."""
        return _OPPOSITES.get(self, self)


_OPPOSITES = {Way.ADDED: Way.GONE, Way.GONE: Way.ADDED}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is in one plan only, or one field of it that has another value.

    ``name`` says which thing of its kind, ``subject`` where to find it. ``field`` is blank
    where the whole thing was added or is gone. ``before`` and ``after`` are texts, ``None``
    where nothing is set or there is no such thing.
    """

    kind: Kind
    subject: Subject
    name: str
    way: Way
    field: str
    before: str | None
    after: str | None

    @property
    def swapped(self) -> "Difference":
        """The same difference with the two plans in each other's place."""
        return Difference(
            self.kind,
            self.subject,
            self.name,
            self.way.opposite,
            self.field,
            self.after,
            self.before,
        )
