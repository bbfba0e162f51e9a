"""Scripts for Az.RecoveryServices: one that applies a plan, its way back, and one that compares.

They run in Windows PowerShell 5.1 and PowerShell 7. The plan stands at the top of a script as
data; the code below it is the same in every export. Site Recovery's own names of fabrics,
containers, items and NICs are looked up by the scripts, so they are no parameters.
"""

from collections.abc import Iterator

from models.assign import Assignments
from models.exports.application import Application, application
from models.exports.application.mappings import SEGMENT
from models.exports.export import Export, ExportedFile, Options
from models.exports.powershell.data import Data
from models.exports.powershell.script import apply_script, rollback_script, verify_script


def export(assignments: Assignments, options: Options) -> Export:
    """``apply.ps1``, ``rollback.ps1`` and ``verify.ps1`` for a plan."""
    applied = application(assignments, pin=options.pin)
    notes = tuple(_notes(applied))
    data = Data(assignments, applied)
    return Export(
        (
            ExportedFile("apply.ps1", apply_script(applied.plan_name, data, notes)),
            ExportedFile("rollback.ps1", rollback_script(applied.plan_name)),
            ExportedFile("verify.ps1", verify_script(applied.plan_name, data)),
        ),
        notes,
    )


def _notes(applied: Application) -> Iterator[str]:
    yield from applied.notes
    for mapping in applied.mappings:
        if mapping.segment != SEGMENT:
            yield (
                f"The mapping {mapping.name} stands under {mapping.segment}, where the cmdlets"
                " do not look; change it with the tool that made it."
            )
    for network in applied.networks:
        for peer in network.peers:
            if peer.id is None:
                yield (
                    f"{network.network.name} is peered with {peer.name}, whose id the plan does"
                    " not say; peer them by hand."
                )
