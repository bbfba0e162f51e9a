"""What is wrong with the regions that a plan adds itself."""

from collections.abc import Iterator, Sequence

from models.consistency.flaw import Flaw
from models.consistency.repetition import duplicates
from models.topology import Region


def region_flaws(regions: Sequence[Region]) -> Iterator[Flaw]:
    """Regions of one name, and places that are not on the globe."""
    yield from duplicates(("regions",), regions, lambda region: region.name, "name")
    for index, region in enumerate(regions):
        for field, degrees, most in (
            ("latitude", region.latitude, 90),
            ("longitude", region.longitude, 180),
        ):
            if degrees is not None and not -most <= degrees <= most:
                yield Flaw(
                    ("regions", index, field), f"expected -{most} to {most} degrees, got {degrees}"
                )
