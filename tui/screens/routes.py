"""Which key opens which screen: declared once, for every screen over the plan."""

from importlib import import_module
from typing import Any, NamedTuple

from textual.binding import Binding

ALWAYS_SHOWN = ("mappings", "replication", "assignments")
"""The routes that the last line of a screen names even where it is short."""


NEED_FILES = ("import",)
"""The routes that lead nowhere where no file may be named."""


class Route(NamedTuple):
    """A screen over the plan: the key that opens it, how it is called, what it is for."""

    key: str
    word: str
    tooltip: str
    screen: str
    """``module:class``, imported when it is opened."""


ROUTES = {
    "mappings": Route(
        "f3",
        "Mappings",
        "Network mappings: both directions side by side",
        "tui.screens.mappings:MappingsScreen",
    ),
    "replication": Route(
        "f4",
        "Enable",
        "Enable replication: choose machines, networks and group",
        "tui.screens.replication:ReplicationScreen",
    ),
    "assignments": Route(
        "f5",
        "Assignments",
        "Every address in one list: filter, sort, edit many at once",
        "tui.screens.assignments:AssignmentsScreen",
    ),
    "addresses": Route(
        "f7",
        "Grid",
        "Address grid: a subnet as a picture",
        "tui.screens.address_grid:AddressGridScreen",
    ),
    "what-if": Route(
        "f8",
        "What if",
        "What if: try things out beside the plan",
        "tui.screens.what_if:WhatIfScreen",
    ),
    "round-trip": Route(
        "f9",
        "Round trip",
        "Failover, then failback: who comes home",
        "tui.screens.round_trip:RoundTripScreen",
    ),
    "history": Route(
        "f10",
        "History",
        "Every edit with its effect; go to any point",
        "tui.screens.history:HistoryScreen",
    ),
    "compare": Route(
        "f11",
        "Compare",
        "Compare with another plan or an earlier state",
        "tui.screens.compare:CompareScreen",
    ),
    "import": Route(
        "i",
        "Import",
        "Take an import into this plan: facts are replaced, decisions kept",
        "tui.screens.take_in:TakeInScreen",
    ),
    "export": Route(
        "X",
        "Export",
        "Export: scripts to apply, documents to read, drawings",
        "tui.screens.export:ExportScreen",
    ),
    "why": Route(
        "w",
        "Why",
        "Why this address: the rules one by one, and a replay",
        "tui.screens.why:WhyScreen",
    ),
    "settings": Route(
        "s",
        "Settings",
        "Network settings of the machine, on the full screen",
        "tui.screens.settings:SettingsScreen",
    ),
}


def route_bindings() -> list[Binding]:
    """The binding of each route."""
    return [
        Binding(
            route.key,
            f"open('{name}')",
            route.word,
            tooltip=route.tooltip,
            id=f"open.{name}",
            show=name in ALWAYS_SHOWN,
        )
        for name, route in ROUTES.items()
    ]


def screen_class(name: str) -> type[Any]:
    """The class of the screen that a route leads to."""
    module, _, class_name = ROUTES[name].screen.partition(":")
    found: type[Any] = getattr(import_module(module), class_name)
    return found
