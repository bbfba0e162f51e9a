"""``docs/limits.md`` names the limits that hold."""

import csv
from pathlib import Path

import pytest

from models.formats import azure_fields, pruning
from models.formats.arm_template import budget, loops, syntax
from models.formats.arm_template.functions import function
from models.formats.terraform import trails
from models.storage import reading
from tests.fuzz import trying
from tui import configuration, saved_filters

PAGE = (Path(__file__).parents[1] / "docs" / "limits.md").read_text(encoding="utf-8")
TOLD = {
    f"{reading.LIMIT // 2**20} MiB": "a plan file",
    f"{configuration.LARGEST // 2**10} KiB": "preferences",
    f"{pruning.DEEPEST} deep": "tables in tables",
    f"{csv.field_size_limit():,} characters": "a cell",
    f"{azure_fields.LONGEST_TEXT:,} characters": "a text that an import takes",
    f"{saved_filters.LONGEST_TEXT} characters, its name {saved_filters.LONGEST_NAME}": "a filter",
    f"{budget.STEPS:,}": "steps",
    f"{loops.MOST_ROUNDS}, as in Azure": "rounds",
    f"{function.LONGEST_TEXT:,} characters": "of an expression",
    f"{function.LONGEST_LIST:,} elements": "of an expression",
    f"{syntax.LONGEST:,} characters": "as it is written",
    f"{budget.DEEPEST} deep": "refer to one another",
    f"at most {trails.LONGEST_TRAIL} others": "Terraform",
    f"{trying.SECONDS:.0f} seconds and {trying.MEGABYTES} MB": "Each may take",
}


@pytest.mark.parametrize("limit", list(TOLD))
def test_a_limit_of_the_page_is_the_one_that_holds(limit: str) -> None:
    [line] = [line for line in PAGE.splitlines() if limit in line]
    assert TOLD[limit] in line
