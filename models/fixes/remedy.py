"""A way to mend a finding, before anyone looked whether it does."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

from models.assign import Assignments
from models.assignment import Assignment, Scenario
from models.edits import Edit
from models.findings import Finding
from models.findings.finding import ItemSubject, MappingSubject, NetworkSubject, SubnetSubject
from models.plan import Plan
from models.topology import IpConfigurationId

COUNT = "{count}"


@dataclass(frozen=True, slots=True)
class Case:
    """A finding, and the plan that an edit is to mend.

    ``plan`` differs from that of the assignments where other findings are mended first, in
    the same edit. The properties say what the finding is about; each raises ``TypeError``
    for one that is about something else.
    """

    assignments: Assignments
    plan: Plan
    finding: Finding

    @property
    def ip(self) -> IpConfigurationId:
        """The IP configuration it is about."""
        if not isinstance(self.finding.subject, IpConfigurationId):
            raise TypeError(self.finding.subject)
        return self.finding.subject

    @property
    def machine(self) -> str:
        """The id of the machine it is about."""
        if not isinstance(self.finding.subject, ItemSubject | IpConfigurationId):
            raise TypeError(self.finding.subject)
        return self.finding.subject.virtual_machine

    @property
    def network(self) -> str:
        """The id of the network it is about."""
        if not isinstance(self.finding.subject, NetworkSubject):
            raise TypeError(self.finding.subject)
        return self.finding.subject.id

    @property
    def mapping(self) -> MappingSubject:
        """The mapping it is about."""
        if not isinstance(self.finding.subject, MappingSubject):
            raise TypeError(self.finding.subject)
        return self.finding.subject

    @property
    def subnet(self) -> SubnetSubject:
        """The subnet it is about."""
        if not isinstance(self.finding.subject, SubnetSubject):
            raise TypeError(self.finding.subject)
        return self.finding.subject

    @property
    def scenario(self) -> Scenario:
        """The scenario it shows in; failover where it names none."""
        return self.finding.scenario or Scenario.FAILOVER

    @property
    def result(self) -> Assignment | None:
        """What the IP configuration it is about gets in that scenario."""
        return self.assignments.of(self.ip, self.scenario)

    def at(self, scenario: Scenario) -> "Case":
        """The same in another scenario."""
        return replace(self, finding=self.finding._replace(scenario=scenario))


Way: TypeAlias = Callable[[Case], Edit]
"""Makes the edit that mends a finding, or raises ``EditRefused``."""


class Remedy(NamedTuple):
    """What could be done about a finding, in words, and how.

    ``for_all`` says the same for every finding of the code, with ``{count}`` for how many
    there are; ``None`` where nobody would do it to all of them at once.
    """

    label: str
    way: Way
    for_all: str | None = None


Remedies: TypeAlias = Callable[[Case], Iterator[Remedy]]
"""What could be done about a finding, the best first."""
