"""A flowchart as its tokens: names stand in labels only, and as themselves."""

from models.exports.export import Export
from models.formats.inert import visible
from tests.security.hostile import raw_controls
from tests.support.mermaid import read


def check(export: Export, text: str) -> None:
    [file] = export.files
    assert not raw_controls(file.text)
    statements = read(file.text)
    kinds = [statement.kind for statement in statements]
    assert {kind: kinds.count(kind) for kind in ("subgraph", "node", "mapping", "test")} == {
        "subgraph": 5,
        "node": 6,
        "mapping": 1,
        "test": 1,
    }
    whole = visible(text)
    titles = [statement.label for statement in statements if statement.kind == "subgraph"]
    assert titles[0] == f"{whole}"
    assert titles[1].startswith(f"{whole}v1: 10.0.0.0/24")
    nodes = [statement.label.split("\n")[0] for statement in statements if statement.kind == "node"]
    assert set(nodes) == {f"{whole}s", f"{whole}t"}
