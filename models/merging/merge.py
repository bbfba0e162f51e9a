"""An import merged into a plan: facts replaced, decisions kept, and what came of that."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from models.assign import assign
from models.comparison import Difference, Way, plan_differences
from models.consistency import flaws, rows_of
from models.errors import Fault, InvalidInput
from models.merging.agreement import Agreement, missing
from models.merging.facts import Facts, with_facts
from models.merging.machines import Draft
from models.merging.outcome import Clash, Unseen, Vanished
from models.merging.recovery_items import forgotten, renewed
from models.merging.recovery_mappings import mapping_pairs, merged_mappings, vault_of
from models.merging.scope import Scope
from models.plan import NetworkMapping, Plan, ReplicatedItem


@dataclass(frozen=True)
class Merge:
    """A plan and what an import made of it.

    ``vanished`` are the things about which the plan decides something and that the import
    no longer has; ``clashes`` what had to give way to the import; ``otherwise`` the
    decisions of the plan that Azure has otherwise, the plan's value before and Azure's
    after; ``created`` the ids of planned networks that exist now; ``unseen`` the addresses
    in use that stay although the import does not have them.
    """

    before: Plan
    plan: Plan
    vanished: tuple[Vanished, ...] = ()
    clashes: tuple[Clash, ...] = ()
    otherwise: tuple[Difference, ...] = ()
    created: tuple[str, ...] = ()
    unseen: tuple[Unseen, ...] = ()

    @cached_property
    def differences(self) -> list[Difference]:
        """What appeared, changed and went, in the terms of the plan."""
        return plan_differences(self.before, self.plan)

    def rows(self, way: Way) -> list[Difference]:
        """The differences of one way; what went with decisions is told by ``vanished``."""
        told = {(one.kind, one.name) for one in self.vanished}
        return [
            row
            for row in self.differences
            if row.way is way and not (way is Way.GONE and (row.kind, row.name) in told)
        ]


def merge(
    plan: Plan, imported: Plan, *, skipped: Iterable[str] = (), drop_vanished: bool = False
) -> Merge:
    """Replace the facts of a plan by those of an import and keep its decisions.

    ``skipped`` are the ends of the ARM ids of what the import met and could not use: such
    a thing has not vanished. ``drop_vanished`` takes away what vanished though something is
    decided about it, and those decisions. Raises :class:`InvalidInput` where the plan would
    mean nothing.
    """
    facts = with_facts(plan, imported, Scope(imported, skipped), drop_vanished)
    azure = record_of(facts, imported)
    merged, otherwise = _with_record(facts.plan, azure)
    if merged.source_region is None:
        merged = replace(merged, source_region=imported.source_region)
    _check(merged)
    return Merge(
        plan,
        plan if merged == plan else merged,
        facts.vanished,
        facts.clashes,
        tuple(otherwise),
        facts.created,
        facts.unseen,
    )


@dataclass(frozen=True, slots=True)
class Record:
    """The mappings and items of an import in the terms of the plan."""

    mappings: tuple[NetworkMapping, ...]
    items: tuple[ReplicatedItem, ...]


def record_of(facts: Facts, imported: Plan) -> Record:
    """What an import has of mappings and replicated items."""
    networks, machines = facts.networks.ids, facts.machines.ids
    mappings = tuple(
        mapping.model_copy(
            update={"source": networks[mapping.source], "target": networks[mapping.target]}
        )
        for mapping in imported.network_mappings
    )
    items = []
    for item in imported.replicated_items:
        id, test = machines[item.virtual_machine], item.test_failover_network
        update = {
            "virtual_machine": id,
            "failover_network": networks[item.failover_network],
            "test_failover_network": None if test is None else networks[test],
            **_renamed(item, facts.drafts[id]),
        }
        items.append(item.model_copy(update=update))
    return Record(mappings, tuple(items))


def _renamed(item: ReplicatedItem, draft: Draft) -> dict[str, object]:
    """The settings of an item of the import, by the plan's names of NICs."""
    if not draft.told:
        return {}
    places = [(row.network_interface, row.name) for row in item.ip_configurations]
    here = [draft.told.get(place, place) for place in places]
    return {
        "network_interfaces": tuple(
            row.model_copy(update={"name": draft.name_of(row.name)})
            for row in item.network_interfaces
        ),
        "ip_configurations": tuple(
            row.model_copy(update={"network_interface": nic, "name": name})
            for row, (nic, name) in zip(item.ip_configurations, here, strict=True)
        ),
    }


def _with_record(plan: Plan, azure: Record) -> tuple[Plan, list[Difference]]:
    """The plan with Azure's record, and where the two differ still."""
    networks = plan.virtual_networks
    pairs = mapping_pairs(plan.network_mappings, azure.mappings, networks)
    rows = [pair.row(networks) for pair in pairs if pair.mine and pair.azure]
    items, absent = _items(plan, azure)
    merged = replace(
        plan,
        network_mappings=merged_mappings(pairs, networks),
        replicated_items=plan.replicated_items.with_rows(items),
    )
    return merged, [
        *(row for row in rows if row is not None),
        *_disagreements(plan, merged, azure),
        *absent,
    ]


def _items(plan: Plan, azure: Record) -> tuple[list[ReplicatedItem], list[Difference]]:
    """The items of the plan with Azure's record, and those that Azure has no more."""
    there = {item.virtual_machine: item for item in azure.items}
    vaults = {vault_of(item.azure_id) for item in azure.items} - {None}
    items, absent = [], []
    for item in plan.replicated_items:
        theirs = there.get(item.virtual_machine)
        if theirs is not None:
            items.append(renewed(item, theirs, plan.machine(item.virtual_machine)))
        elif vault_of(item.azure_id) in vaults:
            absent.append(missing(item))
            items.append(forgotten(item))
        else:
            items.append(item)
    items += [item for item in azure.items if item.virtual_machine not in plan.replicated_items]
    return items, absent


def _disagreements(plan: Plan, merged: Plan, azure: Record) -> Iterator[Difference]:
    """Where an item of the plan and Azure's record of it come to something else."""
    both = [item for item in azure.items if item.virtual_machine in plan.replicated_items]
    if both:
        results = assign(merged)
        for item in both:
            mine = merged.replicated_items[item.virtual_machine]
            yield from Agreement(results, mine, item).differences()


def _check(plan: Plan) -> None:
    if found := [
        Fault(".".join(map(str, flaw.path)), flaw.message) for flaw in flaws(rows_of(plan))
    ]:
        raise InvalidInput("the merged plan", found)
