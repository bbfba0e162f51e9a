"""The hand-out of a presentation: what was shown, with a picture each, as Markdown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.formats.markdown_text import code, prose

LONGEST_NAME = 40
"""How much of a title goes into the name of a picture, in characters."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that was shown: its title, what was said, the keys, the file of its picture."""

    title: str
    picture: str
    say: str = ""
    keys: tuple[str, ...] = ()


def picture_name(number: int, title: str) -> str:
    """What the file of a picture is called: ``03-the-address-grid.svg``."""
    words = re.findall(r"[a-z0-9]+", title.lower())
    name = "-".join(words)[:LONGEST_NAME].strip("-")
    return f"{number:02}-{name or 'picture'}.svg"


def hand_out_text(title: str, plan: str, day: date, shown: Sequence[Shown]) -> str:
    """The hand-out; ``plan`` is what the plan is called. No text in it is taken for Markdown."""
    lines = [f"# {prose(title)}", "", f"Shown with asrnet on {day:%Y-%m-%d}, plan {code(plan)}."]
    for number, one in enumerate(shown, start=1):
        lines += ["", f"## {number}. {prose(one.title)}", ""]
        if one.say:
            lines += [prose(one.say), ""]
        if one.keys:
            lines += [f"Keys: {' '.join(map(code, one.keys))}", ""]
        lines.append(f"![{prose(one.title)}]({one.picture})")
    return "\n".join(lines) + "\n"
