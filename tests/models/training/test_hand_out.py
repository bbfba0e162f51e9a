"""The hand-out of a presentation, and what its speaker is told, as texts."""

import re
from datetime import date

import pytest

from models.training.hand_out import Shown, hand_out_text, picture_name
from models.training.speaker_notes import SpeakerNotes, notes_from, notes_text
from tests.security.hostile import raw_controls
from tests.support.hostile_texts import PAYLOADS

NOTES = SpeakerNotes(7, 1.5, "a.toml", "Tour", 2, 9, "Why?", "Said.", "ä\n\x1b", "Next", "↓ p")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The address grid", "03-the-address-grid.svg"),
        ("../../etc/passwd", "03-etc-passwd.svg"),
        ("Ж", "03-picture.svg"),
        ("", "03-picture.svg"),
        ("a" * 99, f"03-{'a' * 40}.svg"),
    ],
)
def test_a_picture_has_its_number_and_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert picture_name(3, title) == name


def test_the_hand_out_has_every_title_with_what_was_said_its_keys_and_its_picture() -> None:
    shown = [Shown("Look", "01-look.svg", "We look.", ("↓", "^Z")), Shown("Own", "02-own.svg")]
    text = hand_out_text("Tour", "article.toml", date(2026, 1, 2), shown)
    assert text.splitlines() == [
        "# Tour",
        "",
        "Shown with asrnet on 2026-01-02, plan `article.toml`.",
        "",
        "## 1. Look",
        "",
        "We look.",
        "",
        "Keys: `↓` `^Z`",
        "",
        "![Look](01-look.svg)",
        "",
        "## 2. Own",
        "",
        "![Own](02-own.svg)",
    ]


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_no_text_of_the_hand_out_is_taken_for_markdown(payload: str) -> None:
    hostile = f"{payload}](javascript:x)<b>"
    shown = [Shown(hostile, picture_name(1, hostile), hostile, (hostile,))]
    text = hand_out_text(hostile, hostile, date(2026, 1, 2), shown)
    assert not raw_controls(text)
    outside = re.sub(r"`[^`\n]*`", "", text)  # code is not read
    assert "<b>" not in outside
    assert "<script" not in outside
    assert outside.count("](") == 1
    assert text.count("\n") == 11


def test_what_the_speaker_is_told_comes_back_from_its_text() -> None:
    assert notes_from(notes_text(NOTES)) == NOTES
    assert notes_text(NOTES).isascii()


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "[" * 9999, "nonsense", '{"pid": "x"}', notes_text(NOTES)[:-9], "\x00"]
)
def test_what_is_no_such_text_says_nothing(text: str) -> None:
    assert notes_from(text) is None
