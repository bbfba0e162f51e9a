"""The themes: what a screen is coloured with, and what the names of styles look like in each.

Held by ``tests/tui/test_themes.py``: enough contrast for every name on every ground, and no
two states alike for the colour-blind, with 16 colours or with none.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rich.theme import Theme as Styles
from textual.app import App
from textual.theme import Theme
from textual.widgets import OptionList, Static

STATES = ("kept", "changed", "set", "unassigned", "quiet")
"""The names of styles that stand for a state, as in ``asrnet.kept``."""


class Look(NamedTuple):
    """A theme, and the colour of each state in it."""

    theme: Theme
    colours: Mapping[str, str]
    """By name without ``asrnet.``: those of the states, and ``role``."""

    def styles(self) -> Styles:
        """What each name of a style looks like."""
        of = self.colours
        styles = {name: of[name] for name in (*STATES, "role")}
        styles |= {"unassigned": f"bold {of['unassigned']}", "error": f"bold {of['unassigned']}"}
        styles["warning"] = of["changed"]
        named = {f"asrnet.{name}": style for name, style in styles.items()}
        return Styles({**named, "dim": of["quiet"]})


def _contrast(name: str, *, dark: bool, ground: tuple[str, str], accent: str) -> Theme:
    """A theme of one ground and one foreground; ``ground`` is that and the one of dialogs."""
    ink = "#ffffff" if dark else "#000000"
    return Theme(
        name=name,
        dark=dark,
        primary=accent,
        accent=accent,
        warning=accent,
        error="#c03030" if dark else "#a00018",
        success=accent,
        foreground=ink,
        background=ground[0],
        surface=ground[0],
        panel=ground[1],
        text_alpha=1.0,
        variables={
            "text-muted": ink,
            "text-disabled": ink,
            "block-cursor-background": ink,
            "block-cursor-foreground": ground[0],
            "surface-lighten-2": ink,
        },
    )


LOOKS = {
    "dark": Look(
        Theme(
            name="dark",
            primary="#0178d4",
            secondary="#004578",
            accent="#ffa62b",
            warning="#ffa62b",
            error="#ba3c5b",
            success="#4ebf71",
            foreground="#e0e0e0",
            background="#121212",
            surface="#1e1e1e",
            panel="#242f38",
        ),
        {
            "kept": "#4fd1a5",
            "changed": "#ffd166",
            "set": "#7db7ff",
            "unassigned": "#ff7b6b",
            "quiet": "#9aa3b2",
            "role": "#c6b4ff",
        },
    ),
    "light": Look(
        Theme(
            name="light",
            dark=False,
            primary="#004578",
            secondary="#0178d4",
            accent="#8a4500",
            warning="#8a4500",
            error="#a4122e",
            success="#006b4f",
            foreground="#1c1c1c",
            background="#fafafa",
            surface="#eeeeee",
            panel="#e2e7ec",
            variables={"surface-lighten-2": "#8a8f96", "text-muted": "#4c5157"},
        ),
        {
            "kept": "#006b4f",
            "changed": "#7a4b00",
            "set": "#004fb0",
            "unassigned": "#b0003a",
            "quiet": "#525c74",
            "role": "#6b3fa0",
        },
    ),
    "high-contrast": Look(
        _contrast("high-contrast", dark=True, ground=("#000000", "#101010"), accent="#ffe14d"),
        {
            "kept": "#5ff0b8",
            "changed": "#ffe14d",
            "set": "#8cc4ff",
            "unassigned": "#ff9484",
            "quiet": "#c4ccdc",
            "role": "#dccfff",
        },
    ),
    "high-contrast-light": Look(
        _contrast(
            "high-contrast-light", dark=False, ground=("#ffffff", "#f4f4f4"), accent="#5a2d00"
        ),
        {
            "kept": "#004d38",
            "changed": "#6b4a00",
            "set": "#003a8c",
            "unassigned": "#8a0038",
            "quiet": "#3f4a66",
            "role": "#4f2a80",
        },
    ),
    "terminal": Look(
        Theme(
            name="terminal",
            ansi=True,
            primary="ansi_blue",
            secondary="ansi_cyan",
            warning="ansi_yellow",
            error="ansi_red",
            success="ansi_green",
            accent="ansi_cyan",
            foreground="ansi_default",
            background="ansi_default",
            surface="ansi_default",
            panel="ansi_default",
            boost="ansi_default",
            variables={
                "surface-lighten-2": "ansi_default",
                "text-muted": "ansi_default",
                "text-disabled": "ansi_default",
                "error-muted": "ansi_default",
                "ansi-background": "ansi_default",
                "ansi-foreground": "ansi_default",
                "block-cursor-text-style": "reverse",
                "block-cursor-foreground": "ansi_default",
                "block-cursor-background": "ansi_default",
            },
        ),
        {
            "kept": "green",
            "changed": "yellow",
            "set": "cyan",
            "unassigned": "red",
            "quiet": "dim",
            "role": "magenta",
        },
    ),
}
"""The themes by name, the default first. ``terminal`` takes the terminal's own 16 colours."""
DEFAULT = next(iter(LOOKS))


def offer_themes(app: App[int], chosen: str) -> None:
    """Let an app have these themes and no others, and start with the one that is chosen."""
    others = set(app.available_themes)
    for look in LOOKS.values():
        app.register_theme(look.theme)
    app.console.push_theme(LOOKS[chosen].styles())
    app.theme = chosen
    for name in others:
        app.unregister_theme(name)


def show_theme(app: App[int]) -> None:
    """Let the names of styles look as the theme of the app wants, on every screen."""
    app.console.pop_theme()
    app.console.push_theme(LOOKS[app.theme].styles())
    app.call_next(_paint_again, app)


def _paint_again(app: App[int]) -> None:
    """Make afresh what widgets keep of the looks of their text."""
    for screen in app.screen_stack:
        for widget in screen.walk_children(with_self=False):
            widget.notify_style_update()
            if isinstance(widget, Static):
                Static.update(widget, widget.content)  # also where it says the same as before
            elif isinstance(widget, OptionList):
                for index, option in enumerate(widget.options):
                    widget.replace_option_prompt_at_index(index, option.prompt)
        screen.refresh(layout=True)
