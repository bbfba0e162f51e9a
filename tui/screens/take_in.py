"""Taking an import into the open plan: files in, what would change, then one edit."""

import asyncio
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.getters import query_one
from textual.widgets import Static

from models.edits import Edit
from models.edits.imports import take_import
from models.errors import PlanError
from models.findings import Subject
from models.merging import Merge, merge
from models.plan import Plan
from models.session import Change, Session
from tui.commands.import_report import counted
from tui.screens.plan_screen import PlanScreen
from tui.widgets.action_bar import ActionBar
from tui.widgets.files_reader import FilesReader
from tui.widgets.line_list import LineList
from tui.widgets.merge_list import MergeList


class TakeInScreen(PlanScreen):
    """Reads files and shows what they would make of the plan; Enter makes that one edit."""

    CSS_PATH = "../styles/take_in.tcss"
    HEADLINE = "Import"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "back",
            "Back",
            tooltip="Give up reading, or go back to the screen before",
            id="take-in.back",
        ),
        Binding(
            "o", "take", "Take in", tooltip="Make what is listed, as one edit", id="take-in.take"
        ),
        Binding(
            "v",
            "drop",
            "Drop vanished",
            tooltip="Take out, or keep, what vanished although something is decided about it",
            id="take-in.drop",
        ),
        Binding("t", "files", "Files", tooltip="Name other files", id="take-in.files"),
    ]

    reader = query_one(FilesReader)
    listed = query_one(MergeList)

    def __init__(self, session: Session, subject: Subject | None = None) -> None:
        """Nothing is read yet."""
        super().__init__(session, subject)
        self._read: FilesReader.Read | None = None
        self._merged: Merge | None = None
        self._drop = False

    def compose_body(self) -> ComposeResult:
        """The files, what they would change, and the line under the cursor in full."""
        yield FilesReader()
        yield MergeList()
        yield Static(id="line")
        yield ActionBar("take-in.take", "take-in.drop", "take-in.files")

    def on_mount(self) -> None:
        """Begin with the files."""
        self.reader.files.focus()
        self.change_line.say("facts are replaced and decisions kept; see what changes, then Enter")

    def plan_changed(self, change: Change) -> None:
        """Compare with the plan as it is now."""
        self.merge()

    def go_to(self, subject: Subject) -> None:
        """An import is about no single thing; remember it for the next screen."""
        self.opened_for = subject

    @on(FilesReader.Read)
    def show_read(self, event: FilesReader.Read) -> None:
        """Show what the files would change."""
        event.stop()
        self._read = event
        self.merge()
        self.listed.focus()

    @on(FilesReader.Refused)
    def show_refused(self, event: FilesReader.Refused) -> None:
        """Show why the files cannot be read."""
        event.stop()
        self._read = self._merged = None
        self.listed.show_error(event.error)

    def merge(self) -> None:
        """Work out what would change, beside the screen."""
        if self._read is not None:
            self._merged = None
            self.reader.say("working out what changes …")
            self._merge(self._read, self.session.plan, self._drop)

    @work(group="merge", exclusive=True, description="merge")  # else it is the plan's repr
    async def _merge(self, read: FilesReader.Read, plan: Plan, drop: bool) -> None:
        try:
            merged = await asyncio.to_thread(merged_with, plan, read, drop)
        except PlanError as error:
            self.listed.show_error(error)
            return
        self._merged = merged
        self.listed.show_merge(merged, read.found)
        dropped = "what vanished is dropped · " if drop else ""
        left_out = sum(entry.count for entry in read.found.skipped)
        unused = f"{left_out} left out · " if left_out else ""
        self.reader.say(f"Enter takes it in · {dropped}{unused}read {counted(read.found.used)}")

    @on(LineList.Pointed)
    def show_line(self, event: LineList.Pointed) -> None:
        """Show the line under the cursor in full."""
        event.stop()
        self.query_one("#line", Static).update(Text((event.row or Text()).plain.strip()))

    @on(LineList.Chosen)
    def choose(self, event: LineList.Chosen) -> None:
        """Take it in."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Make it one edit."""
        read, merged, drop = self._read, self._merged, self._drop
        if read is None or merged is None:
            self.change_line.say("there is nothing to take in yet")
            return

        def take(session: Session) -> Edit:
            fresh = session.plan is merged.before
            result = merged if fresh else merged_with(session.plan, read, drop)
            return take_import(session.plan, result.plan, read.files)

        self.request(take)

    def action_drop(self) -> None:
        """Take out, or keep, what vanished with decisions."""
        self._drop = not self._drop
        self.merge()

    def action_files(self) -> None:
        """Go to the files."""
        self.reader.files.focus()

    def action_back(self) -> None:
        """Give up reading, else leave."""
        if self.reader.busy:
            self.reader.give_up()
        else:
            super().action_back()


def merged_with(plan: Plan, read: FilesReader.Read, drop: bool) -> Merge:
    """What the files that were read make of a plan. Raises :class:`PlanError`."""
    skipped = [entry.subject for entry in read.found.skipped]
    return merge(plan, read.found.plan, skipped=skipped, drop_vanished=drop)
