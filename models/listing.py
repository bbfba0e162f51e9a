"""Every IP configuration of a plan as one row of a list, kept right while the plan is edited."""

from dataclasses import dataclass, field
from itertools import chain

from models.addresses import address_text
from models.assignment import Assignment, Scenario
from models.findings import Code, Severity, Subject
from models.findings.finding import ItemSubject, MappingSubject, NetworkSubject, SubnetSubject
from models.plan import Plan, ReplicatedItem
from models.rules.subnets import subnet_key
from models.session import Change, Session
from models.status import Status, status
from models.steps import Steps, each, finished
from models.topology import IpConfiguration, IpConfigurationId


@dataclass(frozen=True, slots=True)
class Listed:
    """One IP configuration in a list; what is said of it is looked up as the plan has it now."""

    id: IpConfigurationId
    _listing: "Listing" = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """The shortest name that no other of its machine has too."""
        return self._plan.short_name(self.id)

    @property
    def ip(self) -> IpConfiguration:
        """The IP configuration itself."""
        return self._plan.ip_configuration(self.id)

    @property
    def subnet(self) -> str:
        """Where it stands today."""
        return self._plan.subnet_of(self.ip).name

    @property
    def item(self) -> ReplicatedItem | None:
        """The replicated item of its machine."""
        return self._plan.item(self.id.virtual_machine)

    @property
    def failover(self) -> Assignment | None:
        """What it gets at failover."""
        return self.result(Scenario.FAILOVER)

    @property
    def test_failover(self) -> Assignment | None:
        """What it gets at test failover."""
        return self.result(Scenario.TEST_FAILOVER)

    @property
    def failback(self) -> Assignment | None:
        """What it gets at failback."""
        return self.result(Scenario.FAILBACK)

    @property
    def status(self) -> Status:
        """What becomes of its address at failover."""
        return status(self.ip, self.failover)

    @property
    def codes(self) -> frozenset[Code]:
        """Those of the findings about it or about its replicated item."""
        findings = self._listing.session.findings_about(self.id)
        return frozenset(finding.code for finding in findings)

    @property
    def regions(self) -> frozenset[str]:
        """Where it runs and where it goes."""
        plan, item = self._plan, self.item
        away = {plan.network(item.failover_network).region} if item else set()
        return frozenset({plan.machine(self.id.virtual_machine).region, *away})

    @property
    def numbers(self) -> tuple[tuple[int, int], ...]:
        """Its own address and those it gets, each once: the version and an integer."""
        address, found = self.ip.address, list[tuple[int, int]]()
        if address is not None:
            found.append((address.version, int(address)))
        results = map(self.result, Scenario)
        found += [(4, one.address) for one in results if one and one.address is not None]
        return tuple(dict.fromkeys(found))

    @property
    def addresses(self) -> tuple[str, ...]:
        """The same addresses as text."""
        ip = self.ip
        return tuple(
            address_text(value) if version == 4 else str(ip.address)
            for version, value in self.numbers
        )

    @property
    def words(self) -> str:
        """What free text is looked for in, casefolded."""
        return self._listing.words_of(self)

    def result(self, scenario: Scenario) -> Assignment | None:
        """What it gets in a scenario."""
        return self._listing.session.assignments.of(self.id, scenario)

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

    @property
    def _plan(self) -> Plan:
        return self._listing.session.plan


class Listing:
    """The rows of a plan that is open: replicated ones in the order of F6, then the others."""

    def __init__(self, session: Session) -> None:
        """``session`` holds the plan; its rows are gathered once they are asked for."""
        self.session = session
        self._rows: list[Listed] | None = None
        self._words: dict[IpConfigurationId, str] = {}

    @property
    def rows(self) -> list[Listed]:
        """Every row, in its turn; the same list until rows come, go or change places."""
        return finished(self.gather())

    def gather(self) -> Steps[list[Listed]]:
        """The same step by step; nothing is to do where no row came or went since."""
        if self._rows is None:
            plan = self.session.plan
            replicated = [item.virtual_machine for item in plan.items_in_order()]
            known = frozenset(replicated)
            others = [one.id for one in plan.virtual_machines if one.id not in known]
            found = yield from each([*replicated, *others], self._ids_of)
            self._rows = yield from each(
                list(chain.from_iterable(found)), lambda id: Listed(id, self)
            )
        return self._rows

    def follow(self, change: Change) -> list[Listed] | None:
        """The rows that an edit may have changed; ``None`` where rows may come or go."""
        if _moves_rows(change, self.session.plan):
            self._rows, self._words = None, {}
            return None
        machines = change.touched.items | {id.virtual_machine for id in change.changed}
        seen = [Listed(id, self) for machine in machines for id in self._ids_of(machine)]
        for row in seen:
            self._words.pop(row.id, None)
        return seen

    def words_of(self, row: Listed) -> str:
        """What free text is looked for in; remembered, as that is asked at each letter."""
        words = self._words.get(row.id)
        if words is None:
            name = self.session.plan.machine(row.id.virtual_machine).name
            words = "\n".join((*row.id, name, str(row.id), *row.addresses)).casefold()
            self._words[row.id] = words
        return words

    def _ids_of(self, machine: str) -> list[IpConfigurationId]:
        return [id for id, _ in self.session.plan.machine(machine).in_failover_order]


def _folded(name: str | None) -> str | None:
    return None if name is None else name.casefold()


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
