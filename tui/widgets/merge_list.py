"""What an import would make of the plan, the gravest first."""

from rich.text import Text

from models.errors import PlanError
from models.formats.azure_report import Import
from models.merging import Merge
from tui.labels import text
from tui.merge_words import merge_parts
from tui.shown import shown
from tui.signs import WRONG
from tui.widgets.import_list import left_out_lines
from tui.widgets.line_list import LineList

LONGEST_LINE = 1000
"""How much of a line is kept, in characters."""
NOTHING = "nothing differs between the plan and what was read"


class MergeList(LineList[Text]):
    """Headings, and below each what became of things; as long as it is."""

    nothing = "what would change is shown here before anything does"

    def line_of(self, row: Text, width: int) -> Text:
        """Lines are made beforehand."""
        return row

    def show_merge(self, merged: Merge, found: Import) -> None:
        """Show what would change, and after that what of the import is left out."""
        rows = []
        for title, lines in merge_parts(merged):
            rows.append(text((f"{title}: {len(lines)}", "bold")))
            rows += [Text(f"   {shown(line, LONGEST_LINE)}", no_wrap=True) for line in lines]
        self.rows = rows or [text(NOTHING)]
        if found.skipped:
            self.rows = [*self.rows, *left_out_lines(found)]
        self.cursor = 0

    def show_error(self, error: PlanError) -> None:
        """Show why it cannot be taken in, line by line."""
        lines = str(error).split("\n")
        self.rows = [Text(shown(line, LONGEST_LINE), style=WRONG) for line in lines]
        self.cursor = 0
