"""An export before it is written: one of its files, and what there is to say about it."""

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.widgets import Static

from models.exports.kinds import Use
from models.exports.made import Made
from tui.labels import text
from tui.signs import ATTENTION
from tui.widgets.file_lines import FileLines

REMARKS = "What there is to say"
"""What the page after the last file is called."""


class ExportPreview(Vertical):
    """The head of a file, its lines, and the remarks."""

    lines = query_one(FileLines)

    def __init__(self) -> None:
        """Nothing is made yet."""
        super().__init__()
        self.made: Made | None = None
        self._page = 0

    def compose(self) -> ComposeResult:
        """The three, one above the other."""
        yield Static(id="file")
        yield FileLines()
        yield Static(id="remarks")

    def wait_for(self, kind: str) -> None:
        """Say that a kind is being made."""
        self.query_one("#file", Static).update(text((f"{kind}: being made …", "dim")))

    def show_made(self, made: Made) -> None:
        """Show an export from its first file."""
        self.made, self._page = made, 0
        self._show_page(made)
        remarks = self.query_one("#remarks", Static)
        remarks.update(_first_remark(made))
        remarks.display = bool(made.remarks)

    def turn_over(self) -> None:
        """Show the next file, then all remarks, then the first file again."""
        if self.made is not None:
            pages = len(self.made.export.files) + bool(self.made.remarks)
            self._page = (self._page + 1) % pages
            self._show_page(self.made)

    def _show_page(self, made: Made) -> None:
        head = self.query_one("#file", Static)
        if self._page == len(made.export.files):
            head.update(text((REMARKS, "bold")))
            self.lines.show_lines(made.remarks)
            return
        file, count = made.export.files[self._page], len(made.export.files)
        place = f"  {self._page + 1} of {count}" if count > 1 else ""
        facts = f"{place}  {len(file.text.encode()):,} bytes{_chosen(made)}"
        head.update(text((file.name, "bold"), (facts, "dim")))
        self.lines.show_lines(file.text.split("\n"))


def _chosen(made: Made) -> str:
    """The choices an export was made with, where they matter to its kind."""
    if made.kind.use is not Use.APPLY:
        return ""
    pinned = "every address set" if made.options.pin else "addresses as decided"
    azurerm = f" · azurerm {made.options.terraform_version}" if made.name == "terraform" else ""
    return f" · {pinned}{azurerm}"


def _first_remark(made: Made) -> Text:
    """The first remark, and how to read the others."""
    if not made.remarks:
        return Text()
    more = len(made.remarks) - 1
    rest = f"n shows {more} more: " if more else ""
    return text((f" {rest}{made.remarks[0]}", ATTENTION))
