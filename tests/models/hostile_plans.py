"""Plans whose every text is one that a file, a terminal or a spreadsheet may trip over."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from models.addresses import parse_address, parse_prefix
from models.plan import (
    FailoverSettings,
    IpConfigurationSettings,
    NetworkMapping,
    NicFailoverSettings,
    NicSettings,
    Plan,
    ReplicatedItem,
)
from models.topology import (
    Allocation,
    InUse,
    IpConfiguration,
    NetworkInterface,
    Region,
    State,
    Subnet,
    VirtualMachine,
    VirtualNetwork,
)
from tests.support.drawn_plans import policies
from tests.support.hostile_texts import PIECES

texts: SearchStrategy[str] = st.lists(
    st.sampled_from(PIECES) | st.text(max_size=5), max_size=3
).map("".join)
names = texts.filter(bool)
optional = st.none() | texts


def unlike(count: int, most: int | None = None) -> SearchStrategy[list[str]]:
    """Names that differ, also where names compare without case."""
    return st.lists(names, min_size=count, max_size=most or count, unique_by=str.casefold)


@st.composite
def subnets(draw: DrawFn, number: int) -> tuple[Subnet, ...]:
    """Subnets of the network of that number."""
    found = []
    for position, name in enumerate(draw(unlike(1, 3))):
        in_use = tuple(
            InUse(address=parse_address(f"10.{number}.{position}.{200 + entry}"), by=by)
            for entry, by in enumerate(draw(st.lists(texts, max_size=3)))
        )
        prefix = parse_prefix(f"10.{number}.{position}.0/24")
        more: Any = {"delegation": draw(optional), "note": draw(optional), "in_use": in_use}
        found.append(Subnet(name=name, address_prefixes=(prefix,), **more))
    return tuple(found)


@st.composite
def networks(draw: DrawFn, number: int, id: str, regions: Sequence[str]) -> VirtualNetwork:
    """A network called by its id or otherwise."""
    return VirtualNetwork(
        id=id,
        name=draw(st.sampled_from([id, id.swapcase()]) | names),
        region=draw(st.sampled_from(regions)),
        resource_group=draw(optional),
        subscription=draw(optional),
        address_space=(parse_prefix(f"10.{number}.0.0/16"),),
        state=draw(st.sampled_from(State)),
        production=draw(st.booleans()),
        peered_with=tuple(draw(st.lists(names, max_size=2))),
        note=draw(optional),
        subnets=draw(subnets(number)),
    )


@st.composite
def machines(draw: DrawFn, id: str, home: VirtualNetwork, hosts: "count[int]") -> VirtualMachine:
    """A machine in a network; ``hosts`` numbers the addresses that are given out."""
    nics: list[NetworkInterface] = []
    for nic in draw(unlike(0, 2)):
        ips: list[IpConfiguration] = []
        for name in draw(unlike(1, 2)):
            subnet = home.subnets[0]
            known = draw(st.booleans())
            address = parse_address(f"{subnet.address_prefixes[0][4 + next(hosts)]}")
            ips.append(
                IpConfiguration(
                    name=name,
                    primary=draw(st.booleans()) and not any(ip.primary for ip in ips),
                    network=home.id,
                    subnet=subnet.name,
                    address=address if known else None,
                    allocation=draw(st.sampled_from(Allocation)) if known else Allocation.DYNAMIC,
                    public_ip=draw(optional),
                    load_balancer_pools=tuple(draw(st.lists(names, max_size=2))),
                )
            )
        nics.append(
            NetworkInterface(
                name=nic,
                primary=draw(st.booleans()) and not any(nic.primary for nic in nics),
                accelerated_networking=draw(st.booleans()),
                network_security_group=draw(optional),
                ip_configurations=tuple(ips),
            )
        )
    return VirtualMachine(
        id=id,
        name=draw(st.sampled_from([id, id.swapcase()]) | names),
        region=home.region,
        resource_group=draw(optional),
        note=draw(optional),
        network_interfaces=tuple(nics),
    )


nic_choices = st.builds(
    NicFailoverSettings,
    name=st.none() | names,
    network_security_group=optional,
    accelerated_networking=st.none() | st.booleans(),
)
choices = st.builds(
    FailoverSettings,
    subnet=st.none() | names,
    address=st.sampled_from([None, parse_address("10.0.0.9"), parse_address("fd00::9")]),
    public_ip=optional,
    load_balancer_pools=st.lists(names, max_size=2).map(tuple),
)


@st.composite
def items(draw: DrawFn, machine: VirtualMachine, ids: Sequence[str]) -> ReplicatedItem:
    """A replicated item with settings for all that its machine has, less empty ones."""
    nics = (
        NicSettings(name=nic.name, failover=draw(nic_choices), test_failover=draw(nic_choices))
        for nic in machine.network_interfaces
    )
    ips = (
        IpConfigurationSettings(
            network_interface=id.network_interface,
            name=id.name,
            selected=draw(st.booleans()),
            failover=draw(choices),
            test_failover=draw(choices),
        )
        for id, _ in machine.in_failover_order
    )
    return ReplicatedItem(
        virtual_machine=machine.id,
        failover_network=draw(st.sampled_from(ids)),
        test_failover_network=draw(st.none() | st.sampled_from(ids)),
        group=draw(st.integers(1, 9)),
        note=draw(optional),
        network_interfaces=tuple(settings for settings in nics if not settings.empty),
        ip_configurations=tuple(settings for settings in ips if not settings.empty),
    )


@st.composite
def regions(draw: DrawFn) -> tuple[Region, ...]:
    """Regions of the plan's own."""
    return tuple(
        Region(
            name=name,
            display_name=draw(names),
            geography=draw(texts),
            zones=draw(st.booleans()),
            latitude=draw(st.none() | st.floats(-90, 90)),
            access=draw(st.sampled_from(["open", "restricted"])),
        )
        for name in draw(unlike(0, 2))
    )


@st.composite
def hostile_plans(draw: DrawFn) -> Plan:
    """A plan that a file may hold, with a nasty text wherever there can be one."""
    own = draw(regions())
    known = ["eastasia", "southeastasia", *(region.name for region in own)]
    nets = [draw(networks(number, id, known)) for number, id in enumerate(draw(unlike(1, 3)))]
    hosts = count()
    vms = [draw(machines(id, draw(st.sampled_from(nets)), hosts)) for id in draw(unlike(0, 2))]
    ids = [network.id for network in nets]
    pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=3))
    empty = Plan()
    return Plan(
        name=draw(texts),
        note=draw(optional),
        source_region=draw(st.none() | st.sampled_from(known)),
        target_region=draw(st.none() | st.sampled_from(known)),
        policy=draw(policies),
        regions=own,
        virtual_networks=empty.virtual_networks.with_rows(nets),
        virtual_machines=empty.virtual_machines.with_rows(vms),
        network_mappings=tuple(
            NetworkMapping(source=source, target=target, note=draw(optional))
            for source, target in pairs
        ),
        replicated_items=empty.replicated_items.with_rows(
            draw(items(vm, ids)) for vm in vms if draw(st.booleans())
        ),
    )
