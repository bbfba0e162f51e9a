"""The scripts beside a deployment: one reads back and compares, one takes back.

They are the same for ARM templates and for Bicep: bash with the Azure CLI. They need no
extension: ``az rest`` speaks to Resource Manager of whichever cloud it is signed in to.
"""

from collections.abc import Iterator
from urllib.parse import quote

from models.exports.application import (
    Application,
    Mapping,
    Parameter,
    PlannedNetwork,
    Text,
    rendered,
)
from models.exports.application.parameters import text
from models.exports.application.peerings import peerings
from models.exports.deployment.resources import MAPPING_VERSION, NETWORK_VERSION
from models.exports.deployment.script_texts import ROLLBACK, VERIFY
from models.exports.deployment.stages import parameters
from models.exports.export import ExportedFile
from models.exports.shell import quoted
from models.formats.inert import visible
from models.topology import Subnet

MISSING = '[ -z "$missing" ] || { echo "$0: to be set:$missing" >&2; exit 2; }'
"""Stops before anything is asked, by a status that says nothing of a comparison."""
Call = tuple[str, tuple[Text, ...]]
"""A function of a script and the words it is called with."""


def scripts(todo: Application) -> tuple[ExportedFile, ExportedFile]:
    """The script that verifies and the one that takes back."""
    return (
        ExportedFile("verify.sh", _script(VERIFY, list(_verify(todo))), executable=True),
        ExportedFile("rollback.sh", _script(ROLLBACK, list(_rollback(todo))), executable=True),
    )


def _script(frame: str, calls: list[Call]) -> str:
    used = (one for _, words in calls for word in words for one in parameters(word))
    asked = [line for parameter in dict.fromkeys(used) for line in _asked(parameter)]
    filled = {
        "@parameters": ['missing=""', *asked, MISSING] if asked else [],
        "@calls": list(map(_call, calls)),
    }
    lines: list[str] = []
    for line in frame.splitlines():
        lines += filled.get(line, [line])
    return "\n".join([*lines, ""])


def _verify(todo: Application) -> Iterator[Call]:
    for network in todo.networks:
        yield from _network(network)
    for half in peerings(todo.networks):
        what = f"the peering of {half.network.network.name} with {half.peer}"
        path = f"/virtualNetworkPeerings/{half.name}"
        url = _url(text(half.network.id, path), NETWORK_VERSION)
        query = text("properties.remoteVirtualNetwork.id")
        yield "same_id", (_shown(what), url, query, half.remote)
    for mapping in todo.mappings:
        url, query = _mapping_url(mapping), text("properties.recoveryNetworkId")
        yield "same_id", (_called(mapping), url, query, mapping.target_id)


def _network(network: PlannedNetwork) -> Iterator[Call]:
    planned, url = network.network, _url(network.id, NETWORK_VERSION)
    space, query = _lines(planned.address_space), "properties.addressSpace.addressPrefixes"
    subnets = _lines(map(_subnet, planned.subnets))
    name = planned.name
    yield "same_lines", (_shown(f"the region of {name}"), url, text("location"), (planned.region,))
    yield "same_lines", (_shown(f"the address space of {name}"), url, text(query), space)
    yield "same_subnets", (_shown(f"the subnets of {name}"), url, subnets)


def _subnet(subnet: Subnet) -> str:
    prefixes = " ".join(sorted(map(str, subnet.address_prefixes)))
    return "\t".join((subnet.name, prefixes, subnet.delegation or ""))


def _rollback(todo: Application) -> Iterator[Call]:
    for mapping in reversed(todo.mappings):
        if mapping.existing:
            yield "before", (_called(mapping),)
        else:
            yield "remove", (_called(mapping), _mapping_url(mapping))
    for network in reversed(todo.networks):
        url = _url(network.id, NETWORK_VERSION)
        yield "remove_network", (_shown(f"the network {network.network.name}"), url)


def _called(mapping: Mapping) -> Text:
    return _shown(f"the mapping {mapping.name}")


def _mapping_url(mapping: Mapping) -> Text:
    return _url(text(mapping.vault.id, "/", mapping.path), MAPPING_VERSION)


def _url(id: Text, version: str) -> Text:
    """Where ``az rest`` finds a resource; it would expand braces, so they are encoded too."""
    encoded = (quote(piece, safe="/") if isinstance(piece, str) else piece for piece in id)
    return text(*encoded, f"?api-version={version}")


def _shown(what: str) -> Text:
    return text(visible(what))


def _lines(values: "Iterator[str] | tuple[object, ...]") -> Text:
    return text("\n".join(map(str, values)))


def _call(call: Call) -> str:
    function, words = call
    return " ".join([function, *map(_word, words)])


def _word(of: Text) -> str:
    return "".join(rendered(of, quoted, lambda parameter: f'"${{{parameter.name}}}"')) or "''"


def _asked(parameter: Parameter) -> Iterator[str]:
    yield f"# {visible(parameter.meaning)}"
    yield f'{parameter.name}="${{{parameter.name.upper()}-}}"'
    yield f'[ -n "${parameter.name}" ] || missing="$missing {parameter.name.upper()}"'
