"""What drifted between a plan and Azure, as far as an import tells."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from models.assign import assign
from models.comparison import Difference
from models.merging.agreement import Agreement, missing, unknown
from models.merging.facts import Facts, with_facts
from models.merging.merge import Record, record_of
from models.merging.recovery_mappings import mapping_pairs
from models.merging.scope import Scope
from models.plan import Plan
from models.verification.facts import FACTS, fact_drift

Direction = tuple[str, str]
"""The region that something fails over from, and the one it fails over to."""


@dataclass(frozen=True, slots=True)
class Verification:
    """A plan and how Azure differs from it: the plan's value before, Azure's after.

    ``created`` are the ids of planned networks that exist now, ``unseen`` how many
    addresses in use the import does not have and may not be able to have. ``not_compared``
    says, a sentence each, what the import cannot tell.
    """

    plan: Plan
    drift: tuple[Difference, ...]
    created: tuple[str, ...]
    not_compared: tuple[str, ...]

    @property
    def facts(self) -> list[Difference]:
        """What Azure reports otherwise."""
        return [row for row in self.drift if row.kind in FACTS]

    @property
    def decisions(self) -> list[Difference]:
        """What is decided otherwise in Site Recovery."""
        return [row for row in self.drift if row.kind not in FACTS]


def verify(plan: Plan, imported: Plan, skipped: Iterable[str] = ()) -> Verification:
    """Hold a plan against a fresh import, as far as the import goes.

    ``skipped`` are the ends of the ARM ids of what the import met and could not use.
    """
    facts = with_facts(plan, imported, Scope(imported, skipped), drop=False)
    record = record_of(facts, imported)
    return Verification(
        plan,
        (
            *fact_drift(plan, facts),
            *_mapping_drift(facts.plan, record),
            *_item_drift(facts.plan, record),
        ),
        facts.created,
        tuple(_not_compared(facts, imported, record)),
    )


def _mapping_drift(plan: Plan, record: Record) -> Iterator[Difference]:
    networks = plan.virtual_networks
    listed = _directions_of_mappings(plan, record)
    for pair in mapping_pairs(plan.network_mappings, record.mappings, networks):
        shown = pair.mine or pair.azure
        row = pair.row(networks)
        if row is None or shown is None:
            continue
        direction = networks[shown.source].region, networks[shown.target].region
        if pair.azure is not None or direction in listed:
            yield row


def _item_drift(plan: Plan, record: Record) -> Iterator[Difference]:
    there = {item.virtual_machine: item for item in record.items}
    listed = _directions_of_items(plan, record)
    results = assign(plan) if there else None
    for item in plan.replicated_items:
        theirs = there.pop(item.virtual_machine, None)
        if theirs is not None and results is not None:
            yield from Agreement(results, item, theirs).differences()
        elif theirs is None and _direction(plan, item.virtual_machine, item.failover_network) in (
            listed
        ):
            yield missing(item)
    yield from map(unknown, there.values())


def _directions_of_mappings(plan: Plan, record: Record) -> Collection[Direction]:
    """The pairs of regions of mappings, each once, in their order."""
    networks = plan.virtual_networks
    ways = [(networks[one.source].region, networks[one.target].region) for one in record.mappings]
    return dict.fromkeys(ways)


def _directions_of_items(plan: Plan, record: Record) -> Collection[Direction]:
    """The pairs of regions of replicated items, each once, in their order."""
    return dict.fromkeys(
        _direction(plan, one.virtual_machine, one.failover_network) for one in record.items
    )


def _direction(plan: Plan, machine: str, network: str) -> Direction:
    return plan.machine(machine).region, plan.network(network).region


def _not_compared(facts: Facts, imported: Plan, record: Record) -> Iterator[str]:
    """What the import cannot tell, in the order of a plan file."""
    plan = facts.plan
    for what, mine, theirs in (
        ("virtual networks", plan.virtual_networks, imported.virtual_networks),
        ("virtual machines", plan.virtual_machines, imported.virtual_machines),
    ):
        if len(mine) and not len(theirs):
            yield f"No {what} were given: those of the plan are not compared."
    if count := len(facts.unseen):
        addresses = "address" if count == 1 else "addresses"
        yield (
            f"{count} {addresses} in use may have been written by hand:"
            " what was given does not tell of them."
        )
    decided = Record(plan.network_mappings, tuple(plan.replicated_items))
    for what, directions in (
        ("network mappings", _directions_of_mappings),
        ("replicated items", _directions_of_items),
    ):
        yield from _unlisted(what, directions(plan, decided), directions(plan, record))


def _unlisted(what: str, mine: Iterable[Direction], listed: Collection[Direction]) -> Iterator[str]:
    for source, target in mine:
        if (source, target) not in listed:
            yield (
                f"No {what} of Site Recovery from {source} to {target} were given:"
                " those of the plan are not compared."
            )
