"""A document as Markdown readers see it: names are text, and no tag, link or row is theirs."""

from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from models.exports.export import Export
from models.exports.kinds import export as exported
from models.formats.inert import visible
from tests.security.hostile import raw_controls
from tests.support.export_plans import hostile

TAGS = {"<code>", "</code>", "<span>", "</span>", "<br>"}
"""What the export itself writes, so that nothing in a name acts."""
OURS = {"text", "code_inline", "softbreak", "html_inline", "em_open", "em_close"} | {
    "strong_open",
    "strong_close",
}


def check(export: Export, text: str) -> None:
    [file] = export.files
    assert not raw_controls(file.text)
    tokens = read(file.text)
    assert [_kind(token) for token in tokens] == _harmless(len(text))
    for token in tokens:
        for child in token.children or ():
            assert child.type in OURS, child.type
            assert child.type != "html_inline" or child.content in TAGS
    assert said(tokens[1]) == shown(f"Failover plan {text}")
    cells = {said(after) for token, after in pairwise(tokens) if token.type == "td_open"}
    assert {shown(f"{text}v1"), shown(f"{text}v2"), shown(f"{text}s")} <= cells
    assert shown(f"{text}m/{text}n") in cells


def read(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def said(token: Token) -> str:
    """The text of a heading or a cell, without the tags around names."""
    parts = (part.content for part in token.children or () if part.type != "html_inline")
    return "".join(parts).strip()


def shown(text: str) -> str:
    return visible(text).strip()


def _kind(token: Token) -> str:
    return f"{token.type} {token.tag}"


@cache
def _harmless(length: int) -> list[str]:
    """What a plan reads like whose names are as long, since Azure limits that, but plain."""
    [file] = exported(hostile("x" * length), "markdown").files
    return [_kind(token) for token in read(file.text)]
