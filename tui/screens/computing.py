"""A screen over a what-if: it keeps the what-if about the plan, beside the screen if it has to."""

from collections.abc import Callable
from typing import TypeAlias

from textual import on, work
from textual.worker import Worker, WorkerState

from models.errors import EditRefused
from models.findings import Subject
from models.session import Session
from models.what_if import WhatIf
from tui.screens.plan_screen import PlanScreen

SLOW = 1000
"""From how many machines on a what-if is computed beside the screen and not at once."""
Then: TypeAlias = Callable[[], None]
"""What is to be done on the screen with what was computed."""
Job: TypeAlias = Callable[[], Then]
"""Computes something, in a thread perhaps."""


class ComputingScreen(PlanScreen):
    """Opens a what-if, changes it, and lets it follow the plan; one step at a time.

    The what-if is kept with the session, so it is there when a screen opens again. While
    something is computed nobody but the thread looks at it.
    """

    def __init__(self, session: Session, subject: Subject | None = None) -> None:
        """``session`` holds the plan; ``subject`` is what the user pointed at before."""
        super().__init__(session, subject)
        self._computing = False

    @property
    def what_if(self) -> WhatIf | None:
        """The what-if of the plan, where it is there and nothing is being computed."""
        return None if self._computing else self.session.what_if

    def show_what_if(self, what_if: WhatIf) -> None:
        """Show a what-if that is about the plan as it is."""
        raise NotImplementedError

    def wait(self) -> None:
        """Show that there is nothing to show yet."""
        raise NotImplementedError

    def ready(self) -> WhatIf | None:
        """The what-if; where it is still being computed, that is said."""
        if self.what_if is None:
            self.change_line.say("the what-if is still being computed")
        return self.what_if

    def catch_up(self, *, became_edits: bool = False) -> None:
        """Let the what-if be about the plan as it is now, then show it."""
        plan, what_if = self.session.plan, self.session.what_if
        if what_if is None:
            self._begin(lambda: self._opening(Session(plan)))
        elif self.what_if is not None and what_if.current and not what_if.lock.locked():
            self.show_what_if(what_if)
        else:
            self.change(lambda: what_if.move(Session(plan), became_edits=became_edits))

    def change(self, step: Callable[[], object]) -> None:
        """Change what is assumed, then show it; a refusal is said."""
        what_if = self.session.what_if
        if what_if is None:
            return
        lock = what_if.lock

        def job() -> Then:
            try:
                with lock:
                    step()
            except EditRefused as refusal:
                words = str(refusal)
                return lambda: self._computed(words)
            return self._computed

        self._begin(job)

    def _opening(self, scratch: Session) -> Then:
        def opened() -> None:
            self.session.what_if = WhatIf(self.session, scratch)
            self._computed()

        return opened

    def _computed(self, refusal: str = "") -> None:
        self._computing = False
        what_if = self.session.what_if
        if what_if is None or not what_if.current:
            self.catch_up()  # the plan is another one meanwhile
            return
        self.show_what_if(what_if)
        if refusal:
            self.change_line.refuse(refusal)

    def _begin(self, job: Job) -> None:
        """Compute something: at once where that is quick, else beside the screen."""
        if self._computing:
            return
        self._computing = True
        if len(self.session.plan.virtual_machines) < SLOW:
            job()()
        else:
            self.wait()
            self._compute(job)

    @work(thread=True)
    def _compute(self, job: Job) -> Then:
        return job()

    @on(Worker.StateChanged)
    def _finish(self, event: Worker.StateChanged) -> None:
        """Show what was computed; a failure ends the program, as it does anywhere."""
        then = event.worker.result
        if event.state is WorkerState.SUCCESS and event.worker.name == "_compute" and then:
            then()
