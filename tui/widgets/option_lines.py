"""The options with their values, and the actions with their keys, as a list."""

from collections.abc import Iterator
from typing import NamedTuple

from rich.text import Text

from tui.configuration import OPTIONS, WORDS, Configuration, toml_value
from tui.key_map import keys_of, known
from tui.key_table import everywhere, sections
from tui.keys import display
from tui.labels import text
from tui.signs import ATTENTION
from tui.widgets.steered_list import SteeredList

NAME_WIDTH, VALUE_WIDTH = 11, 20
"""How many columns the name of an option, or the keys, and the value have."""


class OptionRow(NamedTuple):
    """An option, an action that has keys, or a heading."""

    name: str
    what: str
    is_key: bool = False
    is_heading: bool = False

    @property
    def words(self) -> str:
        """What is looked for in it."""
        return f"{self.name} {self.what}"


class OptionLines(SteeredList[OptionRow]):
    """Options with their values, then actions with their keys."""

    nothing = "no option and no action is called so"
    configuration = Configuration()

    def line_of(self, row: OptionRow, width: int) -> Text:
        """What it is called and what it is now; what is not as by default is marked."""
        if row.is_heading:
            return text((row.what, "bold underline"))
        line = self._key(row) if row.is_key else self._option(row)
        line.truncate(width, overflow="ellipsis")
        return line

    def _key(self, row: OptionRow) -> Text:
        keys = " ".join(map(display, keys_of(row.name, self.configuration.keys)))
        mark = ("* ", ATTENTION) if row.name in self.configuration.keys else "  "
        return text(mark, (f"{keys:<{NAME_WIDTH}} ", "bold"), row.what)

    def _option(self, row: OptionRow) -> Text:
        value = getattr(self.configuration, row.name)
        mark = "  " if value == OPTIONS[row.name][0] else ("* ", ATTENTION)
        title, _ = WORDS[row.name]
        now = f"{toml_value(value):<{VALUE_WIDTH}}"
        return text(mark, f"{title:<{NAME_WIDTH}} ", (now, "bold"), (row.what, "dim"))


def option_rows() -> Iterator[OptionRow]:
    """Every option, then every action whose keys can be changed, once."""
    yield OptionRow("", "Options", is_heading=True)
    for name in OPTIONS:
        yield OptionRow(name, WORDS[name][1])
    listed: set[str] = set()
    for section in (everywhere(), *sections(), *sections(dialogs=True)):
        lines = [line for line in section.lines if line.id in known() and line.id not in listed]
        listed |= {line.id for line in lines}
        yield OptionRow("", f"Keys: {section.title}", is_heading=True)
        yield from (OptionRow(line.id, line.what, is_key=True) for line in lines)
