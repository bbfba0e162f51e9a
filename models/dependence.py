"""Which replicated items depend on which network: what an edit of one reaches."""

from models.roster import Roster
from models.routes import Route, Routes


class Dependence:
    """Questions about machines and networks that the routes of a plan answer."""

    def __init__(self, routes: Routes, roster: Roster) -> None:
        """``roster`` says who goes each route."""
        self._routes, self._roster = routes, roster

    def users(self, network: str) -> set[str]:
        """The machines of the replicated items that a network matters to, in any role."""
        users = self.standing(network)
        for journey in self._routes.leading_to(network):
            users |= journey.without_nics
            for route in journey.routes.values():
                users |= self._machines(route)
        return users

    def standing(self, network: str) -> set[str]:
        """The replicated machines that stand in a network today."""
        standing: set[str] = set()
        for route in self._routes.out_of(network):
            if route.journey.replicated:
                standing.update(self._machines(route))
        return standing

    def is_used(self, network: str) -> bool:
        """Whether a network matters to a replicated item in any role."""
        return self.is_left(network) or any(
            journey.made for journey in self._routes.leading_to(network)
        )

    def is_left(self, network: str) -> bool:
        """Whether a replicated machine stands in a network today."""
        return any(
            route.journey.replicated and route.members for route in self._routes.out_of(network)
        )

    def only_tests(self, network: str) -> bool:
        """Whether items are tested in a network and none fails over to it."""
        journeys = [one for one in self._routes.leading_to(network) if one.made]
        return bool(journeys) and all(one.failover_network != network for one in journeys)

    @property
    def regions(self) -> frozenset[str]:
        """The regions that replicated machines run in today."""
        return frozenset(
            journey.region
            for journey in self._routes.journeys
            if journey.replicated and journey.made
        )

    def _machines(self, route: Route) -> set[str]:
        ids = self._roster.ids
        return {ids[number].virtual_machine for number in route.members}
