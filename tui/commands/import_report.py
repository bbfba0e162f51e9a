"""What an import used and what it left out, as text for people."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

from tui.shown import shown

SHORT = 20
"""How many of those that were skipped for one reason are named without ``--verbose``."""


class Skipped(Protocol):
    """Something that was not used, where it stood, and why."""

    @property
    def source(self) -> str:
        """The file."""

    @property
    def subject(self) -> str:
        """The thing."""

    @property
    def reason(self) -> str:
        """Why."""


def report(
    files: int, used: Mapping[str, int], skipped: Iterable[Skipped], verbose: bool = False
) -> str:
    """How many of what were used, and what was skipped, by reason."""
    counts = ", ".join(f"{count} {shown(kind)}" for kind, count in used.items() if count)
    lines = [f"Read {files} {'file' if files == 1 else 'files'}: {counts or 'nothing of use'}."]
    by_reason: dict[str, list[Skipped]] = defaultdict(list)
    for entry in skipped:
        by_reason[entry.reason].append(entry)
    if by_reason:
        lines.append(f"Skipped {sum(map(len, by_reason.values()))}:")
    for reason, entries in by_reason.items():
        lines += _group(reason, entries, len(entries) if verbose else SHORT)
    return "\n".join(lines)


def _group(reason: str, entries: list[Skipped], limit: int) -> list[str]:
    lines = [f"  {len(entries)}: {shown(reason, 1000)}"]
    lines += [f"    {shown(entry.source)}: {shown(entry.subject)}" for entry in entries[:limit]]
    if len(entries) > limit:
        lines.append(f"    and {len(entries) - limit} more (--verbose names them)")
    return lines
