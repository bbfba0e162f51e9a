"""What can be chosen: how the screen looks and behaves, and which key does what."""

from collections.abc import Collection
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.configuration import OPTIONS, toml_value
from tui.key_map import keys_of, refusal
from tui.labels import text
from tui.screens.search import SearchScreen
from tui.signs import WRONG
from tui.widgets.option_lines import OptionLines, OptionRow, option_rows

if TYPE_CHECKING:
    from tui.configured_app import ConfiguredApp


class OptionsScreen(SearchScreen[None]):
    """Lists every option and every key, and changes them at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "f2",
            "default",
            "Default",
            tooltip="Let the option, or the key, be what it is by default",
            id="options.default",
        ),
        Binding(
            "f8",
            "all_defaults",
            "All defaults",
            tooltip="Let every option and every key be what it is by default",
            id="options.all-defaults",
        ),
    ]
    LOOK_FOR = "type to search: an option, a key, an action"
    HINT = "Enter changes · F2 default · F8 all defaults · * is not the default · Esc"

    def __init__(self, fixed: Collection[str] = ()) -> None:
        """List everything but the options that are ``fixed``."""
        rows = [row for row in option_rows() if row.is_key or row.name not in fixed]
        super().__init__(rows, OptionLines())

    def on_mount(self) -> None:
        """Show what each is now."""
        self._show_values()

    def chosen(self, row: OptionRow) -> None:
        """Let an option have its next value, or ask for the new key of an action."""
        if row.is_key:
            self.app.push_screen(KeyScreen(row), lambda key: self._take_key(row.name, key))
            return
        values = OPTIONS[row.name]
        now = values.index(getattr(self._app.configuration, row.name))
        self._put(**{row.name: values[(now + 1) % len(values)]})

    def about(self, row: OptionRow) -> Text:
        """What it is for, and how the file says it."""
        if row.is_key:
            return _lines(row.what, f"in the file: [keys] {row.name}")
        values = ", ".join(map(toml_value, OPTIONS[row.name]))
        return _lines(row.what, f"in the file: {row.name}, one of {values}")

    def action_default(self) -> None:
        """Let what the cursor is on be as it is by default."""
        row = self.lines.pointed
        if row is None or row.is_heading:
            return
        if not row.is_key:
            self._put(**{row.name: OPTIONS[row.name][0]})
            return
        keys = {id: key for id, key in self._app.configuration.keys.items() if id != row.name}
        taken = (refusal(row.name, key, keys) for key in keys_of(row.name, {}))
        if why := next((why for why in taken if why and "is taken" in why), None):
            self._refuse(f"{why}. Change that one first.")
        else:
            self._put(keys=keys)

    def action_all_defaults(self) -> None:
        """Let everything be as it is by default."""
        self._put(**{name: values[0] for name, values in OPTIONS.items()}, keys={})

    @property
    def _app(self) -> "ConfiguredApp":
        return cast("ConfiguredApp", self.app)

    def _take_key(self, id: str, key: str | None) -> None:
        """Give an action the key that was pressed, unless another one has it."""
        if key is None:
            return
        keys = {**self._app.configuration.keys, id: key}
        if why := refusal(id, key, keys):
            self._refuse(why)
        else:
            self._put(keys=keys)

    def _put(self, **values: object) -> None:
        problem = self._app.change(**values)
        self._show_values()
        if problem is None:
            self.say(text("Done, and kept for the next start."))
        else:
            self._refuse(f"It holds until you leave: {problem}")

    def _show_values(self) -> None:
        if isinstance(self.lines, OptionLines):
            self.lines.configuration = self._app.configuration
            self.lines.refresh()

    def _refuse(self, words: str) -> None:
        self.say(text((f"✗ {words}", WRONG)))


class KeyScreen(ModalScreen[str | None]):
    """Waits for a key; the result is the one that was pressed, ``None`` for Esc."""

    CSS_PATH = "../styles/help.tcss"

    def __init__(self, row: OptionRow) -> None:
        """``row`` is the action that gets the key."""
        super().__init__()
        self._row = row

    def compose(self) -> ComposeResult:
        """What is asked for."""
        with Vertical(id="dialog"):
            yield Static(text((self._row.what, "bold")))
            yield Static(text("Press the new key. ", ("Esc leaves it as it is", "dim")))

    def on_key(self, event: events.Key) -> None:
        """Give the key."""
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else event.key)


def _lines(*words: str) -> Text:
    return Text("\n").join(map(text, words))
