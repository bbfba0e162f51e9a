"""What the command palette offers: every action that has a key, and every option."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.screen import Screen

from tui.configuration import OPTIONS, WORDS, toml_value
from tui.keys import in_order

if TYPE_CHECKING:
    from tui.configured_app import ConfiguredApp


def commands_of(app: "ConfiguredApp", screen: Screen[Any]) -> Iterator[SystemCommand]:
    """The actions of a screen and of what has the focus there, each once, then the options."""
    offered, titles = {"command_palette"}, set[str]()
    for node, binding, enabled, tooltip in in_order(screen):
        if not (enabled and binding.id and tooltip) or binding.action in offered:
            continue
        offered.add(binding.action)
        title = binding.description
        if title in titles:
            title = f"{title}: {tooltip}"
        titles.add(title)
        yield SystemCommand(title, tooltip, partial(app.run_action, binding.action, node))
    yield from _options(app)


def _options(app: "ConfiguredApp") -> Iterator[SystemCommand]:
    """Every value that an option does not have now."""
    for name, values in OPTIONS.items():
        if name in app.fixed_options:
            continue
        title, words = WORDS[name]
        for value in values:
            if value != getattr(app.configuration, name):
                yield SystemCommand(
                    f"{title}: {toml_value(value)}",
                    f"Option: {words}",
                    partial(app.choose, name, value),
                )
