"""The region catalogue: what is known of Azure's regions, and what a plan adds to it.

The facts are in ``data/regions.csv``, collected from Azure's public list of regions and
pairs (https://learn.microsoft.com/azure/reliability/regions-list).
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from typing import Any

from models.topology import Region

EARTH_RADIUS_KM = 6371.0


class RegionCatalogue(Mapping[str, Region]):
    """Regions by name, in the order of the catalogue, those a plan adds last."""

    def __init__(self, regions: Iterable[Region]) -> None:
        """A region given later takes the place of an earlier one of its name."""
        self._regions = {region.name: region for region in regions}

    def __contains__(self, name: object) -> bool:
        return name in self._regions

    def __getitem__(self, name: str) -> Region:
        return self._regions[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._regions)

    def __len__(self) -> int:
        return len(self._regions)

    def with_regions(self, regions: Iterable[Region]) -> "RegionCatalogue":
        """The catalogue and a plan's own regions."""
        return RegionCatalogue((*self.values(), *regions))

    def display_name(self, name: str) -> str:
        """How the portal calls a region; the name itself where it is not in the catalogue."""
        region = self.get(name)
        return region.display_name if region else name

    def suggestion(self, name: str) -> str | None:
        """The known region somebody may have meant by a name that is not one."""
        wanted = "".join(name.split()).casefold()
        if wanted in self._regions:
            return wanted
        for region in self.values():
            if "".join(region.display_name.split()).casefold() == wanted:
                return region.name
        close = get_close_matches(wanted, self._regions, n=1)
        return close[0] if close else None


@cache
def catalogue() -> RegionCatalogue:
    """The catalogue that ships with the program; read once, as nothing changes it."""
    text = files("models").joinpath("data/regions.csv").read_text(encoding="utf-8")
    return RegionCatalogue(_region(row) for row in csv.DictReader(text.splitlines()))


def _region(row: Mapping[str, str]) -> Region:
    places = {field: float(row[field]) for field in ("latitude", "longitude") if row[field]}
    words = ("name", "display_name", "geography", "paired_region", "cloud", "access")
    facts = {field: row[field] for field in words}
    fields: dict[str, Any] = {**facts, **places, "zones": row["zones"] == "yes"}
    return Region.model_construct(**fields)


def distance_km(one: Region, other: Region) -> float | None:
    """The great-circle distance in kilometres; ``None`` where coordinates are unknown."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    latitude, longitude = radians(one.latitude or 0), radians(one.longitude or 0)
    to_latitude, to_longitude = radians(other.latitude or 0), radians(other.longitude or 0)
    chord = (
        sin((to_latitude - latitude) / 2) ** 2
        + cos(latitude) * cos(to_latitude) * sin((to_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(sqrt(chord))
