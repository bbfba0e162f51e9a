"""The plan as the scripts have it: vaults, networks, mappings and items in tables.

Settings stand under the names of the parameters that take them.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from models.addresses import address_text
from models.assign import Assignments
from models.assignment import Scenario
from models.exports.application import (
    Application,
    IpTarget,
    IpUpdate,
    ItemUpdate,
    NicTarget,
    NicUpdate,
    Parameter,
    PlannedNetwork,
    Text,
    known,
)
from models.exports.application.mappings import SEGMENT
from models.exports.application.names import INTERFACES
from models.exports.powershell.literals import Literal
from models.topology import IpConfigurationId, Subnet

Table = Mapping[str, Literal]
SIDES = (("Recovery", Scenario.FAILOVER), ("Tfo", Scenario.TEST_FAILOVER))
"""What the cmdlets call failover and test failover."""


class Data:
    """The tables of a plan; ``parameters`` are those that they refer to."""

    def __init__(self, assignments: Assignments, applied: Application) -> None:
        self._assignments = assignments
        self._applied = applied

    @cached_property
    def tables(self) -> Mapping[str, list[Table]]:
        """By the name of the variable that holds them."""
        applied, regions = self._applied, self._region
        return {
            "Vaults": [
                {
                    "Key": vault.region,
                    "Subscription": vault.subscription,
                    "ResourceGroup": vault.resource_group,
                    "Name": vault.name,
                }
                for vault in applied.vaults
            ],
            "Networks": [_network(network) for network in applied.networks],
            "Mappings": [
                {
                    "Vault": mapping.vault.region,
                    "Name": mapping.name,
                    "SourceRegion": regions(mapping.source),
                    "SourceFabric": known(mapping.source_fabric) or "",
                    "TargetRegion": regions(mapping.target),
                    "TargetFabric": known(mapping.target_fabric) or "",
                    "Source": mapping.source_id,
                    "Target": mapping.target_id,
                }
                for mapping in applied.mappings
                if mapping.segment == SEGMENT
            ],
            "Items": [self._item(item) for item in applied.items],
        }

    @cached_property
    def parameters(self) -> list[Parameter]:
        """The parameters that the tables refer to, in the order of the application."""
        used = set(_parameters(list(self.tables.values())))
        return [parameter for parameter in self._applied.parameters if parameter in used]

    def _region(self, network: str) -> str:
        return self._assignments.plan.network(network).region

    def _item(self, update: ItemUpdate) -> Table:
        item, machine = update.item, known(update.machine_id)
        settings: dict[str, Literal] = {"RecoveryVMNetworkId": update.failover_network}
        _put(settings, "TfoVMNetworkId", update.test_failover_network)
        _put(settings, "Name", item.target_vm_name)
        _put(settings, "Size", item.target_vm_size)
        _put(settings, "TfoAzureVMName", item.test_vm_name)
        return {
            "Vault": update.vault.region,
            "Name": update.machine.name,
            **({"Machine": machine} if machine else {}),
            "Set": settings,
            "Nics": [self._nic(update, nic) for nic in update.network_interfaces],
        }

    def _nic(self, update: ItemUpdate, nic: NicUpdate) -> Table:
        id, nic_id = known(nic.id), known(nic.nic_id)
        settings: dict[str, Literal] = {}
        _put_nic(settings, "Recovery", nic.failover)
        if nic.test_failover is not None:
            _put_nic(settings, "Tfo", nic.test_failover)
        return {
            "Name": str(nic.id[-1]).partition(f"/providers/{INTERFACES}/")[2],
            **({"Id": id} if id else {}),
            **({"NicId": nic_id} if nic_id and not id else {}),
            "Set": settings,
            "IpConfigs": [self._ip(update, nic, ip) for ip in nic.ip_configurations],
        }

    def _ip(self, update: ItemUpdate, nic: NicUpdate, ip: IpUpdate) -> Table:
        id = IpConfigurationId(update.machine.id, nic.name, ip.name)
        settings: dict[str, Literal] = {
            "IpConfigName": ip.name,
            "IsSelectedForFailover": ip.selected,
        }
        expected: dict[str, Literal] = {}
        for (side, scenario), target in zip(SIDES, (ip.failover, ip.test_failover), strict=True):
            if target is not None:
                _put_ip(settings, side, target)
                if target.subnet is not None and target.address is None:
                    expected[f"{side}Expected"] = self._expected(id, scenario)
        return {**expected, "Set": settings}

    def _expected(self, id: IpConfigurationId, scenario: Scenario) -> str:
        result = self._assignments.of(id, scenario)
        return "" if result is None or result.address is None else address_text(result.address)


def _network(planned: PlannedNetwork) -> Table:
    network = planned.network
    return {
        "Id": planned.id,
        "Subscription": planned.subscription,
        "ResourceGroup": planned.resource_group,
        "Name": network.name,
        "Location": network.region,
        "AddressPrefixes": [str(prefix) for prefix in network.address_space],
        "Subnets": [_subnet(subnet) for subnet in network.subnets],
        "Peers": [peer.id for peer in planned.peers if peer.id is not None],
    }


def _subnet(subnet: Subnet) -> Table:
    prefixes = [str(prefix) for prefix in subnet.address_prefixes]
    delegation = subnet.delegation or ""
    return {"Name": subnet.name, "AddressPrefixes": prefixes, "Delegation": delegation}


def _put(settings: dict[str, Literal], name: str, value: "str | Text | None") -> None:
    if value:
        settings[name] = value


def _put_nic(settings: dict[str, Literal], side: str, target: NicTarget) -> None:
    """What is set for a NIC; whether one is reused is only said of a NIC that is named."""
    _put(settings, f"{side}NicName", target.name)
    _put(settings, f"{side}NicResourceGroupName", target.resource_group)
    if target.name:
        reuse = "ReuseExistingNic" if side == "Recovery" else "TfoReuseExistingNic"
        settings[reuse] = target.reuse_existing
    _put(settings, f"{side}NetworkSecurityGroupId", target.network_security_group)
    accelerated = "Recovery" if side == "Recovery" else "Tfo"
    settings[f"EnableAcceleratedNetworkingOn{accelerated}"] = target.accelerated_networking


def _put_ip(settings: dict[str, Literal], side: str, target: IpTarget) -> None:
    _put(settings, f"{side}SubnetName", target.subnet)
    _put(settings, f"{side}StaticIPAddress", target.address)
    _put(settings, f"{side}PublicIPAddressId", target.public_ip)
    if target.load_balancer_pools:
        settings[f"{side}LBBackendAddressPoolId"] = list(target.load_balancer_pools)


def _parameters(value: object) -> Iterator[Parameter]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, Parameter):
        yield value
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _parameters(part)
