"""The keys of the what-if, declared once: for the screen and for the line that names them."""

from textual.binding import Binding

ACTIONS = (
    Binding(
        "a", "assume", "Assume", tooltip="Assume one thing more", id="what-if.assume", show=False
    ),
    Binding(
        "d,delete",
        "remove",
        "Delete",
        tooltip="Assume no longer what the cursor is on",
        id="what-if.delete",
        show=False,
    ),
    Binding(
        "D,ctrl+x",
        "discard",
        "Discard all",
        tooltip="Assume nothing any more",
        id="what-if.discard",
        show=False,
    ),
    Binding(
        "c",
        "scenario",
        "Scenario",
        tooltip="Compare one scenario only: failover, test failover, failback, or all",
        id="what-if.scenario",
        show=False,
    ),
    Binding(
        "ctrl+e",
        "become_edits",
        "To edits",
        tooltip="Turn what is assumed into one edit of the plan",
        id="what-if.edits",
        show=False,
    ),
)
"""What can be done here, named in a line of its own."""
