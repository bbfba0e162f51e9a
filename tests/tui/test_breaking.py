"""Long lines in pieces that fit."""

from rich.console import Console

from models.training.lesson import ARTICLE
from tui.breaking import broken
from tui.labels import text


def test_the_address_of_a_page_is_whole_in_however_many_pieces() -> None:
    pieces = [piece.plain for piece in broken(text((f" {ARTICLE}", "dim")), 1, 40, Console())]
    assert len(pieces) > 1
    assert all(len(piece) <= 40 for piece in pieces)
    assert "".join(piece.strip() for piece in pieces) == ARTICLE
