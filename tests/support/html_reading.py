"""A page as a parser reads it: its elements in their order, and the text in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "col", "link", "meta"}


@dataclass
class Element:
    """An element with its attributes; ``inside`` holds texts and elements in their order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(part if isinstance(part, str) else part.text for part in self.inside)

    def all(self, *names: str) -> "Iterator[Element]":
        """It and every element in it, those of some names only."""
        if not names or self.name in names:
            yield self
        for part in self.inside:
            if isinstance(part, Element):
                yield from part.all(*names)

    def one(self, name: str, **attributes: str) -> "Element":
        """The only element of that name with those attributes."""
        [found] = [each for each in self.all(name) if attributes.items() <= each.attributes.items()]
        return found


class _Reader(HTMLParser):
    """Refuses what a browser would have to mend."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), f"an attribute twice in {tag}"
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"{tag} ends {self.open[-1].name}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data[:40]}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data[:40]}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data[:40]}")


def read(text: str) -> Element:
    """The ``html`` element of a page of which every element is closed in its turn."""
    reader = _Reader()
    reader.feed(text.removeprefix("<!DOCTYPE html>\n"))
    reader.close()
    assert len(reader.open) == 1, f"{reader.open[-1].name} is not closed"
    [page] = [part for part in reader.open[0].inside if isinstance(part, Element)]
    return page
