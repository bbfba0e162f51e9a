"""Everything a person can change, each edit with its inverse."""

from models.edits.edit import Edit, PutField, PutRow, Together

__all__ = ["Edit", "PutField", "PutRow", "Together"]
