"""Text from outside in Markdown: what it would do there, it does not do."""

import re
from html import unescape

import pytest

from models.formats.inert import visible
from models.formats.markdown_text import code, prose, table

TEXTS = (
    "web-01", "a|b", "`x`", "``", "a\\|b", " padded ", "<script>alert(1)</script>",
    "*x* _y_ [a](b)",
    "@someone closes #12", "https://example.com www.example.com", "a\nb\r\n# c", "\x1b[31m", "$x$",
    "![x](y)", "|---|", "~~x~~", "&lt;", "\u202egpj.exe", "“quoted”",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_name_is_code_with_just_its_letters(text: str) -> None:
    cell = code(text)
    assert "\n" not in cell
    assert "|" not in cell
    if cell.startswith("`"):
        assert re.fullmatch(r"`[^`\\]+`", cell)
        assert cell[1:-1] == visible(text)
    else:
        inside = cell.removeprefix("<code>").removesuffix("</code>")
        assert not re.search(r"[<>`*_\[\]\\@:]", inside)
        assert unescape(inside) == visible(text)


@pytest.mark.parametrize("text", TEXTS)
def test_a_sentence_has_nothing_that_acts(text: str) -> None:
    cell = prose(text)
    without = re.sub(r"<span>[@#]</span>|&#\d+;", "", cell)
    assert not re.search(r"[<>`*_\[\]\\|@#$~&!]|://|www\.|[\x00-\x1f\x7f\u202e]", without)
    assert unescape(re.sub(r"</?span>", "", cell)) == visible(text)


def test_a_table_has_as_many_cells_in_every_row() -> None:
    lines = table(["a", "b"], [[code("x|y"), prose("z|w")]])
    assert [line.count("|") for line in lines] == [3, 3, 3]
    assert code("") == ""
