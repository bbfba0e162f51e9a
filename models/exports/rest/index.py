"""The list of requests that programs read, and the file of parameters."""

from collections.abc import Iterable

from models.exports.application import Parameter
from models.exports.rest.json_text import Json, dumps
from models.exports.rest.request import Request, Requests
from models.formats.inert import visible

ENDPOINT = "https://management.azure.com"


def index(plan_name: str, made: Requests, notes: tuple[str, ...]) -> str:
    """``requests.json``: every request in its list, in order."""
    lists: dict[str, Json] = {
        name: [_entry(row) for row in rows] for name, rows in made._asdict().items()
    }
    return dumps(
        {
            "plan": (visible(plan_name),),
            "endpoint": (ENDPOINT,),
            "notes": [(visible(note),) for note in notes],
            **lists,
        }
    )


def parameter_file(used: Iterable[Parameter]) -> str:
    """``parameters.json``: what each parameter means, and a blank for its value."""
    return dumps({row.name: {"meaning": (visible(row.meaning),), "value": ()} for row in used})


def _entry(row: Request) -> Json:
    entry: dict[str, Json] = {
        "about": (row.place.about,),
        "method": (row.method,),
        "path": row.place.path,
    }
    if row.file:
        entry["body"] = (row.file,)
    if row.body_from:
        entry["body_from"] = (row.body_from,)
    if row.when:
        entry["when"] = (row.when,)
    if row.expected is not None:
        entry["expected"] = row.expected
    return entry
