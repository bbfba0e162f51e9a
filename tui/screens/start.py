"""What can be opened: recent plans, the sample plans, a file by name, an import."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from models.samples import Sample, samples
from tui.delivery import has_files
from tui.labels import text
from tui.learn_choice import Learn
from tui.recent_plans import RecentPlans
from tui.screens.ask import PathScreen
from tui.screens.import_files import ImportScreen
from tui.widgets.key_bar import KeyBar
from tui.widgets.path_field import path_of

MOST_RECENT = 9
"""How many recent plans are offered."""


class StartScreen(Screen[Path | Learn | None]):
    """Chooses a plan, the path of the file to open, or the lessons."""

    CSS_PATH = "../styles/start.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open", "Open", tooltip="Open a plan by its file name", id="start.open"),
        Binding(
            "i",
            "import",
            "Import",
            tooltip="Make a plan from what az lists of an estate",
            id="start.import",
        ),
        Binding(
            "l",
            "learn",
            "Lessons",
            tooltip="Learn it: lessons on plans that belong to nobody",
            id="start.learn",
        ),
        Binding("j", "down", "Down", show=False, id="start.down"),
        Binding("k", "up", "Up", show=False, id="start.up"),
        Binding("escape,q", "dismiss(None)", "Quit", tooltip="Leave asrnet", id="start.quit"),
    ]

    def __init__(self, recent: RecentPlans) -> None:
        """``recent`` knows the plans opened last."""
        super().__init__()
        self._recent = recent.all()[:MOST_RECENT]
        self._samples = samples()

    def compose(self) -> ComposeResult:
        """Recent plans above the samples."""
        with Vertical(id="start"):
            yield Static(text(("asrnet", "bold"), "  which address will every NIC have there?"))
            words = "Enter opens · o a file by name · i imports what az lists · l lessons"
            words = words if has_files(self.app) else "Enter opens · l lessons"
            yield Static(text((words, "dim")))
            yield OptionList(*self._options(), markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Point at the plan opened last, else at the first sample."""
        options = self.query_one(OptionList)
        options.focus()
        first = "recent-0" if self._recent else "sample-0"
        options.highlighted = options.get_option_index(first)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Open a recent plan, or a copy of a sample, so that the sample stays what it is."""
        event.stop()
        kind, _, number = (event.option_id or "").partition("-")
        if kind == "learn":
            self.action_learn()
        elif kind == "recent":
            self.dismiss(self._recent[int(number)])
        else:
            sample = self._samples[int(number)]
            self.dismiss(sample.copy_to(Path(tempfile.mkdtemp(prefix="asrnet-demo-"))))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Files are named only where that may be."""
        return action not in ("open", "import") or has_files(self.app)

    def action_open(self) -> None:
        """Ask for the name of a plan."""

        def named(name: str | None) -> None:
            if name is not None:
                self.dismiss(path_of(name))

        self.app.push_screen(PathScreen("Open a plan", "", does="opens it"), named)

    def action_import(self) -> None:
        """Make a plan from files, and open it."""

        def written(path: Path | None) -> None:
            if path is not None:
                self.dismiss(path)

        self.app.push_screen(ImportScreen(), written)

    def action_learn(self) -> None:
        """Show the lessons."""
        self.dismiss(Learn())

    def action_down(self) -> None:
        """Move to the next plan."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Move to the plan before."""
        self.query_one(OptionList).action_cursor_up()

    def _options(self) -> Iterator[Option]:
        if self._recent:
            yield _section("Recent plans")
            for number, path in enumerate(self._recent):
                yield Option(_recent_line(path), id=f"recent-{number}")
        yield _section("Lessons")
        words = "mapping, addresses, failback, and plans to mend"
        yield Option(text("  l  ", ("Learn it", "bold"), (f"  {words}", "dim")), id="learn-0")
        yield _section("Sample plans, each opened as a copy of its own")
        for number, sample in enumerate(self._samples):
            yield Option(_sample_line(sample), id=f"sample-{number}")


def _section(words: str) -> Option:
    return Option(text((words, "bold")), disabled=True)


def _recent_line(path: Path) -> Text:
    return text(f"  {path.name}", (f"  {path.parent}", "dim"))


def _sample_line(sample: Sample) -> Text:
    name = text((f"  {sample.name}", "bold"))
    return Text("\n").join([name, text((f"    {sample.shows}", "dim"))])
