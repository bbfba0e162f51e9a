"""Network mappings as Site Recovery has them: which fabric and which name each is under."""

from collections.abc import Iterator
from dataclasses import dataclass

from models.exports.application.names import AzureNames
from models.exports.application.parameters import Text, text
from models.exports.application.vaults import Vault, Vaults
from models.formats.arm_ids import ArmId
from models.plan import NetworkMapping, Plan

SEGMENT = "azureNetwork"
"""What Site Recovery calls the source network of a mapping between Azure regions."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping to create, or to change where it is there already (M8).

    ``source`` and ``target`` are ids of the plan, ``source_id`` and ``target_id`` ARM ids.
    ``path`` is its place below the vault, ``replicationFabrics/…``. ``existing`` says that
    an import found it under that name.
    """

    source: str
    target: str
    vault: Vault
    name: str
    segment: str
    source_fabric: Text
    target_fabric: Text
    source_id: Text
    target_id: Text
    existing: bool

    @property
    def path(self) -> Text:
        """Where it is below its vault."""
        return text(
            "replicationFabrics/",
            self.source_fabric,
            f"/replicationNetworks/{self.segment}/replicationNetworkMappings/{self.name}",
        )


def mappings(plan: Plan, names: AzureNames, vaults: Vaults) -> Iterator[Mapping]:
    """The mappings that count, in the order of the plan; of duplicates the first (M2)."""
    seen = set()
    for mapping in plan.network_mappings:
        source, target = plan.network(mapping.source), plan.network(mapping.target)
        key = source.id, target.region
        if key in seen or source.region == target.region:
            continue
        seen.add(key)
        vault = vaults.of_mapping(mapping)
        segment, name = _called(mapping, f"{source.region}-{target.region}-{source.name}")
        yield Mapping(
            source.id,
            target.id,
            vault,
            name,
            segment,
            vaults.fabric(vault, source.region),
            vaults.fabric(vault, target.region),
            names.network(source.id),
            names.network(target.id),
            mapping.azure_id is not None,
        )


def _called(mapping: NetworkMapping, otherwise: str) -> tuple[str, str]:
    names = ArmId(mapping.azure_id or "").names
    return (names[2], names[3]) if len(names) >= 4 else (SEGMENT, otherwise)
