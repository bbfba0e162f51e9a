"""What the application does on every screen, the way the person in front prefers it."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from models.errors import PlanError
from tui.ascii import ASCII
from tui.configuration import Configuration, Loaded, save, toml_value
from tui.inert_filter import INERT
from tui.keys import display
from tui.mouse import catch_mouse, mouse_is_free, release_mouse
from tui.pasting import one_line, too_long
from tui.shown import shown
from tui.surroundings import over_ssh, speaks_ascii
from tui.terminal.terminal_app import TerminalApp
from tui.themes import offer_themes, show_theme

if TYPE_CHECKING:
    from tui.finder import FindInPlan


def finder() -> "type[FindInPlan]":
    """What finds things of the plan in the command palette."""
    from tui.finder import FindInPlan

    return FindInPlan


class ConfiguredApp(TerminalApp):
    """An app with a configuration: it can be changed while the app runs, and holds at once.

    What the first frame does not need is imported where it is used, so that nobody waits for
    it: the plan, and every screen.
    """

    has_files: ClassVar[bool] = True
    """Whether a person may name files of this machine; :mod:`tui.delivery` says so to screens."""
    fixed_options: ClassVar[frozenset[str]] = frozenset()
    """Options that cannot be chosen here."""
    COMMANDS = App.COMMANDS | {finder}
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
            from tui.screens.faults import FaultsScreen

            self.call_after_refresh(self.push_screen, FaultsScreen(self._faults))

    def watch_theme(self) -> None:
        """Let what is named by a style look as the theme wants."""
        show_theme(self)

    def change(self, **values: Any) -> str | None:
        """Let options have other values, from now on and at the next start.

        The result says why they could not be written, where they could not.
        """
        self.configuration = replace(self.configuration, **values)
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

    async def on_event(self, event: events.Event) -> None:
        """Let what is pasted be one line, as the fields are; what is too long is refused."""
        if isinstance(event, events.Paste) and not event.is_forwarded:
            if refusal := too_long(event.text):
                self.tell(refusal)
                return
            event = events.Paste(one_line(event.text))
        await super().on_event(event)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What each line passes through last."""
        filters = [*super().get_line_filters(), INERT]
        return [*filters, ASCII] if self.in_ascii else filters

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
        from tui.commands_of import commands_of

        yield from commands_of(self, screen)

    def action_help(self) -> None:
        """Show every key of this screen."""
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            below = self.screen
            self.push_screen(HelpScreen(below), lambda chosen: chosen and chosen.run(self))

    def action_options(self) -> None:
        """Show what can be chosen."""
        from tui.screens.options import OptionsScreen

        self.push_screen(OptionsScreen(self.fixed_options))

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
        from tui.clipboard import copy
        from tui.copying import what_to_copy

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
        from tui.screens.plan_screen import PlanScreen

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
