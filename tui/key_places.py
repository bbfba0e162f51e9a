"""Where keys work: every screen with the widgets on it, read off the classes.

What a screen's module imports is what can be on the screen, so nothing has to be listed twice.
"""

import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from textual.binding import Binding
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

import tui.screens
from tui.screens.plan_screen import PlanScreen
from tui.screens.routes import ROUTES

Node = type[Any]
"""The class of a widget, a screen or the app: what has bindings."""


class Place(NamedTuple):
    """A screen, and the widgets that can be on it."""

    title: str
    screen: Node
    widgets: tuple[Node, ...]

    @property
    def is_dialog(self) -> bool:
        """Whether nothing below it gets a key."""
        return issubclass(self.screen, ModalScreen)


@cache
def places() -> tuple[Place, ...]:
    """Every screen: the workspace, those that have a key, then all others by name."""
    found = {}
    for module in pkgutil.iter_modules(tui.screens.__path__, "tui.screens."):
        for name, value in vars(import_module(module.name)).items():
            own = inspect.isclass(value) and value.__module__ == module.name
            if own and issubclass(value, Screen) and value is not PlanScreen:
                found[f"{module.name}:{name}"] = value
    first = ("tui.screens.workspace:WorkspaceScreen", *(one.screen for one in ROUTES.values()))
    order = {path: number for number, path in enumerate(first)}
    ordered = sorted(found, key=lambda path: (order.get(path, len(order)), found[path].__name__))
    return tuple(Place(_title(found[path]), found[path], _widgets(found[path])) for path in ordered)


def bindings_of(node: Node) -> tuple[Binding, ...]:
    """The bindings of a class and of those it comes from, one for each key."""
    return tuple(binding for _, binding in node._merged_bindings)


def app_class() -> Node:
    """The class of the app that has every key: those of presenting too."""
    app: Node = import_module("tui.presenting.app").PresentingApp
    return app


def steering_class() -> Node:
    """The class whose keys steer a demonstration that has the keyboard to itself."""
    bar: Node = import_module("tui.presenting.bar").PresentingBar
    return bar


def contexts(place: Place) -> Iterator[tuple[Node, ...]]:
    """What gets a key on a screen, one after the other: for each widget that has the focus."""
    above = (place.screen,) if place.is_dialog else (place.screen, app_class())
    yield above
    for widget in place.widgets:
        yield (widget, *above)


def _widgets(screen: Node) -> tuple[Node, ...]:
    """The widgets that modules name: the screen's, then those of the widgets themselves."""
    found: dict[Node, None] = {}
    waiting = [screen, *(cls for cls in screen.__mro__ if cls.__module__.startswith("tui."))]
    modules = {cls.__module__ for cls in waiting}
    for module in sorted(modules):
        _collect(module, found)
    return tuple(sorted(found, key=lambda node: (node.__module__, node.__name__)))


def _collect(module: str, found: dict[Node, None]) -> None:
    for value in vars(import_module(module)).values():
        if (
            not inspect.isclass(value)
            or not issubclass(value, Widget)
            or issubclass(value, Screen)
            or value in found
        ):
            continue
        found[value] = None
        if value.__module__.startswith("tui."):
            _collect(value.__module__, found)


def _title(screen: Node) -> str:
    """What a screen is called: by its first line, else by its class."""
    words = re.findall("[A-Z][a-z0-9]*", screen.__name__.removesuffix("Screen"))
    return getattr(screen, "HEADLINE", "") or " ".join(words).capitalize()
