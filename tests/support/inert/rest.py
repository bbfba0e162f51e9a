"""Requests: every file parses, every name comes back, no name reaches beyond its segment."""

import json
import re
from urllib.parse import unquote

from models.exports.export import Export
from tests.security.hostile import raw_controls

PATH = re.compile(
    r"(?:/(?:[A-Za-z0-9._~()-]|%[0-9A-F]{2}|\{\{[a-z0-9_]+\}\})+)+\?api-version=[0-9-]+"
)


def check(export: Export, text: str) -> None:
    files = {file.name: file.text for file in export.files}
    for content in files.values():
        assert not raw_controls(content)
    index = json.loads(files["requests.json"])
    for row in [*index["before"], *index["apply"], *index["verify"], *index["rollback"]]:
        assert PATH.fullmatch(row["path"]), row["path"]
        assert row.get("body") is None or row["body"] in files
    network = index["before"][0]["path"].partition("?")[0]
    assert unquote(network.rpartition("/")[2]) == f"{text}v2"
    _bodies([json.loads(files[row["body"]]) for row in index["apply"]], text)
    for name in files:
        if name.endswith(".http"):
            _requests(files[name], index[name.removesuffix(".http")])


def _bodies(bodies: list[dict[str, object]], text: str) -> None:
    network, item = bodies[0], bodies[-1]
    properties = network["properties"]
    assert isinstance(properties, dict)
    assert network["location"] == f"{text}r2"
    assert [subnet["name"] for subnet in properties["subnets"]] == [f"{text}s", f"{text}t"]
    [delegation] = properties["subnets"][1]["properties"]["delegations"]
    assert delegation["properties"]["serviceName"] == text
    update = item["properties"]
    assert isinstance(update, dict)
    assert (update["recoveryAzureVMName"], update["recoveryAzureVMSize"]) == (text, text)
    assert update["vmNics"][0]["nicId"] == text
    assert update["vmNics"][0]["ipConfigs"][0]["ipConfigName"] == f"{text}i"


def _requests(content: str, rows: list[dict[str, str]]) -> None:
    """The editor's file has the listed requests, and nothing else that acts."""
    lines = content.splitlines()
    found = [re.fullmatch(r"(GET|PUT|PATCH|DELETE) \{\{endpoint\}\}(\S+)", line) for line in lines]
    assert [match.groups() for match in found if match] == [
        (row["method"], row["path"]) for row in rows
    ]
    for line, match in zip(lines, found, strict=True):
        assert match or re.match(
            r"$|### \d+ [a-z0-9-]+$|# [A-Z]|@[a-z0-9_]+ =|Authorization: Bearer \{\{token\}\}$"
            r"|Content-Type: application/json$|<@ \./apply/[a-z0-9-]+\.json$",
            line,
        )
