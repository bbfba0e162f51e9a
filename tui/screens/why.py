"""Why: how the results of one IP configuration came about, rule by rule."""

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.getters import query_one
from textual.widgets import Static

from models.assignment import Assignment, Scenario
from models.explain import holder_text
from models.findings import Subject
from models.findings.finding import SubnetSubject
from models.ip_configurations_shown import every_ip_configuration, ip_configuration_for
from models.plan import Plan
from models.rule_texts import RULE_TEXTS
from models.session import Change, Session
from models.topology import IpConfigurationId
from tui.flow import flowed
from tui.labels import text
from tui.screens.plan_screen import PlanScreen
from tui.screens.replay import ReplayScreen
from tui.signs import QUIET
from tui.widgets.grid_words import key_for
from tui.widgets.line_list import LineList
from tui.widgets.why_lines import WhyLines, lines_of

HINTS = {
    "why.next": "next",
    "why.previous": "previous",
    "why.scenario": "next scenario",
    "why.holder": "who has its address",
    "why.replay": "replay",
    "open.addresses": "on the grid",
    "list.choose": "go there",
    "list.down": "to a rule, to read what it says",
}
"""What is said of which key while no rule is pointed at, by the id of its binding."""


class WhyScreen(PlanScreen):
    """The rules behind every result of one IP configuration at a time."""

    CSS_PATH = "../styles/why.tcss"
    HEADLINE = "Why"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n", "other(1)", "Next", tooltip="Explain the next IP configuration", id="why.next"
        ),
        Binding(
            "p",
            "other(-1)",
            "Previous",
            tooltip="Explain the previous IP configuration",
            id="why.previous",
        ),
        Binding(
            "c", "scenario", "Scenario", tooltip="Go to the next scenario below", id="why.scenario"
        ),
        Binding(
            "o",
            "holder",
            "Who has it",
            tooltip="Explain who has the address that could not be had",
            id="why.holder",
        ),
        Binding(
            "v",
            "replay",
            "Replay",
            tooltip="Replay how the addresses of its subnet are given out",
            id="why.replay",
        ),
    ]

    told = query_one(WhyLines)

    def __init__(self, session: Session, subject: Subject | None = None) -> None:
        """Start at the IP configuration that ``subject`` is or is about."""
        super().__init__(session, subject)
        self._about = ip_configuration_for(session.assignments, subject)
        self._listed_of: Plan | None = None
        self._listed: list[IpConfigurationId] = []

    @property
    def subject(self) -> Subject | None:
        """The IP configuration that is explained."""
        return self._about or self.opened_for

    def copy_text(self) -> str:
        """The line under the cursor, in one piece."""
        pointed = self.told.pointed
        return "" if pointed is None else (pointed.whole or pointed.words.plain).strip()

    def compose_body(self) -> ComposeResult:
        """Whose results, the rules, and what the rule under the cursor says in full."""
        yield Static(id="about")
        with Container(id="middle"):
            yield WhyLines()
            yield Static(id="rule")

    def on_mount(self) -> None:
        """Explain."""
        self.told.focus()
        self._tell()

    def show_again(self, subject: Subject) -> None:
        """Explain what another screen was about."""
        self._go(ip_configuration_for(self.session.assignments, subject))

    def plan_changed(self, change: Change) -> None:
        """Explain what an edit changed."""
        self._about = ip_configuration_for(self.session.assignments, self._about)
        self._tell()

    @on(LineList.Pointed)
    def show_rule(self, event: LineList.Pointed) -> None:
        """Say what the rule under the cursor says."""
        event.stop()
        rule = event.row.rule if event.row is not None else ""
        if rule in RULE_TEXTS:
            words = text((f" {rule}  ", "bold"), RULE_TEXTS[rule])
        else:
            words = self._hints()
        words.no_wrap = False
        self.query_one("#rule", Static).update(words)

    @on(LineList.Chosen)
    def go_there(self, event: LineList.Chosen) -> None:
        """Go to the IP configuration."""
        event.stop()
        if self._about is not None:
            self.go_home(self._about)

    def action_other(self, step: int) -> None:
        """Explain the next or the previous IP configuration."""
        every = self._every
        if self._about is not None:
            self._go(every[(every.index(self._about) + step) % len(every)])

    def action_scenario(self) -> None:
        """Go to the result of the next scenario, behind the last one to the first."""
        rows = self.told.rows
        starts = [
            number
            for number, row in enumerate(rows)
            if row.scenario is not None
            and not row.rule
            and (number == 0 or rows[number - 1].scenario is not row.scenario)
        ]
        if starts:
            below = (number for number in starts if number > self.told.cursor)
            self.told.cursor = next(below, starts[0])

    def action_holder(self) -> None:
        """Explain who has the address that this one could not have."""
        taken = [result.taken_by for result in self._results() if result.taken_by is not None]
        if not taken:
            self.change_line.say("no address was refused because somebody else has it")
        elif isinstance(taken[0], IpConfigurationId):
            self._go(taken[0])
        else:
            self.change_line.say(f"{holder_text(taken[0])} has it, which is no machine of the plan")

    def action_replay(self) -> None:
        """Replay how the addresses of the subnet are given out."""
        for scenario, result in zip(self._scenarios(), self._results(), strict=True):
            if result.network is not None and result.subnet is not None:
                subnet = SubnetSubject(result.network, result.subnet)
                self.app.push_screen(ReplayScreen(self.session, subnet, scenario, self._about))
                return
        self.change_line.say("it lands in no subnet, so there is nothing to replay")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing works without an IP configuration."""
        if action in ("other", "scenario", "holder", "replay"):
            return True if self._about is not None else None
        return super().check_action(action, parameters)

    def _hints(self) -> Text:
        """What can be done here, for who does not know the keys yet."""
        pieces = [
            text((key_for(self, id), "bold"), (f" {what}", QUIET)) for id, what in HINTS.items()
        ]
        return Text("\n").join(flowed(pieces, self.query_one("#rule").size.width))

    def _scenarios(self) -> list[Scenario]:
        """The scenarios with a result, that under the cursor first."""
        pointed = self.told.pointed
        at = pointed.scenario if pointed is not None else None
        found = [one for one in Scenario if self._result(one) is not None]
        return sorted(found, key=lambda one: one is not at)

    def _results(self) -> list[Assignment]:
        return [found for one in self._scenarios() if (found := self._result(one)) is not None]

    def _result(self, scenario: Scenario) -> Assignment | None:
        return None if self._about is None else self.session.assignments.of(self._about, scenario)

    @property
    def _every(self) -> list[IpConfigurationId]:
        """What can be explained, written down once for each plan."""
        if self._listed_of is not self.session.plan:
            self._listed_of = self.session.plan
            self._listed = every_ip_configuration(self.session.assignments)
        return self._listed

    def _go(self, id: IpConfigurationId | None) -> None:
        if id is not None:
            self._about = id
            self.told.cursor = 0
            self._tell()

    def _tell(self) -> None:
        """Explain the IP configuration as the plan is now."""
        if self._about is None:
            self.told.tell([])
            return
        every = self._every
        count = f"  {every.index(self._about) + 1} of {len(every)}"
        self.query_one("#about", Static).update(text((f" {self._about}", "bold"), count))
        self.told.tell(lines_of(self.session, self._about))
