"""What the class is shown beside the screen: the last keys, and what is said at this step."""

from dataclasses import dataclass, field

from rich.console import Console
from rich.text import Text

from models.training.demonstration import Demonstration
from tui.labels import text
from tui.presenting.key_log import KeyLog, Pressed
from tui.shown import shown

LONGEST = 1000
"""How much of what is said is shown, in characters."""
MOST_LINES = 4
"""How many lines it may take."""


@dataclass
class Board:
    """The state that the bars of all screens show.

    ``hint`` says which keys steer; ``count`` is 0 where there is no script.
    """

    log: KeyLog = field(default_factory=KeyLog)
    number: int = 0
    count: int = 0
    title: str = ""
    say: str = ""
    hint: str = ""
    _all: list[Text] = field(default_factory=list)
    _lines: dict[int, int] = field(default_factory=dict)

    def script(self, demonstration: Demonstration) -> None:
        """Have room for a script."""
        self.count = len(demonstration.steps)
        self.title, self.say = demonstration.name, demonstration.summary
        self._all = [_said(demonstration.name, demonstration.summary)]
        self._all += [_said(step.title, step.say) for step in demonstration.steps]
        self._lines = {}

    def lines(self, width: int) -> int:
        """How many lines of that many columns are needed, the same at every step."""
        if not self.count:
            return 1
        if width not in self._lines:
            console, room = Console(width=width), max(10, width - 2)
            most = max(len(said.wrap(console, room)) for said in self._all)
            self._lines[width] = 1 + min(MOST_LINES, most)
        return self._lines[width]

    def text(self, width: int) -> Text:
        """The lines: keys and hint, then what is said."""
        if not self.count:
            return self._first_line(width)
        return Text("\n").join([self._first_line(width), _said(self.title, self.say)])

    def _first_line(self, width: int) -> Text:
        """The newest keys that have room, the last one marked, and the hint at the end."""
        step = f"{self.number}/{self.count}" if self.count else ""
        hint = text((" · ".join(filter(None, (self.hint, step))), "dim"))
        room = width - hint.cell_len - 3
        line = text(("Keys ", "dim"))
        pieces: list[Text] = []
        for position, pressed in enumerate(reversed(self.log.keys)):
            piece = _piece(pressed, is_last=position == 0)
            if line.cell_len + sum(one.cell_len for one in pieces) + piece.cell_len > room:
                break
            pieces.insert(0, piece)
        for piece in pieces:
            line.append(piece)
        line.truncate(max(5, room), overflow="ellipsis")
        line.pad_right(max(0, width - line.cell_len - hint.cell_len))
        return line.append(hint)


def _said(title: str, say: str) -> Text:
    """What is said, behind its title."""
    return Text.assemble((f"{shown(title)}  ", "bold"), shown(say, LONGEST), overflow="ellipsis")


def _piece(pressed: Pressed, *, is_last: bool) -> Text:
    """A key in brackets and what it does: told apart by its brackets also without colours."""
    key = f"“{pressed.key}”" if pressed.is_typed else f"[{pressed.key}]"
    times = f" ×{pressed.times}" if pressed.times > 1 else ""
    style = "bold reverse" if is_last else "bold"
    does = f" {pressed.does}".rstrip() + times
    return text(" ", (key, style), (does, "" if is_last else "dim"))
