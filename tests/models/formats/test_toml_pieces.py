"""A text that is read piece by piece is read as in one go, and is wrong where it would be."""

from typing import Any

import pytest
import tomli
from hypothesis import given, settings
from hypothesis import strategies as st

from models.formats import toml_pieces
from models.formats.toml_pieces import pieces
from tests.models.plan_texts import CONTRACT

LINES = st.sampled_from(
    [
        *("[[a]]", "[[b]]", "[[a.c]]", "[a]", "[a.d]", "[b.d]", "[c]", " [[a]]", "[[a]] # x"),
        *("x = 1", "y = 2", "a = []", "a = [{}]", "a.c = 1", 'z = """', '"""', "z = '''", "'''"),
        *("z = [", "[[1]]", "[[a]],", "]", '[["a"]]', "# [[a]]", "", "= ", "n = 1_0", "\r"),
    ]
)


@pytest.fixture(autouse=True)
def _short_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toml_pieces, "PIECE", 12)


def joined(text: str) -> dict[str, Any] | None:
    """What the pieces of a text hold together; ``None`` if it cannot be read in pieces."""
    data: dict[str, Any] = {}
    try:
        for piece in pieces(text):
            for key, value in piece.data.items():
                data[key] = data[key] + value if key in data else value
    except ValueError:
        return None
    return data


def whole(text: str) -> dict[str, Any] | None:
    """What a text holds; ``None`` if it is no TOML."""
    try:
        return tomli.loads(text)
    except ValueError:
        return None


@settings(max_examples=400, deadline=None)
@given(st.lists(LINES, max_size=14).map("\n".join))
def test_what_is_read_in_pieces_is_what_is_read_in_one_go(text: str) -> None:
    assert joined(text) in (None, whole(text))


@pytest.mark.parametrize(
    "text",
    [
        "z = 1\n[[a]]\nx = 1\n\n[[b]]\nx = 2\n\n[a.c]\nx = 1\n",
        "a = []\nxxxxxxxxxxxxx = 1\n[[a]]\nx = 1\n",
        'y = 1\n[[a]]\nx = """\n\n\n\n\n[[a]]\n"""\n',
        "z = 1\n[[a]]\nx = [\n\n\n\n\n[[a]],\n]\n",
        "[p]\nx = 1\n[[a]]\nx = 111111\n[p]\n",
        "z = 1\n[[a]]\nx = 111111\n[[b]]\ny = 11111\n[[a.b]]\ny = 2\n",
        "x = 1\n[[a]]\ny = 11111\n[a.b]\n[[c]]\n[[a]]\n",
    ],
    ids=range(7),
)
def test_what_a_cut_may_break_is_not_read_in_pieces_to_mean_something_else(text: str) -> None:
    assert joined(text) in (None, whole(text))


@pytest.mark.parametrize(
    "text",
    [
        "z = 1\n[[a]]\nx = 1\n[[a]]\nx = 2\n[[b]]\ny = 1\n[[a]]\nx = 3\n",
        "z = 1\n[[a]]\nx = 1\r\n\r\n\r\n[[a]]\r\nx = 2\r\n",
        "z = 1\n[[a]]\nx = 111111\n[[a.b]]\ny = 1\n[[a.b]]\ny = 2\n[[a]]\n[[a.b]]\n",
        "",
        CONTRACT,
    ],
    ids=range(5),
)
def test_what_plans_are_made_of_is_read_in_pieces(text: str) -> None:
    assert joined(text) == whole(text)


def test_a_piece_is_not_much_longer_than_it_is_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "x = 1\n" + "[[a]]\ny = 1\n" * 20
    read: list[str] = []
    loads = tomli.loads

    def watched(piece: str) -> dict[str, Any]:
        read.append(piece)
        return loads(piece)

    monkeypatch.setattr(tomli, "loads", watched)
    begins = [piece.begins for piece in pieces(text)]
    assert "".join(read) == text
    assert max(map(len, read)) < 40
    assert begins == sorted(begins)
    assert len(begins) == len(read) > 5
    assert begins[-1] > 0.8
