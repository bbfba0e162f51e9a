"""The kinds of export, by the word that ``asrnet export --to`` takes."""

from enum import StrEnum
from importlib import import_module
from typing import NamedTuple

from models.assign import Assignments
from models.exports.export import Export, Options


class Use(StrEnum):
    """What a kind of export is for."""

    APPLY = "to apply"
    READ = "to read"
    DRAW = "to draw"


class Kind(NamedTuple):
    """A kind of export: what it is for, in one line, and the module that makes it."""

    use: Use
    about: str
    module: str
    several_files: bool = False


KINDS = {
    "powershell": Kind(Use.APPLY, "scripts for Az.RecoveryServices", "powershell", True),
    "azcli": Kind(Use.APPLY, "shell scripts for the Azure CLI", "azcli", True),
    "rest": Kind(Use.APPLY, "requests of the REST API, one file each", "rest", True),
    "terraform": Kind(Use.APPLY, "resources of the azurerm provider", "terraform", True),
    "bicep": Kind(Use.APPLY, "planned networks and mappings as Bicep", "bicep", True),
    "arm": Kind(Use.APPLY, "planned networks and mappings as an ARM template", "arm", True),
    "csv": Kind(Use.READ, "the whole plan as a table that imports again", "csv_table"),
    "markdown": Kind(Use.READ, "a document for a wiki or a pull request", "markdown"),
    "html": Kind(Use.READ, "one page to read or print, with every reason", "html"),
    "json": Kind(Use.READ, "plan, results and findings for programs", "json_document"),
    "runbook": Kind(Use.READ, "what comes up where, group by group", "runbook"),
    "dns": Kind(Use.READ, "the DNS records that change with the addresses", "dns"),
    "hosts": Kind(Use.READ, "the lines of a hosts file that change", "hosts"),
    "svg": Kind(Use.DRAW, "both regions with their mappings", "svg"),
    "mermaid": Kind(Use.DRAW, "the same as a Mermaid diagram", "mermaid"),
}
"""In the order of the help."""


def export(assignments: Assignments, kind: str, options: Options | None = None) -> Export:
    """The plan of some results, written out as a kind of :data:`KINDS`."""
    module = import_module(f"models.exports.{KINDS[kind].module}")
    written: Export = module.export(assignments, options or Options())
    return written
