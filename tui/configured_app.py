"""What the application does on every screen, the way the person in front prefers it."""

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from models.errors import PlanError
from tui.ascii import AsciiFilter
from tui.clipboard import copy
from tui.commands_of import commands_of
from tui.configuration import Configuration, Loaded, save, toml_value
from tui.copying import what_to_copy
from tui.finder import FindInPlan
from tui.keys import display
from tui.mouse import catch_mouse, mouse_is_free, release_mouse
from tui.screens.faults import FaultsScreen
from tui.screens.help import HelpScreen
from tui.screens.options import OptionsScreen
from tui.screens.plan_screen import PlanScreen
from tui.shown import shown
from tui.surroundings import over_ssh, speaks_ascii
from tui.themes import offer_themes, show_theme


class ConfiguredApp(App[int]):
    """An app with a configuration: it can be changed while the app runs, and holds at once."""

    COMMANDS = App.COMMANDS | {FindInPlan}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", tooltip="Find a key, and press it", id="help", priority=True),
        Binding(
            "ctrl+p",
            "command_palette",
            "Commands",
            tooltip="Find a command, a network, a machine or an address",
            id="commands",
            priority=True,
        ),
        Binding(
            "y",
            "copy('value')",
            "Copy",
            tooltip="Copy the address, or the range, of what the cursor is on",
            id="copy",
            show=False,
        ),
        Binding(
            "Y",
            "copy('line')",
            "Copy line",
            tooltip="Copy the line the cursor is on, or every line that is marked",
            id="copy-line",
            show=False,
        ),
        Binding(
            "comma",
            "options",
            "Options",
            tooltip="Theme, density, mouse, keys and what else can be chosen",
            id="options",
            show=False,
        ),
        Binding(
            "ctrl+g",
            "free_mouse",
            "Free mouse",
            tooltip="Leave the mouse to the terminal, to select text; again to have it back",
            id="free-mouse",
            priority=True,
            show=False,
        ),
    ]

    def __init__(
        self,
        preferred: Loaded | None = None,
        directory: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """``directory`` is where the configuration is kept; without one nothing is written.

        ``environment`` says what the terminal is; without one it is taken to be a good one.
        """
        super().__init__()
        self.configuration, self._faults = preferred or Loaded(Configuration())
        self._directory = directory
        self._environment = environment or {}
        offer_themes(self, self.configuration.theme)
        self._hold()

    def on_mount(self) -> None:
        """Say what of the configuration could not be used, above the first screen."""
        if self._faults:
            self.call_after_refresh(self.push_screen, FaultsScreen(self._faults))

    def watch_theme(self) -> None:
        """Let what is named by a style look as the theme wants."""
        show_theme(self)

    def change(self, **values: Any) -> str | None:
        """Let options have other values, from now on and at the next start.

        The result says why they could not be written, where they could not.
        """
        self.configuration = self.configuration.model_copy(update=values)
        self.theme = self.configuration.theme
        self._hold()
        if "mouse" in values:
            (catch_mouse if self.configuration.mouse else release_mouse)(self)
        if self._directory is None:
            return None
        try:
            save(self.configuration, self._directory)
        except (PlanError, OSError) as error:
            return str(error)
        return None

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What each line passes through last."""
        filters = super().get_line_filters()
        return [*filters, AsciiFilter()] if self.in_ascii else filters

    @property
    def in_ascii(self) -> bool:
        """Whether nothing but ASCII is shown."""
        wanted = self.configuration.ascii
        return speaks_ascii(self._environment) if wanted == "auto" else wanted

    def get_key_display(self, binding: Binding) -> str:
        """How a key is called on the screen: ``F2``, ``^Z``."""
        return display(binding.key)

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer every action that has a key, and every option; nothing of Textual's own."""
        yield from commands_of(self, screen)

    def action_help(self) -> None:
        """Show every key of this screen."""
        if not isinstance(self.screen, HelpScreen):
            below = self.screen
            self.push_screen(HelpScreen(below), lambda chosen: chosen and chosen.run(self))

    def action_options(self) -> None:
        """Show what can be chosen."""
        self.push_screen(OptionsScreen())

    def action_free_mouse(self) -> None:
        """Leave the mouse to the terminal, or take it back."""
        if mouse_is_free(self):
            catch_mouse(self)
            self.tell("The mouse works here again.")
        else:
            release_mouse(self)
            self.tell("The mouse is the terminal's: select text with it; ^G takes it back.")

    def action_copy(self, what: str) -> None:
        """Copy what the cursor is on."""
        words = what_to_copy(self.screen, what)
        if words:
            self.tell(copy(self, words, self.configuration.clipboard, self._environment))
        else:
            self.tell("There is nothing here to copy.")

    def choose(self, option: str, value: object) -> None:
        """Let an option have another value, and say so."""
        problem = self.change(**{option: value})
        now = f"{option} is {toml_value(value)} now"
        self.tell(now if problem is None else f"{now}, until you leave: {problem}")

    def tell(self, words: str) -> None:
        """Say something in the line for it, or above everything where there is none."""
        if isinstance(self.screen, PlanScreen):
            self.screen.change_line.say(words)
        else:
            self.notify(shown(words), markup=False)

    def _hold(self) -> None:
        """Let everything but the theme be as the configuration says."""
        moves = self.configuration.animation and not over_ssh(self._environment)
        self.animation_level = "full" if moves else "none"
        self.set_class(self.configuration.density == "compact", "-compact")
        self.set_keymap(self.configuration.keys)


def environment() -> Mapping[str, str]:
    """What is known of the terminal this runs in."""
    return dict(os.environ)
