"""What an import makes of a plan, as text for people: the gravest first."""

from collections.abc import Iterator

from models.merging import Merge
from tui.commands.difference_text import TEXT_LIMIT
from tui.commands.import_report import SHORT
from tui.merge_words import KEPT, merge_parts
from tui.shown import shown

HOW_TO_DROP = " (--drop-vanished takes it out)"
NOTHING = "Nothing differs between the plan and the import."


def merge_report(merged: Merge, verbose: bool = False) -> str:
    """What vanished with decisions, what differs, what vanished, changed and appeared."""
    parts = merge_parts(merged)
    return "\n".join(line for part in parts for line in _part(*part, verbose)) or NOTHING


def _part(title: str, found: list[str], verbose: bool) -> Iterator[str]:
    limit = len(found) if verbose else SHORT
    yield f"{title}{HOW_TO_DROP if title == KEPT else ''}: {len(found)}"
    for line in found[:limit]:
        yield f"  {shown(line, TEXT_LIMIT)}"
    if len(found) > limit:
        yield f"  and {len(found) - limit} more (--verbose names them)"
