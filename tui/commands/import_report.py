"""What an import used and what it left out, as text for people."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from models.formats.azure_report import Skipped
from tui.shown import shown

_PLURAL = re.compile(r"(?<=address)es\b|s$")
SHORT = 20
"""How many of those that were skipped for one reason are named without ``--verbose``."""


def report(
    files: int,
    used: Mapping[str, int],
    skipped: Iterable[Skipped],
    verbose: bool = False,
    unit: str = "file",
) -> str:
    """How many of what were used, and what was skipped, by reason.

    ``unit`` is what there are ``files`` of, in the singular.
    """
    lines = [f"Read {files} {unit}{'' if files == 1 else 's'}: {counted(used)}."]
    by_reason: dict[str, list[Skipped]] = defaultdict(list)
    for entry in skipped:
        by_reason[entry.reason].append(entry)
    if by_reason:
        lines.append(f"Skipped {sum(map(_count, by_reason.values()))}:")
    for reason, entries in by_reason.items():
        lines += _group(reason, entries, len(entries) if verbose else SHORT)
    return "\n".join(lines)


def counted(used: Mapping[str, int]) -> str:
    """How many there are of what an import used, in one line."""
    counts = ", ".join(_counted(count, shown(kind)) for kind, count in used.items() if count)
    return counts or "nothing of use"


def _counted(count: int, kinds: str) -> str:
    """How many there are of what is named in the plural: ``1 load balancer``."""
    return f"{count} {_PLURAL.sub('', kinds, count=1) if count == 1 else kinds}"


def _group(reason: str, entries: list[Skipped], limit: int) -> list[str]:
    lines = [f"  {_count(entries)}: {shown(reason, 1000)}"]
    lines += [f"    {shown(entry.source)}: {shown(entry.subject)}" for entry in entries[:limit]]
    if len(entries) > limit:
        lines.append(f"    and {len(entries) - limit} more (--verbose names them)")
    return lines


def _count(entries: Iterable[Skipped]) -> int:
    return sum(entry.count for entry in entries)
