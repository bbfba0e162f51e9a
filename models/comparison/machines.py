"""What differs between the machines of two plans: they, their NICs, their IP configurations."""

from collections.abc import Iterator
from functools import partial

from models.comparison.difference import Difference, Kind
from models.comparison.values import Thing, matched
from models.findings.finding import ItemSubject
from models.plan import Plan
from models.topology import IpConfiguration, IpConfigurationId, NetworkInterface, VirtualMachine


def machine_differences(before: Plan, after: Plan) -> Iterator[Difference]:
    """The machines that differ, each followed by its NICs."""
    old = {machine.id: machine for machine in before.virtual_machines}
    new = {machine.id: machine for machine in after.virtual_machines}
    for id, one, other in matched(old, new):
        thing = Thing(Kind.MACHINE, ItemSubject(id), id)
        yield from thing.compared(one, other, _machine_words, _machine)


def _machine(thing: Thing, before: VirtualMachine, after: VirtualMachine) -> Iterator[Difference]:
    yield from thing.fields(before, after, but=("network_interfaces",))
    old, new = ({nic.name: nic for nic in one.network_interfaces} for one in (before, after))
    for name, one, other in matched(old, new):
        nic = Thing(Kind.NIC, thing.subject, f"{before.id}/{name}")
        yield from nic.compared(one, other, _nic_words, partial(_nic, before.id))
    yield from thing.order("NICs", list(old), list(new))


def _nic(
    machine: str, thing: Thing, before: NetworkInterface, after: NetworkInterface
) -> Iterator[Difference]:
    yield from thing.fields(before, after, but=("ip_configurations",))
    old, new = ({ip.name: ip for ip in nic.ip_configurations} for nic in (before, after))
    for name, one, other in matched(old, new):
        id = IpConfigurationId(machine, before.name, name)
        ip = Thing(Kind.IP_CONFIGURATION, id, str(id))
        yield from ip.compared(one, other, _ip_words, Thing.fields)
    yield from thing.order("IP configurations", list(old), list(new))


def _machine_words(machine: VirtualMachine) -> str:
    addresses = [_address(ip) for _, ip in machine.in_failover_order]
    return f"{', '.join(addresses) or 'no IP configuration'} in {machine.region}"


def _nic_words(nic: NetworkInterface) -> str:
    return ", ".join(map(_address, nic.ip_configurations)) or "no IP configuration"


def _ip_words(ip: IpConfiguration) -> str:
    return f"{_address(ip)} in {ip.network}/{ip.subnet}"


def _address(ip: IpConfiguration) -> str:
    return str(ip.address or "no known address")
