"""What would make a plan meaningless: every check that a plan passes before it is one.

Each check yields :class:`Flaw` values; all checks always run, so that a person sees
everything that is wrong at once. What is meaningful but unwise is a finding instead
(:mod:`models.findings`).
"""

from models.consistency.checks import flaws
from models.consistency.flaw import Flaw, Path
from models.consistency.networks import LARGEST_SUBNET
from models.consistency.rows import Rows, rows_of

__all__ = ["LARGEST_SUBNET", "Flaw", "Path", "Rows", "flaws", "rows_of"]
