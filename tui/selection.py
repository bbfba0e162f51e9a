"""What the user has chosen in the trees, and what an action on it is about."""

from dataclasses import dataclass

from models.findings import Subject
from models.findings.finding import ItemSubject, MappingSubject, NetworkSubject, SubnetSubject
from models.plan import Plan
from models.rules.subnets import subnet_key
from models.session import Session
from models.topology import IpConfigurationId
from tui.widgets.network_tree import Thing


@dataclass(frozen=True, slots=True)
class Selection:
    """A thing of the plan: an IP configuration, or all that stands in a subnet or network."""

    session: Session
    thing: Thing

    @property
    def exists(self) -> bool:
        """Whether the plan still has it."""
        plan = self.session.plan
        if isinstance(self.thing, IpConfigurationId):
            return self.thing.virtual_machine in plan.virtual_machines
        return self.network in plan.virtual_networks

    @property
    def network(self) -> str:
        """The id of the network it is, or stands in today."""
        if isinstance(self.thing, IpConfigurationId):
            return self.session.plan.ip_configuration(self.thing).network
        return self.thing.network if isinstance(self.thing, SubnetSubject) else self.thing.id

    @property
    def ip_configurations(self) -> list[IpConfigurationId]:
        """The IP configurations it is about, by subnet and address."""
        if isinstance(self.thing, IpConfigurationId):
            return [self.thing]
        if isinstance(self.thing, SubnetSubject):
            names = [self.thing.name]
        else:
            names = [subnet.name for subnet in self.session.plan.network(self.thing.id).subnets]
        return [
            id
            for name in names
            for id in self.session.assignments.standing(subnet_key(self.network, name))
        ]

    def machines(self, *, replicated: bool) -> list[str]:
        """The machines it is about that are replicated, or those that are not."""
        plan = self.session.plan
        ids = dict.fromkeys(id.virtual_machine for id in self.ip_configurations)
        return [id for id in ids if (plan.item(id) is not None) == replicated]

    @property
    def counterpart(self) -> Thing | None:
        """What stands for it in the other region."""
        plan, thing = self.session.plan, self.thing
        if isinstance(thing, IpConfigurationId):
            return thing
        mappings = plan.mappings_from(self.network)
        if not mappings:
            return None
        target = mappings[0].target
        if isinstance(thing, SubnetSubject):
            twin = plan.network(target).subnet(thing.name)
            return SubnetSubject(target, twin.name) if twin else NetworkSubject(target)
        return NetworkSubject(target)


def thing_of(plan: Plan, subject: Subject) -> Thing | None:
    """What the trees can show of the subject of a finding."""
    if isinstance(subject, MappingSubject):
        return NetworkSubject(subject.source)
    if isinstance(subject, ItemSubject):
        machine = plan.virtual_machines.get(subject.virtual_machine)
        return next((id for id, _ in machine.in_failover_order), None) if machine else None
    if isinstance(subject, IpConfigurationId | NetworkSubject | SubnetSubject):
        return subject
    return None
