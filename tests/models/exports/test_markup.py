"""Markup that no text can become part of."""

from html import unescape
from html.parser import HTMLParser
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exports.markup import Content, Markup, element, joined, markup
from models.formats.inert import visible

NASTY = st.text(st.sampled_from("<>&\"'/=! -\n\x00\x1b\ufffe\ud800ax]"), max_size=12) | st.text()


@given(NASTY)
def test_a_text_comes_out_as_itself_in_elements_and_attributes(text: str) -> None:
    read = Tree.fromstring(element("a", text, title=text))
    assert (read.text or "") == visible(text)
    assert read.attrib == {"title": visible(text)}
    assert len(read) == 0


@given(NASTY)
def test_html_reads_the_same_as_xml(text: str) -> None:
    class Reader(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.seen.append(f"<{tag}>{attrs[0][1]}")

    reader = Reader()
    reader.feed(element("td", element("b", text, class_=text), class_=text))
    assert reader.seen == [f"<td>{visible(text)}", f"<b>{visible(text)}"]


def test_markup_put_together_by_hand_is_a_text_again() -> None:
    bold = element("b", "x")
    assert element("p", f"{bold}") == "<p>&lt;b&gt;x&lt;/b&gt;</p>"
    assert element("p", bold + "<i>") == "<p>&lt;b&gt;x&lt;/b&gt;&lt;i&gt;</p>"
    assert element("p", bold) == "<p><b>x</b></p>"


def test_contents_may_be_nested_and_nothing_is_left_out_but_none() -> None:
    inside: tuple[Content, ...] = ("a", None, [1, ["<", element("br")]], (each for each in "bc"))
    assert element("p", *inside) == "<p>a1&lt;<br>bc</p>"
    assert joined(", ", ["a", None, element("i", "&")]) == "a, , <i>&amp;</i>"


def test_attributes_are_spelt_as_html_and_svg_spell_them() -> None:
    written = element("rect", class_="a", stroke_width=1.5, x=2.0, viewBox="0 0 1 1", open=True)
    assert (
        written == '<rect class="a" stroke-width="1.5" x="2" viewBox="0 0 1 1" open="open"></rect>'
    )
    assert element("p", id=None, hidden=False) == "<p></p>"


@pytest.mark.parametrize("text", ["plain", "it's <b>", "&amp;", "\u202e", "é"])
def test_what_is_shown_is_the_text_with_what_cannot_be_seen(text: str) -> None:
    written = markup(text)
    assert isinstance(written, Markup)
    assert unescape(written) == visible(text)
