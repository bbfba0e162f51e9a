"""A reader of the flowcharts that are exported: every line is one of a few statements."""

import re
from typing import NamedTuple

LABEL = r'"(?P<label>(?:[^"#;&<>`\\%{}|\[\]]|<br>|#\d+;)*)"'
STATEMENTS = {
    "start": r"flowchart LR",
    "title": r"accTitle: [\w .,:/()-]+",
    "subgraph": rf"subgraph (?P<id>n\d+)\[{LABEL}\]",
    "end": r"end",
    "node": rf"(?P<id>n\d+)\[{LABEL}\](?::::full)?",
    "mapping": rf"(?P<one>n\d+) (?:<-->|-->)\|{LABEL}\| (?P<other>n\d+)",
    "test": rf"(?P<one>n\d+) -\. {LABEL} \.-> (?P<other>n\d+)",
    "class": r"class n\d+ planned",
    "style": r"classDef (?:planned|full) [a-z0-9:, -]+",
}


class Statement(NamedTuple):
    """A line of a flowchart: what it is, and its label as a reader sees it."""

    kind: str
    label: str
    ends: tuple[str, ...] = ()


def read(text: str) -> list[Statement]:
    """The statements of a flowchart; fails at a line that is none, and at one left open."""
    found = [_statement(line.strip()) for line in text.removesuffix("\n").split("\n")]
    depth = 0
    for statement in found:
        depth += (statement.kind == "subgraph") - (statement.kind == "end")
        assert depth >= 0
    assert depth == 0
    return found


def _statement(line: str) -> Statement:
    for kind, pattern in STATEMENTS.items():
        if match := re.fullmatch(pattern, line):
            groups = match.groupdict()
            ends = tuple(groups[name] for name in ("id", "one", "other") if groups.get(name))
            return Statement(kind, _shown(groups.get("label") or ""), ends)
    raise AssertionError(f"no statement: {line[:200]}")


def _shown(label: str) -> str:
    lines = label.replace("<br>", "\n")
    return re.sub(r"#(\d+);", lambda found: chr(int(found[1])), lines)
