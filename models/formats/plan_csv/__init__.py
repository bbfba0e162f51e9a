"""A whole plan as a table (CSV): one row for each IP configuration, and rows for the rest.

Written for spreadsheets and for people, and read back to the same plan
(``docs/export-csv.md`` has the columns). A table made by hand may have rows of IP
configurations only.
"""

from models.formats.plan_csv.reading import read
from models.formats.plan_csv.rows import check
from models.formats.plan_csv.writing import dumps

__all__ = ["check", "dumps", "read"]
