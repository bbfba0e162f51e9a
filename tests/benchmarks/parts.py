"""How a plan falls into parts that know nothing of one another, and what that is worth.

``python -m tests.benchmarks.parts [NICs ...]`` computes everything at once, part after part,
and with a process for each CPU, in turns. The processes keep their results, as services would.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

from models.assign import Assignments
from models.plan import Plan
from models.topology import VirtualMachine
from tests.benchmarks.estates import estate
from tests.benchmarks.paired import AGAIN, Work, between, interleaved, middle, noise, ratios, short

SIZES = (10_000, 100_000)
ROUNDS = 5
NOWHERE = ""
"""The group of machines that no network matters to."""
Row = TypeVar("Row")


class Groups:
    """Networks that results depend on together, found by joining a few at a time."""

    def __init__(self) -> None:
        """Every network stands alone."""
        self._leads: dict[str, str] = {}

    def of(self, network: str) -> str:
        """The network that stands for all of its group."""
        while network in self._leads:
            network = self._leads[network]
        return network

    def join(self, networks: Sequence[str]) -> None:
        """Make one group of these and of those they are with already."""
        leads = dict.fromkeys(map(self.of, networks))
        for lead in list(leads)[1:]:
            self._leads[lead] = next(iter(leads))


def parts(plan: Plan) -> list[Plan]:
    """The plan in as many parts as there can be; each has all that its results depend on.

    Networks belong together where a machine stands in them, fails over or is tested there,
    and where a mapping leads from one to the other. Policy and regions are in every part, and
    rows keep their order, which is the order of F6.
    """
    groups = Groups()
    needed = {machine.id: _needed(plan, machine) for machine in plan.virtual_machines}
    for networks in needed.values():
        groups.join(networks)
    for mapping in plan.network_mappings:
        groups.join([mapping.source, mapping.target])
    leads = {id: groups.of(networks[0]) if networks else NOWHERE for id, networks in needed.items()}
    networks_of = split(plan.virtual_networks, lambda network: groups.of(network.id))
    machines_of = split(plan.virtual_machines, lambda machine: leads[machine.id])
    items_of = split(plan.replicated_items, lambda item: leads[item.virtual_machine])
    mappings_of = split(plan.network_mappings, lambda mapping: groups.of(mapping.source))
    return [
        replace(
            plan,
            virtual_networks=plan.virtual_networks.with_rows(networks_of[lead]),
            virtual_machines=plan.virtual_machines.with_rows(machines_of[lead]),
            replicated_items=plan.replicated_items.with_rows(items_of[lead]),
            network_mappings=tuple(mappings_of[lead]),
        )
        for lead in {**networks_of, **machines_of}
    ]


def _needed(plan: Plan, machine: VirtualMachine) -> list[str]:
    """Every network that matters to a machine."""
    networks = [ip.network for _, ip in machine.in_failover_order]
    if (item := plan.item(machine.id)) is not None:
        networks.append(item.failover_network)
        if item.test_failover_network is not None:
            networks.append(item.test_failover_network)
    return networks


def split(rows: Iterable[Row], lead_of: Callable[[Row], str]) -> defaultdict[str, list[Row]]:
    """Rows by the group they belong to, in their order."""
    found = defaultdict[str, list[Row]](list)
    for row in rows:
        found[lead_of(row)].append(row)
    return found


def served(plans: Iterable[Plan]) -> int:
    """Compute plans one after the other; how many IP configurations are replicated in them."""
    return sum(sum(1 for _ in Assignments(plan).in_order()) for plan in plans)


_held: list[Plan] = []
"""The parts; processes are forked and so inherit them, and nothing has to be sent."""


def _served_of_held(first: int, step: int) -> int:
    return served(_held[first::step])


def in_processes(count: int) -> int:
    """Compute the parts that are held, shared out to so many new processes."""
    with ProcessPoolExecutor(count, get_context("fork")) as pool:
        return sum(pool.map(_served_of_held, range(count), [count] * count))


def main(sizes: tuple[int, ...]) -> None:
    """Print what each way takes."""
    count = os.cpu_count() or 1
    for nics in sizes:
        plan = estate(nics)
        _held[:] = parts(plan)
        expected = served([plan])
        works: dict[str, Work] = {
            "all at once": partial(_checked, expected, partial(served, [plan])),
            "part after part": partial(_checked, expected, partial(served, _held)),
            f"in {count} processes": partial(_checked, expected, partial(in_processes, count)),
        }
        times = interleaved(works, ROUNDS)
        print(f"{nics:,} NICs in {len(_held)} parts")
        for name in times:
            if name != AGAIN:
                each = short(middle(times, name) / 1e6)
                print(f"  {name:16}{each:>8} ms   {between(ratios(times, name))}")
        print(f"  {noise(times)}")


def _checked(expected: int, work: Callable[[], int]) -> None:
    found = work()
    if found != expected:
        raise AssertionError(f"{found} are served, and {expected} in the whole plan")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
