"""What there is to say of a row of the list, and of the filter that is being typed."""

from rich.text import Text

from models.assignment import Assignment, Scenario
from models.explain import result_text
from models.listing import Listed
from models.plan import Plan
from models.query import Query
from models.query_completion import completion
from models.query_terms import InvalidQuery
from models.rules.failback import comes_home
from models.session import Session
from models.status import Status, status
from tui.labels import text
from tui.signs import ATTENTION, MARKED, SEVERITY_SIGNS, SEVERITY_STYLES, SIGNS, STYLES, WRONG

NAMES = {
    Scenario.FAILOVER: "Failover",
    Scenario.TEST_FAILOVER: "Test failover",
    Scenario.FAILBACK: "Failback",
}
MOST_TERMS = 40
"""How many words are offered at most; more have no room anyhow."""
GRAMMAR = "-term negates · quotes hold blanks together · Right completes"


def row_words(session: Session, row: Listed | None) -> Text:
    """The results of a row in a sentence each, then what is wrong with it."""
    if row is None:
        return text(("/ changes the filter", "dim"))
    lines = [_sentence(row, scenario) for scenario in Scenario]
    for finding in session.findings_about(row.id):
        if finding.severity in MARKED:
            sign = (f"{SEVERITY_SIGNS[finding.severity]} ", SEVERITY_STYLES[finding.severity])
            lines.append(text(sign, finding.message))
    return _joined(lines)


def hint(written: str, plan: Plan, query: Query, problem: InvalidQuery | None) -> Text:
    """What is wrong with a filter, how it could go on, and what it is about."""
    lines = []
    offered = completion(written, plan)
    if problem is not None:
        lines.append(text((f"✗ {problem}", WRONG)))
    elif query.doubt is not None:
        lines.append(text((f"! {query.doubt}", ATTENTION)))
    terms = "  ".join(offered.terms[:MOST_TERMS])
    if terms or offered.says:
        gap = ": " if terms and offered.says else ""
        words = text((f"{offered.says}{gap}", "dim"), terms)
        words.no_wrap = False
        lines.append(words)
    lines.append(text((GRAMMAR, "dim")))
    return _joined(lines)


def _sentence(row: Listed, scenario: Scenario) -> Text:
    result = row.result(scenario)
    head = (f"{NAMES[scenario]}: ", "bold")
    if result is None:
        nothing = "not replicated" if row.item is None else "no test failover network"
        return text((f"{SIGNS[Status.NOT_REPLICATED]} ", "dim"), head, (nothing, "dim"))
    now = _status(row, scenario, result)
    return text((f"{SIGNS[now]} ", STYLES[now]), head, result_text(row.ip, scenario, result))


def _status(row: Listed, scenario: Scenario, result: Assignment) -> Status:
    if scenario is Scenario.FAILBACK and result.address is not None:
        return Status.KEPT if comes_home(row.ip, result) else Status.CHANGED
    return status(row.ip, result)


def _joined(lines: list[Text]) -> Text:
    return Text("\n", overflow="ellipsis").join(lines)
