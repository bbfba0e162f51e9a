"""A network that is still being written down: texts as they are typed, and what is wrong."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from netaddr import IPNetwork

from models.addresses import parse_prefix
from models.consistency import Rows, flaws
from models.edits import name_check
from models.errors import EditRefused
from models.regions import RegionCatalogue
from models.rules.names import LONGEST_NAME
from models.topology import Region, Subnet, VirtualNetwork

LONGEST_SUBNET_NAME = 80
"""How many characters the name of a subnet may have.

https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
"""


@dataclass(frozen=True, slots=True)
class SubnetDraft:
    """A subnet as it is typed; ``prefixes`` are parted by commas."""

    name: str
    prefixes: str
    delegation: str | None = None


@dataclass(frozen=True, slots=True)
class NetworkDraft:
    """A network as it is typed; region, resource group and the like are those of ``base``."""

    base: VirtualNetwork
    name: str
    id: str
    address_space: str
    subnets: tuple[SubnetDraft, ...]

    def named(self, name: str) -> "NetworkDraft":
        """With another name; the id follows it for as long as it is the same."""
        return replace(self, name=name, id=name if self.id == self.name else self.id)

    def with_subnet(self, index: int, subnet: SubnetDraft) -> "NetworkDraft":
        """With another subnet in place of one, counted from 0; at the end for a new one."""
        before, after = self.subnets[:index], self.subnets[index + 1 :]
        return replace(self, subnets=(*before, subnet, *after))

    def without_subnet(self, index: int) -> "NetworkDraft":
        """Without one of its subnets."""
        return replace(self, subnets=(*self.subnets[:index], *self.subnets[index + 1 :]))


class Problem(NamedTuple):
    """Why a draft is no network yet: in which field, and of which subnet, counted from 0."""

    field: str
    message: str
    subnet: int | None = None


def draft_of(network: VirtualNetwork) -> NetworkDraft:
    """A network as one would type it."""
    return NetworkDraft(
        base=network,
        name=network.name,
        id=network.id,
        address_space=_joined(network.address_space),
        subnets=tuple(
            SubnetDraft(subnet.name, _joined(subnet.address_prefixes), subnet.delegation)
            for subnet in network.subnets
        ),
    )


def problems(draft: NetworkDraft, others: Iterable[VirtualNetwork]) -> list[Problem]:
    """Everything that keeps a draft from being created beside other networks (M6)."""
    unread = list(_unread(draft))
    return [*_named(draft, list(others)), *(unread or _inconsistent(draft))]


def network_from(draft: NetworkDraft, others: Iterable[VirtualNetwork]) -> VirtualNetwork:
    """The network a draft stands for. Raises :class:`EditRefused` where it is none yet."""
    for problem in problems(draft, others):
        raise EditRefused(problem.message)
    return _built(draft)


def name_problem(name: str) -> str | None:
    """Why a network cannot be created with that name; ``None`` where it can (M6)."""
    if not name.strip():
        return "A virtual network needs a name."
    if len(name) > LONGEST_NAME:
        return (
            f"The name has {len(name)} characters; Azure allows {LONGEST_NAME}. Choose a shorter"
            " one (M6)."
        )
    return None


def _named(draft: NetworkDraft, others: Sequence[VirtualNetwork]) -> Iterator[Problem]:
    name, region = draft.name.strip(), draft.base.region
    if problem := name_problem(name):
        yield Problem("name", problem)
    elif name != draft.base.name and (why := _refused(name, "virtual network", LONGEST_NAME)):
        yield Problem("name", why)
    for other in others:
        if other.region == region and other.name.casefold() == name.casefold():
            yield Problem(
                "name", f"{region} has a network called {other.name}; choose that one instead (M6)."
            )
            break
    if not draft.id.strip():
        yield Problem("id", "An id is needed: other parts of the plan refer to the network by it.")
    elif draft.id.strip() in {other.id for other in others}:
        yield Problem("id", f"Another network of the plan has the id {draft.id.strip()}.")


def _refused(name: str, what: str, longest: int) -> str | None:
    """Why Azure would not take a name that was typed. One that is copied is Azure's own."""
    why = name_check.name_problem(name, what, longest)
    return why and f"Azure would refuse it: {why}."


def _unread(draft: NetworkDraft) -> Iterator[Problem]:
    """What cannot be read as names and prefixes."""
    if problem := _prefix_problem(draft.address_space):
        yield Problem("address_space", problem)
    copied = {subnet.name for subnet in draft.base.subnets}
    for index, subnet in enumerate(draft.subnets):
        name = subnet.name.strip()
        if not name:
            yield Problem("subnet-name", "A subnet needs a name.", index)
        elif name not in copied and (why := _refused(name, "subnet", LONGEST_SUBNET_NAME)):
            yield Problem("subnet-name", why, index)
        if problem := _prefix_problem(subnet.prefixes):
            yield Problem("subnet-prefixes", problem, index)


def _inconsistent(draft: NetworkDraft) -> Iterator[Problem]:
    """What the checks of a plan say of the network."""
    network = _built(replace(draft, id="-", name="-"))
    region = Region(name=network.region, display_name=network.region)
    rows = Rows(RegionCatalogue((region,)), (network,), (), (), ())
    for flaw in flaws(rows):
        path = flaw.path[2:]
        message = flaw.message.replace(" of '-'", "")
        if path[0] == "address_space":
            yield Problem("address_space", message)
        elif path[0] == "subnets":
            field = "subnet-name" if path[-1] == "name" else "subnet-prefixes"
            yield Problem(field, message, int(path[1]))


def _built(draft: NetworkDraft) -> VirtualNetwork:
    """Made anew, so that nothing stays that was worked out from the network it came from."""
    fields = {field: getattr(draft.base, field) for field in VirtualNetwork.model_fields}
    return VirtualNetwork(
        **fields
        | {
            "id": draft.id.strip(),
            "name": draft.name.strip(),
            "address_space": _read(draft.address_space),
            "subnets": tuple(
                Subnet(
                    name=subnet.name.strip(),
                    address_prefixes=_read(subnet.prefixes),
                    delegation=subnet.delegation,
                )
                for subnet in draft.subnets
            ),
        }
    )


def _prefix_problem(typed: str) -> str | None:
    try:
        found = _read(typed)
    except ValueError as error:
        return str(error)
    return None if found else "At least one prefix is needed, such as 10.0.0.0/24."


def _read(typed: str) -> tuple[IPNetwork, ...]:
    return tuple(parse_prefix(part.strip()) for part in typed.split(",") if part.strip())


def _joined(prefixes: Iterable[IPNetwork]) -> str:
    return ", ".join(map(str, prefixes))
