"""A plan as scripts for the Azure CLI: one applies it, one verifies, one takes it back.

The scripts are the same for every plan; ``plan.sh`` and ``bodies`` are the plan and
``parameters.sh`` what it does not know. Commands are those of
<https://learn.microsoft.com/cli/azure/network/vnet> and
<https://learn.microsoft.com/cli/azure/site-recovery/network/mapping>; there is none for the
NICs of an item, so that ``az rest`` sends its update.
"""

from importlib.resources import files

from models.assign import Assignments
from models.exports.application import application
from models.exports.application.peerings import peering_notes
from models.exports.azcli import lookups
from models.exports.azcli.parameter_script import parameter_script
from models.exports.azcli.plan_script import item_keys, plan_script
from models.exports.azcli.words import Words
from models.exports.export import Export, ExportedFile, Options
from models.exports.rest.json_text import dumps, parameters

SCRIPTS = ("apply.sh", "verify.sh", "rollback.sh")
LIBRARY = ("azure", "networks", "mappings", "items", "updates")


def export(assignments: Assignments, options: Options) -> Export:
    """The plan as scripts, with what they read."""
    todo = application(assignments, pin=options.pin)
    words = Words()
    plan = plan_script(todo, assignments.plan, words)
    bodies = {
        f"bodies/{key}.json": lookups.body(item)
        for key, item in zip(item_keys(todo), todo.items, strict=True)
    }
    for body in bodies.values():
        words.used.update(dict.fromkeys(filter(lookups.is_asked, parameters(body))))
    looked_up = set(lookups.fabrics(todo))
    return Export(
        (
            *(ExportedFile(name, _fixed(name), executable=True) for name in SCRIPTS),
            ExportedFile("parameters.sh", parameter_script(words.used, looked_up)),
            ExportedFile("plan.sh", plan),
            *(ExportedFile(f"lib/{name}.sh", _fixed(f"lib/{name}.sh")) for name in LIBRARY),
            *(ExportedFile(name, dumps(body)) for name, body in bodies.items()),
        ),
        (*todo.notes, *peering_notes(todo.networks)),
    )


def _fixed(name: str) -> str:
    return (files(__package__) / "scripts" / name).read_text(encoding="utf-8")
