"""Finds networks, subnets and machines by name or by any of their addresses."""

from collections.abc import Iterator
from functools import partial

from textual.command import Hit, Hits, Provider

from models.assignment import Scenario
from models.changes import result_address
from models.findings import Subject
from models.findings.finding import NetworkSubject, SubnetSubject
from models.session import Session
from tui.labels import prefixes
from tui.screens.plan_screen import PlanScreen
from tui.shown import shown


class FindInPlan(Provider):
    """Offers the things of the plan in the command palette."""

    async def search(self, query: str) -> Hits:
        """The things whose names or addresses match."""
        screen = self.screen
        if not isinstance(screen, PlanScreen):
            return
        matcher = self.matcher(query)
        for subject, words in _things(screen.session):
            line = shown(words)
            if (score := matcher.match(line)) > 0:
                score += query in line.split()  # an address before those that look like it
                yield Hit(score, matcher.highlight(line), partial(screen.go_home, subject))


def _things(session: Session) -> Iterator[tuple[Subject, str]]:
    plan = session.plan
    for network in plan.virtual_networks:
        yield NetworkSubject(network.id), f"{network.id}  {prefixes(network)}"
        for subnet in network.subnets:
            subject = SubnetSubject(network.id, subnet.name)
            yield subject, f"{network.id} / {subnet.name}  {prefixes(subnet)}"
    for machine in plan.virtual_machines:
        for id, ip in machine.in_failover_order:
            results = [
                result_address(session.assignments.of(id, scenario)) for scenario in Scenario
            ]
            there = dict.fromkeys(address for address in results if address)
            yield id, f"{id}  {ip.address or ''} → {' '.join(there)}"
