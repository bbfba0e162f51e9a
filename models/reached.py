"""Which subnets an edit reached: what a screen has to look at again, and nothing else."""

from collections.abc import Iterable, Iterator

from models.assign import Assignments
from models.assignment import Assignment
from models.changes import Change
from models.findings.finding import ItemSubject, SubnetSubject
from models.occupancy import subnets_of
from models.plan import Plan
from models.rules.subnets import SubnetKey, subnet_key
from models.topology import IpConfigurationId


def subnets_reached(change: Change, assignments: Assignments) -> set[SubnetKey]:
    """The subnets where something else may stand, land or be said than before an edit.

    For edits that leave networks and policy as they are; ``assignments`` are those after it.
    """
    plan = assignments.plan
    machines = set(change.touched.items | change.touched.machines)
    found = set(_about_subnets(change, machines))
    for scenario, results in change.results.items():
        machines |= {id.virtual_machine for id in results}
        now = (assignments.of(id, scenario) for id in results)
        found.update(_landing((*results.values(), *now)))
    for id in machines:
        for machine in filter(
            None, (one.virtual_machines.get(id) for one in (change.before, plan))
        ):
            found |= subnets_of(machine)
        if id in plan.virtual_machines:
            for results_of_one in assignments.of_machine(id):
                found.update(_landing(results_of_one))
    found.update(_of_networks(plan, _other_parts(change, plan)))
    return found


def _about_subnets(change: Change, machines: set[str]) -> Iterator[SubnetKey]:
    """The subnets that findings are about which came or went; machines are added to others."""
    for finding in (*change.findings.come, *change.findings.gone):
        match finding.subject:
            case SubnetSubject(network, name):
                yield subnet_key(network, name)
            case IpConfigurationId(virtual_machine=id) | ItemSubject(virtual_machine=id):
                machines.add(id)


def _landing(results: Iterable[Assignment | None]) -> Iterator[SubnetKey]:
    for result in results:
        if result is not None and result.network and result.subnet:
            yield subnet_key(result.network, result.subnet)


def _other_parts(change: Change, plan: Plan) -> Iterator[str]:
    """The networks that a machine no longer goes to, or now does: they may be for tests only."""
    for id in change.touched.items:
        before, after = (
            {item.failover_network, item.test_failover_network} if item else set()
            for item in (change.before.item(id), plan.item(id))
        )
        yield from filter(None, before ^ after)


def _of_networks(plan: Plan, networks: Iterable[str]) -> Iterator[SubnetKey]:
    for id in set(networks):
        if (network := plan.virtual_networks.get(id)) is not None:
            yield from ((id, subnet.key) for subnet in network.subnets)
