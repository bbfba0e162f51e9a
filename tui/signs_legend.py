"""What the signs mean, in one line each."""

from models.findings import Severity
from models.status import Status
from tui.signs import ATTENTION, GOOD, ROLE, SEVERITY_SIGNS, SEVERITY_STYLES, SIGNS, STYLES

_STATUS = {
    Status.KEPT: "the address is kept",
    Status.CHANGED: "another address: often a forecast, which Why tells",
    Status.SET: "set by hand",
    Status.UNASSIGNED: "no address",
    Status.NOT_REPLICATED: "not replicated",
}
_SEVERITY = {
    Severity.ERROR: "an error: the failover fails, or not as planned",
    Severity.WARNING: "a warning; beside a thing: there is an error or a warning about it",
    Severity.INFORMATION: "worth knowing",
}
LEGEND = (
    *((SIGNS[status], words, STYLES[status]) for status, words in _STATUS.items()),
    *((SEVERITY_SIGNS[one], words, SEVERITY_STYLES[one]) for one, words in _SEVERITY.items()),
    ("⇄", "mapped both ways; one way and mismatched say what is missing", GOOD),
    ("planned", "is not in Azure yet", ROLE),
    ("●", "the plan has changes that are not saved", ATTENTION),
)
"""Each sign, what it means, and its style."""
