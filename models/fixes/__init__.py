"""What can be done about a finding with one key: edits of the plan that mend it."""

from models.fixes.fix import Fix, fixes, fixes_for_one

__all__ = ["Fix", "fixes", "fixes_for_one"]
