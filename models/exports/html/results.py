"""Results in the words and signs of a page."""

from models.addresses import address_text
from models.assignment import AddressRule, Assignment, Scenario
from models.explain import why_of
from models.exports.html.parts import badge, muted, name
from models.exports.markup import Content
from models.findings import Severity
from models.rules.failback import comes_home
from models.status import Status, status
from models.topology import IpConfiguration

NAMES = {
    Scenario.FAILOVER: "Failover",
    Scenario.TEST_FAILOVER: "Test failover",
    Scenario.FAILBACK: "Failback",
}
SEVERITY_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.INFORMATION: "i"}
SEVERITY_KINDS = {
    Severity.ERROR: "bad",
    Severity.WARNING: "warn",
    Severity.INFORMATION: "plain",
}
STATUS_SIGNS = {
    Status.KEPT: "✓",
    Status.CHANGED: "~",
    Status.SET: "=",
    Status.UNASSIGNED: "✗",
    Status.NOT_REPLICATED: "·",
}
STATUS_KINDS = {
    Status.KEPT: "good",
    Status.CHANGED: "warn",
    Status.SET: "plain",
    Status.UNASSIGNED: "bad",
    Status.NOT_REPLICATED: "quiet",
}


def severity_words(severity: Severity, count: int) -> str:
    """What a number of findings of a severity is called."""
    return severity.value if count == 1 or severity is Severity.INFORMATION else f"{severity}s"


def how(ip: IpConfiguration, result: Assignment) -> Content:
    """How an address came about, in a word: a forecast is called that."""
    if result.address is None:
        return badge("no address", "bad", "✗")
    if result.forecast:
        return badge("forecast", "warn", "~")
    now = status(ip, result)
    word = "kept" if result.rule is AddressRule.RETAINED else now.value
    return badge(word, STATUS_KINDS[now], STATUS_SIGNS[now])


def home(ip: IpConfiguration, back: Assignment | None) -> Content:
    """Whether a failback ends at home (B4)."""
    if not comes_home(ip, back):
        return badge("not home", "bad", "✗")
    likely = back is not None and back.forecast
    return (
        badge("home if the forecast holds", "warn", "~") if likely else badge("home", "good", "✓")
    )


def today(ip: IpConfiguration) -> Content:
    """The address of today."""
    return name(str(ip.address)) if ip.address is not None else muted("not known")


def address(result: Assignment) -> Content:
    """The address that a result gives."""
    return muted("none") if result.address is None else name(address_text(result.address))


def why_not(ip: IpConfiguration, result: Assignment) -> str | None:
    """Why a result is not simply the address that was set or kept."""
    return None if result.reason is None else why_of(ip, result)
