"""The facts of a plan replaced by those of an import; its decisions stay where they can."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from models.comparison import Kind
from models.findings import Subject
from models.findings.finding import ItemSubject
from models.merging.decided import Decided
from models.merging.fitting import Fitting
from models.merging.machines import Draft, Renewal, as_it_is, in_terms_of_the_plan
from models.merging.matching import Matching, matched
from models.merging.networks import Networks
from models.merging.occupants import Occupants
from models.merging.outcome import Clash, Unseen, Vanished, has
from models.merging.remaining import remaining_decisions
from models.merging.scope import Scope
from models.plan import Plan
from models.topology import (
    IpConfiguration,
    IpConfigurationId,
    NetworkInterface,
    Region,
    VirtualMachine,
    VirtualNetwork,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """A plan with the facts of an import, and what became of what the import does not have.

    ``networks`` and ``machines`` say which thing of the import is which of the plan, and
    ``drafts`` what the parts of each machine are called.
    """

    plan: Plan
    vanished: tuple[Vanished, ...]
    clashes: tuple[Clash, ...]
    created: tuple[str, ...]
    unseen: tuple[Unseen, ...]
    networks: Matching[VirtualNetwork]
    machines: Matching[VirtualMachine]
    drafts: Mapping[str, Draft]


def with_facts(plan: Plan, imported: Plan, scope: Scope, drop: bool) -> Facts:
    """The plan with the facts of an import.

    ``drop`` takes away what vanished also where something is decided about it.
    """
    found = again = _once(plan, imported, scope, drop)
    while any(clash.gone for clash in again.clashes):
        # with an IP configuration its settings went, and what else they kept may go as well
        again = _once(again.plan, imported, scope, drop)
        found = _after(found, again)
    return replace(found, vanished=tuple(_as_it_came(found)))


def _after(first: Facts, second: Facts) -> Facts:
    """What came of two rounds, the later one on what the earlier one made."""
    told = {(one.kind, one.name) for one in first.vanished}
    more = [one for one in second.vanished if (one.kind, one.name) not in told]
    return replace(
        second,
        vanished=(*first.vanished, *more),
        clashes=(*first.clashes, *second.clashes),
        created=first.created,
    )


def _as_it_came(facts: Facts) -> Iterator[Vanished]:
    """What vanished; of what was to be kept, whether it could be."""
    for one in facts.vanished:
        if one.kept and not has(facts.plan, one.kind, one.subject, one.name):
            yield replace(one, kept=False, reason="the subnet that it stood in cannot be kept")
        else:
            yield one


def _once(plan: Plan, imported: Plan, scope: Scope, drop: bool) -> Facts:
    networks = matched(plan.virtual_networks, imported.virtual_networks)
    machines = Machines(plan, imported, networks, scope, drop)
    drafts = list(machines.drafts())
    occupants = Occupants()
    for draft in drafts:
        occupants.add(draft.machine, draft.own | draft.remembered)
    merging = Networks(plan, networks, scope, occupants, drop)
    table = plan.virtual_networks.with_rows(merging.merged())
    fitting = Fitting(table, drafts)
    fitted = {draft.machine.id: fitting.fitted(draft) for draft in drafts}
    standing = replace(
        plan,
        virtual_networks=table,
        virtual_machines=plan.virtual_machines.with_rows(
            draft.machine for draft in fitted.values()
        ),
        regions=(*plan.regions, *_regions(plan, imported)),
    )
    vanished = (*merging.vanished, *machines.vanished)
    return Facts(
        remaining_decisions(standing, fitted, vanished),
        vanished,
        tuple(fitting.clashes),
        tuple(merging.created),
        tuple(merging.unseen),
        networks,
        machines.matching,
        fitted,
    )


class Machines:
    """Merges the machines of a plan; notes what vanished of that about which it decides."""

    def __init__(
        self,
        plan: Plan,
        imported: Plan,
        networks: Matching[VirtualNetwork],
        scope: Scope,
        drop: bool,
    ) -> None:
        self.vanished: list[Vanished] = []
        self.matching = matched(plan.virtual_machines, imported.virtual_machines)
        self._plan = plan
        self._networks = networks.ids
        self._scope = scope
        self._drop = drop
        self._decided = Decided(plan)

    def drafts(self) -> Iterator[Draft]:
        """The machines in the order of the plan, those that are new last."""
        for mine in self._plan.virtual_machines:
            theirs = self.matching.found.get(mine.id)
            if theirs is not None:
                there = in_terms_of_the_plan(theirs, mine.id, self._networks)
                yield Renewal(mine, there, partial(self._part_stays, mine)).draft()
            elif not self._scope.covers(mine) or self._stays(mine):
                yield as_it_is(mine)
        for id, theirs in self.matching.new.items():
            yield Draft(in_terms_of_the_plan(theirs, id, self._networks))

    def _stays(self, mine: VirtualMachine) -> bool:
        """Whether a machine stays in the plan that the import no longer has."""
        decisions = self._decided.of_machine(mine)
        return self._kept(Kind.MACHINE, ItemSubject(mine.id), mine.id, decisions)

    def _part_stays(
        self, machine: VirtualMachine, nic: NetworkInterface, ip: IpConfiguration | None
    ) -> bool:
        """The same for a NIC of a machine that the import has, or an IP configuration of it."""
        if ip is None:
            if not self._scope.covers_interface(nic):
                return True
            decided = self._decided.sets_interface(machine.id, nic.name)
            name = f"{machine.id}/{nic.name}"
            return self._kept(Kind.NIC, ItemSubject(machine.id), name, _settings(decided))
        id = IpConfigurationId(machine.id, nic.name, ip.name)
        decided = self._decided.sets_configuration(*id)
        return self._kept(Kind.IP_CONFIGURATION, id, str(id), _settings(decided))

    def _kept(self, kind: Kind, subject: Subject, name: str, decisions: tuple[str, ...]) -> bool:
        kept = bool(decisions) and not self._drop
        if decisions:
            self.vanished.append(Vanished(kind, subject, name, decisions, kept))
        return kept


def _settings(decided: bool) -> tuple[str, ...]:
    return ("network settings",) if decided else ()


def _regions(plan: Plan, imported: Plan) -> tuple[Region, ...]:
    """The regions of the import that the plan does not have, nor the catalogue."""
    known = {region.name for region in plan.regions}
    return tuple(region for region in imported.regions if region.name not in known)
