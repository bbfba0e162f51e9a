"""Terraform: a state or a plan as ``terraform show -json`` writes it, or a raw state.

Only the attributes named in :mod:`models.formats.terraform.shapes` are looked at: a state
holds secrets among the others. What is known only after apply is found by following the
references of a plan's configuration; what cannot be followed is named, never guessed.
"""

from models.formats.terraform.forms import recognised as recognises
from models.formats.terraform.reading import resources

__all__ = ["recognises", "resources"]
