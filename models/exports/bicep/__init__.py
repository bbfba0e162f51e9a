"""A plan's networks and mappings as Bicep, deployed to a subscription.

It says what :mod:`models.exports.arm` says; every resource group has a module of its own.
Deploy it with ``az deployment sub create --location REGION --template-file main.bicep``.
"""

from models.assign import Assignments
from models.exports.application import application
from models.exports.bicep.files import main, module, module_path
from models.exports.deployment import deployment, parameter_files, scripts
from models.exports.export import Export, ExportedFile, Options


def export(assignments: Assignments, options: Options) -> Export:
    """The plan as Bicep files, their parameters, and scripts that verify and take back."""
    todo = application(assignments, pin=options.pin)
    deployed = deployment(todo)
    modules = (ExportedFile(module_path(stage), module(stage)) for stage in deployed.stages)
    files = ExportedFile("main.bicep", main(deployed)), *parameter_files(deployed), *modules
    return Export((*files, *scripts(todo)), deployed.notes)
