"""A small plan, and edits of it at random without hypothesis: for processes that are killed."""

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias

from models.edits import Edit, PutField, PutRow, Together
from models.edits.machines import add_machines
from models.edits.notes import set_item_note
from models.edits.policy import set_policy
from models.edits.replication import disable_replication, enable_replication, set_group
from models.edits.settings import automatic_all, pin_all
from models.errors import EditRefused
from models.plan import AllocationOrder, NextAvailable, Plan, SameAddressSpace, TestAddress
from models.session import Session
from tests.support.builders import AWAY, HOME, estate, ip, machine, network, subnet

Kind: TypeAlias = Callable[[Random, Session], Edit]
CHOICES = (*SameAddressSpace, *NextAvailable, *AllocationOrder, *TestAddress)


def small_plan(count: int = 2) -> Plan:
    """Two networks, mapped both ways, and replicated machines."""
    return estate(
        source=[subnet("web", "10.0.0.0/24")],
        target=[subnet("web", "10.1.0.0/24")],
        machines=[machine(f"vm{number}", ip(f"10.0.0.{number + 4}")) for number in range(count)],
        name="small",
        source_region=HOME,
        target_region=AWAY,
    )


def _named(random: Random, session: Session) -> Edit:
    return PutField("rename", "name", f"name {random.randrange(10**9)}")


def _noted(random: Random, session: Session) -> Edit:
    text = random.choice(("\x1b[2J", "Zoë", "\u202e", "a\nb", "🏔")) * random.randrange(1, 50)
    return PutField("note", "note", f"{text}{random.randrange(10**9)}")


def _policy(random: Random, session: Session) -> Edit:
    return set_policy(session.plan, random.choice(CHOICES))


def _machines(random: Random, session: Session) -> Edit:
    if len(session.plan.virtual_machines) > 12:
        return _no_machine(random, session)
    return add_machines(session.plan, "vnet", "web", random.randrange(1, 3), "new", AWAY)


def _no_machine(random: Random, session: Session) -> Edit:
    id = random.choice(list(session.plan.virtual_machines.keys()))
    item = PutRow("no item", "replicated_items", id, None)
    return Together("no machine", (item, PutRow("no machine", "virtual_machines", id, None)))


def _network(random: Random, session: Session) -> Edit:
    name = f"net{random.randrange(4)}"
    if session.plan.virtual_networks.get(name):
        return PutRow("no network", "virtual_networks", name, None)
    row = network(name, subnet("a", f"10.{random.randrange(9, 99)}.0.0/24"))
    return PutRow("a network", "virtual_networks", name, row, random.choice((None, 0, 1)))


def _moved(random: Random, session: Session) -> Edit:
    items = session.plan.replicated_items
    id = random.choice(list(items.keys()))
    return PutRow("reorder", "replicated_items", id, items[id], random.randrange(len(items)))


def _note(random: Random, session: Session) -> Edit:
    id = random.choice(list(session.plan.replicated_items.keys()))
    return set_item_note(session.plan, id, random.choice((None, "one", f"{random.random()}")))


def _group(random: Random, session: Session) -> Edit:
    id = random.choice(list(session.plan.replicated_items.keys()))
    return set_group(session.plan, id, random.randrange(1, 5))


def _replication(random: Random, session: Session) -> Edit:
    id = random.choice(list(session.plan.virtual_machines.keys()))
    if session.plan.item(id):
        return disable_replication(session.plan, [id])
    return enable_replication(session.plan, [id], AWAY)


def _pinned(random: Random, session: Session) -> Edit:
    ids = list(session.assignments.in_order())
    if random.random() < 0.5:
        return automatic_all(session.plan, ids)
    return pin_all(session.assignments, ids)


KINDS: Sequence[Kind] = (
    *(_named, _noted, _policy, _machines, _no_machine, _network, _moved, _note, _group),
    *(_replication, _pinned),
)


SIMPLE: Sequence[Kind] = (_named, _noted, _network, _moved, _note)
"""Kinds of edits that the engine is done with at once."""


def random_edit(random: Random, session: Session, kinds: Sequence[Kind] = KINDS) -> Edit:
    """An edit that can be made and that changes the plan."""
    while True:
        try:
            edit = random.choice(kinds)(random, session)
        except (EditRefused, IndexError, ValueError):  # there is nothing to do it to
            continue
        if edit.apply(session.plan) != session.plan:
            return edit
