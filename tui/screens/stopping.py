"""Stopping the replication of machines: shown first, then done as one edit."""

from collections.abc import Sequence

from models.edits.replication import disable_replication
from models.replication_words import about_stopping
from tui.screens.plan_screen import PlanScreen
from tui.screens.preview import preview_then_do


def stop(screen: PlanScreen, machines: Sequence[str]) -> None:
    """Show what would change, and that mappings stay; stop where the user agrees."""
    if not machines:
        screen.change_line.say("nothing is replicated")
        return
    preview_then_do(
        screen,
        lambda session: disable_replication(session.plan, machines),
        note=about_stopping(screen.session.plan, machines),
    )
