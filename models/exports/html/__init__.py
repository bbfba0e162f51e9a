"""The plan as one page to read or print, with every reason; it needs nothing besides itself."""

from models.assign import Assignments
from models.exports.export import Export, ExportedFile, Options
from models.exports.html.page import page


def export(assignments: Assignments, _options: Options) -> Export:
    """The page as one HTML file without a script."""
    return Export((ExportedFile("plan.html", page(assignments)),))
