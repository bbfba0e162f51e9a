"""PowerShell: what the ``Get-Az…`` commands write through ``ConvertTo-Json``."""

from models.formats.powershell.forms import recognised as recognises
from models.formats.powershell.reading import resources

__all__ = ["recognises", "resources"]
