"""A plan's networks and mappings as an ARM template, deployed to a subscription.

Every resource group has a nested deployment of its own, so that one template serves networks
and vaults in several resource groups and subscriptions. Deploy it with
``az deployment sub create --location REGION --template-file template.json``.
"""

from models.assign import Assignments
from models.exports.application import application
from models.exports.arm.template import template
from models.exports.deployment import deployment, parameter_files, scripts
from models.exports.export import Export, ExportedFile, Options
from models.formats.json_text import dumps


def export(assignments: Assignments, options: Options) -> Export:
    """The plan as a template, its parameters, and scripts that verify and take back."""
    todo = application(assignments, pin=options.pin)
    deployed = deployment(todo)
    written = ExportedFile("template.json", dumps(template(deployed), indent=2) + "\n")
    return Export((written, *parameter_files(deployed), *scripts(todo)), deployed.notes)
