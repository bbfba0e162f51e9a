"""The fields of an IP configuration that name what is attached to it: M10."""

from dataclasses import dataclass

from models.assign import Assignments
from models.assignment import Scenario
from models.edits import Edit
from models.edits.settings import settings_in
from models.fields.addresses import change_settings
from models.fields.field import Shown
from models.fields.locks import SOURCE_HAS_NONE, why_address_locked
from models.topology import IpConfigurationId

NONE = "none"
"""What holds where nothing is attached."""


@dataclass(frozen=True, slots=True)
class PublicIpField:
    """The public IP address it gets, by name; offered only where the source has one."""

    id: IpConfigurationId
    scenario: Scenario

    def shown(self, results: Assignments) -> Shown:
        """What is set."""
        name = settings_in(results.plan, self.id, self.scenario).public_ip
        if name:
            return Shown(name, NONE)
        locked = why_address_locked(results, self.id, self.scenario)
        source = results.plan.ip_configuration(self.id).public_ip
        return Shown("", NONE, locked or (None if source else SOURCE_HAS_NONE))

    def problem(self, results: Assignments, typed: str) -> str | None:
        """Nothing: the plan does not know which there are."""
        return None

    def edit(self, results: Assignments, typed: str) -> Edit | None:
        """Set it; an empty field takes it away."""
        return change_settings(results, self.id, self.scenario, public_ip=typed or None)


@dataclass(frozen=True, slots=True)
class PoolsField:
    """The load-balancer backend pools it joins, by name, with commas between them."""

    id: IpConfigurationId
    scenario: Scenario

    def shown(self, results: Assignments) -> Shown:
        """What is set."""
        pools = settings_in(results.plan, self.id, self.scenario).load_balancer_pools
        if pools:
            return Shown(", ".join(pools), NONE)
        locked = why_address_locked(results, self.id, self.scenario)
        source = results.plan.ip_configuration(self.id).load_balancer_pools
        return Shown("", NONE, locked or (None if source else SOURCE_HAS_NONE))

    def problem(self, results: Assignments, typed: str) -> str | None:
        """Nothing: the plan does not know which there are."""
        return None

    def edit(self, results: Assignments, typed: str) -> Edit | None:
        """Set them, each once; an empty field takes them away."""
        names = (name.strip() for name in typed.split(","))
        pools = tuple(dict.fromkeys(name for name in names if name))
        return change_settings(results, self.id, self.scenario, load_balancer_pools=pools)
