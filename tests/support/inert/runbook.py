"""A runbook as Markdown readers see it: names are text, and no step, link or tag is theirs."""

from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from models.exports.export import Export
from models.exports.kinds import export as exported
from models.formats.inert import visible
from tests.security.hostile import raw_controls
from tests.support.export_plans import hostile

TAGS = {"<code>", "</code>", "<span>", "</span>"}
"""What the export itself writes, so that nothing in a name acts."""
OURS = {"text", "code_inline", "softbreak", "html_inline", "em_open", "em_close"} | {
    "strong_open",
    "strong_close",
}


def check(export: Export, text: str) -> None:
    [file] = export.files
    assert not raw_controls(file.text)
    tokens = _read(file.text)
    assert [_kind(token) for token in tokens] == _harmless(len(text))
    for token in tokens:
        for child in token.children or ():
            assert child.type in OURS, child.type
            assert child.type != "html_inline" or child.content in TAGS
    headings = [_said(after) for token, after in _pairs(tokens) if token.tag in ("h1", "h3")]
    assert headings[0] == _shown(f"Runbook {text}")
    assert _shown(f"{text}m") in headings
    cells = {_said(after) for token, after in _pairs(tokens) if token.tag == "td"}
    assert {_shown(f"{text}n"), _shown(f"{text}i"), _shown(f"{text}v2")} <= cells


def _read(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def _pairs(tokens: list[Token]) -> list[tuple[Token, Token]]:
    return [(token, after) for token, after in pairwise(tokens) if token.nesting > 0]


def _kind(token: Token) -> str:
    return f"{token.type} {token.tag}"


def _said(token: Token) -> str:
    """The text of a heading or a cell, without the tags around names."""
    parts = (part.content for part in token.children or () if part.type != "html_inline")
    return "".join(parts).strip()


def _shown(text: str) -> str:
    return visible(text).strip()


@cache
def _harmless(length: int) -> list[str]:
    """What a plan reads like whose names are as long, since Azure limits that, but plain."""
    [file] = exported(hostile("x" * length), "runbook").files
    return [_kind(token) for token in _read(file.text)]
