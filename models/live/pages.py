"""Turning the pages of a list, with an end even where Azure gives none."""

from typing import Any

from models.live.refusals import unusable
from models.live.steps import Step

MOST_PAGES = 2000
"""More are given up; with 1000 rows a page that is more than any subscription may hold."""


class Pages:
    """The rows of a list so far, and which of its pages were turned."""

    def __init__(self, what: str) -> None:
        """``what`` names the list in messages."""
        self.what = what
        self.rows: list[Any] = []
        self._turned = 0
        self._marks: set[str] = set()

    @property
    def step(self) -> Step:
        """How far it is."""
        return Step(self.what, self._turned, len(self.rows))

    def take(self, rows: Any) -> None:
        """Add the rows of a page. Raises :class:`models.errors.LiveError`."""
        if not isinstance(rows, list):
            raise unusable(self.what, "Azure's answer has no list of rows")
        self.rows += rows
        self._turned += 1

    def mark(self, mark: Any) -> str | None:
        """What leads to the next page, a token or an address; ``None`` after the last page.

        Raises :class:`models.errors.LiveError` where it leads in a circle or to no end.
        """
        if not mark:
            return None
        if not isinstance(mark, str):
            raise unusable(self.what, "what should lead to its next page is no text")
        if mark in self._marks or self._turned >= MOST_PAGES:
            raise unusable(self.what, f"its pages do not end (after {self._turned})")
        self._marks.add(mark)
        return mark
