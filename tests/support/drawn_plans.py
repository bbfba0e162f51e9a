"""Small but nasty plans for hypothesis: full subnets, names in other case, odd settings.

Everything that may stand in a plan file can come up; what a plan file may not hold never
does, which :func:`flaws_of` lets a test say.
"""

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from models.addresses import parse_address, parse_prefix
from models.consistency import Flaw, flaws, rows_of
from models.plan import (
    AllocationOrder,
    FailoverSettings,
    IpConfigurationSettings,
    NetworkMapping,
    NextAvailable,
    NicFailoverSettings,
    NicSettings,
    Plan,
    Policy,
    ReplicatedItem,
    SameAddressSpace,
    TestAddress,
)
from models.topology import (
    Allocation,
    InUse,
    IpConfiguration,
    NetworkInterface,
    Subnet,
    VirtualMachine,
    VirtualNetwork,
)
from tests.support.builders import AWAY, ELSEWHERE, HOME

REGIONS = (HOME, AWAY, ELSEWHERE)
NETWORKS = ("a", "b", "c", "d", "e")
NAMES = ("web", "Web", "db", "DB", "snet-10", "snet-2", "App", "azureBASTIONsubnet")
LAYOUTS = (
    ("10.0.0.0/29", "10.0.0.8/29", "10.0.0.16/28", "10.0.0.32/29"),
    ("10.0.0.0/28", "10.0.0.16/28", "192.168.0.0/29", "192.168.0.8/29"),
    ("10.0.0.0/28", "10.0.0.16/28", "192.168.0.0/29", "fd00:0:0:1::/64"),
)
"""Prefixes that a network can hold side by side."""
SPACE = tuple(map(parse_prefix, ("10.0.0.0/16", "192.168.0.0/16", "fd00::/16")))
SET_ADDRESSES = (
    *("10.0.0.4", "10.0.0.5", "10.0.0.5", "10.0.0.6", "10.0.0.20", "10.0.0.20"),
    *("10.0.0.1", "192.168.0.4", "172.16.0.4", "fd00::4", "::a00:4"),
)
"""Addresses that somebody may set: possible ones, kept ones, outside ones, IPv6 ones."""

policies: SearchStrategy[Policy] = st.builds(
    Policy,
    same_address_space=st.sampled_from(SameAddressSpace),
    next_available=st.sampled_from(NextAvailable),
    allocation_order=st.sampled_from(AllocationOrder),
    test_address=st.sampled_from(TestAddress),
)
groups = st.integers(1, 3)
failover_settings = st.builds(
    FailoverSettings,
    subnet=st.sampled_from((None, None, None, None, None, "WEB", "db", "missing", "app")),
    address=st.sampled_from((None, None, None, None, *SET_ADDRESSES)).map(
        lambda text: None if text is None else parse_address(text)
    ),
)
nic_settings = st.builds(
    NicFailoverSettings, accelerated_networking=st.none() | st.booleans(), name=st.just("dr-nic")
)


def flaws_of(plan: Plan) -> list[Flaw]:
    """What makes a plan one that no file may hold."""
    return list(flaws(rows_of(plan)))


def free_in(subnet: Subnet, held: Iterable[str]) -> list[str]:
    """Addresses of each prefix that nothing holds yet, the last of them one that Azure keeps."""
    first = [str(prefix[n]) for prefix in subnet.address_prefixes for n in (4, 5, 6, 1)]
    return [address for address in first if address not in set(held)]


@st.composite
def subnets(draw: DrawFn) -> tuple[Subnet, ...]:
    """Subnets for one network, each with one prefix or two, nothing in use."""
    layout = list(draw(st.permutations(draw(st.sampled_from(LAYOUTS)))))
    least = draw(st.sampled_from((1, 1, 1, 0)))
    names = draw(
        st.lists(st.sampled_from(NAMES), min_size=least, max_size=3, unique_by=str.casefold)
    )
    found = []
    for name in names:
        count = draw(st.sampled_from((1, 1, 2)))
        ranges = tuple(parse_prefix(layout.pop()) for _ in range(count) if layout)
        if ranges:
            found.append(Subnet(name=name, address_prefixes=ranges))
    return tuple(found)


@st.composite
def nearly(draw: DrawFn, subnets: Sequence[Subnet]) -> tuple[Subnet, ...]:
    """The subnets as a copy may have them: some in other case or of other name, some gone."""
    found: list[Subnet] = []
    for subnet in draw(st.permutations(subnets)):
        own, other_case = subnet.name, subnet.name.swapcase()
        name = draw(st.sampled_from((own, own, own, other_case, other_case, "z-other", None)))
        if name is not None and name.casefold() not in {other.key for other in found}:
            found.append(Subnet(name=name, address_prefixes=subnet.address_prefixes))
    return tuple(found)


@st.composite
def with_in_use(draw: DrawFn, subnet: Subnet, held: Sequence[str] = ()) -> Subnet:
    """The subnet with other addresses in use, none of those held."""
    free = free_in(subnet, held)
    addresses = draw(st.lists(st.sampled_from(free), max_size=2, unique=True)) if free else []
    in_use = tuple(
        InUse(address=parse_address(address), by=draw(st.sampled_from(("", "ilb"))))
        for address in addresses
    )
    return Subnet(name=subnet.name, address_prefixes=subnet.address_prefixes, in_use=in_use)


@st.composite
def networks(draw: DrawFn, id: str, region: str, like: Sequence[Subnet]) -> VirtualNetwork:
    """A network of that id; its subnets are often nearly those of another one."""
    alike = like and draw(st.sampled_from((True, True, True, True, False)))
    chosen = draw(nearly(like) if alike else subnets())
    return VirtualNetwork(
        id=id,
        name=draw(st.sampled_from((id, "shared"))),
        region=region,
        address_space=SPACE,
        production=draw(st.booleans()),
        subnets=tuple(draw(with_in_use(subnet)) for subnet in chosen),
    )


@st.composite
def ip_configurations(
    draw: DrawFn, name: str, network: VirtualNetwork, held: set[tuple[str, str]], primary: bool
) -> IpConfiguration:
    """An IP configuration somewhere in a network; it adds its address to those held."""
    subnet = draw(st.sampled_from(network.subnets))
    key = f"{network.id}/{subnet.key}"
    free = free_in(subnet, [address for where, address in held if where == key])
    address = draw(st.sampled_from((*free, None)) if free else st.none())
    if address is not None:
        held.add((key, address))
    static = address is not None and draw(st.booleans())
    return IpConfiguration(
        name=name,
        primary=primary,
        network=network.id,
        subnet=draw(st.sampled_from((subnet.name, subnet.name.upper()))),
        address=None if address is None else parse_address(address),
        allocation=Allocation.STATIC if static else Allocation.DYNAMIC,
    )


@st.composite
def machines(
    draw: DrawFn, id: str, network: VirtualNetwork, held: set[tuple[str, str]]
) -> VirtualMachine:
    """A machine in a network, with one NIC or two; ``held`` grows by its addresses."""
    counts = draw(st.sampled_from(((1,), (1,), (2,), (1, 1), (1, 3))))
    first_nic = draw(st.integers(0, len(counts)))
    nics = []
    for number, count in enumerate(counts):
        first_ip = draw(st.integers(0, count))
        ips = tuple(
            draw(ip_configurations(f"i{place}", network, held, place == first_ip))
            for place in range(count)
        )
        nics.append(
            NetworkInterface(name=f"n{number}", primary=number == first_nic, ip_configurations=ips)
        )
    return VirtualMachine(id=id, name=id, region=network.region, network_interfaces=tuple(nics))


@st.composite
def items(
    draw: DrawFn, machine: VirtualMachine, networks: Iterable[VirtualNetwork]
) -> ReplicatedItem:
    """A replicated item of a machine, with settings for some of its IP configurations."""
    every = [network.id for network in networks]
    away = [network.id for network in networks if network.region != machine.region]
    return ReplicatedItem(
        virtual_machine=machine.id,
        failover_network=draw(st.sampled_from(away * 9 + every)),
        test_failover_network=draw(st.sampled_from((*every, None))),
        group=draw(groups),
        ip_configurations=tuple(
            IpConfigurationSettings(
                network_interface=id.network_interface,
                name=id.name,
                selected=draw(st.sampled_from((True, True, True, False))),
                failover=draw(failover_settings),
                test_failover=draw(failover_settings),
            )
            for id, _ in machine.in_failover_order
            if draw(st.sampled_from((0, 0, 1)))
        ),
    )


@st.composite
def mappings(draw: DrawFn, networks: Sequence[VirtualNetwork]) -> tuple[NetworkMapping, ...]:
    """Mappings between any two networks, most of them sensible."""
    ids = [network.id for network in networks]
    pairs = [(one, other) for one in ids for other in ids if one != other]
    across = [
        (one.id, other.id) for one in networks for other in networks if one.region != other.region
    ]
    drawn = draw(st.lists(st.sampled_from(across * 9 + pairs), min_size=2, max_size=8))
    return tuple(NetworkMapping(source=source, target=target) for source, target in drawn)


@st.composite
def topologies(draw: DrawFn) -> list[VirtualNetwork]:
    """A few networks in two regions or three, most of them alike."""
    regions = (HOME, AWAY, draw(st.sampled_from(REGIONS)), draw(st.sampled_from(REGIONS)))
    first = draw(subnets())
    count = draw(st.integers(2, 4))
    return [
        draw(networks(id, region, first))
        for id, region in zip(NETWORKS, regions[:count], strict=False)
    ]


@st.composite
def pairs_of_twins(draw: DrawFn) -> list[VirtualNetwork]:
    """Two networks with the same one or two subnets, and one to test in."""
    web = Subnet(name="web", address_prefixes=(parse_prefix("10.0.0.0/29"),))
    db = Subnet(name="db", address_prefixes=(parse_prefix("10.0.0.16/28"),))
    chosen = draw(st.sampled_from(((web,), (db,), (web, db))))
    return [
        VirtualNetwork(
            id=id,
            name=id,
            region=region,
            address_space=SPACE,
            production=True,
            subnets=tuple(draw(with_in_use(subnet)) for subnet in chosen),
        )
        for id, region in (("a", HOME), ("b", AWAY), ("c", AWAY))
    ]


TWINS = (NetworkMapping(source="a", target="b"), NetworkMapping(source="b", target="a"))


@st.composite
def plans(draw: DrawFn, most_machines: int = 6) -> Plan:
    """A plan with a few networks and a few machines in them, most of those replicated.

    Half of them are of any shape. In the other half many machines go from a network to its
    twin and back, where they get into each other's way.
    """
    twins = draw(st.booleans())
    drawn = draw(pairs_of_twins() if twins else topologies())
    homes = [network for network in drawn if network.subnets]
    if twins:
        homes = [drawn[0], drawn[0], drawn[0], drawn[1]]
    held = {
        (f"{network.id}/{subnet.key}", str(entry.address))
        for network in drawn
        for subnet in network.subnets
        for entry in subnet.in_use
    }
    standing = [
        draw(machines(f"vm-{number}", draw(st.sampled_from(homes)), held))
        for number in range(draw(st.integers(2, most_machines)) if homes else 0)
    ]
    replicated = [
        machine for machine in draw(st.permutations(standing)) if draw(st.sampled_from((1, 1, 0)))
    ]
    empty = Plan()
    return Plan(
        policy=draw(policies),
        virtual_networks=empty.virtual_networks.with_rows(drawn),
        virtual_machines=empty.virtual_machines.with_rows(standing),
        replicated_items=empty.replicated_items.with_rows(
            draw(items(machine, drawn)) for machine in replicated
        ),
        network_mappings=TWINS if twins else draw(mappings(drawn)),
    )


@st.composite
def nic_settings_of(draw: DrawFn, machine: VirtualMachine) -> NicSettings:
    """Settings for one of the NICs of a machine."""
    name = draw(st.sampled_from([nic.name for nic in machine.network_interfaces]))
    return NicSettings(name=name, failover=draw(nic_settings))
