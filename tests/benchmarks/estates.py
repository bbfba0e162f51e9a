"""Estates of any size for the benchmarks: 100 NICs in each subnet, half of them kept."""

from dataclasses import replace

from netaddr import IPAddress, IPNetwork

from models.plan import NetworkMapping, Plan, ReplicatedItem
from models.topology import (
    IpConfiguration,
    NetworkInterface,
    Subnet,
    VirtualMachine,
    VirtualNetwork,
)

PER_SUBNET = 100
SUBNETS_PER_NETWORK = 100


def estate(nics: int) -> Plan:
    """A plan with that many NICs, one a machine, all replicated and all tested.

    Every second subnet has another prefix in the target, so half of the addresses are
    kept and half are the next available ones.
    """
    subnets = -(-nics // PER_SUBNET)
    networks, mappings, machines, items = [], [], [], []
    for number in range(-(-subnets // SUBNETS_PER_NETWORK)):
        here = range(number * SUBNETS_PER_NETWORK, min(subnets, (number + 1) * SUBNETS_PER_NETWORK))
        names = (f"vnet-{number}", f"vnet-{number}-asr", f"vnet-{number}-test")
        networks += [
            _network(name, "westeurope" if index == 0 else "northeurope", here, index)
            for index, name in enumerate(names)
        ]
        mappings += [
            NetworkMapping(source=names[0], target=names[1]),
            NetworkMapping(source=names[1], target=names[0]),
        ]
    for nic in range(nics):
        subnet = nic // PER_SUBNET
        network = f"vnet-{subnet // SUBNETS_PER_NETWORK}"
        machines.append(_machine(nic, subnet, network))
        items.append(
            ReplicatedItem(
                virtual_machine=f"vm-{nic}",
                failover_network=f"{network}-asr",
                test_failover_network=f"{network}-test",
            )
        )
    empty = Plan()
    return Plan(
        name=f"{nics} NICs",
        virtual_networks=empty.virtual_networks.with_rows(networks),
        virtual_machines=empty.virtual_machines.with_rows(machines),
        network_mappings=tuple(mappings),
        replicated_items=empty.replicated_items.with_rows(items),
    )


def with_full_subnet(plan: Plan, nics: int) -> Plan:
    """The plan with one /16 more, in which that many NICs stand that all keep their address."""
    names = ("full", "full-asr")
    machines = [_nic_in_full_subnet(nic) for nic in range(nics)]
    items = [
        ReplicatedItem(virtual_machine=machine.id, failover_network=names[1])
        for machine in machines
    ]
    prefix = IPNetwork("192.168.0.0/16")
    networks = [
        VirtualNetwork(
            id=name,
            name=name,
            region=region,
            address_space=(prefix,),
            production=True,
            subnets=(Subnet(name="full", address_prefixes=(prefix,)),),
        )
        for name, region in zip(names, ("westeurope", "northeurope"), strict=True)
    ]
    return replace(
        plan,
        virtual_networks=plan.virtual_networks.with_rows([*plan.virtual_networks, *networks]),
        virtual_machines=plan.virtual_machines.with_rows([*plan.virtual_machines, *machines]),
        network_mappings=(
            *plan.network_mappings,
            NetworkMapping(source=names[0], target=names[1]),
            NetworkMapping(source=names[1], target=names[0]),
        ),
        replicated_items=plan.replicated_items.with_rows([*plan.replicated_items, *items]),
    )


def _nic_in_full_subnet(nic: int) -> VirtualMachine:
    address = IPAddress((192 << 24) + (168 << 16) + 4 + nic)
    return _vm(f"full-{nic}", "full", "full", address)


def _prefix(subnet: int, kind: int) -> IPNetwork:
    moved = kind == 1 and subnet % 2 == 1
    return IPNetwork((((172 if moved else 10) << 24) + (subnet << 8), 24))


def _network(name: str, region: str, subnets: range, kind: int) -> VirtualNetwork:
    return VirtualNetwork(
        id=name,
        name=name,
        region=region,
        address_space=(IPNetwork("10.0.0.0/8"), IPNetwork("172.0.0.0/8")),
        production=kind < 2,
        subnets=tuple(
            Subnet(name=f"snet-{subnet}", address_prefixes=(_prefix(subnet, kind),))
            for subnet in subnets
        ),
    )


def _machine(nic: int, subnet: int, network: str) -> VirtualMachine:
    address = IPAddress((10 << 24) + (subnet << 8) + 4 + nic % PER_SUBNET)
    return _vm(f"vm-{nic}", network, f"snet-{subnet}", address)


def _vm(name: str, network: str, subnet: str, address: IPAddress) -> VirtualMachine:
    ip = IpConfiguration(
        name="ipconfig1", primary=True, network=network, subnet=subnet, address=address
    )
    return VirtualMachine(
        id=name,
        name=name,
        region="westeurope",
        network_interfaces=(NetworkInterface(name="nic", primary=True, ip_configurations=(ip,)),),
    )
