"""The Markdown document: what it holds, and that a reader of it sees tables."""

import re
from itertools import pairwise

import pytest

from models.assign import Assignments
from models.exports.kinds import export
from models.findings import findings
from models.samples import samples
from tests.support.export_plans import KNOWN, known, results, unknown
from tests.support.inert.markdown import read, said

SAMPLES = {sample.name: results(sample.text) for sample in samples()}


def document(assignments: Assignments) -> str:
    made = export(assignments, "markdown")
    [file] = made.files
    assert (file.name, made.notes) == ("plan.md", ())
    return file.text


def test_it_goes_from_the_summary_to_what_was_assumed() -> None:
    assert re.findall(r"^## .*$", document(known()), re.MULTILINE) == [
        "## Summary",
        "## Findings",
        "## Network mappings",
        "## Addresses",
        "## Networks and subnets",
        "## Not replicated",
        "## Policies and assumptions",
    ]


def test_every_address_has_its_reason_and_a_forecast_is_called_that() -> None:
    text = document(unknown())
    assert (
        "| `web-01` | `10.1.1.4` in `web` | `10.1.1.4` in `web` of `vnet-asr`: kept (same-name,"
        " retained) | no test network |" in text
    )
    forecast = document(results(KNOWN.replace(', address = "10.20.1.10"', "")))
    assert (
        "`10.20.1.4` in `snet-app` of `vnet-prod-dr`: *forecast*, because the address" in forecast
    )


def test_mappings_are_told_in_both_directions() -> None:
    row = "| `vnet-prod` | East US | yes | yes | `vnet-prod-dr` | West US 2 | complete |"
    assert row in document(known())


@pytest.mark.parametrize("name", SAMPLES)
def test_every_finding_and_every_ip_configuration_has_a_row(name: str) -> None:
    assignments = SAMPLES[name]
    text = document(assignments)
    tokens = read(text)
    cells = [said(after) for token, after in pairwise(tokens) if token.type == "td_open"]
    for finding in findings(assignments):
        assert finding.code.value in cells
        assert finding.message in cells
    for id in assignments.in_order():
        assert assignments.plan.short_name(id) in cells


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_has_as_many_cells_as_its_heading(name: str) -> None:
    tokens = read(document(SAMPLES[name]))
    counts: list[set[int]] = []
    cells = 0
    for token in tokens:
        if token.type == "table_open":
            counts.append(set())
        elif token.type == "tr_open":
            cells = 0
        elif token.type in ("td_open", "th_open"):
            cells += 1
        elif token.type == "tr_close":
            counts[-1].add(cells)
    assert counts
    assert all(len(each) == 1 for each in counts)
    assert not [token for token in tokens if token.type == "paragraph_open" and token.level > 0]
    lines = [line for line in document(SAMPLES[name]).splitlines() if line.startswith("|")]
    assert sum(token.type == "tr_open" for token in tokens) == len(lines) - len(counts)


def test_a_note_keeps_its_lines_and_starts_no_list() -> None:
    text = KNOWN.replace('name = "Contoso"', 'name = "Contoso"\nnote = "first\\n1. second\\n- x"')
    assert "Note: first<br>1. second<br>- x" in document(results(text))


def test_what_was_chosen_instead_of_a_default_stands_out() -> None:
    text = f'{UNCHANGED}\n[policy]\nnext_available = "after-source"\n'
    assert "| `next_available` | `after-source`, **chosen** |" in document(results(text))
    assert "chosen" not in document(results(UNCHANGED))


UNCHANGED = 'format = 1\nname = "Bare"\n'
