"""The plan as a drawing: both regions, their networks and subnets, and what leads where."""

from models.assign import Assignments
from models.exports.export import Export, ExportedFile, Options
from models.exports.svg.drawing import drawing


def export(assignments: Assignments, _options: Options) -> Export:
    """The drawing as one SVG file, which needs nothing besides itself."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return Export((ExportedFile("plan.svg", f"{head}{drawing(assignments)}\n"),))
