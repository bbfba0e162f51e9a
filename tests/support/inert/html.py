"""A page as a parser reads it: no element, attribute or address is made of a name."""

from functools import cache

from models.exports.export import Export
from models.exports.kinds import export as exported
from models.formats.inert import visible
from tests.security.hostile import raw_controls
from tests.support.export_plans import hostile
from tests.support.html_reading import Element, read

LEADS = {"href", "src", "srcset", "action", "formaction", "data", "poster", "xlink:href", "style"}


def check(export: Export, text: str) -> None:
    [file] = export.files
    assert not raw_controls(file.text)
    page = read(file.text)
    assert _shape(page) == _harmless(len(text))
    whole = visible(text)
    assert page.one("head").one("title").text == f"{whole} · failover plan"
    assert page.one("h1").text == whole
    assert {f"{whole}v1", f"{whole}v2 ! planned: to be created"} <= _texts(page, "h4")
    assert f"{whole}m" in _texts(page, "h4")
    assert {f"{whole}m/{whole}n", f"{whole}m/{whole}o"} <= _texts(page, "th")


def _texts(page: Element, name: str) -> set[str]:
    return {element.text.strip() for element in page.all(name)}


OF_TEXTS = ("br", "title", "p")
"""How many there are of these follows from a text: lines of notes, names that are cut."""


def _shape(page: Element) -> list[str]:
    """Every element with its attributes, and the values of those that lead somewhere."""
    for element in page.all(*OF_TEXTS):
        assert set(element.attributes) <= {"class", "id"}
    return [
        " ".join(
            (
                element.name,
                *element.attributes,
                *(value for name, value in element.attributes.items() if name in LEADS),
            )
        )
        for element in page.all()
        if element.name not in OF_TEXTS
    ]


@cache
def _harmless(length: int) -> list[str]:
    """What the page of a plan is whose names are as long, since Azure limits that, but plain."""
    [file] = exported(hostile("x" * length), "html").files
    return _shape(read(file.text))
