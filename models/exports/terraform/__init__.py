"""A plan as a configuration of Terraform with the azurerm provider, 5.x or 4.x.

Planned networks and new mappings are created. Replicated items are imported and then given
their network settings: the plan does not know their disks, so it never makes one. Arguments
are those of <https://github.com/hashicorp/terraform-provider-azurerm>.
"""

from collections.abc import Iterator

from models.assign import Assignments
from models.exports.application import Application, application
from models.exports.application.peerings import peering_notes
from models.exports.export import Export, ExportedFile, Options
from models.exports.terraform.hcl import Block, Reference, comment, dumps, parameters
from models.exports.terraform.labels import Labels
from models.exports.terraform.mappings import mappings
from models.exports.terraform.networks import networks
from models.exports.terraform.omissions import omission_notes
from models.exports.terraform.providers import Providers
from models.exports.terraform.replicated_vms import replicated_vms
from models.exports.terraform.scripts import rollback, verify


def export(assignments: Assignments, options: Options) -> Export:
    """The plan as files of Terraform, with a script that verifies and one that takes back."""
    todo = application(assignments, pin=options.pin)
    labels, providers = Labels(todo), Providers(todo)
    resources = {
        "networks.tf": list(networks(todo, labels, providers)),
        "mappings.tf": list(mappings(todo, labels, providers)),
        "replicated_vms.tf": list(
            replicated_vms(todo, labels, providers, options.terraform_version)
        ),
    }
    main = list(providers.blocks(options.terraform_version))
    notes = tuple(_notes(todo, options.terraform_version))
    files = {"main.tf": main, "variables.tf": _variables([main, *resources.values()]), **resources}
    return Export(
        (
            *(
                ExportedFile(name, _head(todo, name, notes) + dumps(blocks))
                for name, blocks in files.items()
                if blocks
            ),
            ExportedFile("verify.sh", verify(), executable=True),
            ExportedFile("rollback.sh", rollback(todo, labels), executable=True),
        ),
        notes,
    )


def _notes(todo: Application, version: int) -> Iterator[str]:
    yield from todo.notes
    yield from peering_notes(todo.networks)
    yield from omission_notes(todo, version)


def _variables(files: list[list[Block]]) -> list[Block]:
    used = dict.fromkeys(use for blocks in files for block in blocks for use in parameters(block))
    return [
        Block(
            "variable",
            (parameter.name,),
            (("type", Reference("string")), ("description", (parameter.meaning,))),
        )
        for parameter in used
    ]


def _head(todo: Application, name: str, notes: tuple[str, ...]) -> str:
    if name != "main.tf":
        return ""
    title = f"Failover networks of {todo.plan_name}" if todo.plan_name else "Failover networks"
    return "".join(f"{comment(line)}\n" for line in (title, *notes)) + "\n"
