"""A table: no cell is a formula, and every name comes back."""

import csv
import io

from models.exports.export import Export
from models.formats.plan_csv import read
from tests.security.hostile import raw_controls

FORMULAS = tuple("=+-@\t\r\n＝＋－＠")


def check(export: Export, text: str) -> None:
    [file] = export.files
    assert not raw_controls(file.text)
    for row in csv.reader(io.StringIO(file.text)):
        assert not [cell for cell in row if cell.startswith(FORMULAS)]
    plan = read([("plan.csv", file.text)]).plan
    assert plan.name == text
    assert [machine.name for machine in plan.virtual_machines] == [f"{text}m"]
    assert plan.network(f"{text}v2").peered_with == (f"{text}p",)
