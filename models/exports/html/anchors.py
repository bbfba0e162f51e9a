"""The anchors of a page: short, made of numbers only, the same for the same plan."""

from models.findings import Subject
from models.findings.finding import ItemSubject, MappingSubject, NetworkSubject, SubnetSubject
from models.plan import Plan
from models.rules.subnets import SubnetKey
from models.topology import IpConfigurationId


class Anchors:
    """The anchor of everything of a plan that a page has a place for."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def machine(self, id: str) -> str:
        """The anchor of a machine; unprotected ones have a row of their own."""
        return f"vm-{self._plan.virtual_machines.position(id) + 1}"

    def network(self, id: str) -> str:
        """The anchor of a network."""
        return f"net-{self._plan.virtual_networks.position(id) + 1}"

    def subnet(self, key: SubnetKey) -> str:
        """The anchor of a subnet, by its key."""
        number = list(self._plan.network(key[0]).subnets_by_key).index(key[1]) + 1
        return f"{self.network(key[0])}-{number}"

    def of(self, subject: Subject) -> str | None:
        """The anchor of what a finding is about; ``None`` where it has no place of its own."""
        match subject:
            case IpConfigurationId(id) | ItemSubject(id):
                return self.machine(id) if id in self._plan.virtual_machines else None
            case NetworkSubject(id) if id in self._plan.virtual_networks:
                return self.network(id)
            case SubnetSubject(id, name) if id in self._plan.virtual_networks:
                found = self._plan.network(id).subnet(name)
                return self.subnet((id, found.key)) if found else self.network(id)
            case MappingSubject():
                return "mappings"
        return None


def rule_anchor(rule: str) -> str:
    """The anchor of a rule, by its number."""
    return f"rule-{rule}"
