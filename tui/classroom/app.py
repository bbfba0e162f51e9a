"""The app that a visitor of a class sees: asrnet without a way to the file system."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.types import CSSPathType

from tui.app import AsrnetApp

if TYPE_CHECKING:
    from models.session import Session
    from models.storage.opening import Opened
    from tui.saving import Saving

DOWNLOAD = "Download the plan as a file"


class ClassroomApp(AsrnetApp):
    """Opens lessons and samples only; what else would be a file is a download."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../styles/app.tcss", "../styles/compact.tcss"]
    has_files = False
    fixed_options = frozenset({"clipboard"})
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Download", tooltip=DOWNLOAD, id="save", priority=True),
        Binding("f12", "save", "Download", tooltip=DOWNLOAD, id="save-as", show=False),
        Binding(
            "ctrl+o",
            "open_other",
            "Open",
            tooltip="Choose a lesson or a sample plan",
            id="open-other",
            priority=True,
            show=False,
        ),
    ]

    def get_driver_class(self) -> type[Driver]:
        """The driver that shows the app in a browser."""
        from tui.classroom.driver import ClassroomDriver  # which has no terminal in tests

        return ClassroomDriver

    def saving_of(self, session: "Session", opened: "Opened") -> "Saving":
        """What downloads the plan."""
        from tui.classroom.downloading import Downloading

        return Downloading(self, session, opened, self._state)

    def action_copy(self, what: str) -> None:
        """Copy what the cursor is on to the clipboard of the browser; there is no other place."""
        from tui.clipboard import LARGEST, copy
        from tui.copying import what_to_copy

        words = what_to_copy(self.screen, what)
        if not words:
            self.tell("There is nothing here to copy.")
        elif len(words.encode()) > LARGEST // 2:  # what is made visible of it is longer
            self.tell("This is too much to copy at once.")
        else:
            self.tell(copy(self, words, "osc52", self._environment))
