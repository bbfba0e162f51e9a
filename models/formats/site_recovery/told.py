"""What Site Recovery tells of something, field by field.

One field that cannot be used takes nothing else with it: it is reported, and missing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from netaddr import IPAddress

from models.addresses import parse_address
from models.formats.arm_ids import ArmId
from models.formats.azure_fields import Fields, Unusable
from models.formats.azure_report import Report

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """The fields of an object, and under which ``subject`` of which document to report them."""

    source: str
    subject: str
    fields: Fields
    report: Report

    def text(self, name: str) -> str | None:
        """A text; ``None`` where it is missing or blank."""
        return self._usable(self.fields.text, name)

    def flag(self, name: str) -> bool | None:
        """True or false; ``None`` where it is missing."""
        return self._usable(self.fields.flag, name)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty where it is missing, or a blank text as Azure writes it too."""
        return () if self._blank(name) else self._usable(self.fields.texts, name) or ()

    def id(self, name: str) -> ArmId | None:
        """An ARM id; ``None`` where it is missing or blank."""
        text = self.text(name)
        return ArmId(text) if text else None

    def address(self, name: str) -> IPAddress | None:
        """An IP address; ``None`` where it is missing or blank."""
        return self._usable(self._address, name)

    def rows(self, name: str) -> tuple["Told", ...]:
        """A list of objects, or one alone, each called by its place in it."""
        found = () if self._blank(name) else self._usable(self.fields.rows, name) or ()
        return tuple(
            replace(self, subject=f"{self.subject}/{name}[{index}]", fields=fields)
            for index, fields in enumerate(found)
        )

    def called(self, subject: str) -> "Told":
        """The same, reported under another subject."""
        return replace(self, subject=subject)

    def skip(self, reason: str) -> None:
        """Report that this is not taken."""
        self.report.skip(self.source, self.subject, reason)

    def _address(self, name: str) -> IPAddress | None:
        text = self.fields.text(name)
        try:
            return parse_address(text) if text else None
        except ValueError as error:
            raise Unusable(f"{name}: {error}") from None

    def _usable(self, get: Callable[[str], T], name: str) -> T | None:
        try:
            return get(name)
        except Unusable as error:
            self.skip(str(error))
            return None

    def _blank(self, name: str) -> bool:
        try:
            return self.fields.text(name) is None
        except Unusable:
            return False
