"""Every key of every screen does something, says what, and is the only one of its kind."""

import ast
import inspect
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from textual.binding import Binding

from models.storage.document import open_document
from models.storage.opening import Opened
from tests.tui.conftest import Open
from tui import key_table
from tui.app import AsrnetApp
from tui.configuration import Configuration, Loaded
from tui.help_rows import actions_of
from tui.key_map import keys_of, known, refusal
from tui.key_places import Node, app_class, bindings_of, contexts, places
from tui.keys import action_name
from tui.screens.plan_screen import PlanScreen
from tui.screens.routes import ROUTES, screen_class

ROOT = Path(__file__).parents[2]
INNERMOST = {"escape", "enter", "up", "down", "left", "right", "pageup", "pagedown", "home", "end"}
"""Keys that are for what has the focus, and for what is around it only where that has no use."""
NEVER_FOCUSED = {("ReplayScreen", "AddressGrid")}
"""Widgets that are on a screen only to be looked at."""
NODES = dict.fromkeys(
    [
        app_class(),
        *(node for place in places() for node in (place.screen, *place.widgets)),
    ]
)


def own_bindings() -> Iterator[tuple[Node, Binding]]:
    """Every binding that the project declares, with the class that declares it."""
    for node in NODES:
        for base in node.__mro__:
            if base.__module__.startswith("tui."):
                for one in vars(base).get("BINDINGS", ()):
                    assert isinstance(one, Binding), f"{base.__name__}: {one}"
                    if one not in of_textual(base):
                        yield base, one


def of_textual(node: Node) -> list[Binding]:
    """What the classes of Textual declare that a class comes from."""
    textual = (base for base in node.__mro__ if base.__module__.startswith("textual."))
    return [one for base in textual for one in vars(base).get("BINDINGS", ())]


OWN = list({(node.__name__, one.id, one.key): (node, one) for node, one in own_bindings()}.values())


def takes(node: Node, action: str) -> bool:
    """Whether a class has the method of an action, and that its arguments fit."""
    found = re.fullmatch(r"(\w+)(?:\((.*)\))?", action, re.DOTALL)
    assert found is not None, action
    method = getattr(node, f"action_{found[1]}", None) or getattr(node, f"_action_{found[1]}", None)
    if method is None:
        return False
    arguments = ast.literal_eval(f"({found[2]},)") if found[2] else ()
    inspect.signature(method).bind(None, *arguments)
    return True


def is_dead(node: Node, one: Binding) -> bool:
    """Whether nobody who can be asked for the action of a key can do it."""
    target, dot, action = one.action.partition(".")
    if dot and target == "app":
        return not takes(app_class(), action)
    if dot and target == "screen":
        screens = [place.screen for place in places() if node in place.widgets]
        return not any(takes(screen, action) for screen in screens)
    return not any(takes(user, one.action) for user in NODES if issubclass(user, node))


def test_no_key_is_dead() -> None:
    assert [(node.__name__, one.key, one.action) for node, one in OWN if is_dead(node, one)] == []


def test_every_key_has_an_id_and_a_word_and_says_what_it_does() -> None:
    named = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
    wrong = [
        (node.__name__, one.key)
        for node, one in OWN
        if not one.id
        or not named.fullmatch(one.id)
        or not one.description.strip()
        or one.tooltip.endswith(".")
        or (one.show and not one.tooltip and not set(one.key.split(",")) & INNERMOST)
    ]
    assert wrong == []


def test_no_id_stands_for_two_things() -> None:
    meant = defaultdict(set)
    for _, one in OWN:
        meant[one.id].add((action_name(one), one.tooltip))
    assert {id: found for id, found in meant.items() if len(found) > 1} == {}


def test_no_key_is_there_twice_in_one_context() -> None:
    twice = set()
    for place in places():
        for nodes in contexts(place):
            if (place.screen.__name__, nodes[0].__name__) in NEVER_FOCUSED:
                continue
            held: dict[str, tuple[str, str]] = {}
            for node, one in [(each, one) for each in nodes for one in bindings_of(each)]:
                if one.id is not None and one.key not in INNERMOST:
                    found = (node.__name__, action_name(one))
                    if held.setdefault(one.key, found)[1] != found[1]:
                        twice.add((one.key, held[one.key], found))
    assert twice == set()


def test_every_key_can_be_had_by_who_has_it() -> None:
    others = {f"taken: {one.tooltip}" for one in known().values()}
    refused = {
        (id, key): why
        for id in known()
        for key in keys_of(id, {})
        if key not in INNERMOST
        and (why := refusal(id, key, {}))
        and any(why.endswith(other) for other in others)
    }
    assert refused == {}


def test_the_documentation_has_the_keys_as_they_are() -> None:
    assert (ROOT / "docs" / "keys.md").read_text(encoding="utf-8") == key_table.page()
    for name, block in key_table.blocks().items():
        text = (ROOT / name).read_text(encoding="utf-8")
        assert key_table.written(text, block) == text, f"{name}: make keys"


def test_everything_that_does_something_is_in_the_documentation() -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    missing = {one.id for node, one in OWN if one.tooltip and f"`{one.id}`" not in page}
    assert missing == set()


async def test_every_key_that_a_screen_has_is_known_to_the_table(opened: Open) -> None:
    async with opened() as (app, pilot, home):
        for route in (None, *ROUTES):
            if route is not None:
                home.action_open(route)
                await pilot.pause()
                assert type(app.screen) is screen_class(route)
            here = app.screen
            nodes = {type(node) for node in (here, *here.walk_children(with_self=False))}
            place = next(place for place in places() if place.screen is type(here))
            own = {node for node in nodes if any(one.id for one in bindings_of(node))}
            assert own - {place.screen} <= set(place.widgets), route
            home.go_home()
            await pilot.pause()


async def test_every_command_of_the_palette_does_no_harm(opened: Open) -> None:
    async with opened() as (app, pilot, home):
        common = {one.tooltip for one in bindings_of(app_class())}
        common |= {one.tooltip for one in bindings_of(PlanScreen)}
        for route in (None, *ROUTES):
            ran: set[str] = set()
            while True:
                if route is not None and type(app.screen) is not screen_class(route):
                    home.action_open(route)
                    await pilot.pause()
                commands = [
                    command
                    for command in app.get_system_commands(app.screen)
                    if command.help not in common | ran and not command.help.startswith("Option:")
                ]
                if not commands:
                    break
                ran.add(commands[0].help)
                shown = app.screen
                result = commands[0].callback()
                if inspect.isawaitable(result):
                    await result
                await pilot.pause()
                assert app.is_running
                if app.screen is not shown:
                    home.go_home()
                    await pilot.pause()
                    assert app.screen is home
            home.go_home()
            await pilot.pause()


async def test_help_says_of_a_screen_what_the_table_says(opened: Open) -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    async with opened() as (_, _, screen):
        for keys, what in actions_of(screen):
            assert any(
                f"`{key}`" in line and f"| {what} |" in line
                for key in keys.split()
                for line in page.split("\n")
            ), (keys, what)


async def test_a_key_that_was_changed_works_and_the_old_one_does_not(plan_file: Path) -> None:
    keys = {"open.history": "H", "tree.pin": "P"}
    app = AsrnetApp(Opened(*open_document(plan_file)), preferred=Loaded(Configuration(keys=keys)))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        home = app.screen
        await pilot.press("f10", "p")
        await pilot.pause()
        assert app.screen is home
        assert app.session is not None
        assert app.session.undo_label is None
        await pilot.press("H")
        await pilot.pause()
        assert type(app.screen) is screen_class("history")
