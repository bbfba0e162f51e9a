"""A script of nsupdate: every line that is no comment is an update of a name that may be one."""

import re

from models.exports.export import Export, Options
from models.exports.kinds import export as exported
from tests.security.hostile import raw_controls
from tests.support.renumbered_plans import renumbered

NAME = r"[A-Za-z0-9-]{1,63}\.@ZONE@\."
ADDRESS = r"\d{1,3}(?:\.\d{1,3}){3}"
LIVE = re.compile(
    rf"send|update delete {NAME} A {ADDRESS}|update add {NAME} \d+ A {ADDRESS}"
    rf"|update delete {ADDRESS}\.in-addr\.arpa\. PTR {NAME}"
    rf"|update add {ADDRESS}\.in-addr\.arpa\. \d+ PTR {NAME}"
)


MARK = re.compile(r";(?:failback|forecast|failback-forecast) (.*)")


def check(export: Export, text: str) -> None:
    _check(export, text)
    _check(exported(renumbered(text), "dns", Options(pin=True)), text)
    _check(exported(renumbered(text), "dns"), text)


def _check(export: Export, text: str) -> None:
    """Live lines, and those that a person makes live, are updates of the machine's own name."""
    [file] = export.files
    assert not raw_controls(file.text)
    name = f" {text}m.@ZONE@."
    for line in file.text.splitlines():
        marked = MARK.fullmatch(line)
        update = marked[1] if marked else line
        if marked or not line.startswith(";"):
            assert not update or LIVE.fullmatch(update), line
            assert ".@ZONE@." not in update or name in update
