"""Text that is nearly JSON, or given in its place: templates with comments, and Bicep."""

import re

_PIECE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|//[^\r\n]*|/\*.*?(?:\*/|\Z)', re.DOTALL)
"""A text of JSON, or a comment; each ends at the end of everything, if not before."""
_SCHEMA = '"$schema"'
_BICEP = re.compile(
    r"(?:\s|//[^\n]*(?:\n|\Z)|/\*(?:[^*]|\*(?!/))*\*/)*"
    r"(?:(?:param|resource|module|var|output|type|func|metadata)\s+\w+[\s=(]|targetScope\s*="
    r"|(?:using|import|extension)\s+['*{\w]|@\w+(?:\.\w+)?\()",
    re.DOTALL,
)


def without_comments(text: str) -> str | None:
    """A template without its comments, every line where it was; ``None`` of any other text.

    Azure takes ``//`` and ``/* */`` in templates and parameter files, which name their
    ``$schema``: https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax
    """
    return _PIECE.sub(_kept, text) if _SCHEMA in text else None


def _kept(match: re.Match[str]) -> str:
    piece = match[0]
    return piece if piece.startswith('"') else re.sub(r"[^\r\n]", " ", piece)


def is_bicep(text: str) -> bool:
    """Whether a text begins as Bicep does, with a declaration or a decorator."""
    return _BICEP.match(text[:20_000]) is not None
