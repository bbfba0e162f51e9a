"""The JSON document: what the plan file, assign and check say, in one."""

import json
from typing import Any

import pytest
import tomli_w
from hypothesis import given, settings

from models.assign import Assignments, assign
from models.exports.kinds import export
from models.findings import findings
from models.formats import assignments_json, findings_json, plan_toml
from models.plan import Plan
from models.samples import samples
from tests.support.drawn_plans import plans
from tests.support.export_plans import known, results

SAMPLES = {sample.name: sample.text for sample in samples()}


def document(assignments: Assignments) -> Any:
    made = export(assignments, "json")
    [file] = made.files
    assert (file.name, made.notes) == ("plan.json", ())
    return json.loads(file.text)


@pytest.mark.parametrize("name", SAMPLES)
def test_it_says_what_assign_and_check_say(name: str) -> None:
    assignments = results(SAMPLES[name])
    read = document(assignments)
    assert read["format"] == 1
    assert read["assignments"] == json.loads(assignments_json.dumps(assignments))["assignments"]
    checked = json.loads(findings_json.dumps("", findings(assignments)))
    assert read["findings"] == checked["findings"]


@settings(max_examples=30)
@given(plans())
def test_the_plan_in_it_is_the_plan_itself(plan: Plan) -> None:
    read = document(assign(plan))["plan"]
    assert plan_toml.dumps(plan_toml.loads(tomli_w.dumps(read))) == plan_toml.dumps(plan)


def test_every_row_has_a_line_so_that_differences_can_be_read() -> None:
    lines = export(known(), "json").files[0].text.splitlines()
    assert '    "virtual_networks": [' in lines
    assert sum(line.startswith('      {"name": "vnet-prod') for line in lines) == 3
    assert sum(line.startswith('    {"virtual_machine": "web1"') for line in lines) == 3


def test_the_same_plan_gives_the_same_text() -> None:
    assert export(known(), "json") == export(known(), "json")
