"""What is known of a region, in words."""

from collections.abc import Iterator, Mapping

from models.region_use import RegionUse
from models.regions import distance_km
from models.topology import Region


def region_words(
    region: Region, use: RegionUse, regions: Mapping[str, Region], other: Region | None
) -> Iterator[str]:
    """The facts of a region; ``other`` is the one that it would be paired with (M4)."""
    yield f"{region.display_name} ({region.name})"
    if region.geography:
        yield region.geography
    paired = regions.get(region.paired_region)
    yield f"paired with {paired.display_name}" if paired else "paired with none"
    yield "zones" if region.zones else "no zones"
    yield f"{counted(use.networks, 'VNet')} and {counted(use.machines, 'VM')} of the plan"
    if region.restricted:
        yield "restricted: by allow-list only"
    if other is None or other.name == region.name:
        return
    distance = distance_km(region, other)
    if distance is not None:
        yield f"about {round(distance, -2):,.0f} km from {other.display_name}"
    if region.cloud != other.cloud:
        yield f"in another cloud than {other.display_name}"


def counted(number: int, what: str) -> str:
    """A number of things: ``1 VM``, ``2 VMs``."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
