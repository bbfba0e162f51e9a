"""ARM templates, exported or written, and what ``bicep build`` makes: their resources.

A small evaluator works out the expressions that templates really have
(``docs/import-templates.md``). What it cannot work out is named, never guessed. Subscription
and resource group of a deployment stand in no template: ids go without them.
"""

from models.formats.arm_template.reading import resources
from models.formats.arm_template.templates import recognised as recognises

__all__ = ["recognises", "resources"]
