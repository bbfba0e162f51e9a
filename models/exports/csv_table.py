"""The whole plan as a table: one row for each IP configuration, and rows for the rest."""

from models.assign import Assignments
from models.exports.export import Export, ExportedFile, Options
from models.formats import plan_csv


def export(assignments: Assignments, _options: Options) -> Export:
    """The plan and its results as one CSV file, which imports to the same plan."""
    return Export((ExportedFile("plan.csv", plan_csv.dumps(assignments)),))
