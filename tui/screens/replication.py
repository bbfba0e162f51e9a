"""Enabling replication in three steps: which machines, where to, and what comes of it."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Input, Static

from models.edits import Edit
from models.errors import EditRefused
from models.findings import Subject
from models.machine_rows import machines_about
from models.replication_choices import (
    ReplicationChoices,
    enable,
    followed,
    for_machines,
    obstacles,
)
from models.replication_review import review
from models.replication_rows import by_default
from models.session import Change, Session, Way
from tui.screens.choosing import Chooser, choose, customise
from tui.screens.preview import refuse
from tui.screens.replication_steps import BINDINGS, ONLY_IN, STEPS, Step, keys_line, title_line
from tui.screens.stopping import stop
from tui.widgets.choice_pane import ChoicePane
from tui.widgets.line_list import LineList
from tui.widgets.machine_pane import MachinePane
from tui.widgets.marked_list import MarkedList
from tui.widgets.review_list import ReviewList


class ReplicationScreen(Chooser):
    """A step at a time; nothing is changed before the last one, and that is one edit."""

    AUTO_FOCUS = "MachineList"
    CSS_PATH = "../styles/replication.tcss"
    HEADLINE = "Replication"
    BINDINGS: ClassVar[list[BindingType]] = [*BINDINGS]

    switcher = query_one(ContentSwitcher)
    machines = query_one(MachinePane)
    choices_pane = query_one(ChoicePane)
    review_list = query_one(ReviewList)

    def __init__(self, session: Session, subject: Subject | None = None) -> None:
        """The machines that ``subject`` is about are marked first."""
        super().__init__(session, subject)
        self.choices = ReplicationChoices()
        self._applied: str | None = None

    @property
    def step(self) -> Step:
        """Which step is shown: one of the three, or the list of those replicated."""
        if self.machines.replicated:
            return Step.REPLICATED
        return Step(self.switcher.current or Step.MACHINES)

    @property
    def subject(self) -> Subject | None:
        """The machine under the cursor."""
        return self.machines.subject or self.opened_for

    def compose_body(self) -> ComposeResult:
        """One step at a time, under a line that says which."""
        yield Static(id="step")
        with ContentSwitcher(initial=Step.MACHINES.value):
            yield MachinePane(self.session, id="machines")
            yield ChoicePane(self.session, id="choices")
            yield ReviewList(id="review")
        yield Static(id="keys")

    def on_mount(self) -> None:
        """Start with what the user pointed at."""
        wanted = machines_about(self.session.plan, self.opened_for)
        self.machines.start(wanted)
        self._show_step(Step.MACHINES)
        on = [id for id in wanted if self.session.plan.item(id) is not None]
        if wanted and len(on) == len(wanted):
            what = f"{on[0]} is" if len(on) == 1 else f"these {len(on)} machines are"
            self.change_line.say(f"{what} replicated already; r lists those that are")

    def plan_changed(self, change: Change) -> None:
        """Follow; leave once the edit that was applied here is made."""
        if self._applied == change.label and change.way is Way.DO:
            self._applied = None
            self.call_later(self._leave)
            return
        self.choices = followed(change.before, self.session.plan, self.choices)
        self.machines.show_machines()
        ids = self.choices.machines
        done = not ids or any(self.session.plan.item(id) for id in ids)
        if done and self.step in (Step.CHOICES, Step.REVIEW):
            self._show_step(Step.MACHINES)
        elif self.step is Step.CHOICES:
            self.chosen(self.choices)
        elif self.step is Step.REVIEW:
            self._review()

    def on_resize(self) -> None:
        """A review has lines as long as the screen is wide."""
        if self.is_mounted and self.step is Step.REVIEW:
            self._review()

    def go_to(self, subject: Subject) -> None:
        """Mark the machines of something, in the first step."""
        self.machines.start(machines_about(self.session.plan, subject))
        self._show_step(Step.MACHINES)

    @on(MarkedList.Marked)
    def count(self) -> None:
        """Say how many are marked."""
        self._say_step()

    @on(LineList.Chosen)
    def enter(self, event: LineList.Chosen) -> None:
        """Enter goes on, or changes the choice under the cursor."""
        event.stop()
        if self.step is Step.CHOICES:
            choose(self, event.row)
        else:
            self.action_next()

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """List the machines that match."""
        event.stop()
        self.machines.narrow()

    def action_filter(self) -> None:
        """Go to the filter."""
        self.machines.field.focus()

    def action_next(self) -> None:
        """Go on: to the next step, or to what the last one is for."""
        match self.step:
            case Step.REPLICATED:
                stop(self, [row.id for row in self.machines.chosen])
            case Step.MACHINES:
                self._choose_where()
            case Step.CHOICES:
                self._review()
            case _:
                self._apply()

    def action_back(self) -> None:
        """Go back a step; from the first one leave."""
        match self.step:
            case Step.REPLICATED:
                self.action_turn_over()
            case Step.MACHINES:
                super().action_back()
            case step:
                self._show_step(STEPS[STEPS.index(step) - 1])

    def action_turn_over(self) -> None:
        """List those that are replicated, or those that are not."""
        self.machines.replicated = not self.machines.replicated
        self.machines.start([])
        self._show_step(Step.MACHINES)

    def action_customise(self) -> None:
        """Customise the copy under the cursor before it is created."""
        if (row := self.choices_pane.lines.pointed) is not None:
            customise(self, row)

    def action_automatic(self) -> None:
        """Take the default for the choice under the cursor."""
        if (row := self.choices_pane.lines.pointed) is not None:
            self.chosen(by_default(self.session.plan, self.choices, row))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each step has keys of its own."""
        if self.is_mounted and action in ONLY_IN:
            return self.step in ONLY_IN[action]
        return super().check_action(action, parameters)

    def chosen(self, choices: ReplicationChoices) -> None:
        """Take other choices, and show what follows from them."""
        self.choices = choices
        self.choices_pane.show_choices(choices)

    def make(self, session: Session) -> Edit:
        """The edit that carries the choices out."""
        return enable(session.plan, self.choices)

    def _choose_where(self) -> None:
        """Go to the second step with the machines that are marked."""
        chosen = self.machines.chosen
        if not chosen:
            self.change_line.say("nothing to replicate: choose a machine first")
        elif refused := next((row for row in chosen if row.refused), None):
            refuse(self, f"{refused.id}: {refused.refused}")
        else:
            ids = tuple(row.id for row in chosen)
            self._show_step(Step.CHOICES)
            self.chosen(for_machines(self.session.plan, self.choices, ids))

    def _review(self) -> None:
        """Show what would come of it, unless something has to be chosen otherwise first."""
        plan = self.session.plan
        try:
            for wrong in obstacles(plan, self.choices):
                raise EditRefused(wrong)
            found = review(self.session, self.make(self.session), self.choices.machines)
        except EditRefused as refusal:
            self._show_step(Step.CHOICES)
            refuse(self, str(refusal))
            return
        self._show_step(Step.REVIEW)
        self.review_list.show_review(found, plan, self.size.width)

    def _apply(self) -> None:
        """Ask for the edit; the screen is left when it was made."""
        try:
            self._applied = self.make(self.session).label
        except EditRefused as refusal:
            refuse(self, str(refusal))
            return
        self.request(self.make)

    def _leave(self) -> None:
        """Not awaited: the screen would wait for its own end."""
        if self.app.screen is self:  # and not what somebody showed for the same edit
            self.app.pop_screen()

    def _show_step(self, step: Step) -> None:
        self.switcher.current = step
        self.change_line.say("")
        lists: dict[Step, Widget] = {
            Step.MACHINES: self.machines.lines,
            Step.CHOICES: self.choices_pane.lines,
            Step.REVIEW: self.review_list,
        }
        lists[step].focus()
        self._say_step()
        self.refresh_bindings()

    def _say_step(self) -> None:
        marked = len(self.machines.lines.marks)
        self.query_one("#step", Static).update(title_line(self.step, marked))
        self.query_one("#keys", Static).update(keys_line(self.step))
