"""The fields of a replicated item: its networks, recovery-plan group and note."""

from dataclasses import dataclass

from models.assign import Assignments
from models.assignment import Scenario
from models.edits import Edit
from models.edits.notes import set_item_note
from models.edits.replication import (
    set_failover_network,
    set_group,
    set_test_failover_network,
)
from models.fields.field import Choices, Option, Shown
from models.fields.locks import NOT_REPLICATED, why_locked
from models.findings.items import GROUPS
from models.plan import Plan, ReplicatedItem

NOWHERE = "none"
"""What the option is called that leaves an item without a test failover network."""
MOST_DIGITS = 6
"""How many digits of a group are read: a number of any length is no group."""


@dataclass(frozen=True, slots=True)
class FailoverNetworkField:
    """The network an item fails over to: one in another region than its machine (M10)."""

    virtual_machine: str

    def choices(self, results: Assignments) -> Choices:
        """The networks it could go to."""
        item = results.plan.item(self.virtual_machine)
        if item is None:
            return Choices((Option(None, "—"),), None, NOT_REPLICATED)
        options = tuple(Option(id, id) for id in _elsewhere(results.plan, item))
        return Choices(options, item.failover_network)

    def edit(self, results: Assignments, value: str | None) -> Edit | None:
        """Choose it; there is no item without one."""
        item = results.plan.item(self.virtual_machine)
        if item is None or value is None or value == item.failover_network:
            return None
        return set_failover_network(results.plan, self.virtual_machine, value)


@dataclass(frozen=True, slots=True)
class TestNetworkField:
    """The network an item is tested in, or none."""

    __test__ = False  # pytest: a class of the domain, not of the tests

    virtual_machine: str

    def choices(self, results: Assignments) -> Choices:
        """The networks it could be tested in."""
        item = results.plan.item(self.virtual_machine)
        options = [Option(None, NOWHERE)]
        if item is None:
            return Choices(tuple(options), None, NOT_REPLICATED)
        names = dict.fromkeys(_elsewhere(results.plan, item))
        if item.test_failover_network is not None:
            names[item.test_failover_network] = None
        options += [Option(id, id) for id in names]
        return Choices(tuple(options), item.test_failover_network)

    def edit(self, results: Assignments, value: str | None) -> Edit | None:
        """Choose it."""
        item = results.plan.item(self.virtual_machine)
        if item is None or value == item.test_failover_network:
            return None
        return set_test_failover_network(results.plan, self.virtual_machine, value)


@dataclass(frozen=True, slots=True)
class GroupField:
    """The recovery-plan group of an item (F6)."""

    virtual_machine: str

    def shown(self, results: Assignments) -> Shown:
        """The group."""
        item = results.plan.item(self.virtual_machine)
        return Shown("", "", NOT_REPLICATED) if item is None else Shown(str(item.group))

    def problem(self, results: Assignments, typed: str) -> str | None:
        """Why it is no group; more groups than a recovery plan has are a finding."""
        digits = typed.isascii() and typed.isdecimal() and len(typed) <= MOST_DIGITS
        number = digits and int(typed) >= 1
        return None if number else f"a recovery-plan group is a number from 1 to {GROUPS}"

    def edit(self, results: Assignments, typed: str) -> Edit | None:
        """Move it to the group."""
        item = results.plan.item(self.virtual_machine)
        if item is None or int(typed) == item.group:
            return None
        return set_group(results.plan, self.virtual_machine, int(typed))


@dataclass(frozen=True, slots=True)
class NoteField:
    """The note of an item: one line, as a field holds no more."""

    virtual_machine: str

    def shown(self, results: Assignments) -> Shown:
        """The note."""
        item = results.plan.item(self.virtual_machine)
        note = item.note or "" if item else ""
        several = len(note.splitlines()) > 1
        why = why_locked(results, self.virtual_machine, Scenario.FAILOVER)
        return Shown(note, "no note", f"{note} (several lines: edit the file)" if several else why)

    def problem(self, results: Assignments, typed: str) -> str | None:
        """Nothing: a note is free text."""
        return None

    def edit(self, results: Assignments, typed: str) -> Edit | None:
        """Write it; an empty field takes it away."""
        item = results.plan.item(self.virtual_machine)
        if item is None or (typed or None) == item.note:
            return None
        return set_item_note(results.plan, self.virtual_machine, typed or None)


def _elsewhere(plan: Plan, item: ReplicatedItem) -> list[str]:
    """The networks an item can go to, and the one it goes to, whatever that is."""
    home = plan.machine(item.virtual_machine).region
    away = [network.id for network in plan.virtual_networks if network.region != home]
    standing = item.failover_network
    return away if standing in away else [standing, *away]
