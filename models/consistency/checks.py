"""All checks, one after the other."""

from collections.abc import Iterator

from models.consistency.decisions import item_flaws, mapping_flaws
from models.consistency.flaw import Flaw
from models.consistency.holders import held_twice
from models.consistency.machines import machine_flaws
from models.consistency.networks import network_flaws
from models.consistency.references import unknown_region
from models.consistency.regions import region_flaws
from models.consistency.rows import Rows, backwards
from models.progress import Progress, part_of, untold

MACHINES, HOLDERS = 0.5, 0.8
"""How much is done once the machines, and who holds which address, were gone through."""


def flaws(rows: Rows, progress: Progress = untold) -> Iterator[Flaw]:
    """Everything that makes these rows meaningless, in the order of the file."""
    for field, region in (
        ("source_region", rows.source_region),
        ("target_region", rows.target_region),
    ):
        if region is not None:
            yield from unknown_region((field,), region, rows.regions)
    yield from region_flaws(rows.own_regions)
    networks = {row.id: (index, row) for index, row in backwards(rows.virtual_networks)}
    machines = {row.id: (index, row) for index, row in backwards(rows.virtual_machines)}
    yield from network_flaws(rows)
    yield from machine_flaws(rows, networks, part_of(progress, 0, MACHINES))
    progress(MACHINES)
    yield from held_twice(rows)
    progress(HOLDERS)
    yield from mapping_flaws(rows.network_mappings, networks)
    yield from item_flaws(rows.replicated_items, networks, machines)
