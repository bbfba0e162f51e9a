"""The signs of the screen: each status and severity has one, and a colour with it."""

from models.findings import Severity
from models.status import Status

SIGNS = {
    Status.KEPT: "✓",
    Status.CHANGED: "~",
    Status.SET: "=",
    Status.UNASSIGNED: "✗",
    Status.NOT_REPLICATED: "·",
}
STYLES = {
    Status.KEPT: "green",
    Status.CHANGED: "yellow",
    Status.SET: "cyan",
    Status.UNASSIGNED: "bold red",
    Status.NOT_REPLICATED: "dim",
}
SEVERITY_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFORMATION: "i"}
SEVERITY_STYLES = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
    Severity.INFORMATION: "dim",
}
MARKED = (Severity.ERROR, Severity.WARNING)
"""What is grave enough to mark the thing it is about."""
