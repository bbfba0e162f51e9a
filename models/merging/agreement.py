"""Where a plan and Site Recovery decide otherwise about an item, compared in effect.

What one of them leaves to the rules is compared by what the rules choose: a subnet that is
not set is the one that S2 or S3 finds, an address that is not set the one that results.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import Scenario
from models.comparison import Difference, Kind, Way
from models.comparison.values import Thing, text_of
from models.findings.finding import ItemSubject
from models.plan import FailoverSettings, NicFailoverSettings, ReplicatedItem
from models.rules.subnets import target_subnet
from models.topology import IpConfiguration, IpConfigurationId, NetworkInterface, VirtualMachine

BY_THE_RULES = "by the rules"
"""What stands for an address that is set for one of the two only."""
SCENARIOS = {Scenario.FAILOVER: "failover", Scenario.TEST_FAILOVER: "test_failover"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """The two records of one item; ``azure`` is in the terms of the plan of the results."""

    assignments: Assignments
    mine: ReplicatedItem
    azure: ReplicatedItem

    def differences(self) -> Iterator[Difference]:
        """What differs, the plan's value before and Azure's after."""
        machine = self.assignments.plan.machine(self.mine.virtual_machine)
        thing = Thing(Kind.ITEM, ItemSubject(machine.id), machine.id)
        for field in ("failover_network", "test_failover_network"):
            mine, azure = getattr(self.mine, field), getattr(self.azure, field)
            if mine != azure:
                yield thing.changed(field.replace("_", " "), mine, azure)
        for nic in machine.network_interfaces:
            yield from self._nic(machine, nic)
        for id, ip in machine.in_failover_order:
            yield from self._ip(id, ip)

    def _scenarios(self) -> Iterator[Scenario]:
        yield Scenario.FAILOVER
        if self.mine.test_failover_network and self.azure.test_failover_network:
            yield Scenario.TEST_FAILOVER

    def _nic(self, machine: VirtualMachine, nic: NetworkInterface) -> Iterator[Difference]:
        name = f"{machine.id}/{nic.name}"
        thing = Thing(Kind.NIC_SETTINGS, ItemSubject(machine.id), name)
        records = self.mine.nic_settings_of(nic.name), self.azure.nic_settings_of(nic.name)
        for scenario in self._scenarios():
            mine, azure = (getattr(record, SCENARIOS[scenario]) for record in records)
            for field, old, new in _nic_values(nic, mine, azure):
                if old != new:
                    yield thing.changed(f"{_words(scenario)} {field}", old, new)

    def _ip(self, id: IpConfigurationId, ip: IpConfiguration) -> Iterator[Difference]:
        thing = Thing(Kind.SETTINGS, id, str(id))
        mine, azure = self.mine.settings_of(id), self.azure.settings_of(id)
        if mine.selected != azure.selected:
            yield thing.changed("selected", text_of(mine.selected), text_of(azure.selected))
        if not (mine.selected and azure.selected):
            return
        for scenario in self._scenarios():
            one, other = (getattr(record, SCENARIOS[scenario]) for record in (mine, azure))
            for field, old, new in self._ip_values(id, ip, scenario, one, other):
                yield thing.changed(f"{_words(scenario)} {field}", old, new)

    def _ip_values(
        self,
        id: IpConfigurationId,
        ip: IpConfiguration,
        scenario: Scenario,
        mine: FailoverSettings,
        azure: FailoverSettings,
    ) -> Iterator[tuple[str, str | None, str | None]]:
        wanted = self._subnet(self.mine, id, ip, scenario)
        there = self._subnet(self.azure, id, ip, scenario)
        if not _alike(wanted, there):
            yield "subnet", wanted, there
        if mine.address != azure.address:
            addresses = self._address(id, scenario, mine), _set(azure)
            if addresses[0] != addresses[1]:
                yield "address", *addresses
        if not _alike(_last(mine.public_ip), _last(azure.public_ip)):
            yield "public IP", mine.public_ip, azure.public_ip
        pools = [sorted(map(_pool, each.load_balancer_pools)) for each in (mine, azure)]
        if pools[0] != pools[1]:
            old, new = mine.load_balancer_pools, azure.load_balancer_pools
            yield "load balancer pools", text_of(old), text_of(new)

    def _subnet(
        self, record: ReplicatedItem, id: IpConfigurationId, ip: IpConfiguration, scenario: Scenario
    ) -> str | None:
        """The subnet that follows from one of the two records (S1 to S3, S7)."""
        plan = self.assignments.plan
        settings = record.settings_of(id)
        wanted, network = settings.failover.subnet, record.failover_network
        if scenario is Scenario.TEST_FAILOVER and record.test_failover_network is not None:
            again = record.test_failover_network == network
            wanted = settings.test_failover.subnet or (wanted if again else None)
            network = record.test_failover_network
        choice = target_subnet(plan.network(network), ip.subnet, wanted)
        return choice.name or wanted

    def _address(
        self, id: IpConfigurationId, scenario: Scenario, mine: FailoverSettings
    ) -> str | None:
        """The address that is set, else the one that results."""
        result = self.assignments.of(id, scenario)
        if mine.address is not None or result is None or result.address is None:
            return _set(mine)
        return address_text(result.address)


def missing(item: ReplicatedItem) -> Difference:
    """The plan replicates a machine that Azure does not."""
    return _alone(item, Way.GONE)


def unknown(item: ReplicatedItem) -> Difference:
    """Azure replicates a machine that the plan does not."""
    return _alone(item, Way.ADDED)


def _alone(item: ReplicatedItem, way: Way) -> Difference:
    words = f"to {item.failover_network}"
    texts = (words, None) if way is Way.GONE else (None, words)
    machine = item.virtual_machine
    return Difference(Kind.ITEM, ItemSubject(machine), machine, way, "", *texts)


def _nic_values(
    nic: NetworkInterface, mine: NicFailoverSettings, azure: NicFailoverSettings
) -> Iterator[tuple[str, str | None, str | None]]:
    """What counts of the settings of a NIC; a name the plan leaves to Azure may be any."""
    for field in ("name", "resource_group"):
        wanted, there = getattr(mine, field), getattr(azure, field)
        if wanted is not None and not _alike(wanted, there):
            yield field.replace("_", " "), wanted, there
    groups = mine.network_security_group, azure.network_security_group
    if not _alike(*map(_last, groups)):
        yield "network security group", *groups
    flags = [
        nic.accelerated_networking
        if each.accelerated_networking is None
        else each.accelerated_networking
        for each in (mine, azure)
    ]
    if flags[0] != flags[1]:
        yield "accelerated networking", text_of(flags[0]), text_of(flags[1])


def _words(scenario: Scenario) -> str:
    return scenario.value.replace("-", " ")


def _set(settings: FailoverSettings) -> str:
    return BY_THE_RULES if settings.address is None else str(settings.address)


def _alike(one: str | None, other: str | None) -> bool:
    return (one or "").casefold() == (other or "").casefold()


def _last(name: str | None) -> str | None:
    """The name of a resource, which may be given by its ARM id."""
    return name.rstrip("/").rpartition("/")[2] if name else name


def _pool(name: str) -> str:
    """A backend pool as ``balancer/pool``, which may be given by its ARM id."""
    parts = name.strip("/").casefold().split("/")
    return (
        "/".join((parts[-3], parts[-1]))
        if name.startswith("/") and len(parts) > 3
        else ("/".join(parts))
    )
