"""References that lead nowhere: to a region, to a virtual network."""

from collections.abc import Iterable

from models.consistency.flaw import Flaw, Path
from models.regions import RegionCatalogue


def no_such_network(path: Path, id: str) -> Flaw:
    """The flaw of a reference to a virtual network that is not in the plan."""
    message = f"there is no virtual network {id!r} in this plan"
    return Flaw(path, message, ("virtual_networks",), id)


def unknown_region(path: Path, name: str, regions: RegionCatalogue) -> Iterable[Flaw]:
    """A reference to a region that is not in the catalogue, with the one that may be meant."""
    if name in regions:
        return ()
    meant = regions.suggestion(name)
    hint = f"did you mean {meant!r}? " if meant else ""
    message = f"{name!r} is not a known region; {hint}a plan adds its own under [[regions]]"
    return (Flaw(path, message, ("regions",), name),)
