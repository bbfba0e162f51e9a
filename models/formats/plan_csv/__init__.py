"""Not read yet."""

from collections.abc import Sequence

from models.formats.azure_report import Import


def read(tables: Sequence[tuple[str, str]]) -> Import:
    """The plan in some tables, each its name for messages and its text."""
    raise NotImplementedError
