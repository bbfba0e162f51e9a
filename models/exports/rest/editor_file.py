"""The requests of a list as an editor's REST client reads them: a ``.http`` file."""

from collections.abc import Iterable, Iterator

from models.exports.application import Parameter, rendered
from models.exports.export import slug
from models.exports.rest.index import ENDPOINT
from models.exports.rest.json_text import placeholder
from models.exports.rest.request import Request
from models.formats.inert import visible

ABOUT = {
    "before": "What there is before anything changes: keep the answers.",
    "apply": "What brings the plan about, in this order.",
    "verify": "What there is afterwards: compare with `expected` in requests.json.",
    "rollback": "What takes the plan back, in this order.",
}
TOKEN = "$(az account get-access-token --query accessToken -o tsv)"  # noqa: S105


def editor_file(name: str, rows: Iterable[Request], used: Iterable[Parameter]) -> str:
    """The text of the file of one list, with its parameters at the top."""
    lines = [*_head(name, used)]
    for number, row in enumerate(rows, 1):
        lines += ["", f"### {number} {slug(row.place.stem)}", *_request(row)]
    return "\n".join(lines) + "\n"


def _head(name: str, used: Iterable[Parameter]) -> Iterator[str]:
    yield f"# {ABOUT[name]}"
    yield f"@endpoint = {ENDPOINT}"
    yield f"# The token is what this prints: {TOKEN[2:-1]}"
    yield "@token ="
    for parameter in used:
        yield f"# Fill in {visible(parameter.meaning)}."
        yield f"@{parameter.name} ="


def _request(row: Request) -> Iterator[str]:
    yield f"# About {row.place.about}."
    if row.when:
        yield f"# Only when {row.when}."
    if row.body_from:
        yield f"# The body is {row.body_from}."
    path = "".join(rendered(row.place.path, str, placeholder))
    yield f"{row.method} {{{{endpoint}}}}{path}"
    yield "Authorization: Bearer {{token}}"
    if row.file:
        yield from ("Content-Type: application/json", "", f"<@ ./{row.file}")
