"""Short texts for what the screen names: all inert, none parsed as markup."""

from rich.text import Text

from tui.shown import shown

Part = str | tuple[str, str]


def text(*parts: Part) -> Text:
    """One line of plain and styled parts; what comes from outside is made visible."""
    line = Text(no_wrap=True, overflow="ellipsis")
    for part in parts:
        words, style = part if isinstance(part, tuple) else (part, "")
        line.append(shown(words), style)
    return line
