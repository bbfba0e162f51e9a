"""The one bridge between the model and the screens."""

from textual.screen import Screen

from models.session import Change, Session


class PlanScreen(Screen[None]):
    """A screen over the open plan: told of every change for as long as it is mounted."""

    def __init__(self, session: Session) -> None:
        """``session`` holds the plan that is shown."""
        super().__init__()
        self.session = session

    def on_mount(self) -> None:
        """Listen."""
        self.session.listeners.append(self.plan_changed)

    def on_unmount(self) -> None:
        """Listen no more."""
        self.session.listeners.remove(self.plan_changed)

    def plan_changed(self, change: Change) -> None:
        """Show what an edit changed, and nothing else."""
        raise NotImplementedError
