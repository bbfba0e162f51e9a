"""Azure Resource Graph: answers of REST, of ``az graph query``, of PowerShell, the portal's CSV.

https://learn.microsoft.com/rest/api/azureresourcegraph/resourcegraph/resources/resources
"""

from models.formats.resource_graph.answers import recognised as recognises
from models.formats.resource_graph.portal import is_portal_table, portal_rows
from models.formats.resource_graph.reading import resources

__all__ = ["is_portal_table", "portal_rows", "recognises", "resources"]
