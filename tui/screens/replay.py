"""Replays how the addresses of a subnet are given out, turn by turn, on its picture."""

from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.getters import query_one
from textual.timer import Timer
from textual.widgets import Static

from models.address_map import AddressMap
from models.assignment import Scenario
from models.findings import Subject
from models.findings.finding import SubnetSubject
from models.replay import Replay, replay
from models.rules.subnets import subnet_key
from models.session import Change, Session
from models.topology import IpConfigurationId, Subnet
from tui.address_labels import prefixes
from tui.labels import text
from tui.screens.plan_screen import PlanScreen
from tui.signs import GOOD, QUIET
from tui.widgets.address_grid import AddressGrid
from tui.widgets.grid_legend import GridLegend
from tui.widgets.grid_words import SCENARIOS
from tui.widgets.turn_list import PASSES, TurnList, came_of
from tui.widgets.why_lines import DECIDES

PACE = 0.7
"""How long a turn is shown when the replay goes on by itself, in seconds."""


class ReplayScreen(PlanScreen):
    """The allocation of one subnet in one scenario, forwards and backwards."""

    CSS_PATH = "../styles/replay.tcss"
    HEADLINE = "Replay"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "right,l,space", "step(1)", "Forward", tooltip="Take the next turn", id="replay.on"
        ),
        Binding("left,h", "step(-1)", "Back", tooltip="Take a turn back", id="replay.back"),
        Binding(
            "a",
            "play",
            "Play",
            tooltip="Let the turns follow by themselves, or stop",
            id="replay.play",
        ),
        Binding(
            "c", "scenario", "Scenario", tooltip="Replay the next scenario", id="replay.scenario"
        ),
    ]

    grid = query_one(AddressGrid)
    turns = query_one(TurnList)

    def __init__(
        self,
        session: Session,
        subject: SubnetSubject,
        scenario: Scenario = Scenario.FAILOVER,
        about: IpConfigurationId | None = None,
    ) -> None:
        """Replay a subnet in a scenario, from the start or up to the last turn of ``about``."""
        super().__init__(session, subject)
        self._shown, self._scenario, self._about = subject, scenario, about
        self._replay = Replay(scenario, (), ())
        self._timer: Timer | None = None

    @property
    def subject(self) -> Subject | None:
        """Whose turn it is, else the subnet."""
        taken = self.turns.pointed or 0
        return self._replay.turns[taken - 1].id if taken else self._shown

    def compose_body(self) -> ComposeResult:
        """The title, the picture beside the turns, and the turn in words."""
        yield Static(id="title")
        with Container(id="middle"):
            with Vertical(id="picture"):
                yield AddressGrid()
                yield GridLegend()
            yield TurnList(self.session.plan)
        yield Static(id="turn")

    def on_mount(self) -> None:
        """Show the start, or the turn it was opened for."""
        self.grid.can_focus = False
        self.turns.focus()
        self._start()
        numbers = [turn.number for turn in self._replay.turns if turn.id == self._about]
        if numbers:
            self.turns.cursor = numbers[-1]

    def plan_changed(self, change: Change) -> None:
        """Replay it as it is now; where the subnet is gone, there is nothing to replay."""
        self._start()

    @on(TurnList.Pointed)
    def show_turn(self, event: TurnList.Pointed) -> None:
        """Show the subnet as it is after a turn, and the turn in words."""
        event.stop()
        if (subnet := self._subnet) is None:
            return
        taken = event.row or 0
        shown = AddressMap(subnet, self._replay.occupants(taken))
        turn = self._replay.turns[taken - 1] if taken else None
        at = None if turn is None else turn.asked if turn.address is None else turn.address
        self.grid.show(shown, subnet.ranges, at)
        self.query_one(GridLegend).show(shown.counts, self.grid.scaled)
        when = f" {SCENARIOS[self._scenario]}  turn {taken} of {len(self._replay.turns)}"
        where = f"  {subnet.name} in {self._shown.network}  {prefixes(subnet)}"
        self.query_one("#title", Static).update(text((when, "bold"), where))
        self.query_one("#turn", Static).update(self._words(taken))

    @on(AddressGrid.Pointed)
    def ignore(self, event: AddressGrid.Pointed) -> None:
        """The grid follows the turns, never the other way round."""
        event.stop()

    def action_step(self, turns: int) -> None:
        """Take turns, or take them back."""
        self.turns.action_move(turns)

    def action_play(self) -> None:
        """Let the turns follow by themselves, or stop."""
        if self._timer is None:
            self._timer = self.set_interval(PACE, self._play_on)
        else:
            self._stop()

    def action_scenario(self) -> None:
        """Replay the next scenario from its start."""
        scenarios = list(Scenario)
        self._scenario = scenarios[(scenarios.index(self._scenario) + 1) % len(scenarios)]
        self.turns.cursor = 0
        self._start()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """By themselves the turns follow only where things may move."""
        if action == "play":
            return self.app.animation_level != "none"
        return super().check_action(action, parameters)

    @property
    def _subnet(self) -> Subnet | None:
        network = self.session.plan.virtual_networks.get(self._shown.network)
        return network.subnet(self._shown.name) if network is not None else None

    def _start(self) -> None:
        """Replay the subnet in the scenario; the turn stays the same as far as there is one."""
        if self._subnet is None:
            self._replay = Replay(self._scenario, (), ())
            self.query_one("#title", Static).update(text(f" {self._shown.name} is no more"))
            self.query_one("#turn", Static).update("")
            self.grid.show(None, ())
        else:
            key = subnet_key(*self._shown)
            self._replay = replay(self.session.assignments, key, self._scenario)
        self.turns.plan = self.session.plan
        self.turns.show_replay(self._replay)

    def _play_on(self) -> None:
        if (self.turns.pointed or 0) >= len(self._replay.turns):
            self._stop()
        else:
            self.action_step(1)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _words(self, taken: int) -> Text:
        """A turn in words: whose it is, in which pass, what was tried, and who is next."""
        turns, plan = self._replay.turns, self.session.plan
        if not taken:
            count = len(self._replay.before)
            held = f"{count} address{' is' if count == 1 else 'es are'} held before the first turn"
            following = "nobody asks for an address here"
            if turns:
                following = f"next: {plan.short_name(turns[0].id)}, the first of {len(turns)} turns"
            return Text("\n").join([text(f" {held}"), text((f" {following}", QUIET))])
        turn = turns[taken - 1]
        served = (f"  pass: {PASSES[turn.serving]}", QUIET)
        lines = [text(" ", *came_of(turn), " ", (plan.short_name(turn.id), "bold"), served)]
        for tried in turn.tried:
            mark = (f" {DECIDES} ", GOOD) if tried.decided else "   "
            lines.append(text(mark, (f"{tried.rule:<3}", "bold"), tried.text))
        following = plan.short_name(turn.next) if turn.next is not None else "nobody, that is all"
        lines.append(text((f" next: {following}", QUIET)))
        for line in lines:
            line.no_wrap, line.overflow = False, "fold"
        return Text("\n").join(lines)
