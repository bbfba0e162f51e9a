"""The results of an IP configuration in sentences, and what is wrong with a thing."""

from rich.text import Text

from models.assignment import Assignment, Scenario
from models.explain import result_text
from models.findings import Subject
from models.rules.failback import comes_home
from models.session import Session
from models.status import Status, status
from models.topology import IpConfiguration, IpConfigurationId
from tui.labels import text
from tui.shown import shown
from tui.signs import MARKED, SEVERITY_SIGNS, SEVERITY_STYLES, SIGNS, STYLES

NAMES = {
    Scenario.FAILOVER: "Failover",
    Scenario.TEST_FAILOVER: "Test failover",
    Scenario.FAILBACK: "Failback",
}
LONGEST = 500
"""How much of a finding is shown, in characters."""


def result_words(session: Session, id: IpConfigurationId) -> Text:
    """Every result in a sentence, then what is wrong with it."""
    ip = session.plan.ip_configuration(id)
    lines = [
        _sentence(ip, scenario, result)
        for scenario in Scenario
        if (result := session.assignments.of(id, scenario)) is not None
    ]
    return Text("\n").join([*lines, *_findings(session, id)])


def finding_words(session: Session, subject: Subject) -> Text:
    """What is wrong with a thing."""
    return Text("\n").join(_findings(session, subject))


def _sentence(ip: IpConfiguration, scenario: Scenario, result: Assignment) -> Text:
    now = status(ip, result)
    if scenario is Scenario.FAILBACK and result.address is not None:
        now = Status.KEPT if comes_home(ip, result) else Status.CHANGED
    line = text((f"{SIGNS[now]} ", STYLES[now]), (f"{NAMES[scenario]}: ", "bold"))
    return line.append(shown(result_text(ip, scenario, result), LONGEST))


def _findings(session: Session, subject: Subject) -> list[Text]:
    return [
        text((f"{SEVERITY_SIGNS[found.severity]} ", SEVERITY_STYLES[found.severity])).append(
            shown(found.message, LONGEST)
        )
        for found in session.findings_about(subject)
        if found.severity in MARKED
    ]
