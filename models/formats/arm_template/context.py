"""The functions of ARM templates that have to know where they stand.

https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-resource
"""

import re
from typing import Any

from models.formats.arm_template.functions.function import spelled, text, whole
from models.formats.arm_template.loops import asked_for
from models.formats.arm_template.marks import MARK, SUBSCRIPTION, Place
from models.formats.arm_template.nodes import worked_out
from models.formats.arm_template.scope import Scope
from models.formats.arm_template.unresolved import CannotResolve, Unresolved

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
NO_LOCATION = "{} is not known: give --location REGION"
ONLY_AZURE = "only Azure knows it"


def _only(arguments: list[Any]) -> str:
    if len(arguments) != 1:
        raise CannotResolve("a function that takes one name is given something else")
    return text(arguments[0])


def _parameters(scope: Scope, arguments: list[Any]) -> Any:
    return scope.parameter(_only(arguments))


def _variables(scope: Scope, arguments: list[Any]) -> Any:
    return scope.variable(_only(arguments))


def _copy_index(scope: Scope, arguments: list[Any]) -> int:
    names = [each for each in arguments if isinstance(each, str)]
    offsets = [each for each in arguments if not isinstance(each, str)]
    if len(names) > 1 or len(offsets) > 1:
        raise CannotResolve("copyIndex() takes a name and a number")
    loop = asked_for(scope.loops, names[0] if names else None)
    return loop.number + sum(map(whole, offsets))


def _resource_group(scope: Scope, _arguments: list[Any]) -> dict[str, Any]:
    declared = scope.deployment.group_locations.get(scope.place.group.casefold())
    location: Any = scope.deployment.location
    if declared is not None:
        location = worked_out(declared)
    if location is None:
        location = Unresolved("", NO_LOCATION.format("resourceGroup().location"))
    return {"name": scope.place.group, "id": str(scope.place), "location": location}


def _subscription(scope: Scope, _arguments: list[Any]) -> dict[str, Any]:
    id = scope.place.subscription
    return {"subscriptionId": id, "id": f"/subscriptions/{id}"}


def _deployment(scope: Scope, _arguments: list[Any]) -> dict[str, Any]:
    location: Any = scope.deployment.location
    if location is None:
        location = Unresolved("", NO_LOCATION.format("deployment().location"))
    return {"name": Unresolved("", ONLY_AZURE), "location": location}


def _resource_id(scope: Scope, arguments: list[Any]) -> str:
    """Subscription and resource group may stand before the type."""
    given = [spelled(each) for each in arguments]
    at = next((at for at, each in enumerate(given) if "/" in each), None)
    if at is None or at > 2:
        raise CannotResolve("resourceId() is given no type of resource")
    place, before = scope.place, given[:at]
    if len(before) == 2 or (before and _is_subscription(before[0])):
        place = place._replace(subscription=before.pop(0))
    if before:
        place = place._replace(group=before[0])
    return id_in(str(place), given[at], given[at + 1 :])


def _is_subscription(text: str) -> bool:
    return text == SUBSCRIPTION or bool(_GUID.fullmatch(text))


def id_in(place: str, type: str, names: list[str]) -> str:
    """The id of a resource in a place. Raises :class:`CannotResolve`."""
    namespace, *kinds = type.strip("/").split("/")
    if not kinds or len(kinds) != len(names) or not all(names):
        raise CannotResolve(f"{type} has {len(kinds)} names, not {len(names)}")
    pairs = [part for pair in zip(kinds, names, strict=True) for part in pair]
    return "/".join([f"{place.rstrip('/')}/providers", namespace, *pairs])


def _id_at(place: str, arguments: list[Any]) -> str:
    type, *names = [spelled(each) for each in arguments] or [""]
    return id_in(place, type, names)


def _extension_resource_id(_scope: Scope, arguments: list[Any]) -> str:
    place, *rest = arguments or [""]
    return _id_at(text(place), rest)


def _subscription_resource_id(scope: Scope, arguments: list[Any]) -> str:
    place = scope.place
    if arguments and isinstance(arguments[0], str) and "/" not in arguments[0].strip(MARK):
        place, arguments = Place(arguments[0]), arguments[1:]
    return _id_at(f"/subscriptions/{place.subscription}", arguments)


def _tenant_resource_id(_scope: Scope, arguments: list[Any]) -> str:
    return _id_at("", arguments)


def _reference(scope: Scope, arguments: list[Any]) -> Any:
    """What the template itself says of a resource; what Azure adds is not known."""
    target, *rest = arguments or [""]
    whole_of_it = any(isinstance(each, str) and each.lower() == "full" for each in rest)
    return scope.find(text(target)).referred(whole_of_it)


FUNCTIONS = {
    "parameters": _parameters,
    "variables": _variables,
    "copyindex": _copy_index,
    "resourcegroup": _resource_group,
    "subscription": _subscription,
    "deployment": _deployment,
    "resourceid": _resource_id,
    "extensionresourceid": _extension_resource_id,
    "subscriptionresourceid": _subscription_resource_id,
    "tenantresourceid": _tenant_resource_id,
    "reference": _reference,
}
"""By their names in lower case."""
