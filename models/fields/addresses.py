"""The fields of an IP configuration that say where it goes: subnet, address, selected or not."""

from dataclasses import dataclass

from models.addresses import parse_address
from models.assign import Assignments
from models.assignment import Scenario
from models.changes import result_address
from models.edits import Edit
from models.edits.address_check import landing_problem
from models.edits.settings import set_failover_settings, set_selected, settings_in
from models.fields.field import AUTOMATIC, Choices, Option, Shown, Switch
from models.fields.locks import NOT_REPLICATED, why_address_locked
from models.plan import FailoverSettings
from models.topology import IpConfigurationId

ALWAYS_FAILED_OVER = "always (primary)"


@dataclass(frozen=True, slots=True)
class AddressField:
    """The address that is set for an IP configuration in a scenario (F1, T2)."""

    id: IpConfigurationId
    scenario: Scenario

    def shown(self, results: Assignments) -> Shown:
        """What is set, or what the rules give."""
        address = settings_in(results.plan, self.id, self.scenario).address
        given = result_address(results.of(self.id, self.scenario)) or "—"
        locked = None if address else why_address_locked(results, self.id, self.scenario)
        return Shown(str(address or ""), given, locked)

    def problem(self, results: Assignments, typed: str) -> str | None:
        """Why it cannot have that address."""
        if not typed:
            return None
        try:
            address = parse_address(typed)
        except ValueError as error:
            return str(error)
        if address == settings_in(results.plan, self.id, self.scenario).address:
            return None
        if locked := why_address_locked(results, self.id, self.scenario):
            return locked
        return landing_problem(results, self.id, self.scenario, address)

    def edit(self, results: Assignments, typed: str) -> Edit | None:
        """Set the address; an empty field lets the rules decide."""
        address = parse_address(typed) if typed else None
        return change_settings(results, self.id, self.scenario, address=address)


@dataclass(frozen=True, slots=True)
class SubnetField:
    """The subnet that is set for an IP configuration in a scenario (S1, S7)."""

    id: IpConfigurationId
    scenario: Scenario

    def choices(self, results: Assignments) -> Choices:
        """The subnets of the network it goes to, and what the rules choose."""
        result = results.of(self.id, self.scenario)
        wanted = settings_in(results.plan, self.id, self.scenario).subnet
        network = results.plan.network(result.network) if result and result.network else None
        given = result.subnet if result is not None and wanted is None else None
        options = [Option(None, given or AUTOMATIC)]
        options += [Option(s.name, s.name) for s in network.subnets] if network else []
        there = network.subnet(wanted) if network and wanted else None
        if wanted is not None and there is None:
            options.append(Option(wanted, f"{wanted} (missing)"))
        locked = None if wanted else why_address_locked(results, self.id, self.scenario)
        return Choices(tuple(options), there.name if there else wanted, locked)

    def edit(self, results: Assignments, value: str | None) -> Edit | None:
        """Set the subnet."""
        return change_settings(results, self.id, self.scenario, subnet=value)


@dataclass(frozen=True, slots=True)
class SelectedField:
    """Whether an IP configuration is selected for failover (F8).

    The rule speaks of secondary ones; the primary of a NIC is always failed over, so that it
    can only be selected again where a plan says otherwise.
    """

    id: IpConfigurationId

    def switch(self, results: Assignments) -> Switch:
        """Whether it is selected."""
        selected = results.plan.settings_of(self.id).selected
        if results.plan.item(self.id.virtual_machine) is None:
            return Switch(selected, NOT_REPLICATED)
        always = selected and results.plan.ip_configuration(self.id).primary
        return Switch(selected, ALWAYS_FAILED_OVER if always else None)

    def edit(self, results: Assignments, on: bool) -> Edit | None:
        """Select it, or no longer."""
        if results.plan.settings_of(self.id).selected == on:
            return None
        return set_selected(results.plan, self.id, on)


def change_settings(
    results: Assignments, id: IpConfigurationId, scenario: Scenario, **values: object
) -> Edit | None:
    """The edit that sets some of the settings; ``None`` where they are set so already.

    Names of subnets compare without case (S2).
    """
    standing = settings_in(results.plan, id, scenario)
    wanted = standing.model_copy(update=values)
    if _folded(standing) == _folded(wanted):
        return None
    return set_failover_settings(results.plan, id, scenario, wanted)


def _folded(settings: FailoverSettings) -> FailoverSettings:
    subnet = settings.subnet and settings.subnet.casefold()
    return settings.model_copy(update={"subnet": subnet})
