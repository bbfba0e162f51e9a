"""Text from outside never tells a terminal what to do."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.formats import json_text
from tui.shown import shown


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("web-01", "web-01"),
        ("東京 é ✓ [bold] :warning:", "東京 é ✓ [bold] :warning:"),
        ("\x1b[31m", "␛[31m"),
        ("a\r\nb\tc", "a␍␊b␉c"),
        ("\x00\x7f\x9b", "␀␡‹U+009B›"),
        (
            "\u2028\u2029\u202e\u2066\u200b\ufeff",
            "‹U+2028›‹U+2029›‹U+202E›‹U+2066›‹U+200B›‹U+FEFF›",
        ),
        ("\U000e0041\ufe0f\ud800", "‹U+E0041›‹U+FE0F›‹U+D800›"),
        ("\u00ad\u3164\u00a0", "‹U+00AD›‹U+3164›‹U+00A0›"),
    ],
)
def test_what_a_terminal_would_obey_becomes_visible(text: str, visible: str) -> None:
    assert shown(text) == visible


def test_text_that_is_too_long_is_shortened() -> None:
    assert shown("x" * 256) == "x" * 256
    assert shown("x" * 257) == "x" * 255 + "…"
    assert shown("x" * 1_000_000, limit=5) == "xxxx…"
    assert len(shown("\u202e" * 300, limit=20)) == 20
    assert shown("ab", limit=1) == "…"


@given(st.text(st.characters(codec=None)), st.integers(min_value=1, max_value=40))
def test_nothing_shown_is_a_control_or_longer_than_allowed(text: str, limit: int) -> None:
    result = shown(text, limit)
    assert len(result) <= limit
    for character in result:
        assert unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")


@given(st.text(st.characters(codec=None)))
def test_json_says_the_same_and_holds_no_control(text: str) -> None:
    written = json_text.document({"a": text}, "rows", [{"b": text}])
    assert json.loads(written) == {"a": text, "rows": [{"b": text}]}
    written.encode("utf-8")
    for character in written.replace("\n", ""):
        assert unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
