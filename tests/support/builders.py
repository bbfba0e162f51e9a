"""Small plans in few words, and results as the golden cases of ``rules.md`` write them.

Wherever nothing else is said, machines stand in ``vnet`` in one region and go to
``vnet-asr`` in another; their only NIC is ``nic``, its only IP configuration ``ipconfig1``.
"""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from netaddr import IPAddress

from models.addresses import address_text, parse_address, parse_prefix
from models.assign import Assignments
from models.assignment import Assignment, Scenario
from models.plan import (
    FailoverSettings,
    IpConfigurationSettings,
    NetworkMapping,
    Plan,
    Policy,
    ReplicatedItem,
)
from models.topology import (
    Allocation,
    InUse,
    IpConfiguration,
    IpConfigurationId,
    NetworkInterface,
    Subnet,
    VirtualMachine,
    VirtualNetwork,
)
from models.value import Value

ValueT = TypeVar("ValueT", bound=Value)

HOME, AWAY, ELSEWHERE = "eastasia", "southeastasia", "westeurope"
NIC, IP = "nic", "ipconfig1"


def subnet(
    name: str, *prefixes: str, in_use: Mapping[str, str] | None = None, **fields: Any
) -> Subnet:
    """A subnet; ``in_use`` says who holds which address."""
    held = tuple(
        InUse(address=parse_address(address), by=by) for address, by in (in_use or {}).items()
    )
    ranges = tuple(parse_prefix(prefix) for prefix in prefixes)
    return Subnet(name=name, address_prefixes=ranges, in_use=held, **fields)


def network(id: str, *subnets: Subnet, region: str = HOME, **fields: Any) -> VirtualNetwork:
    """A network whose address space is that of its subnets, unless it is given."""
    space = [prefix for part in subnets for prefix in part.address_prefixes]
    fields.setdefault("address_space", tuple(space) or (parse_prefix("10.0.0.0/16"),))
    return VirtualNetwork(**{"id": id, "name": id, "region": region, "subnets": subnets, **fields})


def ip(
    address: str | None, in_subnet: str = "web", name: str = IP, in_network: str = "vnet",
    **fields: Any,
) -> IpConfiguration:  # fmt: skip
    """An IP configuration; dynamic where its address is not known."""
    fields.setdefault("allocation", Allocation.DYNAMIC if address is None else Allocation.STATIC)
    return IpConfiguration(
        name=name,
        network=in_network,
        subnet=in_subnet,
        address=None if address is None else parse_address(address),
        **fields,
    )


def nic(*ips: IpConfiguration, name: str = NIC, **fields: Any) -> NetworkInterface:
    """A NIC of a machine; its only IP configuration is the primary one."""
    if len(ips) == 1:
        ips = (ips[0].model_copy(update={"primary": True}),)
    return NetworkInterface(name=name, ip_configurations=ips, **fields)


def machine(
    id: str, *parts: NetworkInterface | IpConfiguration, region: str = HOME
) -> VirtualMachine:
    """A machine with these NICs, or with one NIC that has these IP configurations."""
    nics = [part for part in parts if isinstance(part, NetworkInterface)]
    ips = [part for part in parts if isinstance(part, IpConfiguration)]
    if ips:
        nics.append(nic(*ips))
    if len(nics) == 1:
        nics = [nics[0].model_copy(update={"primary": True})]
    return VirtualMachine(id=id, name=id, region=region, network_interfaces=tuple(nics))


def at(address: str | None = None, in_subnet: str | None = None) -> FailoverSettings:
    """Settings of an address, a subnet or both."""
    wanted = None if address is None else parse_address(address)
    return FailoverSettings(address=wanted, subnet=in_subnet)


def settings(name: str = IP, of_nic: str = NIC, **fields: Any) -> IpConfigurationSettings:
    """The settings of an IP configuration."""
    return IpConfigurationSettings(network_interface=of_nic, name=name, **fields)


def item(
    machine: str, *settings: IpConfigurationSettings, to: str = "vnet-asr", **fields: Any
) -> ReplicatedItem:
    """A replicated item."""
    return ReplicatedItem(
        virtual_machine=machine, failover_network=to, ip_configurations=settings, **fields
    )


def changed(value: ValueT, **fields: Any) -> ValueT:
    """The value with other fields, made anew: nothing that was worked out before stays."""
    return type(value)(**{**{name: getattr(value, name) for name in fields_of(value)}, **fields})


def fields_of(value: Value) -> Iterable[str]:
    """The names of the fields of a value."""
    return type(value).model_fields


def plan(
    networks: Iterable[VirtualNetwork],
    machines: Iterable[VirtualMachine] = (),
    items: Iterable[ReplicatedItem] = (),
    mappings: Iterable[str] = (),
    **fields: Any,
) -> Plan:
    """A plan; a mapping is written as ``vnet->vnet-asr``."""
    empty = Plan()
    pairs = [mapping.split("->") for mapping in mappings]
    return Plan(
        virtual_networks=empty.virtual_networks.with_rows(networks),
        virtual_machines=empty.virtual_machines.with_rows(machines),
        replicated_items=empty.replicated_items.with_rows(items),
        network_mappings=tuple(
            NetworkMapping(source=source, target=target) for source, target in pairs
        ),
        **fields,
    )


def estate(
    source: Iterable[Subnet],
    target: Iterable[Subnet],
    machines: Iterable[VirtualMachine],
    items: Iterable[ReplicatedItem] | None = None,
    networks: Iterable[VirtualNetwork] = (),
    mappings: Iterable[str] = ("vnet->vnet-asr", "vnet-asr->vnet"),
    policy: Policy | None = None,
    **fields: Any,
) -> Plan:
    """``vnet`` and ``vnet-asr``, mapped both ways; every machine goes over unless items say."""
    machines = list(machines)
    both = (network("vnet", *source), network("vnet-asr", *target, region=AWAY))
    return plan(
        (*both, *networks),
        machines,
        [item(machine.id) for machine in machines] if items is None else items,
        mappings,
        policy=policy or Policy(),
        **fields,
    )


def id_of(name: str, of_ip: str = IP, of_nic: str = NIC) -> IpConfigurationId:
    """The id of an IP configuration of a machine."""
    return IpConfigurationId(name, of_nic, of_ip)


def result(
    results: Assignments | Plan, id: str | IpConfigurationId, scenario: Scenario
) -> Assignment:
    """The result of a machine's only IP configuration, or of the one given."""
    assignments = Assignments(results) if isinstance(results, Plan) else results
    found = assignments.of(id_of(id) if isinstance(id, str) else id, scenario)
    assert found is not None
    return found


def address_words(assignment: Assignment) -> str:
    """Address, rule and reason, as in ``10.1.1.4 next-available / address-taken by ilb``."""
    words = assignment.rule.value
    if assignment.address is not None:
        words = f"{address_text(assignment.address)} {words}"
    if assignment.reason is not None:
        words += f" / {assignment.reason.value}"
    if assignment.taken_by is not None:
        words += f" by {assignment.taken_by or 'somebody'}"
    return words


def subnet_words(assignment: Assignment) -> str:
    """Network, subnet and rule, as in ``vnet-asr/web same-name``; ``-`` for what there is not."""
    rule = assignment.subnet_rule.value if assignment.subnet_rule else "-"
    return f"{assignment.network or '-'}/{assignment.subnet or '-'} {rule}"


def failed_over(results: Assignments | Plan, id: str | IpConfigurationId) -> str:
    """What becomes of an address at failover, in words."""
    return address_words(result(results, id, Scenario.FAILOVER))


def in_test(results: Assignments | Plan, id: str | IpConfigurationId) -> str:
    """What becomes of an address at test failover, in words."""
    return address_words(result(results, id, Scenario.TEST_FAILOVER))


def failed_back(results: Assignments | Plan, id: str | IpConfigurationId) -> str:
    """What becomes of an address at failback, in words."""
    return address_words(result(results, id, Scenario.FAILBACK))


def number(address: str) -> int:
    """An IPv4 address as the engine counts."""
    return int(IPAddress(address))
