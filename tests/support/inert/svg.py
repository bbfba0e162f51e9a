"""A drawing as an XML parser reads it: a few kinds of elements, and names are text."""

from xml.etree import ElementTree as Tree

from models.exports.export import Export
from models.formats.inert import visible
from tests.security.hostile import raw_controls

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {f"{SVG}{name}" for name in ("svg", "title", "desc", "style", "rect", "g", "text")} | {
    f"{SVG}path"
}
ATTRIBUTES = {"class", "viewBox", "width", "height", "role", "aria-labelledby", "id", "x", "y"} | {
    *("rx", "d", "font-size", "font-weight", "text-anchor", "stroke-width"),
}


def check(export: Export, text: str) -> None:
    [file] = export.files
    assert not raw_controls(file.text)
    root = Tree.fromstring(file.text)
    for element in root.iter():
        assert element.tag in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        assert (
            element.tag in (f"{SVG}text", f"{SVG}title", f"{SVG}desc", f"{SVG}style")
            or not (element.text or "").strip()
        )
    whole = visible(text)
    titles = {title.text or "" for title in root.iter(f"{SVG}title")}
    assert whole in titles
    assert f"network mapping from {whole}v1 to {whole}v2" in titles
    shown = titles | {"".join(each.itertext()) for each in root.iter(f"{SVG}text")}
    assert {f"{whole}v1", f"{whole}v2", f"{whole}s"} <= shown
