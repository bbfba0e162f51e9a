"""Finds networks, subnets and machines by name or by any of their addresses."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from functools import partial
from heapq import nsmallest
from time import thread_time
from typing import NamedTuple

from textual.command import Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher

from models.assignment import Scenario
from models.changes import result_address
from models.findings import Subject
from models.findings.finding import NetworkSubject, SubnetSubject
from models.session import Session
from tui.address_labels import prefixes
from tui.gradual import REST, SLICE
from tui.screens.plan_screen import PlanScreen
from tui.shown import shown

MOST = 40
"""How many things are offered: nobody reads on, and each costs time to show."""
AT_ONCE = 100
"""How many things are looked at before it is seen whether the screen has to get its turn."""


class Named(NamedTuple):
    """A thing of the plan, and the line by which it is found."""

    subject: Subject
    line: str


class FindInPlan(Provider):
    """Offers the things of the plan in the command palette."""

    _named: Sequence[Named] = ()

    async def startup(self) -> None:
        """Write down what there is to find, once for as long as the palette is open."""
        if isinstance(self.screen, PlanScreen):
            self._named = [one async for one in _in_turns(things(self.screen.session))]

    async def search(self, query: str) -> Hits:
        """The things whose names or addresses match best."""
        screen = self.screen
        if not isinstance(screen, PlanScreen):
            return
        matcher = self.matcher(query)
        for one in await self._best(query.casefold().strip()):
            if (score := matcher.match(one.line)) > 0:
                score += query in one.line.split()  # an address before those that look like it
                go = partial(screen.go_home, one.subject)
                yield Hit(score, _highlighted(one.line, matcher), go)

    async def _best(self, query: str) -> list[Named]:
        """The likeliest things. Weighing each as the palette does would take seconds."""
        letters = re.compile(".*?".join(map(re.escape, query.replace(" ", ""))))
        holding: list[tuple[tuple[bool, int, int], Named]] = []
        like: list[Named] = []
        async for one in _in_turns(iter(self._named)):
            line = one.line.casefold()
            if (place := line.find(query)) >= 0:
                holding.append(((query not in line.split(), place, len(line)), one))
            elif len(like) < MOST and letters.search(line):
                like.append(one)
        best = nsmallest(MOST, holding, key=lambda pair: pair[0])
        return [*(one for _, one in best), *like][:MOST]


async def _in_turns(named: Iterator[Named]) -> AsyncIterator[Named]:
    until = thread_time() + SLICE
    for number, one in enumerate(named):
        if number % AT_ONCE == 0 and thread_time() >= until:
            await asyncio.sleep(REST)
            until = thread_time() + SLICE
        yield one


def things(session: Session) -> Iterator[Named]:
    """Every network, subnet and IP configuration of the plan, each in a line."""
    plan = session.plan
    for network in plan.virtual_networks:
        yield Named(NetworkSubject(network.id), shown(f"{network.id}  {prefixes(network)}"))
        for subnet in network.subnets:
            subject = SubnetSubject(network.id, subnet.name)
            yield Named(subject, shown(f"{network.id} / {subnet.name}  {prefixes(subnet)}"))
    for machine in plan.virtual_machines:
        for id, ip in machine.in_failover_order:
            results = [
                result_address(session.assignments.of(id, scenario)) for scenario in Scenario
            ]
            there = dict.fromkeys(address for address in results if address)
            yield Named(id, shown(f"{id}  {ip.address or ''} → {' '.join(there)}"))


def _highlighted(line: str, matcher: Matcher) -> Content:
    """The line with what was found in it; the matcher itself would read it as markup."""
    content = Content(line)
    for offset in matcher.fuzzy_search.match(matcher.query, line)[1]:
        content = content.stylize(matcher.match_style, offset, offset + 1)
    return content
