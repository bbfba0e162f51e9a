"""Every IP configuration of a plan as one row of a list, kept right while the plan is edited."""

from collections.abc import Iterator
from typing import NamedTuple

from models.addresses import address_text
from models.assignment import Assignment, Scenario
from models.findings import Code, Severity, Subject
from models.findings.finding import ItemSubject, MappingSubject, NetworkSubject, SubnetSubject
from models.plan import Plan, ReplicatedItem
from models.rules.subnets import subnet_key
from models.session import Change, Session
from models.status import Status, status
from models.topology import IpConfiguration, IpConfigurationId, VirtualMachine


class Listed(NamedTuple):
    """One IP configuration and everything that a list says of it.

    ``turn`` counts the rows from 0: replicated ones in the order of F6, then the others as
    the plan has them. ``name`` is the shortest that no other of its machine has too,
    ``subnet`` where it stands today, ``item`` and the results ``None`` where there are none.
    ``codes`` are those of the findings about it or about its replicated item, ``regions``
    where it runs and where it goes. ``addresses`` are its own and those it gets, ``numbers``
    the same as versions and integers. ``words`` is what free text is looked for in, casefolded.
    """

    id: IpConfigurationId
    turn: int
    name: str
    ip: IpConfiguration
    subnet: str
    item: ReplicatedItem | None
    failover: Assignment | None
    test_failover: Assignment | None
    failback: Assignment | None
    status: Status
    codes: frozenset[Code]
    regions: frozenset[str]
    addresses: tuple[str, ...]
    numbers: tuple[tuple[int, int], ...]
    words: str

    def result(self, scenario: Scenario) -> Assignment | None:
        """What it gets in a scenario."""
        if scenario is Scenario.FAILOVER:
            return self.failover
        return self.test_failover if scenario is Scenario.TEST_FAILOVER else self.failback

    def is_about(self, subject: Subject) -> bool:
        """Whether a row belongs to a thing of the plan: to a network, where it stands or goes."""
        match subject:
            case IpConfigurationId():
                return self.id == subject
            case ItemSubject():
                return self.id.virtual_machine == subject.virtual_machine
            case NetworkSubject():
                goes = self.item is not None and self.item.failover_network == subject.id
                return goes or self.ip.network == subject.id
            case SubnetSubject():
                key = subnet_key(subject.network, subject.name)
                there = self.failover
                goes = there is not None and (there.network, _folded(there.subnet)) == key
                return goes or subnet_key(self.ip.network, self.ip.subnet) == key
            case MappingSubject():
                return self.ip.network == subject.source
            case _:
                return False

    @property
    def gravest(self) -> Severity | None:
        """How grave the gravest finding about it is."""
        severities = {code.severity for code in self.codes}
        return next((severity for severity in Severity if severity in severities), None)


class Listing:
    """The rows of a plan that is open; :meth:`follow` looks again at what an edit changed."""

    def __init__(self, session: Session) -> None:
        """Look at everything once."""
        self._session = session
        self._rows: dict[IpConfigurationId, Listed] = {}
        self._start()

    @property
    def rows(self) -> list[Listed]:
        """Every row, in its turn."""
        return list(self._rows.values())

    def follow(self, change: Change) -> list[Listed]:
        """Look again at the rows that an edit may have changed, and give those."""
        if _moves_rows(change, self._session.plan):
            self._start()
            return self.rows
        plan, rows = self._session.plan, self._rows
        machines = change.touched.items | {id.virtual_machine for id in change.changed}
        seen = [row for id in machines for row in self._rows_of(plan.machine(id))]
        for row in seen:
            rows[row.id] = row._replace(turn=rows[row.id].turn)
        return seen

    def _start(self) -> None:
        plan = self._session.plan
        replicated = [plan.machine(item.virtual_machine) for item in plan.items_in_order()]
        others = [machine for machine in plan.virtual_machines if plan.item(machine.id) is None]
        listed = (row for machine in (*replicated, *others) for row in self._rows_of(machine))
        self._rows = {row.id: row._replace(turn=turn) for turn, row in enumerate(listed)}

    def _rows_of(self, machine: VirtualMachine) -> Iterator[Listed]:
        session, plan = self._session, self._session.plan
        item = plan.item(machine.id)
        away = {plan.network(item.failover_network).region} if item else set()
        regions = frozenset({machine.region, *away})
        for id, ip in machine.in_failover_order:
            failover, test, back = (session.assignments.of(id, scenario) for scenario in Scenario)
            numbers = _numbers(ip, (failover, test, back))
            addresses = tuple(_text(ip, number) for number in numbers)
            yield Listed(
                id,
                0,
                plan.short_name(id),
                ip,
                plan.subnet_of(ip).name,
                item,
                failover,
                test,
                back,
                status(ip, failover),
                frozenset(finding.code for finding in session.findings_about(id)),
                regions,
                addresses,
                numbers,
                "\n".join((*id, machine.name, str(id), *addresses)).casefold(),
            )


def _numbers(
    ip: IpConfiguration, results: tuple[Assignment | None, ...]
) -> tuple[tuple[int, int], ...]:
    """Its own address and those it gets, each once."""
    found = [] if ip.address is None else [(ip.address.version, int(ip.address))]
    found += [(4, result.address) for result in results if result and result.address is not None]
    return tuple(dict.fromkeys(found))


def _folded(name: str | None) -> str | None:
    return None if name is None else name.casefold()


def _text(ip: IpConfiguration, number: tuple[int, int]) -> str:
    version, value = number
    return address_text(value) if version == 4 else str(ip.address)


def _moves_rows(change: Change, plan: Plan) -> bool:
    """Whether rows may come, go, change places, or be told of other findings."""
    touched, before = change.touched, change.before
    if touched.everything or touched.networks or touched.machines or touched.mappings:
        return True
    return before.source_region != plan.source_region or any(
        _place(before, id) != _place(plan, id) for id in touched.items
    )


def _place(plan: Plan, id: str) -> tuple[int, int] | None:
    item = plan.item(id)
    return None if item is None else (item.group, plan.replicated_items.position(id))
