"""What became of things that an import no longer has."""

from dataclasses import dataclass

from models.comparison import Kind
from models.findings import Subject
from models.findings.finding import ItemSubject
from models.plan import Plan
from models.subject_in_plan import stands_in


@dataclass(frozen=True, slots=True)
class Vanished:
    """A thing that the import no longer has, and about which the plan decides something.

    ``decisions`` says in words what. ``kept`` says whether the plan still has it; where it
    has not although nobody asked for that, ``reason`` says why it cannot.
    """

    kind: Kind
    subject: Subject
    name: str
    decisions: tuple[str, ...]
    kept: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Something the import does not tell of that could not stay as it was beside what it tells.

    ``what`` says in words what became of it, and why; ``gone`` whether the plan has it no
    more.
    """

    kind: Kind
    subject: Subject
    name: str
    what: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Unseen:
    """An address in use that the import does not have, and may not be able to have.

    ``name`` is that of the subnet and the address.
    """

    subject: Subject
    name: str
    by: str


def has(plan: Plan, kind: Kind, subject: Subject, name: str) -> bool:
    """Whether a plan has the thing that one of these is about; a NIC is told by its name."""
    if kind is Kind.NIC and isinstance(subject, ItemSubject):
        machine = plan.virtual_machines.get(subject.virtual_machine)
        nics = machine.network_interfaces if machine is not None else ()
        return any(f"{subject.virtual_machine}/{nic.name}" == name for nic in nics)
    return stands_in(plan, subject)
