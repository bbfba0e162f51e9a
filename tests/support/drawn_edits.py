"""Edits for hypothesis: everything that ``models/edits`` offers, and rows put in place.

Each kind is a function that draws one edit for the plan of a session. It gives ``None``
where there is nothing to do it to, where the edit is refused, and where it would leave a
plan that no file may hold.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from models.addresses import parse_address, parse_prefix
from models.assignment import Scenario
from models.edits import Edit, PutField, PutRow, Together
from models.edits.facts import fill_subnet, resize_subnet, take_address
from models.edits.machines import add_machines
from models.edits.mappings import (
    change_mapping,
    lead_network,
    map_network,
    unmap_all,
    unmap_network,
)
from models.edits.notes import set_item_note
from models.edits.policy import FIELDS, set_policy
from models.edits.replication import (
    disable_replication,
    enable_replication,
    set_failover_network,
    set_group,
    set_regions,
    set_test_failover_network,
)
from models.edits.settings import (
    automatic_all,
    pin,
    pin_all,
    pin_test,
    set_failover_settings,
    set_nic_settings,
    set_selected,
)
from models.edits.settings_copies import copy_failover_to_test, copy_from_source
from models.errors import EditRefused
from models.plan import Plan
from models.rules.mapping import planned_copy
from models.session import Session
from models.topology import Subnet, VirtualNetwork
from tests.support.builders import changed
from tests.support.drawn_bulk import bulks
from tests.support.drawn_plans import (
    REGIONS,
    failover_settings,
    flaws_of,
    free_in,
    groups,
    machines,
    nearly,
    networks,
    nic_settings_of,
    policies,
    subnets,
    with_in_use,
)

Kind: TypeAlias = Callable[[DrawFn, Session], Edit | None]
T = TypeVar("T")
RESIZED = (
    *("10.0.0.0/29", "10.0.0.0/28", "10.0.0.0/27", "10.0.0.8/29", "10.0.0.64/26"),
    *("192.168.0.0/28", "10.0.1.0/24", "172.16.0.0/24", "fd00:0:0:1::/64"),
)
"""Prefixes that somebody may give a subnet: roomy, tight, overlapping, outside, IPv6."""


class Nothing(Exception):
    """There is nothing that such an edit could be made of."""


def one_of(draw: DrawFn, options: Sequence[T]) -> T:
    """One of the options; :class:`Nothing` where there is none."""
    if not options:
        raise Nothing
    return draw(st.sampled_from(options))


def _replicated(session: Session) -> list[str]:
    return list(session.plan.replicated_items.keys())


def _networks(session: Session) -> list[str]:
    return list(session.plan.virtual_networks.keys())


# Settings


def sets_something(draw: DrawFn, session: Session) -> Edit:
    id = one_of(draw, list(session.assignments.in_order()))
    scenario = draw(st.sampled_from((Scenario.FAILOVER, Scenario.TEST_FAILOVER)))
    return set_failover_settings(session.plan, id, scenario, draw(failover_settings))


def selects(draw: DrawFn, session: Session) -> Edit:
    id = one_of(draw, list(session.assignments.in_order()))
    return set_selected(session.plan, id, draw(st.booleans()))


def sets_a_nic(draw: DrawFn, session: Session) -> Edit:
    id = one_of(draw, _replicated(session))
    return set_nic_settings(session.plan, id, draw(nic_settings_of(session.plan.machine(id))))


def pins(draw: DrawFn, session: Session) -> Edit:
    return pin(session.assignments, one_of(draw, list(session.assignments.in_order())))


def pins_all(draw: DrawFn, session: Session) -> Edit:
    return pin_all(session.assignments, list(session.assignments.in_order()))


def pins_a_test(draw: DrawFn, session: Session) -> Edit:
    return pin_test(session.assignments, one_of(draw, list(session.assignments.in_order())))


def copies_the_source(draw: DrawFn, session: Session) -> Edit:
    id = one_of(draw, list(session.assignments.in_order()))
    scenario = draw(st.sampled_from((Scenario.FAILOVER, Scenario.TEST_FAILOVER)))
    return copy_from_source(session.assignments, id, scenario)


def copies_to_the_test(draw: DrawFn, session: Session) -> Edit:
    id = one_of(draw, list(session.assignments.in_order()))
    return copy_failover_to_test(session.assignments, id)


def frees(draw: DrawFn, session: Session) -> Edit:
    ids = list(session.assignments.in_order())
    return automatic_all(session.plan, ids[draw(st.integers(0, 2)) :])


def edits_many(draw: DrawFn, session: Session) -> Edit:
    return draw(bulks(session)).edit


# Replication


def enables(draw: DrawFn, session: Session) -> Edit:
    plan = session.plan
    left = [machine.id for machine in plan.virtual_machines if plan.item(machine.id) is None]
    first = one_of(draw, left)
    chosen = [first, *(id for id in left if id != first and draw(st.booleans()))]
    targets = [None, *plan.virtual_networks, *(network for network in plan.virtual_networks)]
    target = draw(st.sampled_from(targets))
    region = target.region if target else draw(st.sampled_from(REGIONS))
    return enable_replication(plan, chosen, region, target, group=draw(groups))


def disables(draw: DrawFn, session: Session) -> Edit:
    first = one_of(draw, _replicated(session))
    others = [id for id in _replicated(session) if id != first and draw(st.booleans())]
    return disable_replication(session.plan, [first, *others])


def goes_elsewhere(draw: DrawFn, session: Session) -> Edit:
    id, network = one_of(draw, _replicated(session)), one_of(draw, _networks(session))
    return set_failover_network(session.plan, id, network)


def is_tested_elsewhere(draw: DrawFn, session: Session) -> Edit:
    id = one_of(draw, _replicated(session))
    network = one_of(draw, [None, *_networks(session)])
    return set_test_failover_network(session.plan, id, network)


def regroups(draw: DrawFn, session: Session) -> Edit:
    return set_group(session.plan, one_of(draw, _replicated(session)), draw(groups))


def reorders(draw: DrawFn, session: Session) -> Edit:
    ids = _replicated(session)
    id = one_of(draw, ids)
    position = draw(st.integers(0, len(ids) - 1))
    item = session.plan.item(id)
    return PutRow("reorder", "replicated_items", id, item, position)


# Mappings


def maps(draw: DrawFn, session: Session) -> Edit:
    source, target = one_of(draw, _networks(session)), one_of(draw, _networks(session))
    return map_network(session.plan, source, target, reverse=draw(st.booleans()))


def leads(draw: DrawFn, session: Session) -> Edit:
    plan = session.plan
    source = plan.network(one_of(draw, _networks(session)))
    copy = planned_copy(source, draw(st.sampled_from(REGIONS)), plan.virtual_networks.keys())
    target = draw(st.sampled_from([*plan.virtual_networks, copy]))
    return lead_network(plan, source.id, target, reverse=draw(st.booleans()))


def unmaps(draw: DrawFn, session: Session) -> Edit:
    return unmap_network(session.plan, one_of(draw, session.plan.network_mappings))


def unmaps_all(draw: DrawFn, session: Session) -> Edit:
    return unmap_all(session.plan, one_of(draw, _networks(session)))


def changes_a_mapping(draw: DrawFn, session: Session) -> Edit:
    mapping = one_of(draw, session.plan.network_mappings)
    return change_mapping(session.plan, mapping, one_of(draw, _networks(session)))


# The plan


def chooses_regions(draw: DrawFn, session: Session) -> Edit:
    regions = st.none() | st.sampled_from(REGIONS)
    return set_regions(draw(regions), draw(regions))


def changes_policy(draw: DrawFn, session: Session) -> Edit:
    return PutField("policy", "policy", draw(policies))


def renames(draw: DrawFn, session: Session) -> Edit:
    return PutField("name", "name", draw(st.sampled_from(("", "one", "two"))))


# Networks and machines


def _put(network: VirtualNetwork, **fields: object) -> PutRow:
    return PutRow("network", "virtual_networks", network.id, changed(network, **fields))


def other_things_are_in_use(draw: DrawFn, session: Session) -> Edit:
    network = session.plan.network(one_of(draw, _networks(session)))
    other = one_of(draw, network.subnets)
    held = {
        (_key(network, ip.subnet), str(ip.address))
        for machine in session.plan.virtual_machines
        for _, ip in machine.in_failover_order
        if ip.network == network.id
    }
    taken = [address for where, address in held if where == _key(network, other.name)]
    subnets = [
        draw(with_in_use(subnet, taken)) if subnet is other else subnet
        for subnet in network.subnets
    ]
    return _put(network, subnets=tuple(subnets))


def subnets_change(draw: DrawFn, session: Session) -> Edit:
    network = session.plan.network(one_of(draw, _networks(session)))
    return _put(network, subnets=draw(nearly(network.subnets) | subnets()))


def a_network_moves(draw: DrawFn, session: Session) -> Edit:
    network = session.plan.network(one_of(draw, _networks(session)))
    region, production = draw(st.sampled_from(REGIONS)), draw(st.booleans())
    return _put(network, region=region, production=production)


def networks_are_peered(draw: DrawFn, session: Session) -> Edit:
    network = session.plan.network(one_of(draw, _networks(session)))
    peers = draw(st.lists(st.sampled_from((*_networks(session), "outside")), max_size=2))
    return _put(network, peered_with=tuple(peers))


def a_network_comes(draw: DrawFn, session: Session) -> Edit:
    row = draw(networks("new", draw(st.sampled_from(REGIONS)), ()))
    position = draw(st.none() | st.just(0))
    return PutRow("a network", "virtual_networks", row.id, row, position)


def a_network_goes(draw: DrawFn, session: Session) -> Edit:
    id = one_of(draw, _networks(session))
    return PutRow("no network", "virtual_networks", id, None)


def a_machine_comes(draw: DrawFn, session: Session) -> Edit:
    homes = [network for network in session.plan.virtual_networks if network.subnets]
    row = draw(machines("new", one_of(draw, homes), _held(session.plan, without="new")))
    return PutRow("a machine", "virtual_machines", row.id, row)


def a_machine_stands_elsewhere(draw: DrawFn, session: Session) -> Edit:
    plan = session.plan
    old = plan.machine(one_of(draw, list(plan.virtual_machines.keys())))
    home = plan.network(old.in_failover_order[0][1].network)
    row = draw(machines(old.id, home, _held(plan, without=old.id)))
    return PutRow("machine", "virtual_machines", row.id, row)


def a_machine_is_turned_round(draw: DrawFn, session: Session) -> Edit:
    old = session.plan.machine(one_of(draw, list(session.plan.virtual_machines.keys())))
    turned = [
        changed(nic, ip_configurations=nic.ip_configurations[::-1])
        for nic in reversed(old.network_interfaces)
    ]
    row = changed(old, network_interfaces=tuple(turned))
    return PutRow("turn round", "virtual_machines", row.id, row)


def a_machine_goes(draw: DrawFn, session: Session) -> Edit:
    id = one_of(draw, list(session.plan.virtual_machines.keys()))
    rows = (
        PutRow("no item", "replicated_items", id, None),
        PutRow("no machine", "virtual_machines", id, None),
    )
    return Together("no machine", rows)


def an_item_gets_a_note(draw: DrawFn, session: Session) -> Edit:
    id = one_of(draw, _replicated(session))
    return set_item_note(session.plan, id, draw(st.sampled_from(("one", None))))


# Facts that are assumed


def _subnet(draw: DrawFn, session: Session) -> tuple[str, Subnet]:
    network = session.plan.network(one_of(draw, _networks(session)))
    return network.id, one_of(draw, network.subnets)


def an_address_is_taken(draw: DrawFn, session: Session) -> Edit:
    network, standing = _subnet(draw, session)
    address = parse_address(draw(st.sampled_from((*free_in(standing, ()), "10.0.0.6"))))
    return take_address(session.plan, network, standing.name, address)


def a_subnet_is_filled(draw: DrawFn, session: Session) -> Edit:
    network, standing = _subnet(draw, session)
    return fill_subnet(session.plan, network, standing.name.swapcase(), draw(st.integers(0, 3)))


def a_subnet_is_resized(draw: DrawFn, session: Session) -> Edit:
    network, standing = _subnet(draw, session)
    prefixes = draw(st.lists(st.sampled_from(RESIZED), min_size=1, max_size=2))
    return resize_subnet(session.plan, network, standing.name, tuple(map(parse_prefix, prefixes)))


def machines_are_added(draw: DrawFn, session: Session) -> Edit:
    network, standing = _subnet(draw, session)
    region = draw(st.sampled_from((None, *REGIONS)))
    return add_machines(
        session.plan, network, standing.name, draw(st.integers(1, 3)), "new", region
    )


def one_policy_changes(draw: DrawFn, session: Session) -> Edit:
    field = draw(st.sampled_from(tuple(FIELDS)))
    return set_policy(session.plan, draw(st.sampled_from(tuple(field))))


FACTS: tuple[Kind, ...] = (
    *(an_address_is_taken, a_subnet_is_filled, a_subnet_is_resized),
    *(machines_are_added, one_policy_changes),
)
"""What a what-if assumes of the plan."""


def _key(network: VirtualNetwork, subnet: str) -> str:
    return f"{network.id}/{subnet.casefold()}"


def _held(plan: Plan, without: str | None = None) -> set[tuple[str, str]]:
    """What each subnet has taken today, apart from what that machine has."""
    held = {
        (_key(network, subnet.name), str(entry.address))
        for network in plan.virtual_networks
        for subnet in network.subnets
        for entry in subnet.in_use
    }
    for machine in plan.virtual_machines:
        if machine.id != without:
            held |= {
                (_key(plan.network(ip.network), ip.subnet), str(ip.address))
                for _, ip in machine.in_failover_order
            }
    return held


# Any of them

KINDS: tuple[Kind, ...] = (
    *(sets_something, sets_something, sets_something, selects, sets_a_nic),
    *(pins_a_test, copies_the_source, copies_to_the_test),
    *(pins, pins_all, frees, enables, enables, disables, disables),
    *(
        goes_elsewhere,
        is_tested_elsewhere,
        regroups,
        reorders,
        maps,
        leads,
        unmaps,
        unmaps_all,
        changes_a_mapping,
    ),
    *(chooses_regions, changes_policy, renames, an_item_gets_a_note),
    *(other_things_are_in_use, subnets_change, a_network_moves, networks_are_peered),
    *(a_network_comes, a_network_goes, a_machine_comes, a_machine_goes),
    *(a_machine_stands_elsewhere, a_machine_is_turned_round),
    *FACTS,
    *(edits_many, edits_many),
)


def one_edit(draw: DrawFn, session: Session) -> Edit | None:
    """An edit of any kind, if it can be made."""
    kind = draw(st.sampled_from(KINDS))
    try:
        edit = kind(draw, session)
    except (EditRefused, Nothing):
        return None
    return edit if edit and not flaws_of(edit.apply(session.plan)) else None


@st.composite
def edits_for(draw: DrawFn, session: Session) -> Edit | None:
    """An edit of any kind, or several together."""
    count = draw(st.sampled_from((1, 1, 1, 1, 2, 3)))
    if count == 1:
        return one_edit(draw, session)
    scratch, steps = Session(session.plan), []
    for _ in range(count):
        if edit := one_edit(draw, scratch):
            scratch.do(edit)
            steps.append(edit)
    return Together("several", tuple(steps))
