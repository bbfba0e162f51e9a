"""An import taken into a plan: facts are replaced, decisions kept, and nothing goes in silence."""

from models.merging.merge import Merge, merge
from models.merging.outcome import Clash, Unseen, Vanished

__all__ = ["Clash", "Merge", "Unseen", "Vanished", "merge"]
