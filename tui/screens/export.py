"""Export: a kind is chosen, its files are looked at, then they are written."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.getters import query_one

from models.assign import assign
from models.errors import PlanError
from models.exports.export import Options
from models.exports.kinds import KINDS, Use
from models.exports.made import Made, make
from models.findings import Subject
from models.plan import Plan
from models.session import Change, Session
from models.storage.exporting import existing, write_directory, write_file
from tui.delivery import download, has_files, in_one_file
from tui.screens.ask import CANCEL, REPLACE, AskScreen, PathScreen
from tui.screens.plan_screen import PlanScreen
from tui.widgets.action_bar import ActionBar
from tui.widgets.export_preview import ExportPreview
from tui.widgets.kind_list import KindList, rows_by_use
from tui.widgets.line_list import LineList
from tui.widgets.path_field import path_of

START = "powershell"
"""The kind the cursor is on at first."""


class ExportScreen(PlanScreen):
    """Kinds beside the files they come to; Enter on a kind, or `o`, writes them."""

    CSS_PATH = "../styles/export.tcss"
    HEADLINE = "Export"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "write", "Write", tooltip="Write the files of this kind", id="export.write"),
        Binding(
            "n",
            "next_file",
            "Next file",
            tooltip="Look at the next file, and after the last at the remarks",
            id="export.next-file",
        ),
        Binding(
            "p",
            "pin",
            "Pin",
            tooltip="Set every address that is forecast, or only those that were decided",
            id="export.pin",
        ),
        Binding(
            "v",
            "version",
            "azurerm 4/5",
            tooltip="Write Terraform for the other major version of the azurerm provider",
            id="export.version",
        ),
        Binding(
            "t", "turn", "Preview", tooltip="Go to the preview and back to the kinds",
            id="export.turn",
        ),
    ]  # fmt: skip

    kinds = query_one(KindList)
    preview = query_one(ExportPreview)

    def __init__(self, session: Session, subject: Subject | None = None) -> None:
        """Nothing is made yet."""
        super().__init__(session, subject)
        self._options = Options()
        self._stale = False

    def compose_body(self) -> ComposeResult:
        """The kinds, the file that is looked at, and what there is to say."""
        with Container(id="body"):
            yield KindList()
            yield ExportPreview()
        yield ActionBar(
            "export.write", "export.next-file", "export.turn", "export.pin", "export.version"
        )

    def on_mount(self) -> None:
        """Start with the first kind."""
        self.kinds.rows = rows_by_use()
        self.kinds.point_at(START)
        self.kinds.focus()
        does = "writes" if has_files(self.app) else "downloads"
        self.change_line.say(f"Enter {does} the files of a kind; nothing in Azure is changed")

    def plan_changed(self, change: Change) -> None:
        """Make the export of the plan as it is now."""
        self._stale = self.app.screen is not self
        if not self._stale:
            self.make()

    def on_screen_resume(self) -> None:
        """Catch up with what was edited meanwhile."""
        if self._stale:
            self._stale = False
            self.make()

    def go_to(self, subject: Subject) -> None:
        """An export is about the whole plan; remember it for the next screen."""
        self.opened_for = subject

    @property
    def kind(self) -> str | None:
        """The kind under the cursor."""
        row = self.kinds.pointed
        return None if row is None else row.kind

    def make(self) -> None:
        """Make the export beside the screen; what is asked for later takes its place."""
        if (kind := self.kind) is not None:
            self.preview.wait_for(kind)
            self._make(kind, self.session.plan, self._options)

    @work(group="export", exclusive=True, description="export")  # else it is the plan's repr
    async def _make(self, kind: str, plan: Plan, options: Options) -> None:
        # computed afresh, as the session is not for threads
        self.preview.show_made(await asyncio.to_thread(lambda: make(assign(plan), kind, options)))

    @on(LineList.Pointed, "KindList")
    def look_at(self, event: LineList.Pointed) -> None:
        """Make what the cursor is on."""
        event.stop()
        self.make()

    @on(LineList.Chosen, "KindList")
    def choose(self, event: LineList.Chosen) -> None:
        """Write it."""
        event.stop()
        self.action_write()

    @on(LineList.Pointed, "FileLines")
    @on(LineList.Chosen, "FileLines")
    def stay(self, event: LineList.Pointed | LineList.Chosen) -> None:
        """There is nothing to choose in a preview."""
        event.stop()

    def action_next_file(self) -> None:
        """Look at the next file, after the last one at the first again."""
        self.preview.turn_over()

    def action_turn(self) -> None:
        """Go to the preview, or back to the kinds."""
        (self.kinds if self.preview.lines.has_focus else self.preview.lines).focus()

    def action_pin(self) -> None:
        """Set every address, or only those that were decided."""
        self._options = replace(self._options, pin=not self._options.pin)
        self.make()

    def action_version(self) -> None:
        """Write Terraform for the other major version."""
        other = 4 if self._options.terraform_version == 5 else 5
        self._options = replace(self._options, terraform_version=4 if other == 4 else 5)
        self.make()

    def action_write(self) -> None:
        """Ask where to, then write; what exists is replaced only when the user says so."""
        made = self.preview.made
        if made is None or (made.name, made.options) != (self.kind, self._options):
            self.change_line.say("it is still being made; try again in a moment")
            return
        if not has_files(self.app):
            self.change_line.say(download(self.app, *in_one_file(made.name, made.export)))
            return
        what = "directory" if made.kind.several_files else "file"
        name = made.name if made.kind.several_files else made.export.files[0].name
        start = Path(self.session.file).parent / name

        def named(name: str | None) -> None:
            if name:
                self._write_unless_there(made, path_of(name))

        title = f"Write {made.name} to a {what}"
        self.app.push_screen(PathScreen(title, str(start), f"writes the {what}"), named)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The version matters to Terraform, pinning to what is applied."""
        use = KINDS[self.kind].use if self.kind else None
        if action == "version":
            return self.kind == "terraform"
        if action == "pin":
            return use is Use.APPLY
        return super().check_action(action, parameters)

    def _write_unless_there(self, made: Made, target: Path) -> None:
        standing = existing(made.export, target, several=made.kind.several_files)
        if not standing:
            self._write(made, target)
            return

        def answered(answer: str | None) -> None:
            if answer == REPLACE:
                self._write(made, target)

        others = f" and {len(standing) - 1} more exist" if len(standing) > 1 else " exists"
        question = f"{standing[0]}{others} already. What is there would be lost."
        self.app.push_screen(AskScreen("Replace", question, (CANCEL, REPLACE)), answered)

    def _write(self, made: Made, target: Path) -> None:
        try:
            if made.kind.several_files:
                count = len(write_directory(made.export, target, force=True))
                self.change_line.say(f"{count} files written to {target}")
            else:
                path = write_file(made.export.files[0], target, force=True)
                self.change_line.say(f"written to {path}")
        except PlanError as error:
            self.change_line.say(str(error))
