"""What a deployment of Azure Resource Manager creates, for ARM templates and for Bicep alike.

:func:`deployment` makes the resources in no language's words; :mod:`models.exports.arm` and
:mod:`models.exports.bicep` render them. One stage is one resource group, deployed from the
scope of a subscription. The settings of replicated items cannot be deployed: Azure takes
them only by an update of the item.
"""

from models.exports.deployment.deployment import Deployment, deployment
from models.exports.deployment.parameter_files import parameter_files
from models.exports.deployment.scripts import scripts
from models.exports.deployment.stages import Resource, Stage, Value, parameters

__all__ = [
    "Deployment",
    "Resource",
    "Stage",
    "Value",
    "deployment",
    "parameter_files",
    "parameters",
    "scripts",
]
