"""Replicated items of a plan as the updates that put their settings in place."""

from collections.abc import Callable, Iterator

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import AddressRule, Assignment, Reason, Scenario
from models.exports.application.names import (
    POOL,
    PUBLIC_IP,
    SECURITY_GROUP,
    AzureNames,
)
from models.exports.application.parameters import Parameters, Text, text
from models.exports.application.updates import IpTarget, IpUpdate, ItemUpdate, NicTarget, NicUpdate
from models.exports.application.vaults import Vaults
from models.formats.arm_ids import ArmId
from models.plan import FailoverSettings, NicFailoverSettings, ReplicatedItem
from models.topology import (
    IpConfiguration,
    IpConfigurationId,
    NetworkInterface,
    VirtualMachine,
)


class Items:
    """Makes the updates of a plan's items; ``notes`` says what was left out of them."""

    def __init__(
        self,
        assignments: Assignments,
        parameters: Parameters,
        names: AzureNames,
        vaults: Vaults,
        pin: bool,
    ) -> None:
        self.notes: list[str] = []
        self._assignments = assignments
        self._plan = assignments.plan
        self._parameters = parameters
        self._names = names
        self._vaults = vaults
        self._pin = pin

    def __iter__(self) -> Iterator[ItemUpdate]:
        """The items in the order of failover (F6)."""
        return map(self._item, self._plan.items_in_order())

    def _item(self, item: ReplicatedItem) -> ItemUpdate:
        machine = self._plan.machine(item.virtual_machine)
        target = self._plan.network(item.failover_network).region
        vault = self._vaults.of_item(item)
        test = self._assignments.test_network_of(item)
        names = ArmId(item.azure_id or "").names
        known = len(names) >= 4
        return ItemUpdate(
            item,
            machine,
            self._names.machine(machine),
            vault,
            text(names[1]) if known else self._vaults.fabric(vault, machine.region),
            text(names[2]) if known else self._vaults.container(vault, machine.region),
            self._vaults.fabric(vault, target),
            self._vaults.container(vault, target),
            text(names[3]) if known else self._item_name(machine),
            self._names.network(item.failover_network),
            None if test is None else self._names.network(test),
            tuple(
                self._nic(item, machine, nic, test is not None)
                for nic in sorted(machine.network_interfaces, key=lambda nic: not nic.primary)
            ),
            known,
        )

    def _item_name(self, machine: VirtualMachine) -> Text:
        meaning = f"the name of the replication protected item of {machine.name}"
        return text(self._parameters.of(f"item {machine.id}", meaning))

    def _nic(
        self, item: ReplicatedItem, machine: VirtualMachine, nic: NetworkInterface, tested: bool
    ) -> NicUpdate:
        settings = item.nic_settings_of(nic.name)
        own = settings.nic_id
        meaning = f"the nicId that Site Recovery gave to {nic.name} of {machine.name}"
        return NicUpdate(
            nic.name,
            self._names.interface(machine, nic),
            text(own or self._parameters.of(f"nic id {machine.id} {nic.name}", meaning)),
            nic.primary,
            self._nic_target(nic, settings.failover),
            self._nic_target(nic, settings.test_failover) if tested else None,
            tuple(
                self._ip(item, IpConfigurationId(machine.id, nic.name, ip.name), ip, tested)
                for ip in sorted(nic.ip_configurations, key=lambda ip: not ip.primary)
            ),
        )

    def _nic_target(self, nic: NetworkInterface, settings: NicFailoverSettings) -> NicTarget:
        group, accelerated = settings.network_security_group, settings.accelerated_networking
        return NicTarget(
            settings.name,
            settings.resource_group,
            settings.reuse_existing or False,
            self._names.resource(SECURITY_GROUP, group) if group else None,
            nic.accelerated_networking if accelerated is None else accelerated,
        )

    def _ip(
        self, item: ReplicatedItem, id: IpConfigurationId, ip: IpConfiguration, tested: bool
    ) -> IpUpdate:
        settings = item.settings_of(id)

        def target(scenario: Scenario, wanted: FailoverSettings) -> IpTarget:
            return self._ip_target(id, scenario, wanted)

        return IpUpdate(
            ip.name,
            ip.primary,
            settings.selected or ip.primary,
            target(Scenario.FAILOVER, settings.failover),
            target(Scenario.TEST_FAILOVER, settings.test_failover) if tested else None,
        )

    def _ip_target(
        self, id: IpConfigurationId, scenario: Scenario, wanted: FailoverSettings
    ) -> IpTarget:
        result = self._assignments.of(id, scenario)
        resource: Callable[[str, str], Text] = self._names.resource
        return IpTarget(
            self._subnet(id, scenario, result),
            self._address(id, scenario, result, wanted),
            resource(PUBLIC_IP, wanted.public_ip) if wanted.public_ip else None,
            tuple(resource(POOL, pool) for pool in wanted.load_balancer_pools),
        )

    def _subnet(
        self, id: IpConfigurationId, scenario: Scenario, result: Assignment | None
    ) -> str | None:
        if result is None or result.subnet is None or result.reason is Reason.RESERVED_SUBNET:
            if result is not None and result.reason is not Reason.NOT_SELECTED:
                self._note(id, scenario, f"has no subnet ({result.reason})")
            return None
        return result.subnet

    def _address(
        self,
        id: IpConfigurationId,
        scenario: Scenario,
        result: Assignment | None,
        wanted: FailoverSettings,
    ) -> str | None:
        if result is None or result.subnet is None:
            return None
        if result.address is None:
            if wanted.address is not None:
                self._note(id, scenario, f"cannot have {wanted.address} ({result.reason})")
            elif result.reason is not Reason.RESERVED_SUBNET:
                self._note(id, scenario, f"has no address ({result.reason})")
            return None
        if self._pin or result.rule is AddressRule.CONFIGURED:
            return address_text(result.address)
        return None

    def _note(self, id: IpConfigurationId, scenario: Scenario, what: str) -> None:
        when = scenario.replace("-", " ")
        self.notes.append(f"{id} {what} at {when}; that is left to Azure.")
