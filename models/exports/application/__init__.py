"""What applying a plan in Azure comes to, in no tool's words.

:func:`application` makes an :class:`Application`: networks to create, mappings in the order
in which they can be made, and the network settings of every replicated item, complete. What
only Azure knows (the vault, fabrics, ids of NICs) is a :class:`Parameter`, never a guess.
"""

from models.exports.application.application import Application, application
from models.exports.application.mappings import Mapping
from models.exports.application.networks import Peer, PlannedNetwork
from models.exports.application.parameters import Parameter, Text, known, rendered
from models.exports.application.updates import (
    IpTarget,
    IpUpdate,
    ItemUpdate,
    NicTarget,
    NicUpdate,
)
from models.exports.application.vaults import Vault

__all__ = [
    "Application",
    "IpTarget",
    "IpUpdate",
    "ItemUpdate",
    "Mapping",
    "NicTarget",
    "NicUpdate",
    "Parameter",
    "Peer",
    "PlannedNetwork",
    "Text",
    "Vault",
    "application",
    "known",
    "rendered",
]
