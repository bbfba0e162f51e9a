"""The mappings of a plan beside those that Site Recovery has on record."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from models.comparison import Difference, Kind, Way
from models.findings.finding import MappingSubject
from models.plan import NetworkMapping
from models.table import Table
from models.topology import VirtualNetwork


class Pair(NamedTuple):
    """A mapping of the plan and the one that Azure has for it; ``None`` where there is none."""

    mine: NetworkMapping | None
    azure: NetworkMapping | None

    def row(self, networks: Table[VirtualNetwork]) -> Difference | None:
        """How the two differ; ``None`` where they lead to the same network."""
        if self.mine and self.azure:
            if self.mine.target == self.azure.target:
                return None
            way, shown = Way.CHANGED, self.mine
        elif self.azure:
            way, shown = Way.ADDED, self.azure
        elif self.mine:
            way, shown = Way.GONE, self.mine
        else:
            return None
        return Difference(
            Kind.MAPPING,
            MappingSubject(shown.source, shown.target),
            f"{shown.source} to {networks[shown.target].region}",
            way,
            "target" if way is Way.CHANGED else "",
            self.mine.target if self.mine else None,
            self.azure.target if self.azure else None,
        )


def mapping_pairs(
    mine: Sequence[NetworkMapping],
    azure: Sequence[NetworkMapping],
    networks: Table[VirtualNetwork],
) -> list[Pair]:
    """Every mapping of the plan in its order, then those that only Azure has.

    A mapping belongs to the one of the same two networks, else to the one that leads from
    the same network into the same region (M2).
    """
    partners: dict[int, NetworkMapping] = {}
    rest = _partnered(mine, azure, partners, lambda one, other: one.target == other.target)
    rest = _partnered(
        mine,
        rest,
        partners,
        lambda one, other: networks[one.target].region == networks[other.target].region,
    )
    pairs = [Pair(mapping, partners.get(place)) for place, mapping in enumerate(mine)]
    return [*pairs, *(Pair(None, theirs) for theirs in rest)]


def _partnered(
    mine: Sequence[NetworkMapping],
    azure: Sequence[NetworkMapping],
    partners: dict[int, NetworkMapping],
    fits: Callable[[NetworkMapping, NetworkMapping], bool],
) -> list[NetworkMapping]:
    """Finds partners for mappings from the same network; those of Azure that are left over."""
    by_source: dict[str, list[int]] = {}
    for place, mapping in enumerate(mine):
        by_source.setdefault(mapping.source, []).append(place)
    left = []
    for theirs in azure:
        free = (one for one in by_source.get(theirs.source, ()) if one not in partners)
        found = next((one for one in free if fits(mine[one], theirs)), None)
        if found is None:
            left.append(theirs)
        else:
            partners[found] = theirs
    return left


def merged_mappings(
    pairs: Sequence[Pair], networks: Table[VirtualNetwork]
) -> tuple[NetworkMapping, ...]:
    """The plan's mappings with Azure's ids, and Azure's where the plan leads nowhere (M2).

    A mapping that Azure leads elsewhere keeps its target and gets Azure's id: that one has
    to be changed. An id is taken away where its vault was listed without it.
    """
    vaults = {vault_of(pair.azure.azure_id) for pair in pairs if pair.azure} - {None}
    found = []
    leads = {(one.source, networks[one.target].region) for one, _ in pairs if one}
    for mine, azure in pairs:
        if mine is None and azure is not None:
            way = azure.source, networks[azure.target].region
            if way not in leads:
                leads.add(way)
                found.append(azure)
        elif mine is not None:
            id = azure.azure_id if azure is not None and azure.azure_id else mine.azure_id
            if azure is None and vault_of(mine.azure_id) in vaults:
                id = None
            found.append(mine if id == mine.azure_id else mine.model_copy(update={"azure_id": id}))
    return tuple(found)


def vault_of(azure_id: str | None) -> str | None:
    """What the ids of one vault begin with, in lower case; ``None`` where it names none."""
    before, vaults, after = (azure_id or "").casefold().partition("/vaults/")
    return f"{before}{vaults}{after.partition('/')[0]}" if vaults else None
