"""Exported Bicep files and their scripts say a hostile text as data."""

from models.exports.export import Export
from tests.security.hostile import raw_controls
from tests.support.bicep import deployed
from tests.support.deployed import given
from tests.support.inert.arm import check_resources, check_scripts


def check(export: Export, text: str) -> None:
    """Parsed, the files create what the plan says; the scripts only ask for that."""
    assert not any(raw_controls(file.text) for file in export.files)
    check_resources(deployed(export, given(export)), text)
    check_scripts(export, text)
