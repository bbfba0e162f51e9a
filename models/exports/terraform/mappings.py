"""Network mappings as resources; those that an import found are imported, not created."""

from collections.abc import Iterator

from models.exports.application import Application, Mapping
from models.exports.application.parameters import text
from models.exports.terraform.hcl import Block, Expression, Reference
from models.exports.terraform.labels import MAPPING, Labels
from models.exports.terraform.providers import Providers


def mappings(todo: Application, labels: Labels, providers: Providers) -> Iterator[Block]:
    """The blocks of the mappings, in their order (M8)."""
    made: dict[tuple[str, str], Mapping] = {}
    for mapping in todo.mappings:
        if mapping.existing:
            yield _import(mapping, labels)
        yield _mapping(mapping, made.get((mapping.target, mapping.source)), labels, providers)
        made[mapping.source, mapping.target] = mapping


def _import(mapping: Mapping, labels: Labels) -> Block:
    to = Reference(f"{MAPPING}.{labels.mapping(mapping)}")
    id = text(mapping.vault.id, "/", mapping.path)
    return Block("import", (), (("to", to), ("id", id)))


def _mapping(
    mapping: Mapping, forth: Mapping | None, labels: Labels, providers: Providers
) -> Block:
    return Block(
        "resource",
        (MAPPING, labels.mapping(mapping)),
        (
            *providers.argument(mapping.vault.subscription),
            ("name", (mapping.name,)),
            ("resource_group_name", mapping.vault.resource_group),
            ("recovery_vault_name", mapping.vault.name),
            ("source_recovery_fabric_name", mapping.source_fabric),
            ("target_recovery_fabric_name", mapping.target_fabric),
            ("source_network_id", labels.network_id(mapping.source_id)),
            ("target_network_id", labels.network_id(mapping.target_id)),
        ),
        (_lifecycle(forth, labels),) if forth else (),
    )


def _lifecycle(forth: Mapping, labels: Labels) -> Block:
    """The way back is deleted before the way there changes, and made again after it (M8)."""
    way: list[Expression] = [Reference(f"{MAPPING}.{labels.mapping(forth)}")]
    return Block("lifecycle", (), (("replace_triggered_by", way),))
