"""The fields of a NIC: its name over there, security group, accelerated networking (M10)."""

from dataclasses import dataclass
from typing import NamedTuple

from models.assign import Assignments
from models.assignment import Scenario
from models.edits import Edit
from models.edits.name_check import nic_name_problem
from models.edits.settings import set_nic_settings
from models.fields.field import Choices, Option, Shown
from models.fields.locks import SOURCE_HAS_NONE, why_locked
from models.plan import NicFailoverSettings, NicSettings, Plan
from models.topology import NetworkInterface

OFF_AT_THE_SOURCE = "off at the source"
ON, OFF = "on", "off"


class NicId(NamedTuple):
    """Which NIC: the machine's id and its own name."""

    virtual_machine: str
    network_interface: str

    def of(self, plan: Plan) -> NetworkInterface:
        """The NIC. Raises ``KeyError``."""
        return plan.machine(self.virtual_machine).network_interface(self.network_interface)


@dataclass(frozen=True, slots=True)
class NicNameField:
    """What the NIC is called in a scenario."""

    nic: NicId
    scenario: Scenario

    def shown(self, results: Assignments) -> Shown:
        """What is set."""
        name = _settings(results.plan, self.nic, self.scenario).name
        locked = None if name else why_locked(results, self.nic.virtual_machine, self.scenario)
        return Shown(name or "", "same as source", locked)

    def problem(self, results: Assignments, typed: str) -> str | None:
        """Why Azure would not take the name."""
        standing = _settings(results.plan, self.nic, self.scenario).name
        return None if typed in ("", standing) else nic_name_problem(typed)

    def edit(self, results: Assignments, typed: str) -> Edit | None:
        """Set the name; an empty field keeps the source's."""
        return _change(results.plan, self.nic, self.scenario, name=typed or None)


@dataclass(frozen=True, slots=True)
class SecurityGroupField:
    """The network security group, by name; offered only where the source NIC has one."""

    nic: NicId
    scenario: Scenario

    def shown(self, results: Assignments) -> Shown:
        """What is set."""
        group = _settings(results.plan, self.nic, self.scenario).network_security_group
        if group:
            return Shown(group, "none")
        locked = why_locked(results, self.nic.virtual_machine, self.scenario)
        source = self.nic.of(results.plan).network_security_group
        return Shown("", "none", locked or (None if source else SOURCE_HAS_NONE))

    def problem(self, results: Assignments, typed: str) -> str | None:
        """Nothing: the plan does not know which there are."""
        return None

    def edit(self, results: Assignments, typed: str) -> Edit | None:
        """Set it; an empty field takes it away."""
        group = typed or None
        return _change(results.plan, self.nic, self.scenario, network_security_group=group)


@dataclass(frozen=True, slots=True)
class AcceleratedField:
    """Accelerated networking, which Azure needs at the source too."""

    nic: NicId
    scenario: Scenario

    def choices(self, results: Assignments) -> Choices:
        """As the source, on, or off."""
        chosen = _settings(results.plan, self.nic, self.scenario).accelerated_networking
        source = self.nic.of(results.plan).accelerated_networking
        as_source = Option(None, f"as source: {on_or_off(source)}")
        options = (as_source, Option(ON, ON), Option(OFF, OFF))
        locked = None
        if chosen is None:
            locked = why_locked(results, self.nic.virtual_machine, self.scenario)
            locked = locked or (None if source else OFF_AT_THE_SOURCE)
        return Choices(options, None if chosen is None else on_or_off(chosen), locked)

    def edit(self, results: Assignments, value: str | None) -> Edit | None:
        """Switch it."""
        on = None if value is None else value == ON
        return _change(results.plan, self.nic, self.scenario, accelerated_networking=on)


def on_or_off(on: bool) -> str:
    """In words."""
    return ON if on else OFF


def _settings(plan: Plan, nic: NicId, scenario: Scenario) -> NicFailoverSettings:
    item = plan.item(nic.virtual_machine)
    if item is None:
        return NicFailoverSettings()
    own = item.nic_settings_of(nic.network_interface)
    return own.failover if scenario is Scenario.FAILOVER else own.test_failover


def _change(plan: Plan, nic: NicId, scenario: Scenario, **values: object) -> Edit | None:
    """The edit that sets some of the settings; ``None`` where they are set so already."""
    standing = _settings(plan, nic, scenario)
    wanted = standing.model_copy(update=values)
    if wanted == standing:
        return None
    item = plan.item(nic.virtual_machine)
    own = (
        item.nic_settings_of(nic.network_interface)
        if item
        else NicSettings(name=nic.network_interface)
    )
    field = "failover" if scenario is Scenario.FAILOVER else "test_failover"
    return set_nic_settings(plan, nic.virtual_machine, own.model_copy(update={field: wanted}))
