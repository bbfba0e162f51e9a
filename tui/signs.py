"""The signs of the screen: each status and severity has one, and a colour with it.

Colours are names here (``asrnet.kept``); what each name looks like is the theme's:
``tui/themes.py``.
"""

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
    Status.KEPT: "asrnet.kept",
    Status.CHANGED: "asrnet.changed",
    Status.SET: "asrnet.set",
    Status.UNASSIGNED: "asrnet.unassigned",
    Status.NOT_REPLICATED: "asrnet.quiet",
}
SEVERITY_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFORMATION: "i"}
SEVERITY_STYLES = {
    Severity.ERROR: "asrnet.error",
    Severity.WARNING: "asrnet.warning",
    Severity.INFORMATION: "asrnet.quiet",
}
MARKED = (Severity.ERROR, Severity.WARNING)
"""What is grave enough to mark the thing it is about."""

ROLE = "asrnet.role"
"""The style of what a thing is for: planned, for tests, mapped."""
ATTENTION = SEVERITY_STYLES[Severity.WARNING]
"""The style of a word that wants to be noticed: restricted, to be created, not saved."""
WRONG = SEVERITY_STYLES[Severity.ERROR]
"""The style of why something cannot be."""
GOOD = STYLES[Status.KEPT]
"""The style of what is as one would have it."""
QUIET = "asrnet.quiet"
"""The style of what is beside the point; ``dim`` looks the same."""
