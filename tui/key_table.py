"""The table of all keys, made from the bindings: for the help and for the documentation.

``python -m tui.key_table`` (``make keys``) writes it where it is documented.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from textual.binding import Binding

from tui.key_places import Node, app_class, bindings_of, places, steering_class
from tui.keys import action_name, display, rank
from tui.screens.plan_screen import PlanScreen
from tui.screens.routes import ROUTES
from tui.widgets.line_list import LineList
from tui.widgets.network_tree import NetworkTree

ROOT = Path(__file__).parents[1]
BEGIN, END = "<!-- keys -->", "<!-- /keys -->"
"""Between these the documentation has the keys, made from the bindings."""
HEAD = """\
# Keys

Made from the bindings by `make keys`. On every screen **F1** finds a key by what it does, and
presses it; **^P** finds every command, network, machine and address by name.
Every key can be changed: [the configuration](configuration.md). `^Z` is Ctrl and Z.
"""


class Line(NamedTuple):
    """An action: its keys, as they are shown, what it does, and what it is called in a key map."""

    keys: str
    what: str
    id: str


class Section(NamedTuple):
    """A place, and what can be done there with a key."""

    title: str
    lines: tuple[Line, ...]


@cache
def everywhere() -> Section:
    """What works on every screen over the plan."""
    from tui.app import AsrnetApp

    return Section("Everywhere", lines_of((AsrnetApp, PlanScreen)))


@cache
def presenting() -> Section:
    """What works besides while somebody presents."""
    common = {line.id for line in everywhere().lines}
    own = (line for line in lines_of((app_class(),)) if line.id not in common)
    return Section("Presenting", tuple(own))


@cache
def playing() -> Section:
    """What steers a demonstration that has the keyboard to itself."""
    return Section("While a demonstration plays", lines_of((steering_class(),)))


@cache
def moving() -> Section:
    """What moves in lists and trees."""
    found: dict[str, Line] = {}
    for node in (LineList, NetworkTree):
        for line in lines_of((node,), does=False):
            found.setdefault(line.what, line)
    return Section("Moving in lists and trees", tuple(found.values()))


@cache
def sections(*, dialogs: bool = False) -> tuple[Section, ...]:
    """Every screen, or every dialog, with the keys that are its own."""
    common = {line.id for line in everywhere().lines}
    found = []
    for place in places():
        if place.is_dialog != dialogs:
            continue
        lines = lines_of((*place.widgets, place.screen))
        own = tuple(line for line in lines if line.id not in common)
        if own:
            found.append(Section(place.title, own))
    return tuple(found)


def elsewhere(screen: Node, without: Collection[str] = ()) -> Iterator[Section]:
    """The screens that have a key of their own, but for the one that is shown and some routes."""
    routes = [route for name, route in ROUTES.items() if name not in without]
    by_title = {section.title: section for section in sections()}
    for place in places():
        path = f"{place.screen.__module__}:{place.screen.__name__}"
        key = next((route.key for route in routes if route.screen == path), None)
        if key is not None and place.screen is not screen and place.title in by_title:
            yield Section(f"{place.title} ({display(key)})", by_title[place.title].lines)


def lines_of(nodes: Iterable[Node], *, does: bool = True) -> tuple[Line, ...]:
    """What the bindings of some classes do, or how they move, each once with all its keys."""
    own = [one for node in nodes for one in bindings_of(node) if one.id is not None]
    keys: dict[str, list[str]] = {}
    chosen: dict[str, Binding] = {}
    for one in own:
        if bool(one.tooltip) == does:
            chosen.setdefault(_meaning(one), one)
    for one in own:
        by_name = (name for name, other in chosen.items() if _leads_to(one, other))
        name = _meaning(one) if _meaning(one) in chosen else next(by_name, "")
        if name and display(one.key) not in keys.setdefault(name, []):
            keys[name].append(display(one.key))
    ordered = sorted(
        chosen.items(), key=lambda pair: (action_name(pair[1]) == "quit", rank(pair[1]))
    )
    return tuple(
        Line(" ".join(keys[name]), one.tooltip or one.description, one.id or "")
        for name, one in ordered
    )


def _meaning(one: Binding) -> str:
    """What is the same for the keys of one action."""
    return one.tooltip or one.description


def _leads_to(one: Binding, other: Binding) -> bool:
    """Whether a key without words of its own asks for what another binding does."""
    elsewhere = one.action.startswith(("app.", "screen."))
    return elsewhere and not one.tooltip and action_name(one) == action_name(other)


def table(section: Section, *, ids: bool = False) -> str:
    """A section as a table in Markdown."""
    more = (" Id |", "---|") if ids else ("", "")
    rows = [f"| Key | Does |{more[0]}", f"|---|---|{more[1]}"]
    rows += [
        f"| {_in_code(line.keys)} | {line.what} |" + (f" `{line.id}` |" if ids else "")
        for line in section.lines
    ]
    return "\n".join(rows)


def _in_code(keys: str) -> str:
    return " ".join(f"`{key}`" for key in keys.split())


def page() -> str:
    """The whole table, as ``docs/keys.md`` has it."""
    parts, shown = [HEAD], (everywhere(), *sections(), presenting(), playing())
    parts += [f"## {one.title}\n\n{table(one, ids=True)}\n" for one in shown]
    parts.append(f"## Dialogs\n\n{_dialogs()}\n")
    parts.append(f"## {moving().title}\n\n{table(moving())}\n")
    return "\n".join(parts)


def _dialogs() -> str:
    """The keys of all dialogs in one table."""
    rows = ["| Dialog | Key | Does | Id |", "|---|---|---|---|"]
    for section in sections(dialogs=True):
        rows += [
            f"| {section.title} | {_in_code(line.keys)} | {line.what} | `{line.id}` |"
            for line in section.lines
        ]
    return "\n".join(rows)


def blocks() -> dict[str, str]:
    """What stands between the marks, by the file it stands in."""
    workspace = next(section for section in sections() if section.title == "Workspace")
    own = f"In the workspace:\n\n{table(workspace)}"
    return {
        "README.md": f"On every screen:\n\n{table(everywhere())}\n\n{own}",
        "docs/workspace.md": f"{own}\n\n[All others](keys.md) work on every screen.",
    }


def written(text: str, block: str) -> str:
    """A text with a block between its marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the marks {BEGIN} and {END} are missing")
    return f"{before}{BEGIN}\n\n{block}\n\n{END}{after}"


def main() -> None:
    """Write the tables where they are documented."""
    (ROOT / "docs" / "keys.md").write_text(page(), encoding="utf-8")
    for name, block in blocks().items():
        path = ROOT / name
        path.write_text(written(path.read_text(encoding="utf-8"), block), encoding="utf-8")


if __name__ == "__main__":
    main()
