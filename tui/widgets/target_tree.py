"""The target region: each subnet as it will be, with who gets which address."""

from collections.abc import Iterator

from rich.text import Text

from models.assignment import Holder, Scenario
from models.findings.finding import NetworkSubject, SubnetSubject
from models.rules.availability import usable_count
from models.rules.subnets import is_reserved, subnet_key
from models.status import Status, status
from models.topology import IpConfigurationId, State, Subnet
from tui.address_labels import host_part, prefixes, shortest_prefix
from tui.labels import text
from tui.signs import ROLE, SIGNS, STYLES
from tui.widgets.network_tree import NetworkTree, Thing


class TargetTree(NetworkTree):
    """What will stand in the target region after a failover, or during a test."""

    def label_of(self, thing: NetworkSubject | SubnetSubject) -> Text:
        """How a network or a subnet is shown."""
        plan = self.session.plan
        if isinstance(thing, NetworkSubject):
            network = plan.network(thing.id)
            marks = [
                mark
                for mark, applies in (
                    ("planned", network.state is State.PLANNED),
                    ("test", self.session.assignments.serves(thing.id) is Scenario.TEST_FAILOVER),
                    ("⇄", bool(plan.mappings_from(thing.id))),
                )
                if applies
            ]
            roles = (f" {' '.join(marks)}" if marks else "", ROLE)
            return text(network.id, self.mark(thing), roles, " ", (prefixes(network), "dim"))
        return self._subnet_label(thing)

    def addresses_in(self, subnet: SubnetSubject) -> Iterator[tuple[Thing | None, Text]]:
        """Every address of a subnet that somebody has, lowest first, then who has none."""
        plan, assignments = self.session.plan, self.session.assignments
        scenario = self.session.assignments.serves(subnet.network)
        key = subnet_key(subnet.network, subnet.name)
        found = plan.network(subnet.network).subnet(subnet.name)
        holders: list[tuple[int, Holder, bool]] = [
            (address, holder, False)
            for address, holder in assignments.occupied(key, scenario).items()
        ]
        nothing = []
        for id in assignments.landing_in(key, scenario):
            result = assignments.of(id, scenario)
            if result is not None and result.address is not None:
                holders.append((result.address, id, True))
            else:
                nothing.append(id)
        for address, holder, lands in sorted(holders, key=lambda held: held[0]):
            if lands and isinstance(holder, IpConfigurationId):
                yield holder, self._address_label(holder, subnet)
            else:
                host = host_part(address, shortest_prefix(found))
                name = plan.short_name(holder) if isinstance(holder, tuple) else holder
                yield None, text((f"{host} {name} (in use)", "dim"))
        for id in nothing:
            yield id, self._address_label(id, subnet)

    def holder_of(self, id: IpConfigurationId) -> SubnetSubject | None:
        """The subnet an IP configuration lands in, at failover or else at test failover."""
        for scenario in (Scenario.FAILOVER, Scenario.TEST_FAILOVER):
            result = self.session.assignments.of(id, scenario)
            if result is not None and result.network and result.subnet:
                network = self.session.plan.network(result.network)
                if network.region == self.shown_region:
                    return SubnetSubject(result.network, result.subnet)
        return None

    def _subnet_label(self, thing: SubnetSubject) -> Text:
        plan, assignments = self.session.plan, self.session.assignments
        subnet = plan.network(thing.network).subnet(thing.name)
        if subnet is None:
            return text(thing.name)
        if is_reserved(subnet):
            return text(thing.name, " ", (f"{prefixes(subnet)} kept by Azure", "dim"))
        scenario = self.session.assignments.serves(thing.network)
        key = subnet_key(thing.network, thing.name)
        used = assignments.served(key, scenario).given + len(assignments.occupied(key, scenario))
        usable = usable_count(subnet)
        style = STYLES[Status.UNASSIGNED] if used >= usable else "dim"
        share = (f" {used}/{usable}", style)
        return text(thing.name, self.mark(thing), share, " ", (prefixes(subnet), "dim"))

    def _address_label(self, id: IpConfigurationId, subnet: SubnetSubject) -> Text:
        plan = self.session.plan
        scenario = self.session.assignments.serves(subnet.network)
        result = self.session.assignments.of(id, scenario)
        now = status(plan.ip_configuration(id), result)
        address = "none"
        if result is not None and result.address is not None:
            found: Subnet | None = plan.network(subnet.network).subnet(subnet.name)
            address = host_part(result.address, shortest_prefix(found))
        return text(
            (SIGNS[now], STYLES[now]),
            self.mark(id) or " ",
            " ",
            (f"{address:<5}", STYLES[now]),
            plan.short_name(id),
        )
