"""Text from outside is shown, never obeyed."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.formats.inert import escaped, visible

ANY = st.text(st.characters(codec=None))
HARMLESS = ["web-01", "é東京א😀", "[bold]x[/]", "a b", "$(x) `y` 'z'", "‹U+202E›", "␛", ""]
OBEYED = [
    *(*map(chr, range(0x20)), "\x7f", *map(chr, range(0x80, 0xA0))),
    *("\u00ad", "\u061c", "\u200b", "\u200d", "\u200e", "\u200f", "\u2028", "\u2029", "\ufeff"),
    *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
    *("\ue000", "\ud800", "\U000e0001", "\U000e0041", "\U0010ffff", "\u00a0", "\u3000"),
    *("\u034f", "\u115f", "\u1160", "\u17b4", "\u180b", "\u2800", "\u3164", "\uffa0"),
    *("\ufe00", "\ufe0f", "\U000e0100", "\U000e01ef"),
]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert visible(text) == escaped(text) == text


@pytest.mark.parametrize("character", OBEYED, ids=ascii)
def test_what_is_obeyed_or_not_seen_is_shown_as_a_picture_or_number(character: str) -> None:
    shown = visible(f"a{character}b")
    number = ord(character)
    if number < 0x20:
        assert shown == f"a{chr(0x2400 + number)}b"
    else:
        assert shown == ("a␡b" if number == 0x7F else f"a‹U+{number:04X}›b")
    assert json.loads(f'"{escaped(f"a{character}b")}"') == f"a{character}b"


def test_sequences_that_a_terminal_obeys_become_words() -> None:
    assert visible("\x1b]52;c;YQ==\x07") == "␛]52;c;YQ==␇"
    assert visible("\x9b31mred") == "‹U+009B›31mred"
    assert visible("user\u202egpj.exe") == "user‹U+202E›gpj.exe"
    assert escaped("\x1b[2J\U000e0041") == "\\u001b[2J\\udb40\\udc41"


@given(ANY)
def test_nothing_that_was_made_inert_is_a_control(text: str) -> None:
    for made in (visible(text), escaped(text)):
        made.encode("utf-8")
        assert made.isprintable()
        for character in made:
            assert unicodedata.category(character)[0] != "C" or character == " "
            assert unicodedata.category(character) not in ("Zl", "Zp")


@given(ANY)
def test_making_it_inert_again_changes_nothing(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert escaped(escaped(text)) == escaped(text)


@given(ANY)
def test_json_reads_the_same_text_again(text: str) -> None:
    assert json.loads(escaped(json.dumps(text, ensure_ascii=False))) == text
