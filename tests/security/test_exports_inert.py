"""Whatever stands in a name comes out of every kind of export as data, and does nothing."""

from importlib import import_module
from itertools import chain

import pytest

from models.exports.kinds import KINDS, export
from tests.support import export_plans
from tests.support.hostile_texts import PAYLOADS

TOGETHER = {
    "controls": ("colour", "title", "clipboard", "link", "report", "C1", "backspace"),
    "unseen": ("bidi", "zero width", "separators", "tags", "emoji"),
    "terminal markup": ("markup", "button", "variable"),
}
"""Payloads that act wherever they stand, and so need no output each."""
STRINGS = {
    **{
        name: payload for name, payload in PAYLOADS.items() if name not in chain(*TOGETHER.values())
    },
    **{name: " ".join(PAYLOADS[one] for one in parts) for name, parts in TOGETHER.items()},
    "command": "$(touch PWN)",
    "backticks": "`touch PWN`",
    "variable of a shell": "${HOME}",
    "directive": '%{ for x in ["a"] }PWN%{ endfor }',
    "single quote": "it's'; touch PWN #",
    "double quote": 'a"; touch PWN; "',
    "typographic quotes": "a\u2018; PWN; \u2019b\u201ac\u201bd\u201ce\u201df\u201eg",
    "file of az": "@/etc/passwd",
    "value of az": "name=@/etc/passwd",
    "long dash": "\u2013Force",
    "end of a here-document": "a\nEOF\ntouch PWN\n",
    "formula with a call": "=cmd|' /C calc'!A0",
    "script": "<script>alert(1)</script>",
    "attribute": '" onload="alert(1)',
    "comment": "--><b>x</b><!-- */ // # ;",
    "ARM expression": "[concat('a','b')]",
    "ARM escape": "[[x]]'",
    "PowerShell": "'@\n$(PWN)\n@'",
    "Bicep": "${PWN}'''",
    "backslashes": "\\\\n\\u0041\\",
    "table": "a|b\n| --- |",
    "link": "[x](javascript:alert(1)) ![i](http://evil.example/x.png) <http://evil.example>",
    "zone": "evil.example. 3600 IN A 6.6.6.6\nsend",
    "mermaid": 'x"] --> y; click n1 "javascript:alert(1)"',
}


@pytest.mark.fault(96, 97, 98, 99, 100, 101, 102)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", STRINGS.values(), ids=STRINGS.keys())
def test_a_hostile_name_does_nothing(kind: str, text: str) -> None:
    check = import_module(f"tests.support.inert.{kind}").check
    check(export(export_plans.hostile(text), kind), text)
