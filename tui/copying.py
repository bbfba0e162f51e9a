"""What there is to copy of what the cursor is on."""

import re
from typing import Any

from rich.text import Text
from textual.screen import Screen
from textual.widgets import Tree

from models.addresses import address_text
from models.findings import Subject
from models.findings.finding import NetworkSubject, SubnetSubject
from models.session import Session
from models.topology import IpConfigurationId
from tui.address_labels import prefixes
from tui.screens.plan_screen import PlanScreen
from tui.widgets.line_list import LineList
from tui.widgets.marked_list import MarkedList

VALUE = "value"
"""What is asked for where it is not the whole line."""
_COLUMNS = re.compile(r" {2,}")


def what_to_copy(screen: Screen[Any], what: str) -> str:
    """The address or the name of what the user points at, or the lines in which it stands.

    A screen that knows better has a method ``copy_value`` for the first, which may leave it
    to the subject by giving nothing, and a method ``copy_text`` that gives a text for the lines.
    """
    if what == VALUE and (better := getattr(screen, "copy_value", str)()):
        return str(better)
    if what == VALUE and isinstance(screen, PlanScreen) and screen.subject is not None:
        return value_of(screen.session, screen.subject)
    if (given := getattr(screen, "copy_text", None)) is not None:
        return str(given())
    return "\n".join(_COLUMNS.sub("\t", line.plain.strip()) for line in _lines(screen.focused))


def value_of(session: Session, subject: Subject) -> str:
    """The address something has after a failover, or has today; else its range, or its name."""
    plan = session.plan
    if isinstance(subject, IpConfigurationId):
        result = session.assignments.failover(subject)
        if result is not None and result.address is not None:
            return address_text(result.address)
        return str(plan.ip_configuration(subject).address or subject)
    if isinstance(subject, NetworkSubject):
        return prefixes(plan.network(subject.id))
    if isinstance(subject, SubnetSubject):
        subnet = plan.network(subject.network).subnet(subject.name)
        return prefixes(subnet) if subnet is not None else subject.name
    return str(subject)


def _lines(focused: object) -> list[Text]:
    """The lines of what has the focus: those that are marked, else the one of the cursor."""
    if isinstance(focused, MarkedList):
        rows = focused.chosen
    elif isinstance(focused, LineList):
        rows = [focused.pointed] if focused.rows else []
    elif isinstance(focused, Tree) and focused.cursor_node is not None:
        label = focused.cursor_node.label
        return [label if isinstance(label, Text) else Text(label)]
    else:
        return []
    return [focused.line_of(row, focused.size.width) for row in rows]
