"""The ARM ids of instances: those that a state has, and stand-ins for those still to come.

A stand-in has no subscription, and the resource group as far as it is known. It is made of
names, so that everything that refers to a resource refers to one id.
"""

from collections.abc import Mapping

from models.formats.arm_ids import ArmId
from models.formats.azure_fields import LONGEST_TEXT
from models.formats.terraform.following import AFTER_APPLY, Follower
from models.formats.terraform.instances import Instance
from models.formats.terraform.shapes import BALANCER, NETWORK, TYPES, Kind
from models.formats.terraform.types import LOAD_BALANCERS, NETWORKS
from models.formats.terraform.values import text

NAMELESS = f"its name is {AFTER_APPLY}"
UNPLACED = f"what it is part of is {AFTER_APPLY}"
NO_ID = "it has no id"


class Identities:
    """Gives every instance its id, each worked out once."""

    def __init__(self, followers: Mapping[Instance, Follower]) -> None:
        """``followers`` has every instance, and who follows the references of its document."""
        self._followers = followers
        self._known: dict[Instance, ArmId | None] = {}
        self._networks: dict[tuple[str, str], dict[Instance, None]] = {}
        for instance in followers:
            if instance.type in NETWORKS:
                names = _folded(instance, "resource_group_name"), _folded(instance, "name")
                self._networks.setdefault(names, {})[instance] = None

    def of(self, instance: Instance) -> ArmId | None:
        """The id of an instance; ``None`` where it cannot be told."""
        if instance not in self._known:
            self._known[instance] = None
            self._known[instance] = self._made(instance)
        return self._known[instance]

    def why_none(self, instance: Instance) -> str:
        """Why an instance has no id."""
        if not instance.planned:
            return NO_ID
        return UNPLACED if text(instance.values.get("name")) else NAMELESS

    def _made(self, instance: Instance) -> ArmId | None:
        kind = TYPES.get(instance.type)
        own = text(instance.values.get("id"))
        if kind is None:
            return None
        if own is not None:
            return ArmId(own) if _usable(own) else None
        if not instance.planned:
            return None
        name = text(instance.values.get("name"))
        if name is None and kind.identified:
            return None
        parent = self._parent(instance, kind)
        end = f"{kind.segments}/{_segment(name or instance.label)}"
        made = None if parent is None else f"{parent}/{end}"
        return ArmId(made) if made and _usable(made) else None

    def _parent(self, instance: Instance, kind: Kind) -> str | None:
        """What stands in an id before its own kind."""
        group = text(instance.values.get("resource_group_name"))
        around = f"/resourceGroups/{_segment(group)}" if group else ""
        if kind.around == NETWORK:
            return self._network(instance, around)
        if kind.around == BALANCER:
            given = text(instance.values.get("loadbalancer_id"))
            return given or self._referred(instance, "loadbalancer_id", LOAD_BALANCERS)
        names = [text(instance.values.get(name)) for name in kind.names]
        if not all(names):
            return None
        return f"{around}/providers/{kind.around.format(*(_segment(name or '') for name in names))}"

    def _network(self, instance: Instance, around: str) -> str | None:
        """The id of the virtual network that a subnet or a peering is part of."""
        given = text(instance.values.get("virtual_network_id"))
        found = given or self._referred(instance, "virtual_network_name", NETWORKS)
        if found:
            return found
        name = text(instance.values.get("virtual_network_name"))
        if name is None:
            return None
        names = _folded(instance, "resource_group_name"), name.casefold()
        candidates = {id.key: id for each in self._networks.get(names, ()) if (id := self.of(each))}
        if len(candidates) == 1:
            return next(iter(candidates.values())).text
        return f"{around}/providers/Microsoft.Network/virtualNetworks/{_segment(name)}"

    def _referred(self, instance: Instance, name: str, wanted: frozenset[str]) -> str | None:
        expression = (instance.expressions or {}).get(name)
        followed = self._followers[instance].follow(expression, instance, wanted)
        if len(followed.found) != 1 or followed.stuck:
            return None
        id = self.of(followed.found[0])
        return id.text if id else None


def _segment(name: str) -> str:
    """A name as one segment of an id."""
    return name.replace("/", "∕")


def _folded(instance: Instance, name: str) -> str:
    return (text(instance.values.get(name)) or "").casefold()


def _usable(id: str) -> bool:
    return id.startswith("/") and len(id) <= LONGEST_TEXT
