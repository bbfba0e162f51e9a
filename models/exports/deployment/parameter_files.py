"""The file in which a person fills in what the plan does not say."""

from models.exports.deployment.deployment import Deployment
from models.exports.export import ExportedFile
from models.formats.json_text import dumps

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"


def parameter_files(deployed: Deployment) -> tuple[ExportedFile, ...]:
    """A parameter file with blanks, which the deployment refuses; none if nothing is asked."""
    blanks = {parameter.name: {"value": ""} for parameter in deployed.parameters}
    if not blanks:
        return ()
    file = {"$schema": SCHEMA, "contentVersion": "1.0.0.0", "parameters": blanks}
    return (ExportedFile("parameters.json", dumps(file, indent=2) + "\n"),)
