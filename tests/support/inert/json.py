"""One JSON document: it parses strictly, and every name is the value of a string."""

import json

import tomli_w

from models.exports.export import Export
from models.formats import plan_toml
from tests.security.hostile import raw_controls


def check(export: Export, text: str) -> None:
    [file] = export.files
    assert not raw_controls(file.text)
    document = json.loads(file.text)
    assert list(document) == ["format", "plan", "assignments", "findings"]
    plan = plan_toml.loads(tomli_w.dumps(document["plan"]))
    assert (plan.name, plan.note) == (text, text)
    assert {row["virtual_machine"] for row in document["assignments"]} == {f"{text}m"}
    subjects = {row["subject"] for row in document["findings"]}
    assert f"network:{text}v2" in subjects
