"""A plan as requests of Azure's REST API: bodies, one file each, and a list of what goes where.

``requests.json`` is for programs; the ``.http`` files are the same requests for an editor with
a REST client that fills in files named by ``<@``, such as REST Client for VS Code, or httpYac.
"""

from collections.abc import Iterator

from models.assign import Assignments
from models.exports.application import Application, application
from models.exports.application.peerings import peering_notes
from models.exports.export import Export, ExportedFile, Options
from models.exports.rest.editor_file import editor_file
from models.exports.rest.index import index, parameter_file
from models.exports.rest.json_text import dumps
from models.exports.rest.requests import requests

NAMED = 3
"""How many machines are named in a note, which stands for all."""


def export(assignments: Assignments, options: Options) -> Export:
    """The plan as requests, with those that save, verify and take back."""
    todo = application(assignments, pin=options.pin)
    made = requests(todo)
    lists = made._asdict()
    used = {
        name: dict.fromkeys(use for row in rows for use in row.parameters)
        for name, rows in lists.items()
    }
    everything = dict.fromkeys(use for uses in used.values() for use in uses)
    notes = tuple(_notes(todo))
    bodies = [(row.file, row.body) for row in made.apply if row.body is not None]
    return Export(
        (
            ExportedFile("requests.json", index(todo.plan_name, made, notes)),
            ExportedFile("parameters.json", parameter_file(everything)),
            *(
                ExportedFile(f"{name}.http", editor_file(name, rows, used[name]))
                for name, rows in lists.items()
                if rows
            ),
            *(ExportedFile(file, dumps(body)) for file, body in bodies),
        ),
        notes,
    )


def _notes(todo: Application) -> Iterator[str]:
    yield from todo.notes
    yield from peering_notes(todo.networks)
    unnamed = [item.machine.name for item in todo.items if item.item.target_vm_name is None]
    if unnamed:
        more = f" and {len(unnamed) - NAMED} more" if len(unnamed) > NAMED else ""
        yield (
            f"The plan does not say what {', '.join(unnamed[:NAMED])}{more} will be called after"
            " failover, so the update leaves it out, and Azure may clear it; import the"
            " protected items first."
        )
