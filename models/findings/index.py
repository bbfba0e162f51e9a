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
from models.findings.overlaps import overlap_findings
from models.findings.regions import plan_findings
from models.findings.turnover import GRAVITY, Turnover
from models.occupancy import subnets_of
from models.regions import RegionCatalogue, catalogue
from models.rules.peering import peers_of
from models.rules.subnets import SubnetKey, subnet_key
from models.topology import IpConfigurationId
from models.touched import Touched


class FindingIndex:
    """The findings of a plan; kept right by :meth:`update` after the engine's own."""

    def __init__(self, assignments: Assignments, regions: RegionCatalogue | None = None) -> None:
        """Look at everything once."""
        self._assignments = assignments
        self._seen = assignments.plan
        self._regions = regions or catalogue()
        self._start()

    def all(self) -> list[Finding]:
        """Every finding: the gravest first, then the plan, networks, subnets, machines."""
        found, plan = [*self._of_plan, *self._of_networks], self._assignments.plan
        for network in plan.virtual_networks:
            for subnet in network.subnets:
                found += self._of_subnets.get((network.id, subnet.key), ())
        for machine in plan.virtual_machines:
            found += self._of_machines.get(machine.id, ())
        return sorted(found, key=lambda finding: GRAVITY[finding.severity])

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
        machines, subnets = self._reached(touched, changed)
        networks = self._reaches_the_networks(touched)
        found = self._held(machines, subnets, networks)
        self._look_at_machines(machines)
        for key in subnets:
            self._look_at_subnet(key)
        if networks:
            self._look_at_networks()
        self._look_at_plan()
        self._seen = self._assignments.plan
        return Turnover(found, self._held(machines, subnets, networks))

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

    def _reaches_the_networks(self, touched: Touched) -> bool:
        items = self._assignments.plan.replicated_items
        others = {id for id in touched.items if (id in items) != (id in self._items)}
        return bool(others or touched.networks or touched.mappings or touched.machines)

    def _start(self) -> None:
        plan = self._assignments.plan
        self._seen = plan
        self._regions_expected: frozenset[str] = self._source_regions()
        self._of_machines: dict[str, tuple[Finding, ...]] = {}
        self._of_subnets: dict[SubnetKey, tuple[Finding, ...]] = {}
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

    def _reached(self, touched: Touched, changed: Changed) -> tuple[list[str], list[SubnetKey]]:
        """The machines, as the plan has them, and the subnets whose findings may be others now."""
        assignments = self._assignments
        machines = set(touched.items | touched.machines)
        networks, subnets = set(touched.networks), set[SubnetKey]()
        for plan in (self._seen, assignments.plan):
            for network in filter(None, map(plan.virtual_networks.get, touched.networks)):
                networks.update(peer.id for peer in peers_of(plan, network))
                subnets.update((network.id, subnet.key) for subnet in network.subnets)
            for machine in filter(None, map(plan.virtual_machines.get, touched.machines)):
                subnets |= subnets_of(machine)
        for id in networks:
            machines |= assignments.users(id)
        for scenario, results in changed.items():
            for ip, old in results.items():
                machines.add(ip.virtual_machine)
                for result in (old, assignments.of(ip, scenario)):
                    if result is not None and result.network and result.subnet:
                        subnets.add(subnet_key(result.network, result.subnet))
        rows = assignments.plan.virtual_machines

        def place(id: str) -> tuple[bool, int, str]:
            return id not in rows, rows.position(id) if id in rows else 0, id

        return sorted(machines, key=place), sorted(subnets)

    def _look_at_machines(self, ids: Iterable[str]) -> None:
        machines = self._assignments.plan.virtual_machines
        for id in ids:
            machine = machines.get(id)
            found = (
                tuple(machine_findings(self._assignments, machine, self._regions_expected))
                if machine
                else ()
            )
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
        self._items = frozenset(self._assignments.plan.replicated_items.keys())
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
