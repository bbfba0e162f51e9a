"""The list of what can go wrong: each row of it is caused by a test."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
LISTED = {
    int(number)
    for number in re.findall(
        r"^\| (\d+) \|", (ROOT / "docs/reliability.md").read_text(encoding="utf-8"), re.MULTILINE
    )
}


def marked(path: Path) -> Iterator[int]:
    """The numbers that the tests of a module are marked with."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.fault":
            values = (number.value for number in node.args if isinstance(number, ast.Constant))
            yield from (value for value in values if isinstance(value, int))


def test_every_fault_of_the_list_is_caused_by_a_test() -> None:
    assert sorted(LISTED) == list(range(1, 106))
    caused = {
        number for path in sorted((ROOT / "tests").rglob("test_*.py")) for number in marked(path)
    }
    assert caused - LISTED == set()
    assert sorted(LISTED - caused) == []
