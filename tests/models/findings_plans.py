"""Plans with few findings, for the tests of the findings."""

from typing import Any

from models.assign import assign
from models.assignment import Scenario
from models.findings import Finding, findings
from models.plan import IpConfigurationSettings, NicFailoverSettings, NicSettings, Plan, Policy
from models.topology import Subnet, VirtualMachine, VirtualNetwork
from tests.support.builders import (
    AWAY,
    at,
    estate,
    ip,
    item,
    machine,
    network,
    plan,
    settings,
    subnet,
)

FAILOVER, TEST, FAILBACK = Scenario.FAILOVER, Scenario.TEST_FAILOVER, Scenario.FAILBACK
RESTRICTED = "francesouth"


def web(*prefixes: str, **fields: Any) -> Subnet:
    return subnet("web", *(prefixes or ("10.0.0.0/24",)), **fields)


VM = machine("vm", ip("10.0.0.10"))
DRILL = network("drill", web(), region=AWAY, production=False)


def over(
    target: list[Subnet] | None = None,
    *set_for: IpConfigurationSettings,
    source: list[Subnet] | None = None,
    networks: tuple[VirtualNetwork, ...] = (DRILL,),
    vm: VirtualMachine = VM,
    more: tuple[VirtualMachine, ...] = (),
    mappings: tuple[str, ...] = ("vnet->vnet-asr", "vnet-asr->vnet"),
    policy: Policy | None = None,
    **fields: Any,
) -> Plan:
    """``vm`` goes to ``vnet-asr`` and is tested in ``drill``; more machines just go over."""
    fields.setdefault("test_failover_network", "drill")
    items = [item(vm.id, *set_for, **fields), *(item(other.id) for other in more)]
    return estate(
        [web()] if source is None else source,
        [web()] if target is None else target,
        [vm, *more],
        items,
        networks,
        mappings,
        policy=policy,
    )


def nets(*mappings: str, **regions: str) -> Plan:
    """Empty networks in regions, and mappings between them."""
    return plan([network(id, region=region) for id, region in regions.items()], mappings=mappings)


def peered(one: str, other: str, **peers: tuple[str, ...]) -> Plan:
    """Networks ``a`` and ``b`` of those address spaces, ``c`` and a ``hub``, peered as told."""
    spaces = {"a": one, "b": other, "hub": "10.9.0.0/16", "c": "10.8.0.0/16"}
    return plan(
        network(id, subnet("s", space), peered_with=peers.get(id, ()))
        for id, space in spaces.items()
    )


def taken(count: int, prefix: str = "10.0.0.0/29") -> list[Subnet]:
    """A target subnet with so many addresses in use."""
    in_use = {f"10.0.0.{4 + number}": f"x{number}" for number in range(count)}
    return [web(prefix, in_use=in_use)]


def two(*addresses: str, target: list[Subnet]) -> Plan:
    """Two machines that go over, from the addresses given."""
    first, second = (machine(f"vm-{n}", ip(address)) for n, address in enumerate(addresses, 1))
    return over(target, vm=first, more=(second,))


def named(length: int) -> Plan:
    return plan([network("net", region=AWAY, name="n" * length)])


def nic_named(length: int) -> Plan:
    chosen = NicSettings(name="nic", test_failover=NicFailoverSettings(name="n" * length))
    return over(network_interfaces=(chosen,))


def drilled(**fields: Any) -> Plan:
    fields = {"production": False, **fields}
    return over(
        networks=(
            network("drill", web(), region=AWAY, **fields),
            network("prod", region=AWAY, address_space=OTHER_SPACE),
            network("lab", region=AWAY, address_space=OTHER_SPACE, production=False),
        )
    )


OTHER_SPACE = network("x", subnet("x", "10.77.0.0/16")).address_space


def many(count: int) -> Plan:
    machines = [machine(f"vm-{number}") for number in range(count)]
    return plan([network("n", region=AWAY)], machines, [item(vm.id, to="n") for vm in machines])


def with_pools() -> IpConfigurationSettings:
    return settings(failover=at().model_copy(update={"load_balancer_pools": ("dr/pool",)}))


SECONDARY = machine("vm", ip("10.0.0.10", primary=True), ip("10.0.0.11", name="ip-2"))
V6 = "fd00::/64"
DUAL = [web("10.0.0.0/24", V6)]
IPV6 = machine("vm", ip("10.0.0.10", primary=True), ip("fd00::9", name="v6"))
VM_ID = "vm/nic/ipconfig1"


def of(code: str, plan: Plan) -> list[Finding]:
    return [finding for finding in findings(assign(plan)) if finding.code == code]


def said(code: str, plan: Plan) -> list[tuple[str, str]]:
    """The subjects and messages of the findings of a code."""
    return [(str(finding.subject), finding.message) for finding in of(code, plan)]


def estate_with(before: Plan, other: VirtualMachine) -> Plan:
    return plan(
        before.virtual_networks,
        (*before.virtual_machines, other),
        before.replicated_items,
        map(str, before.network_mappings),
    )
