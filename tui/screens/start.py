"""What can be opened: the sample plans, each with what it shows."""

import tempfile
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
from tui.labels import text
from tui.widgets.key_bar import KeyBar


class StartScreen(Screen[Path | None]):
    """Chooses a plan; the result is the path of the file to open."""

    CSS_PATH = "../styles/start.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Quit", show=False, id="start.quit"),
    ]

    def compose(self) -> ComposeResult:
        """The samples, and how to open a plan of one's own."""
        self._samples = samples()
        with Vertical(id="start"):
            yield Static(text(("asrnet", "bold"), "  which address will every NIC have there?"))
            yield Static(text(("asrnet PLAN opens a plan; asrnet import makes one.", "dim")))
            yield Static(text(("Sample plans, each opened as a copy of its own:", "bold")))
            yield OptionList(*(Option(_line(sample)) for sample in self._samples), markup=False)
        yield KeyBar()

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Copy the sample, so that it stays what it is, and open the copy."""
        event.stop()
        sample = self._samples[event.option_index]
        self.dismiss(sample.copy_to(Path(tempfile.mkdtemp(prefix="asrnet-demo-"))))


def _line(sample: Sample) -> Text:
    return Text("\n").join([text((sample.name, "bold")), text(("  " + sample.shows, "dim"))])
