"""Text that is nearly JSON, or given in its place: templates with comments, Bicep and others."""

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
_TERRAFORM = re.compile(
    r"(?:\s|(?:\#|//)[^\n]*(?:\n|\Z)|/\*(?:[^*]|\*(?!/))*\*/)*"
    r"(?:(?:terraform|locals)\s*\{|(?:provider|variable|output|module)\s+\"[^\"\n]*\"\s*\{"
    r"|(?:resource|data)\s+\"[^\"\n]*\"\s+\"[^\"\n]*\"\s*\{)",
)
_PLAN = re.compile(r"(?:\s|\#[^\n]*(?:\n|\Z))*format\s*=\s*[0-9]")
_MARKUP = re.compile(r"\s*<(?:!doctype|!--|\?xml|html|head|body)", re.IGNORECASE)
_WARNING_LINE = r"(?:\x1b\[[0-9;]*m)*WARNING:[^\n]*\n"
_WARNINGS = re.compile(rf"\s*(?:{_WARNING_LINE}\s*)+")
_WARNINGS_ONLY = re.compile(rf"{_WARNINGS.pattern}(?![\s\[{{]|{_WARNING_LINE})")
_ERROR = re.compile(r"(?:\x1b\[[0-9;]*m|\s)*(?:ERROR|Error|az|Get-Az\w+|Search-AzGraph)\s?:")
_IN_PLACE_OF_JSON = (
    (_MARKUP, "a page of the web (HTML or XML), not JSON: was it for signing in, or an error?"),
    (
        _ERROR,
        "what a command says when it fails, not what it found: mend that and call it again",
    ),
    (
        _WARNINGS_ONLY,
        "warnings stand before the JSON: keep only standard output,"
        " or call az with --only-show-errors",
    ),
    (_BICEP, "a Bicep file: run bicep build and give the JSON it makes"),
    (
        _TERRAFORM,
        "a configuration of Terraform: give what terraform show -json says of its state or plan",
    ),
    (_PLAN, "a plan of asrnet, not what describes an estate: open it, or compare it by diff"),
)
"""How a text begins that is given in place of JSON, and what to give instead."""


def without_comments(text: str) -> str | None:
    """A template without its comments, every line where it was; ``None`` of any other text.

    Azure takes ``//`` and ``/* */`` in templates and parameter files, which name their
    ``$schema``: https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax
    """
    return _PIECE.sub(_kept, text) if _SCHEMA in text else None


def without_warnings(text: str) -> str:
    """A text without the warnings that ``az`` or PowerShell wrote before it, in as many lines."""
    found = _WARNINGS.match(text)
    return text if found is None else "\n" * found[0].count("\n") + text[found.end() :]


def _kept(match: re.Match[str]) -> str:
    piece = match[0]
    return piece if piece.startswith('"') else re.sub(r"[^\r\n]", " ", piece)


def given_instead(text: str) -> str | None:
    """What a text is that begins as none of JSON does, and what to do; ``None`` where unknown."""
    head = text[:20_000]
    return next((what for begin, what in _IN_PLACE_OF_JSON if begin.match(head)), None)
