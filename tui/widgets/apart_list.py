"""The findings that only a what-if has, and those that only the plan has."""

from collections.abc import Hashable
from typing import NamedTuple

from rich.text import Text

from models.findings import Finding
from models.topology import IpConfigurationId
from models.what_if import FindingsApart
from tui.labels import text
from tui.signs import SEVERITY_SIGNS, SEVERITY_STYLES
from tui.widgets.line_list import LineList


class Apart(NamedTuple):
    """A finding, and whether it is new in the what-if or gone there."""

    new: bool
    finding: Finding


class ApartList(LineList[Apart]):
    """New findings, then those that are gone."""

    nothing = "no finding comes or goes"

    def show_findings(self, found: FindingsApart) -> None:
        """List what comes and what goes."""
        new = [Apart(True, finding) for finding in found.come]
        gone = [Apart(False, finding) for finding in found.gone]
        self.show_rows([*new, *gone])
        counts = f"{len(new)} new, {len(gone)} gone"
        self.border_title = f"Findings · {counts if new or gone else 'none'}"

    def line_of(self, row: Apart, width: int) -> Text:
        """Whether it comes or goes, how grave it is, what it is about."""
        finding = row.finding
        sign = SEVERITY_SIGNS[finding.severity], SEVERITY_STYLES[finding.severity]
        about = finding.subject
        machine = f"{about.virtual_machine}: " if isinstance(about, IpConfigurationId) else ""
        way = ("+ new  ", "bold") if row.new else ("- gone ", "dim")
        return text(" ", way, sign, f" {machine}{finding.message}")

    def key_of(self, row: Apart) -> Hashable:
        """The finding itself."""
        return row
