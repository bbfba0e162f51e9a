"""What the help lists: read off the bindings of the screen below it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from textual.app import App
from textual.binding import ActiveBinding
from textual.screen import Screen

from tui.delivery import has_files
from tui.key_table import elsewhere, presenting
from tui.key_table import everywhere as on_every_screen
from tui.keys import action_name, in_order
from tui.screens.routes import NEED_FILES
from tui.signs import ROLE
from tui.signs_legend import LEGEND


class HelpRow(NamedTuple):
    """A line of the help: a heading, an action that can be run, or what is only said."""

    head: str
    what: str = ""
    active: ActiveBinding | None = None
    style: str = "bold"
    is_heading: bool = False

    @property
    def words(self) -> str:
        """What is looked for in it."""
        return f"{self.head} {self.what}"

    @property
    def is_off(self) -> bool:
        """Whether it is an action that is not possible now."""
        return self.active is not None and not self.active.enabled

    def run(self, app: App[Any]) -> None:
        """Do what the line is about, on the screen that is there then."""
        if self.active is not None:
            app.call_later(app.run_action, self.active.binding.action, self.active.node)


def rows_of(screen: Screen[Any]) -> Iterator[HelpRow]:
    """The keys of a screen, then those that work everywhere, the signs, and other screens."""
    here, everywhere = _actions(screen)
    for title, rows in (("On this screen", here), ("Everywhere", everywhere)):
        yield HelpRow(title, is_heading=True)
        yield from rows
    yield HelpRow("Moving", is_heading=True)
    yield from (HelpRow(keys, what) for keys, what in moves_of(screen))
    yield HelpRow("Signs", is_heading=True)
    yield from (HelpRow(sign, what, style=style) for sign, what, style in LEGEND)
    without = () if has_files(screen.app) else NEED_FILES
    for section in elsewhere(type(screen), without):
        yield HelpRow(section.title, is_heading=True)
        yield from (HelpRow(line.keys, line.what, style=ROLE) for line in section.lines)


def actions_of(screen: Screen[Any]) -> list[tuple[str, str]]:
    """The keys of what can be done on a screen now, each with what it does."""
    here, everywhere = _actions(screen)
    return [(row.head, row.what) for row in (*here, *everywhere)]


def moves_of(screen: Screen[Any]) -> list[tuple[str, str]]:
    """The keys that move within the widget that has the focus."""
    found = {
        name: (keys, active.binding.description)
        for name, (keys, active) in _by_action(screen).items()
        if active.binding.id and not active.binding.tooltip
    }
    return list(found.values())


def _actions(screen: Screen[Any]) -> tuple[list[HelpRow], list[HelpRow]]:
    """What can be done here only, and what can be done on every screen."""
    common = {line.id for line in (*on_every_screen().lines, *presenting().lines)}
    here: list[HelpRow] = []
    everywhere: list[HelpRow] = []
    for keys, active in _by_action(screen).values():
        if active.binding.tooltip and active.binding.id:
            row = HelpRow(keys, active.binding.tooltip, active)
            (everywhere if active.binding.id in common else here).append(row)
    return here, everywhere


def _by_action(screen: Screen[Any]) -> dict[str, tuple[str, ActiveBinding]]:
    """Every action with all its keys; what says what it does goes before what does not."""
    keys: dict[str, list[str]] = {}
    chosen: dict[str, ActiveBinding] = {}
    for active in in_order(screen):
        name = action_name(active.binding)
        shown = screen.app.get_key_display(active.binding)
        if shown not in keys.setdefault(name, []):
            keys[name].append(shown)
        if name not in chosen or _says(active) > _says(chosen[name]):
            chosen[name] = active
    return {name: (" ".join(keys[name]), active) for name, active in chosen.items()}


def _says(active: ActiveBinding) -> tuple[bool, bool]:
    """How much a binding tells of its action: what it does, else that it is one of ours."""
    return bool(active.binding.tooltip), active.binding.id is not None
