"""A hosts file: every line that is no comment is an address and one name that may be one."""

import re

from models.exports.export import Export, Options
from models.exports.kinds import export as exported
from tests.security.hostile import raw_controls
from tests.support.renumbered_plans import renumbered

LINE = re.compile(r"\d{1,3}(?:\.\d{1,3}){3} +([A-Za-z0-9-]{1,63})")


MARK = re.compile(r"#(?:old|failback|forecast|failback-forecast) (.*)")


def check(export: Export, text: str) -> None:
    _check(export, text)
    _check(exported(renumbered(text), "hosts", Options(pin=True)), text)
    _check(exported(renumbered(text), "hosts"), text)


def _check(export: Export, text: str) -> None:
    """Live lines, and those that a person makes live, are of the machine's own name."""
    [file] = export.files
    assert not raw_controls(file.text)
    for line in file.text.splitlines():
        marked = MARK.fullmatch(line)
        if line and (marked or not line.startswith("#")):
            found = LINE.fullmatch(marked[1] if marked else line)
            assert found is not None, line
            assert found[1] == f"{text}m"
