"""A result as lines: what it follows from, each rule and what it said, what is to be done."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from models.assignment import Scenario
from models.explain import ARTICLE, Chain, Step, explain
from models.explain.inputs import inputs
from models.explain.missing import missing
from models.explain.policies import policies_that_mattered
from models.findings import Finding
from models.findings.finding import ItemSubject
from models.session import Session
from models.status import status
from models.topology import IpConfigurationId
from tui.breaking import broken
from tui.labels import text
from tui.signs import GOOD, QUIET, SEVERITY_SIGNS, SEVERITY_STYLES, SIGNS, STYLES
from tui.widgets.grid_words import SCENARIOS
from tui.widgets.line_list import LineList

DECIDES = "▶"
"""The sign of the rule that decided."""


class WhyLine(NamedTuple):
    """A line, or several where it is long: what it says, and which rule and scenario it is of.

    ``indent`` is where what does not fit into the first line goes on, in columns. ``whole``
    is all of it where the line is only a part.
    """

    words: Text
    rule: str = ""
    scenario: Scenario | None = None
    indent: int = 0
    whole: str = ""


class WhyLines(LineList[WhyLine]):
    """The lines of one IP configuration, each broken where the widget ends."""

    nothing = "this plan has no machine yet"

    def __init__(self, *, id: str | None = None) -> None:
        """Nothing is told yet."""
        super().__init__(id=id)
        self._told: Sequence[WhyLine] = ()

    def tell(self, lines: Sequence[WhyLine]) -> None:
        """Show other lines; the cursor stays where it was."""
        self._told = lines
        self.rows = self._broken()

    def on_resize(self) -> None:
        """Lines are as wide as the widget."""
        self.rows = self._broken()

    def line_of(self, row: WhyLine, width: int) -> Text:
        """Lines are broken beforehand."""
        return row.words

    def _broken(self) -> list[WhyLine]:
        width = max(10, self.scrollable_content_region.width)
        return [piece for line in self._told for piece in _pieces(line, width, self.app.console)]


def lines_of(session: Session, id: IpConfigurationId) -> list[WhyLine]:
    """Everything there is to say of the results of an IP configuration."""
    return [
        *_inputs(session, id),
        *_chains(session, id),
        *_missing(session, id),
        *_findings([*session.findings_about(id), *_of_item(session, id)]),
        _heading("Where the rules come from"),
        WhyLine(text(f" {ARTICLE}")),
    ]


def _inputs(session: Session, id: IpConfigurationId) -> Iterator[WhyLine]:
    yield _heading("What it follows from")
    for name, value in inputs(session.assignments, id):
        yield WhyLine(text((f" {name:<12}", QUIET), value), indent=13)


def _chains(session: Session, id: IpConfigurationId) -> Iterator[WhyLine]:
    for chain in explain(session.assignments, id):
        yield _result(session, id, chain)
        for step in chain.steps:
            yield _step(step, chain.scenario)
        for mattered in policies_that_mattered(session.assignments, id, chain.scenario):
            policy, value, rule, otherwise = mattered
            words = text(f"   {rule:<4}", (f"policy {policy} = {value}: ", "bold"), otherwise)
            yield WhyLine(words, rule, chain.scenario, indent=7)


def _result(session: Session, id: IpConfigurationId, chain: Chain) -> WhyLine:
    result = session.assignments.of(id, chain.scenario)
    kind = status(session.plan.ip_configuration(id), result)
    sign = (f"{SIGNS[kind]} ", STYLES[kind])
    words = text((f"{SCENARIOS[chain.scenario]}  ", "bold underline"), sign, (chain.result, "bold"))
    return WhyLine(words, scenario=chain.scenario, indent=3)


def _step(step: Step, scenario: Scenario | None = None) -> WhyLine:
    mark = (f" {DECIDES} ", GOOD) if step.decided else "   "
    decides = ("decides: ", GOOD) if step.decided else ""
    words = text(mark, (f"{step.rule:<4}", "bold"), decides, step.text)
    return WhyLine(words, step.rule, scenario, indent=7)


def _missing(session: Session, id: IpConfigurationId) -> Iterator[WhyLine]:
    steps = missing(session.assignments, id)
    if steps:
        replicated = session.plan.item(id.virtual_machine) is not None
        said = "No test failover" if replicated else "Not replicated: no result yet"
        yield _heading(f"{said}. To be done")
        yield from (_step(step) for step in steps)


def _findings(found: Sequence[Finding]) -> Iterator[WhyLine]:
    if found:
        yield _heading("Findings")
    for finding in found:
        sign = (f" {SEVERITY_SIGNS[finding.severity]} ", SEVERITY_STYLES[finding.severity])
        words = text(sign, (f"{finding.code.value}  ", "bold"), finding.message)
        yield WhyLine(words, finding.rule, finding.scenario, indent=3)
        yield WhyLine(text(f"   {finding.fix}"), finding.rule, finding.scenario, indent=3)


def _of_item(session: Session, id: IpConfigurationId) -> list[Finding]:
    return session.findings_about(ItemSubject(id.virtual_machine))


def _heading(words: str) -> WhyLine:
    return WhyLine(text((words, "bold underline")))


def _pieces(line: WhyLine, width: int, console: Console) -> Iterator[WhyLine]:
    """A line in as many as it takes."""
    pieces = list(broken(line.words, line.indent, width, console))
    whole = line.words.plain if len(pieces) > 1 else line.whole
    for piece in pieces:
        yield line._replace(words=piece, whole=whole)
