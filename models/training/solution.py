"""Solutions: the steps of a lesson as edits of the model."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import ConfigDict, ValidationError, validate_call

from models.addresses import parse_address, parse_prefix
from models.assignment import Scenario
from models.edits import Edit
from models.edits.lookup import network_of
from models.edits.mappings import change_mapping, map_network, unmap_network
from models.edits.networks import remove_peering, rename_network, set_prefixes
from models.edits.policy import FIELDS, set_policy
from models.edits.replication import (
    disable_replication,
    enable_replication,
    set_failover_network,
    set_group,
    set_test_failover_network,
)
from models.edits.settings import (
    automatic_all,
    pin,
    pin_test,
    set_failover_settings,
    set_selected,
    settings_in,
)
from models.edits.test_networks import give_test_networks
from models.errors import EditRefused
from models.fixes import fixes
from models.plan import NetworkMapping, Plan
from models.session import Session
from models.subject_in_plan import ip_configurations_named
from models.topology import IpConfigurationId

STRICT = ConfigDict(strict=True, arbitrary_types_allowed=True)
"""An argument is what it is written as: no text is a number, none is true."""


def edit_of(session: Session, written: Mapping[str, Any]) -> Edit:
    """The edit that a step of a solution writes down, for the plan as it is now.

    ``do`` names it, the rest are its arguments: see ``docs/lessons.md``. Raises
    ``ValueError`` where it names none or the arguments are not its own, and
    :class:`EditRefused` where it cannot be made.
    """
    arguments = dict(written)
    name = arguments.pop("do", None)
    make = EDITS.get(name) if isinstance(name, str) else None
    if make is None:
        raise ValueError(f"do is one of {', '.join(EDITS)}, not {name!r}")
    try:
        edit: Edit = _checked(make)(session, **arguments)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise ValueError(f"{name}: {where}: {first['msg']}") from error
    return edit


def _map(session: Session, source: str, target: str, reverse: bool = True) -> Edit:
    return map_network(session.plan, source, target, reverse=reverse)


def _change_mapping(session: Session, source: str, target: str, to: str) -> Edit:
    return change_mapping(session.plan, _mapping(session.plan, source, target), to)


def _unmap(session: Session, source: str, target: str) -> Edit:
    return unmap_network(session.plan, _mapping(session.plan, source, target))


def _replicate(
    session: Session,
    machines: Sequence[str],
    region: str,
    target: str | None = None,
    test_network: str | None = None,
    group: int = 1,
) -> Edit:
    network = None if target is None else network_of(session.plan, target)
    return enable_replication(session.plan, machines, region, network, test_network, group)


def _stop(session: Session, machines: Sequence[str]) -> Edit:
    return disable_replication(session.plan, machines)


def _failover_network(session: Session, machine: str, network: str) -> Edit:
    return set_failover_network(session.plan, machine, network)


def _test_network(session: Session, machine: str, network: str | None = None) -> Edit:
    return set_test_failover_network(session.plan, machine, network)


def _own_test_networks(session: Session, machines: Sequence[str]) -> Edit:
    return give_test_networks(session.plan, machines)


def _set(
    session: Session,
    of: str,
    at: str = Scenario.FAILOVER,
    subnet: str | None = None,
    address: str | None = None,
) -> Edit:
    """Set what is given; an empty text lets the rules decide again."""
    id, scenario = _one(session.plan, of), Scenario(at)
    update: dict[str, object] = {}
    if subnet is not None:
        update["subnet"] = subnet or None
    if address is not None:
        update["address"] = parse_address(address) if address else None
    settings = settings_in(session.plan, id, scenario).model_copy(update=update)
    return set_failover_settings(session.plan, id, scenario, settings)


def _pin(session: Session, of: str, at: str = Scenario.FAILOVER) -> Edit:
    id = _one(session.plan, of)
    test = Scenario(at) is Scenario.TEST_FAILOVER
    return pin_test(session.assignments, id) if test else pin(session.assignments, id)


def _automatic(session: Session, of: str) -> Edit:
    return automatic_all(session.plan, ip_configurations_named(session.plan, of))


def _select(session: Session, of: str, selected: bool = True) -> Edit:
    return set_selected(session.plan, _one(session.plan, of), selected)


def _group(session: Session, machine: str, group: int) -> Edit:
    return set_group(session.plan, machine, group)


def _policy(session: Session, **choice: str) -> Edit:
    kinds = {field: kind for kind, field in FIELDS.items()}
    if len(choice) != 1 or not set(choice) <= set(kinds):
        raise ValueError(f"policy: name one of {', '.join(kinds)}, and its value")
    [(name, value)] = choice.items()
    return set_policy(session.plan, kinds[name](value))


def _rename(session: Session, network: str, to: str) -> Edit:
    return rename_network(session.plan, network, to)


def _prefixes(session: Session, network: str, subnet: str, to: Sequence[str]) -> Edit:
    return set_prefixes(session.plan, network, subnet, tuple(parse_prefix(one) for one in to))


def _unpeer(session: Session, network: str, other: str) -> Edit:
    return remove_peering(session.plan, network, other)


def _fix(session: Session, code: str, about: str | None = None, choice: str | None = None) -> Edit:
    """What ``f`` offers for the first such finding: the first way, or the one so labelled."""
    for finding in session.findings:
        if finding.code == code and about in (None, str(finding.subject)):
            for fix in fixes(session, finding):
                if choice is None or fix.label.startswith(choice):
                    return fix.make(session)
    whose = f" about {about}" if about else ""
    how = f" by {choice!r}" if choice else ""
    raise EditRefused(f"There is no finding {code}{whose} that could be mended{how}.")


EDITS: Mapping[str, Callable[..., Edit]] = {
    "map": _map,
    "change-mapping": _change_mapping,
    "unmap": _unmap,
    "replicate": _replicate,
    "stop-replicating": _stop,
    "failover-network": _failover_network,
    "test-network": _test_network,
    "own-test-networks": _own_test_networks,
    "set": _set,
    "pin": _pin,
    "automatic": _automatic,
    "select": _select,
    "group": _group,
    "policy": _policy,
    "rename-network": _rename,
    "prefixes": _prefixes,
    "unpeer": _unpeer,
    "fix": _fix,
}
"""The edits by the word that a lesson has for them."""


@cache
def _checked(make: Callable[..., Edit]) -> Callable[..., Edit]:
    """The same, which looks at its arguments before it takes them."""
    return validate_call(config=STRICT)(make)


def _one(plan: Plan, name: str) -> IpConfigurationId:
    ids = ip_configurations_named(plan, name)
    if len(ids) != 1:
        raise EditRefused(f"{name} names {len(ids)} IP configurations; one is needed.")
    return ids[0]


def _mapping(plan: Plan, source: str, target: str) -> NetworkMapping:
    for mapping in plan.mappings_from(source):
        if mapping.target == target:
            return mapping
    raise EditRefused(f"{source} is not mapped to {target}.")
