"""All findings of a plan, kept by what they are about, so that an edit redoes few of them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from models.assign import Assignments, Changed
from models.findings.finding import (
    Finding,
    ItemSubject,
    MappingSubject,
    NetworkSubject,
    Subject,
    SubnetSubject,
)
from models.findings.items import machine_findings
from models.findings.mappings import mapping_findings
from models.findings.networks import network_findings, subnet_findings
from models.findings.ordered import Ordered, Place
from models.findings.overlaps import overlap_findings
from models.findings.reach import Reach
from models.findings.regions import plan_findings
from models.findings.surroundings import Surroundings
from models.findings.turnover import GRAVITY, Turnover
from models.memory import garbage_collected_later
from models.regions import RegionCatalogue, catalogue
from models.rules.subnets import SubnetKey, subnet_key
from models.topology import IpConfigurationId
from models.touched import Touched

PLAN, NETWORKS, SUBNETS, MACHINES = ((place,) for place in range(4))
"""Where findings stand among those equally grave."""
FEW = 1000
"""Up to how many things are put in place one by one."""


class FindingIndex:
    """The findings of a plan; kept right by :meth:`update` after the engine's own."""

    def __init__(self, assignments: Assignments, regions: RegionCatalogue | None = None) -> None:
        """Look at everything once."""
        self._assignments = assignments
        self._seen = assignments.plan
        self._regions = regions or catalogue()
        self._ordered: Ordered | None = None
        self._start()

    def all(self) -> list[Finding]:
        """Every finding: the gravest first, then the plan, networks, subnets, machines."""
        if self._ordered is None:
            self._ordered = Ordered(self._groups())
        return self._ordered.all()

    def about(self, subject: Subject) -> list[Finding]:
        """The findings about one thing, gravest first.

        An IP configuration has those of its replicated item too, a network those of the
        mappings that lead from it.
        """
        found = [*self._about_networks.get(subject, ())]
        if isinstance(subject, IpConfigurationId):
            item = ItemSubject(subject.virtual_machine)
            of_machine = self._of_machines.get(subject.virtual_machine, ())
            found += [finding for finding in of_machine if finding.subject in (subject, item)]
        elif isinstance(subject, SubnetSubject):
            found += self._of_subnets.get(subnet_key(subject.network, subject.name), ())
        return sorted(found, key=lambda finding: GRAVITY[finding.severity])

    def update(self, touched: Touched, changed: Changed) -> Turnover:
        """Look again at what an edit may have changed; which findings are others then."""
        if touched.everything or self._source_regions() != self._regions_expected:
            everything = self._everything()
            self._start()
            return Turnover([everything], [self._everything()])
        reach = Reach(self._seen, self._assignments, touched, self._before_and_after())
        machines, subnets = reach.machines(changed), reach.subnets(changed)
        networks = reach.networks
        found = self._held(machines, subnets, networks)
        self._look_at_machines(machines)
        for key in subnets:
            self._look_at_subnet(key)
        if networks:
            self._look_at_networks()
        if reach.whole:
            self._look_at_plan()
        self._seen = self._assignments.plan
        self._reorder(touched, machines, subnets)
        return Turnover(found, self._held(machines, subnets, networks))

    def _groups(self) -> Iterator[tuple[Place, Sequence[Finding]]]:
        """What is known of each thing, in the order of the plan."""
        plan = self._assignments.plan
        yield PLAN, self._of_plan
        yield NETWORKS, self._of_networks
        for position, network in enumerate(plan.virtual_networks):
            for number, subnet in enumerate(network.subnets):
                found = self._of_subnets.get((network.id, subnet.key), ())
                yield (*SUBNETS, position, number), found
        for position, machine in enumerate(plan.virtual_machines):
            yield (*MACHINES, position), self._of_machines.get(machine.id, ())

    def _reorder(
        self, touched: Touched, machines: Sequence[str], subnets: Sequence[SubnetKey]
    ) -> None:
        """Keep the order right; from scratch, when next asked for, where that is quicker."""
        if touched.networks or touched.machines or len(machines) + len(subnets) > FEW:
            self._ordered = None
        if self._ordered is None:
            return
        plan = self._assignments.plan
        self._ordered.put(PLAN, self._of_plan)
        self._ordered.put(NETWORKS, self._of_networks)
        for id, subnet in subnets:
            keys = [one.key for one in plan.network(id).subnets]
            if subnet in keys:
                position = plan.virtual_networks.position(id)
                found = self._of_subnets.get((id, subnet), ())
                self._ordered.put((*SUBNETS, position, keys.index(subnet)), found)
        for machine in machines:
            position = plan.virtual_machines.position(machine)
            self._ordered.put((*MACHINES, position), self._of_machines.get(machine, ()))

    def _everything(self) -> list[Finding]:
        """What is known, also of things that the plan no longer has."""
        of_things = (*self._of_subnets.values(), *self._of_machines.values())
        return [*self._of_plan, *self._of_networks, *chain.from_iterable(of_things)]

    def _held(
        self, machines: Iterable[str], subnets: Iterable[SubnetKey], networks: bool
    ) -> list[Sequence[Finding]]:
        """What is known of the plan, of the networks, and of some subnets and machines."""
        return [
            self._of_plan,
            self._of_networks if networks else (),
            *(self._of_subnets.get(key, ()) for key in subnets),
            *(self._of_machines.get(id, ()) for id in machines),
        ]

    def _start(self) -> None:
        plan = self._assignments.plan
        self._ordered = None
        self._seen = plan
        self._regions_expected: frozenset[str] = self._source_regions()
        self._of_machines: dict[str, tuple[Finding, ...]] = {}
        self._of_subnets: dict[SubnetKey, tuple[Finding, ...]] = {}
        self._surroundings = Surroundings(plan.virtual_networks)
        with garbage_collected_later():
            self._look_at_machines(plan.virtual_machines.keys())
        for network in plan.virtual_networks:
            for subnet in network.subnets:
                self._look_at_subnet((network.id, subnet.key))
        self._look_at_networks()
        self._look_at_plan()

    def _source_regions(self) -> frozenset[str]:
        """The regions whose machines are expected to be replicated."""
        shown = self._assignments.plan.source_region
        return self._assignments.source_regions | ({shown} if shown else set())

    def _before_and_after(self) -> Sequence[Surroundings]:
        """What the networks were and what they are, once each."""
        before, networks = self._surroundings, self._assignments.plan.virtual_networks
        if networks is before.networks:
            return (before,)
        self._surroundings = Surroundings(networks)
        return before, self._surroundings

    def _look_at_machines(self, ids: Iterable[str]) -> None:
        machines = self._assignments.plan.virtual_machines
        regions, surroundings = self._regions_expected, self._surroundings
        for id in ids:
            machine = machines.get(id)
            found: tuple[Finding, ...] = ()
            if machine is not None:
                found = tuple(machine_findings(self._assignments, machine, regions, surroundings))
            if found:
                self._of_machines[id] = found
            else:
                self._of_machines.pop(id, None)

    def _look_at_subnet(self, key: SubnetKey) -> None:
        if found := tuple(subnet_findings(self._assignments, key)):
            self._of_subnets[key] = found
        else:
            self._of_subnets.pop(key, None)

    def _look_at_plan(self) -> None:
        regions = self._regions.with_regions(self._assignments.plan.regions)
        self._of_plan = tuple(plan_findings(self._assignments, regions))

    def _look_at_networks(self) -> None:
        self._of_networks = tuple(self._network_findings())
        self._about_networks: dict[Subject, list[Finding]] = {}
        for finding in self._of_networks:
            about = finding.subject
            if isinstance(about, MappingSubject):
                about = NetworkSubject(about.source)
            self._about_networks.setdefault(about, []).append(finding)

    def _network_findings(self) -> Iterator[Finding]:
        plan = self._assignments.plan
        yield from mapping_findings(plan)
        for network in plan.virtual_networks:
            yield from network_findings(self._assignments, network, self._regions_expected)
        yield from overlap_findings(plan)


def findings(assignments: Assignments) -> list[Finding]:
    """Every finding of a plan, the gravest first."""
    return FindingIndex(assignments).all()
